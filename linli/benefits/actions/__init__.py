"""What may be done about benefits: look for families, hand them out, answer, permit it at all."""

from linli.benefits.actions.caught import AlreadyCaught, ReasonWanted, catch, caught_by_case
from linli.benefits.actions.discovery import hand_out, look_again, look_at_everybody
from linli.benefits.actions.hints import (
    AlreadyAnswered,
    NotGivenToYou,
    ReasonMissing,
    WrongDay,
    answer,
    claim_begun,
    set_workload,
)
from linli.benefits.actions.leave import (
    AlreadySigned,
    SignedByTheWriter,
    sign_assessment,
    write_assessment,
)
from linli.benefits.actions.notes import (
    NobodyNamed,
    NoteAnswered,
    NothingSaid,
    WhyNothing,
    follow_lead,
    follow_up,
    note_hardship,
    place_note,
)
from linli.benefits.actions.wishes import allow_looking, refuse_looking
from linli.benefits.terms import HELPED, NO_NEED

__all__ = [
    "HELPED",
    "NO_NEED",
    "AlreadyAnswered",
    "AlreadyCaught",
    "AlreadySigned",
    "NobodyNamed",
    "NotGivenToYou",
    "NoteAnswered",
    "NothingSaid",
    "ReasonMissing",
    "ReasonWanted",
    "SignedByTheWriter",
    "WhyNothing",
    "WrongDay",
    "allow_looking",
    "answer",
    "catch",
    "caught_by_case",
    "claim_begun",
    "follow_lead",
    "follow_up",
    "hand_out",
    "look_again",
    "look_at_everybody",
    "note_hardship",
    "place_note",
    "refuse_looking",
    "set_workload",
    "sign_assessment",
    "write_assessment",
]  # fmt: skip
