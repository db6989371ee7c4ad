"""What may be done about benefits: look for families, hand them out, answer, permit it at all."""

from linli.benefits.actions.discovery import hand_out, look_again, look_at_everybody
from linli.benefits.actions.hints import (
    AlreadyAnswered,
    NotGivenToYou,
    ReasonMissing,
    WrongDay,
    answer,
    set_workload,
)
from linli.benefits.actions.leave import (
    AlreadySigned,
    SignedByTheWriter,
    sign_assessment,
    write_assessment,
)

__all__ = [
    "AlreadyAnswered", "AlreadySigned", "NotGivenToYou", "ReasonMissing", "SignedByTheWriter",
    "WrongDay", "answer", "hand_out", "look_again", "look_at_everybody", "set_workload",
    "sign_assessment", "write_assessment",
]  # fmt: skip
