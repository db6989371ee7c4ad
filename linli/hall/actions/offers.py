"""Places are offered, in pools, and their number changed."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.hall import terms
from linli.hall.actions.scope import meant
from linli.hall.actions.waiting import advance, sweep
from linli.hall.models import Draw, Offer, Pool, Round as RoundRow
from linli.hall.terms import Round
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel import lots
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import after_the_quicker
from linli.programmes import actions as programming, queries as programmes

SEED_BYTES = 16


class OfferedAlready(Refused):
    """A course offers its places of a kind once."""

    words = gettext_lazy("这门课的名额已经放出来了，要改请改名额。")


class MoreThanCapacity(Refused):
    """Pools hold together what the course holds, those of both kinds of offer."""

    words = gettext_lazy("各类名额加起来是 %(sum)s，这门课最多 %(capacity)s 人。")


class BelowTaken(Refused):
    """Nobody who has a place loses it because a number was changed."""

    words = gettext_lazy("“%(pool)s”已经有 %(taken)s 人，名额不能改成 %(capacity)s。")
    remedy = gettext_lazy("要减人，请先和他们说好，再取消他们的报名。")


class NoSuchRounds(Refused):
    """A round says for whom, and comes before everybody's hour; lots know no sooner."""

    words = gettext_lazy("轮次要写清楚给谁，时间各不相同，而且早于大家都能报的时间；抽签不分轮。")


class PoolPlan(NamedTuple):
    """A pool as it is asked for. Names tell pools apart."""

    name: str
    capacity: int
    age_from: int | None = None
    age_to: int | None = None
    hukou: str = ""
    door: str = terms.ANYBODY
    flows_at: datetime.datetime | None = None


@after_the_quicker
@transaction.atomic
def open_offer(
    *,
    course_id: UUID,
    kind: str,
    mode: str,
    opens_at: datetime.datetime,
    pools: Sequence[PoolPlan],
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    closes_at: datetime.datetime | None = None,
    by_hand: bool = False,
    rounds: Sequence[Round] = (),
) -> Offer:
    """Offer a course's places from a moment on: for the ``term``, or for ``each`` session.

    A lottery commits itself to a seed now, unless its lots are thrown ``by_hand`` in the hall.
    ``rounds`` let some ask before everybody may. Raises ``OfferedAlready``, ``MoreThanCapacity``,
    ``NoSuchRounds``.
    """
    course = programmes.course(course_id)
    place = course.programme.place
    by.require(Permission.ENROLLMENT_KEEP, place=place)
    if earlier := pressed_before(Offer, key, course_id=course_id, kind=kind):
        return earlier
    programming.hold(course_id=course_id)
    if Offer.objects.filter(course=course_id, kind=kind).exists():
        raise OfferedAlready
    _insist_on_room(_places(pools), course_id, kind)
    lottery = mode == terms.LOTTERY
    _insist_on_rounds(rounds, opens_at, lottery=lottery)
    seed = secrets.token_hex(SEED_BYTES) if lottery and not by_hand else None
    offer = Offer.objects.create(
        course_id=course_id,
        place_id=place,
        kind=kind,
        mode=mode,
        opens_at=opens_at,
        closes_at=closes_at,
        commitment=lots.commitment(seed) if seed else None,
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    if lottery:
        kept = Draw(offer=offer, by_hand=by_hand)
        seal(kept, "seed_sealed", seed)
        kept.save(force_insert=True)
    RoundRow.objects.bulk_create(RoundRow(offer=offer, **asdict(each)) for each in rounds)
    for session_id in _of_what(offer, at):
        _make(offer, session_id, pools)
    _record("offer.opened", offer, by, at)
    return offer


@transaction.atomic
def set_pools(
    *,
    offer_id: UUID,
    pools: Sequence[PoolPlan],
    by: Viewer,
    at: datetime.datetime,
    session_id: UUID | None = None,
) -> list[Pool]:
    """Say anew how many places of which kind there are; freed ones go to who waits, at once.

    A pool that is not named any more goes, if it is empty. Raises ``BelowTaken``,
    ``MoreThanCapacity``; nothing is changed then.
    """
    wanted = meant(offer_id, session_id)
    by.require(Permission.ENROLLMENT_KEEP, place=wanted.offer.place_id)
    programming.hold(course_id=wanted.offer.course_id)
    wanted.locked()
    sweep(wanted, by=by, at=at)  # what nobody answered in time is nobody's
    _insist_on_room(_places(pools), wanted.offer.course_id, wanted.offer.kind)
    standing = {pool.name: pool for pool in wanted.pools()}
    for plan in pools:
        pool = standing.pop(plan.name, None) or Pool(
            offer=wanted.offer, session_id=session_id, name=plan.name
        )
        if plan.capacity < pool.taken:
            raise BelowTaken(pool=pool.name, taken=pool.taken, capacity=plan.capacity)
        _fill(pool, plan)
        pool.save()
    for pool in standing.values():
        if pool.taken:
            raise BelowTaken(pool=pool.name, taken=pool.taken, capacity=0)
        pool.delete()
    _record("offer.changed", wanted.offer, by, at)
    advance(wanted, by=by, at=at)
    return list(wanted.pools())


def _of_what(offer: Offer, at: datetime.datetime) -> list[UUID | None]:
    if offer.kind == terms.TERM:
        return [None]
    sessions = programmes.sessions_of(offer.course_id, since=at)
    if not sessions:
        raise NotFound
    return [each.id for each in sessions]


def _make(offer: Offer, session_id: UUID | None, plans: Sequence[PoolPlan]) -> None:
    made = [Pool(offer=offer, session_id=session_id, name=plan.name) for plan in plans]
    for pool, plan in zip(made, plans, strict=True):
        _fill(pool, plan)
    Pool.objects.bulk_create(made)


def _fill(pool: Pool, plan: PoolPlan) -> None:
    pool.capacity, pool.door, pool.flows_at = plan.capacity, plan.door, plan.flows_at
    pool.age_from, pool.age_to, pool.hukou = plan.age_from, plan.age_to, plan.hukou


def _places(pools: Sequence[PoolPlan]) -> int:
    return sum(plan.capacity for plan in pools)


def _insist_on_room(places: int, course_id: UUID, kind: str) -> None:
    """Who comes to a session by itself sits beside who comes to the whole course: the places of
    both are what the course holds. The course is held, or two could share them out at once."""
    capacity, total = programmes.course(course_id).capacity, places + _beside(course_id, kind)
    if total > capacity:
        raise MoreThanCapacity(sum=total, capacity=capacity)


def _beside(course_id: UUID, kind: str) -> int:
    """The most places that the course's other kind of offer gives at one session; of one that is
    ended, those that are taken."""
    given: dict[UUID | None, int] = {}
    others = Pool.objects.filter(offer__course=course_id).exclude(offer__kind=kind)
    for session_id, capacity, taken, ended_at in others.values_list(
        "session", "capacity", "taken", "offer__ended_at"
    ):
        given[session_id] = given.get(session_id, 0) + (taken if ended_at else capacity)
    return max(given.values(), default=0)


def insist_on_room_again(offer: Offer) -> None:
    """An offer that is to be opened again still has room beside the other kind's. Raises
    ``MoreThanCapacity``."""
    programming.hold(course_id=offer.course_id)
    places: dict[UUID | None, int] = {}
    for session_id, capacity in Pool.objects.filter(offer=offer).values_list("session", "capacity"):
        places[session_id] = places.get(session_id, 0) + capacity
    _insist_on_room(max(places.values(), default=0), offer.course_id, offer.kind)


def _insist_on_rounds(
    rounds: Sequence[Round], opens_at: datetime.datetime, *, lottery: bool
) -> None:
    hours = {each.opens_at for each in rounds}
    sound = all(each.sound and each.opens_at < opens_at for each in rounds)
    if rounds and (
        lottery or not sound or len(hours) < len(rounds) or len(rounds) > terms.MOST_ROUNDS
    ):
        raise NoSuchRounds


def _record(verb: str, offer: Offer, by: Viewer, at: datetime.datetime, **details: Any) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("offer", offer.pk), place=offer.place_id, details=details
    )
