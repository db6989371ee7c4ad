"""Is my receipt in the book? Looked up by its number; and the whole series without a gap."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.fund.models import Acknowledgement
from linli.fund.paper import code_of, reference
from linli.fund.published.sums import FundFigures
from linli.fund.queries import PURPOSE_WORDS


@dataclass(frozen=True, slots=True)
class Receipt:
    """An acknowledgement as anybody may find it, by its number.

    ``code_right``   None where no code was given
    ``intact``       the chain still holds the very entry that the paper bears witness to
    ``amount_fen``   and what follows it: only for a right code, else None
    ``gift_seq``     the number of the gift's own entry in ``book``
    ``bound_seq``    of the entry that binds it now: another one, where the donor changed its use
    ``changed_on``   the day on which that was done
    ``taken_back_on``  the day on which the gift was reversed, because it had been written down
                     wrongly; told without the code, for the paper is worth nothing any more
    """

    reference: str
    series: str
    number: int
    fund: str
    place: str
    head_seq: int
    issued_on: datetime.date
    intact: bool
    code_right: bool | None
    amount_fen: int | None
    purpose: Any
    received_on: datetime.date | None
    book: str
    gift_seq: int | None
    bound_seq: int | None
    changed_on: datetime.date | None
    taken_back_on: datetime.date | None
    head_hash: str | None


def receipt(series: str, number: int, code: str = "") -> Receipt | None:
    """What the book says of an acknowledgement; None where no paper of this number was issued."""
    found = (
        Acknowledgement.objects.select_related(
            "donation__fund", "donation__entry", "donation__taken_back", "head"
        )
        .filter(series=series, number=number)
        .first()
    )
    if found is None:
        return None
    right = code.strip().lower() == code_of(found.head_hash) if code else None
    gift = found.donation
    change = gift.changes.filter(done_by__isnull=False).order_by("-entry").first()
    gone = getattr(gift, "taken_back", None)
    bound_by = change.entry if change else gift.entry
    return Receipt(
        reference=reference(found.series, found.number),
        series=found.series,
        number=found.number,
        fund=gift.fund.name,
        place=gift.place_id,
        head_seq=found.head.seq,
        issued_on=timezone.localdate(found.issued_at),
        intact=found.head.hash == found.head_hash,
        code_right=right,
        amount_fen=gift.amount_fen if right else None,
        purpose=PURPOSE_WORDS[gift.purpose] if right else None,
        received_on=gift.received_on if right else None,
        book=gift.fund.book_id,
        gift_seq=gift.entry.seq if right else None,
        bound_seq=bound_by.seq if right else None,
        changed_on=timezone.localdate(change.changed_at) if right and change else None,
        taken_back_on=timezone.localdate(gone.at) if gone else None,
        head_hash=found.head_hash if right else None,
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """An acknowledgement as a stranger may list it: no donor, no amount, no gift."""

    series: str
    number: int
    head_seq: int
    head_hash: str
    issued_on: datetime.date

    @property
    def reference(self) -> str:
        """The number as people read it."""
        return reference(self.series, self.number)


def receipts(figures: FundFigures) -> list[Paper]:
    """Every acknowledgement issued before the last batch, in the order of its series."""
    rows = Acknowledgement.objects.filter(
        donation__fund__book=figures.book, head__seq__lt=figures.head_seq
    ).select_related("head")
    return [
        Paper(
            row.series, row.number, row.head.seq, row.head_hash, timezone.localdate(row.issued_at)
        )
        for row in rows.order_by("series", "number")
    ]
