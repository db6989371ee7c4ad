"""Into which lot of the fund a selling day's money went, for whoever follows a piece of goods."""

from dataclasses import dataclass
from uuid import UUID

from linli.fund.models import Takings


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot by where it was made: the book's code and the number of its entry."""

    part: str
    book: str
    seq: int


def lots_from(room: str, noun: str, origin_id: UUID) -> list[Lot]:
    """The lots that an upper room's record brought; none while nothing was counted."""
    rows = Takings.objects.filter(
        origin_room=room, origin_noun=noun, origin_id=origin_id, amount_fen__gt=0
    )
    found = rows.values_list("part", "fund__book", "entry__seq").order_by("entry")
    return [Lot(part, book, seq) for part, book, seq in found]
