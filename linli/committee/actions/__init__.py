"""What may be done with a committee: seat it, call it, key its sheet, confirm."""

from linli.committee.actions.bodies import (
    CommitteeThere,
    NobodyMeant,
    TermNotPossible,
    appoint_member,
    declare_tie,
    end_term,
    end_tie,
    found_committee,
)
from linli.committee.actions.scope import CommitteeIncomplete
from linli.committee.actions.sittings import (
    About,
    AmountNotDecided,
    DocketEmpty,
    KeyedByYourself,
    NotEntitled,
    NotHeldYet,
    NotKeyedYet,
    RemarkNotAsked,
    Sheet,
    SheetMissing,
    SittingClosed,
    SupervisorMissing,
    WordsMissing,
    call_sitting,
    confirm,
    key_sheet,
    put_on_docket,
    send_back,
    take_off,
)

__all__ = [
    "About", "AmountNotDecided", "CommitteeIncomplete", "CommitteeThere", "DocketEmpty",
    "KeyedByYourself", "NobodyMeant", "NotEntitled", "NotHeldYet", "NotKeyedYet", "RemarkNotAsked",
    "Sheet", "SheetMissing", "SittingClosed", "SupervisorMissing", "TermNotPossible",
    "WordsMissing", "appoint_member", "call_sitting", "confirm", "declare_tie", "end_term",
    "end_tie", "found_committee", "key_sheet", "put_on_docket", "send_back", "take_off",
]  # fmt: skip
