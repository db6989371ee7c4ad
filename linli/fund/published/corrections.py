"""What a batch told wrongly of gifts, and what is right: beside the figures, for any reader.

A published figure is never changed in silence (慈善组织信息公开办法 art. 16): the batch stays as it
was, the reversal stands in the book, and this note says which, why and how much.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.fund.models import TakenBack
from linli.fund.queries.words import MISTAKE_WORDS, PURPOSE_WORDS


@dataclass(frozen=True, slots=True)
class Correction:
    """A gift that ``batch`` had counted and that was none: of this sum and use, for this reason.

    ``seq`` is the entry that reversed it.
    """

    batch: int
    amount_fen: int
    purpose: Any
    reason: Any
    on: datetime.date
    seq: int


def corrections(place: str) -> list[Correction]:
    """Every correction of a community's published gifts, the newest first. No donor, no person."""
    rows = TakenBack.objects.filter(donation__place=place, batch__isnull=False)
    return [
        Correction(
            batch=row.batch.number,
            amount_fen=row.donation.amount_fen,
            purpose=PURPOSE_WORDS[row.donation.purpose],
            reason=MISTAKE_WORDS[row.reason],
            on=timezone.localdate(row.at),
            seq=row.reversal.seq,
        )
        for row in rows.select_related("batch", "donation", "reversal").order_by("-at")
    ]
