"""What may be done with a round of visits: list, approve, hand out, key, confirm, settle.

Every action locks the round first. Money moves in the fund's book alone, once for the round.
"""

from linli.goodwill.actions.lists import (
    ListedAlready,
    ListedByYourself,
    ListEmpty,
    NobodyMeant,
    NothingToGive,
    ReasonUnknown,
    approve,
    begin_round,
    list_found,
    list_from_file,
    list_household,
    send_back,
    strike,
    submit,
)
from linli.goodwill.actions.scope import ListClosed, NotSubmitted, RoundEnded
from linli.goodwill.actions.visits import (
    ApprovedByYourself,
    EverybodySigned,
    HandedOnNotPossible,
    KeyedAlready,
    KeyedByYourself,
    NotHandedOutYet,
    NotKeyedYet,
    NotReady,
    NotThisSheet,
    PhotoMissing,
    SheetOut,
    confirm_sheet,
    issue_sheet,
    key_sheet,
    return_sheet,
    settle,
)

__all__ = [
    "ApprovedByYourself", "EverybodySigned", "HandedOnNotPossible", "KeyedAlready",
    "KeyedByYourself", "ListClosed", "ListEmpty", "ListedAlready", "ListedByYourself",
    "NobodyMeant", "NotHandedOutYet", "NotKeyedYet", "NotReady", "NotSubmitted", "NotThisSheet",
    "NothingToGive", "PhotoMissing", "ReasonUnknown", "RoundEnded", "SheetOut", "approve",
    "begin_round", "confirm_sheet", "issue_sheet", "key_sheet", "list_found", "list_from_file",
    "list_household", "return_sheet", "send_back", "settle", "strike", "submit",
]  # fmt: skip
