"""What may be asked about who came: numbers for the rooms above, names for the door alone."""

from linli.attendance.queries.absences import NoShowRow, to_call
from linli.attendance.queries.cards import CardRow, card_of, holder
from linli.attendance.queries.counts import (
    Counts,
    cohorts_of,
    counts_of,
    feedback_of,
    kept_doors,
    people_of,
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
from linli.attendance.queries.sheets import (
    GUEST_LINES,
    Keyed,
    Line,
    SheetPage,
    sheet,
    sheet_by_number,
    sheets_of,
)

__all__ = [
    "GUEST_LINES", "CardRow", "Counts", "DoorPage", "GuestRow", "Keyed", "Line", "MyComing",
    "MyDoor", "MyFelt", "NoShowRow", "PartyCard", "Person", "SessionNumbers", "SheetPage",
    "card_of", "cohorts_of", "counts_of", "door", "doors_of_day", "feedback_of", "holder",
    "insist_on_door", "kept_doors",
    "my_door", "people_of", "seen", "sheet", "sheet_by_number", "sheets_of", "to_ask",
    "to_call",
]  # fmt: skip
