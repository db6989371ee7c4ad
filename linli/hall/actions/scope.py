"""What every verb of the hall begins with: which places are meant, and whose they are."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from linli.hall import terms
from linli.hall.models import Offer, Pool
from linli.hall.terms import Kept, Person
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow


class Meant(NamedTuple):
    """An offer, and the sessions a place of it is for: one, or all that are still to come."""

    offer: Offer
    session_id: UUID | None
    sessions: list[SessionRow]

    @property
    def begins_at(self) -> datetime.datetime:
        return self.sessions[0].start_at

    @property
    def on(self) -> datetime.date:
        """The day whose age counts: of the session, or of the course's first."""
        return self.begins_at.astimezone(XIAMEN).date()

    def pools(self) -> QuerySet[Pool]:
        """The pools its places are taken from, in the one order everybody locks them in."""
        return Pool.objects.filter(offer=self.offer, session=self.session_id).order_by("pk")

    def locked(self, *, to_change: bool = True) -> list[Pool]:
        """The pools, held until the transaction ends: alone, or beside others who only wait.

        Who joins the waiting list holds them shared: many may at once, but none while a place is
        being given or freed, or the freed place would not see who has just begun to wait.
        """
        pools = self.pools()
        if connection.vendor != "postgresql":
            return list(pools)
        if to_change:
            return list(pools.select_for_update())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM hall_pool WHERE offer_id = %s AND session_id IS NOT DISTINCT FROM %s"
                " ORDER BY id FOR SHARE",
                [self.offer.pk, self.session_id],
            )
        return list(pools)


def meant(offer_id: UUID, session_id: UUID | None) -> Meant:
    """What is asked for. Raises ``NotFound``: a place of each session names one, of a term none."""
    offer = Offer.objects.select_related("course").filter(pk=offer_id).first()
    if offer is None or (offer.kind == terms.EACH) != (session_id is not None):
        raise NotFound
    if session_id is not None:
        sessions = programmes.sessions_named([session_id])
        if not sessions or sessions[0].course_id != offer.course_id:
            raise NotFound
    else:
        found = programmes.sessions_of(offer.course_id)
        sessions = [each for each in found if not each.cancelled]
        if not sessions:
            raise NotFound
    return Meant(offer, session_id, sessions)


def persons(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Who these residents are, as far as pools ask. Somebody unknown is left out."""
    return {each.id: Person(*each) for each in people.comers(list(ids))}


def kept(pools: list[Pool]) -> list[Kept]:
    """Pools as the terms reckon with them."""
    return [
        Kept(
            id=pool.pk,
            capacity=pool.capacity,
            taken=pool.taken,
            age_from=pool.age_from,
            age_to=pool.age_to,
            hukou=pool.hukou,
            door=pool.door,
            flows_at=pool.flows_at,
        )
        for pool in pools
    ]
