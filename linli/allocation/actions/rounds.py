"""A round is opened: season, rooms, deadline, and the rule, published before anybody asks."""

import datetime
import secrets
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.allocation import terms
from linli.allocation.actions.scope import ConfirmedAlready, ReasonMissing, note, round_for
from linli.allocation.models import AllocationRound, RoundRoom
from linli.identity.permissions import Permission, Viewer
from linli.kernel import lots
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import after_the_quicker
from linli.spaces import queries as spaces

SEED_BYTES = 16


class SeasonBackwards(Refused):
    """The last day lies before the first."""

    words = gettext_lazy("一季的最后一天要在第一天之后。")


class SeasonTooLong(Refused):
    """A slip of the hand."""

    words = gettext_lazy("一季最长一年。")


class ClosesTooEarly(Refused):
    """Nobody could apply."""

    words = gettext_lazy("截止的时间要晚于开始的时间，也要在现在之后。")


class ClosesTooLate(Refused):
    """There must be time to plan."""

    words = gettext_lazy("要在这一季开始之前截止，才来得及排。")


class NoRooms(Refused):
    """Nothing is handed out."""

    words = gettext_lazy("还没有选拿出哪些房间。")


class NoBandsNamed(Refused):
    """Points for something nobody named."""

    words = gettext_lazy("给缺的年纪加分，请写明缺的是哪些年纪。")


@after_the_quicker
@transaction.atomic
def open_round(
    *,
    place: str,
    title: str,
    season_from: datetime.date,
    season_until: datetime.date,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    space_ids: Collection[UUID],
    rule: Mapping[str, int],
    by: Viewer,
    at: datetime.datetime,
    lacking_bands: Collection[str] = (),
    key: UUID | None = None,
) -> AllocationRound:
    """Hand out the weeks of a season. ``rule``: points by key of ``terms.COUNTS``; it cannot be
    changed any more, and a seed for the lots is committed to.

    Raises ``SeasonBackwards``, ``SeasonTooLong``, ``ClosesTooEarly``, ``ClosesTooLate``,
    ``NoRooms``, ``NoBandsNamed``, ``NotFound`` for a room that is not there.
    """
    by.require(Permission.ALLOCATION_KEEP, place=place)
    if earlier := pressed_before(AllocationRound, key, place_id=place):
        return earlier
    _insist_on_dates(season_from, season_until, opens_at, closes_at, at)
    there = {one.id for one in spaces.spaces_at(place, season_from)}
    if not space_ids:
        raise NoRooms
    if not there >= set(space_ids):
        raise NotFound
    points = {one: min(rule.get(one, 0), terms.MOST_POINTS) for one in terms.COUNTS}
    bands = [band for band in terms.BANDS if band and band in lacking_bands]
    if points[terms.LACKING] and not bands:
        raise NoBandsNamed
    seed = secrets.token_hex(SEED_BYTES)
    made = AllocationRound(
        place_id=place,
        title=title,
        season_from=season_from,
        season_until=season_until,
        opens_at=opens_at,
        closes_at=closes_at,
        rule=points,
        lacking_bands=bands,
        commitment=lots.commitment(seed),
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    seal(made, "seed_sealed", seed)
    made.save(force_insert=True)
    RoundRoom.objects.bulk_create(
        RoundRoom(round=made, space_id=one) for one in sorted(set(space_ids))
    )
    note("season.opened", made, by, at, rooms=len(set(space_ids)))
    return made


@transaction.atomic
def call_off(*, round_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> AllocationRound:
    """Take a round back that was opened by mistake, or that cannot be: nothing of it is booked, and
    the reason is public. Twice is once. Raises ``ConfirmedAlready``, ``ReasonMissing``."""
    of = round_for(round_id, by, Permission.ALLOCATION_KEEP)
    if of.called_off_at:
        return of
    if of.confirmed_at:
        raise ConfirmedAlready
    if not reason.strip():
        raise ReasonMissing
    of.called_off_by_id, of.called_off_at, of.called_off_why = by.user_id, at, reason[:120]
    of.save(update_fields=["called_off_by", "called_off_at", "called_off_why"])
    note("season.called_off", of, by, at)
    return of


def _insist_on_dates(
    season_from: datetime.date,
    season_until: datetime.date,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    if season_until < season_from:
        raise SeasonBackwards
    if (season_until - season_from).days >= terms.LONGEST_SEASON_DAYS:
        raise SeasonTooLong
    if closes_at <= opens_at or closes_at <= at:
        raise ClosesTooEarly
    if closes_at > terms.at_minute(season_from, 0):
        raise ClosesTooLate
