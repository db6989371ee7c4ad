"""Pools and what is free of them at a moment: what has lapsed is free, whoever sweeps it."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from linli.hall import terms
from linli.hall.models import Draw, Enrollment, Offer, Party, Pool
from linli.hall.queries.parties import PartyRow
from linli.hall.queries.rounds import rounds_of
from linli.hall.terms import Round
from linli.identity.permissions import Permission, Viewer
from linli.journal import queries as journal
from linli.kernel.asking import Question
from linli.kernel.lots import key_of
from linli.places import queries as places

HUKOU_DIGITS = (4, 6)
"""A city, a district (GB/T 2260): as near as a registration says it."""


class PoolRow(NamedTuple):
    """A pool. ``free`` counts what has lapsed; ``for_all``: its time to flow has come."""

    id: UUID
    name: str
    capacity: int
    free: int
    age_from: int | None
    age_to: int | None
    hukou: str
    door: str
    flows_at: datetime.datetime | None
    for_all: bool


class OfferRow(NamedTuple):
    """An offer as anybody may see it. ``pools`` by session; under None for the whole course.

    ``ended``: why a keeper ended it early, or empty. ``rounds``: those before everybody's hour, as
    long as that has not come.
    """

    id: UUID
    course_id: UUID
    kind: str
    mode: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime | None
    commitment: str
    ended: str
    rounds: tuple[Round, ...]
    pools: dict[UUID | None, list[PoolRow]]

    @property
    def by_lot(self) -> bool:
        """Whether lots are drawn for its places."""
        return self.mode == terms.LOTTERY

    @property
    def by_approval(self) -> bool:
        """Whether a place hangs on a keeper's yes."""
        return self.mode == terms.APPROVAL


class Mismatch(NamedTuple):
    """A pool whose count is not that of its enrollments. There is none, or something is broken."""

    pool_id: UUID
    taken: int
    held: int


def offers_of(
    course_ids: Collection[UUID],
    *,
    at: datetime.datetime,
    session_ids: Collection[UUID] | None = None,
) -> dict[UUID, list[OfferRow]]:
    """The offers of courses with their pools. Three queries, however many; one more while one of
    them is not open to everybody yet.

    ``session_ids``: of pools by the session, these sessions' alone (a week's of a year's).
    """
    offers = _offers(course_ids)
    early = [each.pk for each in offers if each.opens_at > at]
    rounds = rounds_of(early) if early else {}
    by_offer: dict[UUID, dict[UUID | None, list[PoolRow]]] = {}
    if session_ids is None:
        pools, late = _pools(course_ids), _late(course_ids, at)
    else:
        pools = _pools_near(course_ids, session_ids)
        late = _late_near(course_ids, session_ids, at)
    lapsed = dict(late)
    for pool in pools:
        rows = by_offer.setdefault(pool.offer_id, {}).setdefault(pool.session_id, [])
        rows.append(_row(pool, lapsed.get(pool.pk, 0), at))
    found: dict[UUID, list[OfferRow]] = {}
    for each in offers:
        found.setdefault(each.course_id, []).append(
            OfferRow(
                each.pk,
                each.course_id,
                each.kind,
                each.mode,
                each.opens_at,
                each.closes_at,
                each.commitment or "",
                each.end_reason,
                rounds.get(each.pk, ()),
                by_offer.get(each.pk, {}),
            )
        )
    return found


def places_left(session_ids: Collection[UUID], *, at: datetime.datetime) -> dict[UUID, int]:
    """Places free of each of these sessions, where they are offered by the session. Two queries."""
    late = Enrollment.objects.filter(session__in=session_ids)
    lapsed = dict(_lapsed(late, at))
    left: dict[UUID, int] = {}
    for pool in Pool.objects.filter(session__in=session_ids, offer__ended_at=None):
        free = pool.capacity - pool.taken + lapsed.get(pool.pk, 0)
        left[pool.session_id] = left.get(pool.session_id, 0) + free
    return left


class Asked(NamedTuple):
    """How many people wait for a place of something, and how many entered for its lots."""

    waiting: int = 0
    entered: int = 0


def asked_of(
    course_ids: Collection[UUID], session_ids: Collection[UUID] | None = None
) -> dict[tuple[UUID, UUID | None], Asked]:
    """By offer and session (None: the whole course), who is still without a place. One query."""
    found = _asked(course_ids) if session_ids is None else _asked_near(course_ids, session_ids)
    counts: dict[tuple[UUID, UUID | None], Asked] = {}
    for offer, session, state, many in found:
        before = counts.get((offer, session), Asked())
        counts[offer, session] = before._replace(**{state: many})
    return counts


class Ticket(NamedTuple):
    """A lot. It names nobody. ``ticket`` is what is drawn, 36 characters; ``number``, from 1, is
    what it is called by in the hall: its place, by ``ticket``, among all who asked in time, so that
    nobody's changes when somebody withdraws. ``lost_before``: how often not drawn before; ``rank``:
    from 1."""

    ticket: str
    number: int
    lost_before: int | None
    rank: int | None

    @property
    def key(self) -> str:
        """How its owner knows it before it has a number."""
        return key_of(self.ticket)


class Lots(NamedTuple):
    """An offer's drawing: the commitment, and once drawn the seed. ``tickets`` by session, in the
    order drawn, or by ticket before that."""

    offer_id: UUID
    closes_at: datetime.datetime
    commitment: str
    by_hand: bool
    seed: str
    drawn_at: datetime.datetime | None
    tickets: dict[UUID | None, list[Ticket]]


def lots_of(offer_ids: Collection[UUID]) -> dict[UUID, Lots]:
    """The drawings of these offers, those that draw lots. Two queries."""
    found = {
        each.offer_id: Lots(
            each.offer_id, each.offer.closes_at, each.offer.commitment or "", each.by_hand,
            each.seed, each.drawn_at, {},
        )
        for each in Draw.objects.filter(offer__in=offer_ids).select_related("offer")
    }  # fmt: skip
    for (offer_id, session_id), parties in _numbered(found).items():
        tickets = [
            Ticket(str(party.ticket), number, party.lost_before, party.rank)
            for number, party in enumerate(parties, start=1)
            if party.rank is not None or party.entered
        ]
        tickets.sort(key=lambda each: (each.rank or 0, each.ticket))
        if tickets:
            found[offer_id].tickets[session_id] = tickets
    return found


def _numbered(offer_ids: Collection[UUID]) -> dict[tuple[UUID, UUID | None], list[Any]]:
    """Of each thing whose lots are drawn, the parties that asked before the closing, also those
    that withdrew since, by ticket. Who came after the drawing has no lot. One query."""
    entered = Enrollment.objects.filter(party=OuterRef("pk"), state=terms.ENTERED)
    in_time = Party.objects.filter(offer__in=offer_ids, asked_at__lt=F("offer__closes_at"))
    parties: dict[tuple[UUID, UUID | None], list[Any]] = {}
    for party in in_time.annotate(entered=Exists(entered)).order_by("ticket"):
        parties.setdefault((party.offer_id, party.session_id), []).append(party)
    return parties


class PartyLot(NamedTuple):
    """A party's own lot. ``closed``: nobody enters any more, so that its number is known."""

    ticket: Ticket
    closed: bool


def lot_of(row: PartyRow, *, at: datetime.datetime) -> PartyLot | None:
    """The lot of a party; None where it is in no drawing. At most two queries."""
    if row.state != terms.ENTERED and row.rank is None:
        return None
    lots = lots_of([row.offer_id])[row.offer_id]
    own = next(each for each in lots.tickets[row.session_id] if each.ticket == str(row.ticket))
    return PartyLot(own, closed=lots.closes_at <= at)


class ToDraw(NamedTuple):
    """An offer whose time is over and whose lots nobody has drawn."""

    offer_id: UUID
    title: str
    closes_at: datetime.datetime


def to_draw(viewer: Viewer, *, at: datetime.datetime) -> list[ToDraw]:
    """The lots the viewer may draw now, those that closed first at the top. One query."""
    waiting = Draw.objects.filter(
        offer__place__in=viewer.communities(Permission.LOTTERY_DRAW),
        offer__closes_at__lte=at,
        offer__ended_at=None,
        drawn_at=None,
    ).order_by("offer__closes_at", "pk")
    rows = waiting.values_list("offer_id", "offer__course__title", "offer__closes_at")
    return [ToDraw(*row) for row in rows]


def offer_card(offer_id: UUID, *, at: datetime.datetime) -> OfferRow | None:
    """One offer, or None."""
    found = Offer.objects.filter(pk=offer_id).values_list("course", flat=True)
    rows = offers_of(list(found), at=at).values()
    return next((each for offers in rows for each in offers if each.id == offer_id), None)


def registers(place: str) -> list[tuple[str, str]]:
    """Where people may be registered (hukou) for whom places are kept: the city and the district of
    a community, by code."""
    return [
        (each.code, str(each)) for each in places.trail(place) if len(each.code) in HUKOU_DIGITS
    ]


def edition(place: str) -> int:
    """Another number as soon as anything was done at a place, here or in the rooms beneath."""
    return journal.edition(place)


def mismatches() -> list[Mismatch]:
    """Every pool that counts otherwise than its enrollments do: told, never silently mended."""
    held = dict(
        Enrollment.objects.filter(state__in=terms.HOLDING)
        .values_list("pool_id")
        .annotate(count=Count("pk"))
    )
    pools = Pool.objects.filter(Q(pk__in=held) | ~Q(taken=0)).order_by("pk")
    return [
        Mismatch(pool.pk, pool.taken, held.get(pool.pk, 0))
        for pool in pools
        if pool.taken != held.get(pool.pk, 0)
    ]


@Question
def _offers(courses: Any) -> QuerySet[Offer]:
    return Offer.objects.filter(course__in=courses).order_by("opens_at", "id")


@Question
def _pools(courses: Any) -> QuerySet[Pool]:
    return Pool.objects.filter(offer__course__in=courses).order_by("name", "id")


@Question
def _pools_near(courses: Any, sessions: Any) -> QuerySet[Pool]:
    found = Pool.objects.filter(_near(sessions), offer__course__in=courses)
    return found.order_by("name", "id")


@Question
def _late(courses: Any, at: Any) -> QuerySet[Enrollment, Any]:
    return _lapsed(Enrollment.objects.filter(offer__course__in=courses), at)


@Question
def _late_near(courses: Any, sessions: Any, at: Any) -> QuerySet[Enrollment, Any]:
    found = Enrollment.objects.filter(_near(sessions), offer__course__in=courses)
    return _lapsed(found, at)


@Question
def _asked(courses: Any) -> QuerySet[Enrollment, Any]:
    return _without_a_place(Enrollment.objects.filter(offer__course__in=courses))


@Question
def _asked_near(courses: Any, sessions: Any) -> QuerySet[Enrollment, Any]:
    found = Enrollment.objects.filter(_near(sessions), offer__course__in=courses)
    return _without_a_place(found)


def _near(sessions: Any) -> Q:
    return Q(session=None) | Q(session__in=sessions)


def _lapsed(found: QuerySet[Enrollment], at: Any) -> QuerySet[Enrollment, Any]:
    late = found.filter(state__in=terms.SWEPT, lapses_at__lte=at)
    return late.values_list("pool_id").annotate(count=Count("pk"))


def _without_a_place(found: QuerySet[Enrollment]) -> QuerySet[Enrollment, Any]:
    asked = found.filter(state__in=(terms.WAITING, terms.ENTERED))
    return asked.values_list("offer", "session", "state").annotate(many=Count("pk"))


def _row(pool: Pool, lapsed: int, at: datetime.datetime) -> PoolRow:
    return PoolRow(
        pool.pk,
        pool.name,
        pool.capacity,
        pool.capacity - pool.taken + lapsed,
        pool.age_from,
        pool.age_to,
        pool.hukou,
        pool.door,
        pool.flows_at,
        pool.flows_at is not None and pool.flows_at <= at,
    )
