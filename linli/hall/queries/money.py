"""What a place would cost these people, before anybody presses."""

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from linli.hall import terms
from linli.hall.models import Offer
from linli.kernel.words import XIAMEN
from linli.pricing import queries as pricing
from linli.programmes import queries as programmes


def prices_for(
    offer_id: UUID,
    session_id: UUID | None,
    resident_ids: Sequence[UUID],
    *,
    at: datetime.datetime,
) -> list[pricing.Preview]:
    """What a place would cost each of these people now; empty where it is free."""
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None or not resident_ids:
        return []
    if session_id:
        sessions = programmes.sessions_named([session_id])
    else:
        sessions = [row for row in programmes.sessions_of(offer.course_id) if not row.cancelled]
    if not sessions:
        return []
    return pricing.previews(
        offer.course_id,
        resident_ids,
        per=pricing.TERM if offer.kind == terms.TERM else pricing.SESSION,
        on=sessions[0].start_at.astimezone(XIAMEN).date(),
        at=at.astimezone(XIAMEN).date(),
    )


def named_quotes(
    account: pricing.Account | None, names: Mapping[UUID, str]
) -> list[tuple[str, pricing.QuoteCard]]:
    """A party's quotes, each with the name it may be shown under; empty where there is none."""
    if account is None:
        return []
    return [(names.get(each.resident_id, ""), each) for each in account.quotes]
