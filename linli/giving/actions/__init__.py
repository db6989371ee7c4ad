"""What may be done about giving: one verb each, in one transaction, remembered in the journal."""

from linli.giving.actions.boxes import (
    BoxTakenAway,
    CountDiffers,
    CountUnderWay,
    count_again,
    count_box,
    place_box,
    take_box_away,
)
from linli.giving.actions.goods import ForWhom, NotSoMany, OutOfDate, receive_goods, use_goods
from linli.giving.actions.holding import AmountNotPossible, DayNotPossible, NumberTaken
from linli.giving.actions.partners import (
    NoSuchGift,
    ReceiptNeeded,
    keep_promise,
    promise,
    welcome_partner,
)
from linli.giving.actions.plans import (
    FiledTooLate,
    NotRelated,
    PlatformIncomplete,
    disclose_related,
    end_related,
    enter_plan,
    name_related,
    say_where_to_give,
)
from linli.giving.actions.pledges import (
    NothingPromised,
    PledgeEnded,
    end_pledge,
    pledge,
    receive_instalment,
    sign_agreement,
)
from linli.identity.actions import SamePersonTwice

__all__ = [
    "AmountNotPossible", "BoxTakenAway", "CountDiffers", "CountUnderWay", "DayNotPossible",
    "FiledTooLate", "ForWhom", "NoSuchGift", "NotRelated", "NotSoMany",
    "NothingPromised", "NumberTaken", "OutOfDate", "PlatformIncomplete", "PledgeEnded",
    "ReceiptNeeded", "SamePersonTwice", "count_again", "count_box", "disclose_related",
    "end_pledge", "end_related", "enter_plan", "keep_promise", "name_related", "place_box",
    "pledge", "promise", "receive_goods", "receive_instalment", "say_where_to_give",
    "sign_agreement", "take_box_away", "use_goods", "welcome_partner",
]  # fmt: skip
