"""What may be done in a room where people come and go."""

from linli.gym.actions.coming import (
    ChildStays,
    NameOrCard,
    ReasonMissing,
    Tapped,
    clear,
    enter,
    leave,
    take_back,
    tap,
)
from linli.gym.actions.erasing import erase_lapsed, erase_visits
from linli.gym.actions.health import (
    AnswersMissing,
    GuardianSays,
    InductedAlready,
    NameMissing,
    NoReason,
    NothingToTalkOf,
    NotYet,
    QuestionsChanged,
    SheetOutdated,
    declare,
    induct,
    take_back_induction,
    talk,
    withdraw,
)
from linli.gym.actions.scope import (
    CardFirst,
    DeclarationFirst,
    Full,
    InductionFirst,
    NeedsAdult,
    PassFirst,
    RoomShut,
    SomethingFirst,
    TalkFirst,
    TooOld,
    TooYoung,
)
from linli.gym.actions.settings import (
    AgesOutOfOrder,
    ChangedMeanwhile,
    MoreThanTheRoom,
    NotOpenAccess,
    QuestionsMissing,
    end_terms,
    set_terms,
)

__all__ = [
    "AgesOutOfOrder", "AnswersMissing", "CardFirst", "ChangedMeanwhile", "ChildStays",
    "DeclarationFirst", "Full", "GuardianSays", "InductedAlready", "InductionFirst",
    "MoreThanTheRoom", "NameMissing", "NameOrCard", "NeedsAdult", "NoReason",
    "NotOpenAccess", "NotYet", "NothingToTalkOf", "PassFirst", "QuestionsChanged",
    "QuestionsMissing", "ReasonMissing", "RoomShut", "SheetOutdated", "SomethingFirst", "TalkFirst",
    "Tapped", "TooOld", "TooYoung", "clear", "declare", "end_terms", "enter", "erase_lapsed",
    "erase_visits", "induct", "leave", "set_terms", "take_back", "take_back_induction", "talk",
    "tap", "withdraw",
]  # fmt: skip
