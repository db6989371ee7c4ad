"""What every verb of the hall begins with: which places are meant, and whose they are."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, QuerySet

from linli.hall import terms
from linli.hall.models import Draw, Enrollment, Offer, Pool
from linli.hall.terms import Kept, Person
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import Beginning

_NAMES = [field.attname for field in Pool._meta.concrete_fields]
_SHARING = (  # Django has no word for a lock that is held together
    f"SELECT {', '.join(_NAMES)} FROM hall_pool WHERE offer_id = %s"  # noqa: S608
    " AND session_id IS NOT DISTINCT FROM %s ORDER BY id FOR SHARE"
)


class Meant(NamedTuple):
    """An offer and what a place of it is for: one session, or (None) the course from its first."""

    offer: Offer
    session_id: UUID | None
    first: Beginning

    @property
    def begins_at(self) -> datetime.datetime:
        return self.first.start_at

    @property
    def on(self) -> datetime.date:
        """The day whose age counts: of the session, or of the course's first."""
        return self.begins_at.astimezone(XIAMEN).date()

    def pools(self) -> QuerySet[Pool]:
        """The pools its places are taken from, in the one order everybody locks them in."""
        return Pool.objects.filter(offer=self.offer, session=self.session_id).order_by("pk")

    def locked(self) -> list[Pool]:
        """The pools, held by this transaction alone until it ends."""
        return _locked(self.offer.pk, self.session_id)

    def shared(self, seen: list[Pool]) -> list[Pool]:
        """The pools, held beside others who only wait too.

        Many may join the waiting list at once, but none while a place is being given or freed, or
        the freed place would not see who has just begun to wait. Where there is one writer, what
        was seen is so.
        """
        if _one_writer():
            return seen
        with connection.cursor() as cursor:
            cursor.execute(_SHARING, [self.offer.pk, self.session_id])
            return [Pool.from_db(connection.alias, _NAMES, row) for row in cursor.fetchall()]


def _one_writer() -> bool:
    """SQLite lets one transaction in at a time; there is nothing to hold."""
    return connection.vendor != "postgresql"


def meant(offer_id: UUID, session_id: UUID | None) -> Meant:
    """What is asked for. Raises ``NotFound``: a place of each session names one, of a term none."""
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None or (offer.kind == terms.EACH) != (session_id is not None):
        raise NotFound
    return Meant(offer, session_id, programmes.beginning(offer.course_id, session_id))


class AskedFor(NamedTuple):
    """What is asked for, its pools as they stand, and whether a place is kept there for somebody
    who did not answer in time: it is free, though no pool counts it so."""

    wanted: Meant
    pools: list[Pool]
    lapsed: bool


def asked_for(offer_id: UUID, session_id: UUID | None, at: datetime.datetime) -> AskedFor:
    """``meant`` with all of that, in two queries: hundreds ask at once."""
    pools = _with_offer(offer_id, session_id, at)
    if not pools:
        return AskedFor(meant(offer_id, session_id), [], lapsed=False)
    offer = pools[0].offer
    wanted = Meant(offer, session_id, programmes.beginning(offer.course_id, session_id))
    return AskedFor(wanted, pools, lapsed=pools[0].lapsed)


def call_anew(pools: QuerySet[Pool]) -> None:
    """What these places are for is called off, ended or drawn in this transaction, which holds them
    from now on, in the one order: whoever read it before and waits for them must look again."""
    list(pools.select_for_update().order_by("pk"))
    pools.update(edition=F("edition") + 1)


def is_drawn(offer: Offer) -> bool:
    """Whether its lots are drawn, also if nobody was in."""
    return Draw.objects.filter(offer=offer, drawn_at__isnull=False).exists()


@Question
def _with_offer(offer: Any, session: Any, at: Any) -> QuerySet[Pool]:
    kept = Enrollment.objects.filter(offer=offer, session=session, state__in=terms.SWEPT)
    found = Pool.objects.filter(offer=offer, session=session).select_related("offer").order_by("pk")
    return found.annotate(lapsed=Exists(kept.filter(lapses_at__lte=at)))


@Question
def _locked(offer: Any, session: Any) -> QuerySet[Pool]:
    found = Pool.objects.filter(offer=offer, session=session)
    return found.select_for_update().order_by("pk")  # SQLite has one writer, and no word for it


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
