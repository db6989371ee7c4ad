"""What may be asked about who came: numbers for the rooms above, names for the door alone."""

from linli.attendance.queries.absences import (
    CallCard,
    CallRow,
    NoShowRow,
    TryRow,
    call_card,
    calls_made,
    to_call,
)
from linli.attendance.queries.cards import CardRow, card_of, holder
from linli.attendance.queries.children import (
    ChildCard,
    ChildHere,
    Hand,
    HandsPage,
    RoomRow,
    child_card,
    hand_over_rooms,
    hands,
    in_hand_over_room,
    late_at_door,
    my_children,
    phone_at_door,
)
from linli.attendance.queries.counts import (
    Counts,
    cohorts_of,
    counts_of,
    feedback_of,
    kept_doors,
    people_of,
)
from linli.attendance.queries.deposits import (
    DepositGroup,
    DepositList,
    DepositPage,
    DepositRow,
    count_to_confirm,
    deposit_list,
    deposit_page,
    deposit_phones,
    my_deposits,
    standings,
    to_fetch,
)
from linli.attendance.queries.doors import (
    DoorPage,
    GuestRow,
    PartyCard,
    Person,
    SessionNumbers,
    door,
    doors_of_day,
    insist_on_door,
    seen,
    to_ask,
)
from linli.attendance.queries.my_pages import MyComing, MyDoor, MyFelt, my_door
from linli.attendance.queries.named import Guardian, Named, Permitted, Sign, Signs
from linli.attendance.queries.sheets import (
    GUEST_LINES,
    Keyed,
    Line,
    SheetPage,
    sheet,
    sheet_by_number,
    sheets_of,
)
from linli.attendance.queries.teaching import ClassList, Learner, class_list, class_lists_open

__all__ = [
    "GUEST_LINES", "CallCard", "CallRow", "CardRow", "ChildCard", "ChildHere",
    "ClassList", "Counts", "DepositGroup", "DepositList", "DepositPage", "DepositRow", "DoorPage",
    "Guardian", "GuestRow", "Hand", "HandsPage", "Keyed", "Learner", "Line", "MyComing", "MyDoor",
    "MyFelt", "Named", "NoShowRow", "PartyCard", "Permitted", "Person", "RoomRow", "SessionNumbers",
    "SheetPage", "Sign", "Signs", "TryRow", "call_card", "calls_made", "card_of", "child_card",
    "class_list", "class_lists_open", "cohorts_of", "count_to_confirm", "counts_of", "deposit_list",
    "deposit_page", "deposit_phones", "door", "doors_of_day", "feedback_of", "hand_over_rooms",
    "hands", "holder", "in_hand_over_room", "insist_on_door", "kept_doors", "late_at_door",
    "my_children", "my_deposits", "my_door", "people_of", "phone_at_door", "seen", "sheet",
    "sheet_by_number", "sheets_of", "standings", "to_ask", "to_call", "to_fetch",
]  # fmt: skip
