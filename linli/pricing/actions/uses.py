"""A pass is used: the key of its uses is the limit, whoever comes at the same moment."""

import datetime
from uuid import UUID

from linli.kernel.ids import uuid7
from linli.kernel.rows import insert_new
from linli.pricing.models import PassUse, QuoteEnd, SeasonPass
from linli.pricing.queries.passes import PassCard


def take_use(held: PassCard, *, thing: UUID, on: datetime.date) -> bool:
    """Take the next free use of a pass for a thing, in the caller's transaction; False when all are
    taken, or the pass was given back at the same moment. A pass without a number of uses is always
    free. The same thing again takes no second."""
    row = lock_pass(held.id)
    if row is None or QuoteEnd.objects.filter(quote=row.quote_id).exists():
        return False
    if row.uses is None or PassUse.objects.filter(thing=thing).exists():
        return True
    for number in range(1, row.uses + 1):
        taken = PassUse(
            id=uuid7(), season_pass=row, number=number, uses=row.uses, on=on, thing=thing
        )
        if insert_new(taken):
            return True
    return False


def give_back_use(thing: UUID) -> None:
    """What was noted wrong used nothing up; in the caller's transaction."""
    PassUse.objects.filter(thing=thing).delete()


def lock_pass(pass_id: UUID) -> SeasonPass | None:
    """The pass, held until the transaction ends: it is not used while it is given back."""
    return SeasonPass.objects.select_for_update().filter(pk=pass_id).first()
