"""What a place would cost these people, before anybody presses."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.hall import terms
from linli.hall.models import Offer
from linli.identity.permissions import Viewer
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
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
    for course_id, kind in _what(offer_id):
        try:
            first = programmes.beginning(course_id, session_id)
        except NotFound:  # every session is cancelled
            return []
        return pricing.previews(
            course_id,
            resident_ids,
            per=pricing.TERM if kind == terms.TERM else pricing.SESSION,
            on=first.start_at.astimezone(XIAMEN).date(),
            at=at.astimezone(XIAMEN).date(),
        )
    return []


@Question
def _what(offer: Any) -> QuerySet[Offer, Any]:
    return Offer.objects.filter(pk=offer).values_list("course_id", "kind")


def named_quotes(
    account: pricing.Account | None, names: Mapping[UUID, str]
) -> list[tuple[str, pricing.QuoteCard]]:
    """A party's quotes, each with the name it may be shown under; empty where there is none."""
    if account is None:
        return []
    return [(names.get(each.resident_id, ""), each) for each in account.quotes]


def my_quotes(
    viewer: Viewer, account: pricing.Account | None, *, on: datetime.date
) -> list[tuple[str, pricing.QuoteCard]]:
    """The same for the signed-in resident, who may read their own name and their children's."""
    if account is None:
        return []
    return named_quotes(account, {each.id: each.name for each in people.companions(viewer, on)})
