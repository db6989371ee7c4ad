"""What would become of parties if they were enrolled now, in their order; and who is in already."""

import datetime
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db.models import F

from linli.hall import terms
from linli.hall.models import Enrollment, Offer
from linli.hall.queries.places import OfferRow, offers_of
from linli.hall.queries.rounds import hours_of, partys_hour
from linli.hall.terms import Kept, Person, Turn
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.rules.days import age_on


class Standing(NamedTuple):
    """A resident's live enrollment for something: of which party, of how many, in what state."""

    party_id: UUID
    people: int
    state: str


def standing_of(
    offer_id: UUID, session_id: UUID | None, resident_ids: Collection[UUID]
) -> dict[UUID, Standing]:
    """Which of these residents are enrolled or in line already. Two queries.

    For a room of its own, which has checked that its viewer keeps the list.
    """
    live = Enrollment.objects.filter(
        offer=offer_id, session=session_id, resident__in=resident_ids, state__in=terms.LIVE
    )
    rows = list(live.values_list("resident_id", "party_id", "state"))
    sizes: dict[UUID, int] = {}
    together = Enrollment.objects.filter(
        party__in={party for _, party, _ in rows}, state__in=terms.LIVE
    )
    for party in together.values_list("party_id", flat=True):
        sizes[party] = sizes.get(party, 0) + 1
    return {one: Standing(party, sizes[party], state) for one, party, state in rows}


def foreseen(
    offer_id: UUID,
    session_id: UUID | None,
    parties: Sequence[Sequence[UUID]],
    *,
    channel: str,
    at: datetime.datetime,
) -> list[str]:
    """For each of these parties the state it would get, had it asked now after those before it.

    A look ahead, no promise: whoever asks meanwhile comes first. Nine queries at most, however many
    parties; a few more where there are rounds. ``early`` for one whose hour has not come, ``age``
    for one of whom somebody is too young or too old on the day; empty text for one of whom somebody
    is not known, and where enrolling has ended.
    """
    course_id = Offer.objects.values_list("course", flat=True).get(pk=offer_id)
    offer = next(each for each in offers_of([course_id], at=at)[course_id] if each.id == offer_id)
    if offer.ended:
        return [""] * len(parties)
    begins_at, low, high = _beginning(course_id, session_id, at)
    on = begins_at.astimezone(XIAMEN).date()
    waiting = _waiting(offer_id, session_id)
    ids = {one for party in parties for one in party} | {one for _, ids in waiting for one in ids}
    known = {each.id: Person(*each) for each in people.comers(ids)}

    def fits(one: UUID) -> bool:
        years = age_on(known[one].born_on, on)
        return (low or 0) <= years and (high is None or years <= high)

    told: dict[int, str] = {}
    for number, party in enumerate(parties):
        if not party or not known.keys() >= set(party):
            told[number] = ""
        elif not all(fits(one) for one in party):
            told[number] = terms.OTHER_AGE
        elif offer.mode == terms.LOTTERY and offer.opens_at <= at:
            told[number] = terms.ENTERED
    for number in _early(offer, parties, at):
        told.setdefault(number, terms.EARLY)
    mine = [
        Turn(uuid4(), tuple(known[one] for one in party), channel, 0)
        for number, party in enumerate(parties)
        if number not in told
    ]
    before = [
        Turn(party, tuple(known[one] for one in ids), row_channel, 0)
        for (party, row_channel), ids in waiting
        if known.keys() >= set(ids)
    ]
    given = terms.turns(
        [*before, *mine],
        [
            Kept(
                pool.id, pool.capacity, pool.capacity - pool.free, pool.age_from, pool.age_to,
                pool.hukou, pool.door, pool.flows_at,
            )
            for pool in offer.pools.get(session_id, [])
        ],
        on=on,
        begins_at=begins_at,
        at=at,
    ).given  # fmt: skip
    placed = {turn.party_id for turn, _ in given}
    got = terms.ASKED if offer.mode == terms.APPROVAL else terms.PLACED
    states = iter(got if turn.party_id in placed else terms.WAITING for turn in mine)
    return [told[number] if number in told else next(states) for number in range(len(parties))]


def _early(offer: OfferRow, parties: Sequence[Sequence[UUID]], at: datetime.datetime) -> set[int]:
    """Which of these parties may not ask yet."""
    if offer.opens_at <= at:
        return set()
    ids = [one for party in parties for one in party]
    hours = {hour.resident_id: hour for hour in hours_of(offer.id, ids, at=at)}
    return {
        number
        for number, party in enumerate(parties)
        if not hours or (party and not partys_hour(hours[one] for one in party).begun)
    }


def _beginning(
    course_id: UUID, session_id: UUID | None, at: datetime.datetime
) -> tuple[datetime.datetime, int | None, int | None]:
    """When it begins, and for which ages it is."""
    try:
        first = programmes.beginning(course_id, session_id)
    except NotFound:
        return at, None, None
    return first.start_at, first.age_from, first.age_to


def _waiting(offer_id: UUID, session_id: UUID | None) -> list[tuple[tuple[UUID, str], list[UUID]]]:
    found = Enrollment.objects.filter(
        offer=offer_id, session=session_id, state=terms.WAITING
    ).order_by(F("party__rank").asc(nulls_last=True), "party__asked_at", "party_id", "id")
    parties: dict[tuple[UUID, str], list[UUID]] = {}
    for party, channel, resident in found.values_list("party_id", "party__channel", "resident_id"):
        parties.setdefault((party, channel), []).append(resident)
    return list(parties.items())
