"""Somebody asks for places: for oneself, one's children, or, at the desk, for anybody."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.money import charge, insist_on_price
from linli.hall.actions.rounds import insist_on_round
from linli.hall.actions.scope import Meant, asked_for, is_drawn, kept, meant, persons
from linli.hall.actions.waiting import advance, somebody_before, take, waiting_turns
from linli.hall.models import Asking, Enrollment, Party, Pool
from linli.hall.queries import ages_word
from linli.hall.terms import Person, Turn
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.asking import Question
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.rows import insert
from linli.kernel.sealed import seal
from linli.kernel.transactions import one_transaction
from linli.people import queries as people
from linli.rules.days import age_on

LONGEST_NOTE = 300


class NobodyNamed(Refused):
    """Somebody comes."""

    words = gettext_lazy("还没有选谁来。")


class TooManyTogether(Refused):
    """A party is a family or some neighbours."""

    words = gettext_lazy("一起报名最多 %(most)s 个人。")


class NotYours(Refused):
    """By telephone one enrols oneself and the children one is guardian of."""

    words = gettext_lazy("用手机只能替自己和自己监护的孩子报名。")
    remedy = gettext_lazy("要和邻居一起报，请打电话或者到服务台，请工作人员登记。")


class NotOpenNow(Refused):
    """Too early, too late, or cancelled."""

    words = gettext_lazy("现在不能报名：%(why)s。")


class NotForTheirAge(Refused):
    """The programme is for other ages."""

    words = gettext_lazy("这个活动是给 %(ages)s 的人办的，报名的人里有人到那天不是这个年纪。")


class AlreadyEnrolled(Refused):
    """One place a person."""

    words = gettext_lazy("报名的人里，有人已经报过这一项了。")
    remedy = gettext_lazy("报过的不用再报，只选还没报的人。")


class ByInvitation(Refused):
    """A closed group is talked over first."""

    words = gettext_lazy("这个小组要先和社工谈一谈，手机上不能报。")
    remedy = gettext_lazy("请打电话或者到服务台。")


BEFORE = gettext_lazy("报名还没有开始")
AFTER = gettext_lazy("报名已经截止")
BEGUN = gettext_lazy("已经开始了")
OFF = gettext_lazy("这一次取消了")


def enrol(
    *,
    offer_id: UUID,
    people_ids: Sequence[UUID],
    channel: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    session_id: UUID | None = None,
    shown_fen: Mapping[UUID, int] | None = None,
    note: str = "",
) -> Party:
    """Ask for a place for each of these people, the first of whom is the one to talk to.

    All are placed, or all wait, or, where lots are drawn, all enter, or, where a keeper must say
    yes, places are held for all; the party says which. The same ``key`` again is the same party.
    Where the course has a price, a place is quoted in the same transaction; ``shown_fen``: what
    each was shown to pay, anything else is refused. ``note``: a word for the keeper whose yes is
    wanted, sealed; where none is wanted, it is not kept.
    Raises ``NobodyNamed``, ``TooManyTogether``, ``NotYours``, ``ByInvitation``, ``NotOpenNow``,
    ``NotYourRound``, ``NotForTheirAge``, ``AlreadyEnrolled``, ``NotFound``,
    ``pricing.PriceChanged``, ``pricing.UsedUp``.
    """
    ids = list(dict.fromkeys(people_ids))
    if not ids:
        raise NobodyNamed
    if len(ids) > terms.MOST_TOGETHER:
        raise TooManyTogether(most=terms.MOST_TOGETHER)
    # In its own transaction the key of the party decides; a caller's would be spoilt by it.
    if connection.in_atomic_block and (earlier := _earlier(key, ids)):
        return earlier
    try:
        return _enrol(ids, channel, by, at, key, offer_id, session_id, shown_fen, note)
    except IntegrityError:
        # A finger that taps twice reaches two workers at once: the first has just been written.
        if earlier := _earlier(key, ids):
            return earlier
        raise AlreadyEnrolled from None


def _earlier(key: UUID, ids: Sequence[UUID]) -> Party | None:
    earlier = Party.objects.filter(key=key).first()
    if earlier and {each.resident_id for each in earlier.enrollments.all()} != set(ids):
        raise KeyUsedForOther
    return earlier


@one_transaction
def _enrol(
    ids: Sequence[UUID],
    channel: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    offer_id: UUID,
    session_id: UUID | None,
    shown_fen: Mapping[UUID, int] | None,
    note: str,
) -> Party:
    wanted, pools, lapsed = asked_for(offer_id, session_id, at)
    comers = _insist_on_people(ids, wanted, channel, by)
    before = _before(ids, wanted, key, at)
    if before.same_press:
        return _earlier(key, ids) or Party.objects.get(key=key)
    _insist_on_open(wanted, ids, at)
    _insist_on_age(comers, wanted)
    if before.enrolled:
        raise AlreadyEnrolled
    insist_on_price(wanted, ids, shown_fen, at)
    party = Party(
        offer=wanted.offer,
        session_id=session_id,
        contact_id=ids[0],
        channel=channel,
        asked_by_id=by.user_id,
        asked_at=at,
        key=key,
    )
    if wanted.offer.mode == terms.LOTTERY and not _is_drawn(wanted, at):
        _look_again(wanted, pools, wanted.shared(pools), ids, at)
        return _put(party, comers, {}, terms.ENTERED, by, at)
    asking = asked(party, 1, note, by, at) if wanted.offer.mode == terms.APPROVAL else None
    turn = Turn(party.pk, tuple(comers), party.channel, 0)
    if not lapsed and not _fitting(turn, wanted, pools, at):
        # Nobody can free a place unseen until they wait.
        held = wanted.shared(pools)
        _look_again(wanted, pools, held, ids, at)
        if not _fitting(turn, wanted, held, at):
            return _put(party, comers, {}, terms.WAITING, by, at, asking)
    held = wanted.locked()
    _look_again(wanted, pools, held, ids, at)
    places = places_for(turn, wanted, held, by, at)
    if not places:
        return _put(party, comers, {}, terms.WAITING, by, at, asking)
    if asking:
        until = terms.answer_by(wanted.begins_at, at)
        return _put(party, comers, places, terms.ASKED, by, at, asking, until)
    _put(party, comers, places, terms.PLACED, by, at)
    charge(party, wanted, [each.id for each in comers], by=by, at=at)
    return party


def _look_again(
    wanted: Meant,
    seen: Sequence[Pool],
    held: Sequence[Pool],
    ids: Sequence[UUID],
    at: datetime.datetime,
) -> None:
    """Now that the pools are held: what was open when it was read may have been called off, ended
    or drawn while we waited for them."""
    before = {pool.pk: pool.edition for pool in seen}
    if all(before.get(pool.pk, pool.edition) == pool.edition for pool in held):
        return
    now = meant(wanted.offer.pk, wanted.session_id)
    _insist_on_open(now, ids, at)
    if now.offer.mode == terms.LOTTERY and is_drawn(now.offer) and not _is_drawn(now, at):
        raise NotOpenNow(why=AFTER)


def places_for(
    turn: Turn, wanted: Meant, held: list[Pool], by: Viewer, at: datetime.datetime
) -> dict[UUID, UUID] | None:
    """A pool for each, taken; or None, if whoever waits comes first. The pools are locked."""
    pools, before = held, []
    if somebody_before(wanted, at):
        advance(wanted, by=by, at=at)  # also what has just lapsed
        pools, before = list(wanted.pools()), waiting_turns(wanted)
    given = terms.turns(
        [*before, turn],
        kept(pools),
        on=wanted.on,
        begins_at=wanted.begins_at,
        at=at,
    ).given
    places = next((found for each, found in given if each is turn), None)
    if places:
        take(places.values())
    return places


def _fitting(turn: Turn, wanted: Meant, pools: list[Pool], at: datetime.datetime) -> bool:
    found = terms.seated(turn.people, kept(pools), on=wanted.on, channel=turn.channel, at=at)
    return found is not None


def _put(
    party: Party,
    comers: list[Person],
    places: dict[UUID, UUID],
    state: str,
    by: Viewer,
    at: datetime.datetime,
    asking: Asking | None = None,
    lapses_at: datetime.datetime | None = None,
) -> Party:
    deed = journal.deed(
        verb=f"party.{state}",
        by=by,
        at=at,
        subject=("party", party.pk),
        place=party.offer.place_id,
        details={"people": len(comers), "channel": party.channel},
    )
    enrollments = [
        Enrollment(
            offer=party.offer,
            session_id=party.session_id,
            party=party,
            resident_id=person.id,
            pool_id=places.get(person.id),
            state=state,
            since=at,
            lapses_at=lapses_at,
        )
        for person in comers
    ]
    insert(party, *enrollments, *([asking] if asking else []), deed)
    return party


def asked(party: Party, turn: int, note: str, by: Viewer, at: datetime.datetime) -> Asking:
    """The question to a keeper, the first or once more, with a word about it. Does not save."""
    asking = Asking(party=party, turn=turn, asked_by_id=by.user_id, asked_at=at)
    seal(asking, "note", note.strip()[:LONGEST_NOTE] or None)
    return asking


# What stands in the way ---------------------------------------------------------------------------


def _insist_on_people(ids: Sequence[UUID], wanted: Meant, channel: str, by: Viewer) -> list[Person]:
    if channel == terms.APP:
        found = {one.id: Person(*one) for one in people.comers_of(by, ids, wanted.on)}
        if set(found) != set(ids):
            raise NotYours
        if wanted.first.closed_group:
            raise ByInvitation
    else:
        by.require(Permission.ENROLLMENT_KEEP, place=wanted.offer.place_id)
        found = persons(ids)
    here = wanted.offer.place_id
    if set(found) != set(ids) or any(each.place != here for each in found.values()):
        raise NotFound
    return [found[one] for one in ids]


def _insist_on_open(wanted: Meant, ids: Sequence[UUID], at: datetime.datetime) -> None:
    offer = wanted.offer
    if wanted.first.cancelled:
        raise NotOpenNow(why=OFF)
    if wanted.begins_at <= at:
        raise NotOpenNow(why=BEGUN)
    if at < offer.opens_at and not insist_on_round(offer, ids, at):
        raise NotOpenNow(why=BEFORE)
    closed = offer.closes_at is not None and offer.closes_at <= at
    if offer.ended_at or (closed and not _is_drawn(wanted, at)):
        raise NotOpenNow(why=AFTER)


def _is_drawn(wanted: Meant, at: datetime.datetime) -> bool:
    """Whether the lots are drawn: from then on, late comers wait behind those who entered."""
    offer = wanted.offer
    return offer.mode == terms.LOTTERY and offer.closes_at <= at and is_drawn(offer)


def _insist_on_age(comers: Sequence[Person], wanted: Meant) -> None:
    low, high = wanted.first.age_from, wanted.first.age_to
    years = [age_on(person.born_on, wanted.on) for person in comers]
    if min(years) < (low or 0) or (high is not None and max(years) > high):
        raise NotForTheirAge(ages=ages_word(low, high))


class Before(NamedTuple):
    """What stands already: this very press, or one of these people."""

    same_press: bool
    enrolled: bool


def _before(ids: Sequence[UUID], wanted: Meant, key: UUID, at: datetime.datetime) -> Before:
    """One look at what these people have here. Who did not answer in time may ask again."""
    rows = _standing(list(ids), wanted.offer.pk, wanted.session_id)
    return Before(
        same_press=any(pressed == key for _state, _until, pressed in rows),
        enrolled=any(
            state in terms.LIVE and (until is None or until > at) for state, until, _ in rows
        ),
    )


@Question
def _standing(residents: Any, offer: Any, session: Any) -> QuerySet[Enrollment, Any]:
    theirs = Enrollment.objects.filter(resident__in=residents, offer=offer, session=session)
    return theirs.values_list("state", "lapses_at", "party__key")
