"""The suggestion is made by the published rule; a person may change it, and says why."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy

from linli.allocation import terms
from linli.allocation.actions.scope import (
    ConfirmedAlready,
    ReasonMissing,
    insist_it_is_on,
    note,
    round_for,
)
from linli.allocation.models import AllocatedSlot, AllocationRound, Application, RoundRoom, Wish
from linli.allocation.queries import plan
from linli.allocation.terms import Hour
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal

IDS_A_STATEMENT = 500


class NotClosedYet(Refused):
    """Somebody may still apply."""

    words = gettext_lazy("申请还没有截止，现在不能排。")


class SuggestedAlready(Refused):
    """The rule gives one answer."""

    words = gettext_lazy("已经按规则排过了，照规则只有一个结果。")
    remedy = gettext_lazy("要改，请一处一处改，写明原因。")


class NotSuggestedYet(Refused):
    """There is no plan to change or to confirm."""

    words = gettext_lazy("还没有按规则排。")


class CannotStand(Refused):
    """The hour cannot be where a person wants to put it."""

    words = gettext_lazy("排不进去：%(why)s。")


class EndsBeforeItBegins(Refused):
    """The end does not come after the beginning."""

    words = gettext_lazy("结束的时间要晚于开始的时间，并落在一刻钟上。")


class EnoughHours(Refused):
    """Nobody gets more than asked for."""

    words = gettext_lazy("他们一周只要 %(times)s 次，已经排够了。")


class OutAlready(Refused):
    """It stands in the plan no more."""

    words = gettext_lazy("这个时段已经不在里面了。")


@transaction.atomic
def correct(
    *,
    application_id: UUID,
    residents: bool,
    benefit: bool,
    band: str,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
) -> Application:
    """Correct what an application says of itself, before the suggestion is made; the reason is
    shown to who applied. Raises ``SuggestedAlready``, ``ReasonMissing``."""
    round_id = Application.objects.filter(pk=application_id).values_list("round", flat=True).first()
    if round_id is None:
        raise NotFound
    of = round_for(round_id, by, Permission.ALLOCATION_KEEP)
    if of.suggested_at:
        raise SuggestedAlready
    if not reason.strip():
        raise ReasonMissing
    found = Application.objects.get(pk=application_id)
    found.residents, found.benefit, found.band = residents, benefit, band
    found.corrected_by_id, found.corrected_at, found.correction = by.user_id, at, reason[:120]
    found.save(
        update_fields=[
            "residents", "benefit", "band", "corrected_by", "corrected_at", "correction",
        ]
    )  # fmt: skip
    note("season.corrected", of, by, at, application=str(found.pk))
    return found


@transaction.atomic
def suggest(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> AllocationRound:
    """Give the hours by the published rule (``terms.suggest``), once, after the closing.

    What the rule saw is written down with it: points, what of each room's week could be had, and
    the seed. Raises ``NotClosedYet``, ``SuggestedAlready``.
    """
    of = round_for(round_id, by, Permission.ALLOCATION_KEEP)
    insist_it_is_on(of)
    if of.suggested_at:
        raise SuggestedAlready
    if at < of.closes_at:
        raise NotClosedYet
    _freeze(of, at)
    seed = unseal(of, "seed_sealed")
    assert seed is not None
    asks = plan.asks_of(of)
    found = terms.suggest(plan.rooms_of(of), asks.values(), seed)
    by_ticket = {asked.ticket: one for one, asked in asks.items()}
    wishes = _wishes(of)
    AllocatedSlot.objects.bulk_create(
        [
            AllocatedSlot(
                round=of,
                application_id=by_ticket[hour.ticket],
                wish_id=wishes[by_ticket[hour.ticket]][hour.rank - 1],
                number=number,
                space_id=UUID(hour.room),
                weekday=hour.weekday,
                from_minute=hour.from_minute,
                until_minute=hour.until_minute,
                suggested=True,
                put_by_id=by.user_id,
                put_at=at,
            )
            for number, hour in enumerate(found.hours, start=1)
        ],
        batch_size=500,
    )
    _say_why(wishes, by_ticket, found.unmet)
    of.seed, of.suggested_at = seed, at
    of.suggested_by_id = of.planned_by_id = by.user_id
    of.save(update_fields=["seed", "suggested_by", "suggested_at", "planned_by"])
    note("season.suggested", of, by, at, applications=len(asks), hours=len(found.hours))
    return of


@transaction.atomic
def move_hour(
    *,
    slot_id: UUID,
    space_id: UUID,
    weekday: int,
    from_minute: int,
    until_minute: int,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
) -> AllocatedSlot:
    """Put an hour of the plan elsewhere. What was suggested stays beside it.

    Raises ``CannotStand``, ``ReasonMissing``, ``OutAlready``, ``NotSuggestedYet``,
    ``ConfirmedAlready``, ``EndsBeforeItBegins``.
    """
    of, old = _slot(slot_id, reason, by)
    ticket = str(old.application.ticket)
    hour = Hour(ticket, 0, str(space_id), weekday, from_minute, until_minute)
    _insist_it_stands(of, old.application, hour, besides=old.pk)
    _out(old, reason, by, at)
    made = _put(of, old.application, hour, reason, by, at, replaces=old)
    _replanned(of, by, at, slot=str(made.pk), instead=str(old.pk))
    return made


@transaction.atomic
def take_out(*, slot_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> AllocatedSlot:
    """Take an hour out of the plan. Raises what ``move_hour`` raises."""
    of, old = _slot(slot_id, reason, by)
    _out(old, reason, by, at)
    _replanned(of, by, at, slot=str(old.pk))
    return old


@transaction.atomic
def put_in(
    *,
    application_id: UUID,
    space_id: UUID,
    weekday: int,
    from_minute: int,
    until_minute: int,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
) -> AllocatedSlot:
    """Give an hour that the rule did not. Raises ``EnoughHours`` and what ``move_hour`` raises."""
    round_id = Application.objects.filter(pk=application_id).values_list("round", flat=True).first()
    if round_id is None:
        raise NotFound
    of = _planned(round_id, reason, by)
    application = Application.objects.get(pk=application_id)
    if application.withdrawn_at:
        raise NotFound
    if application.slots.filter(out_at=None).count() >= application.times:
        raise EnoughHours(times=application.times)
    ticket = str(application.ticket)
    hour = Hour(ticket, 0, str(space_id), weekday, from_minute, until_minute)
    _insist_it_stands(of, application, hour)
    made = _put(of, application, hour, reason, by, at)
    _replanned(of, by, at, slot=str(made.pk))
    return made


# What they share ----------------------------------------------------------------------------------


def _freeze(of: AllocationRound, at: datetime.datetime) -> None:
    """Write down what the rule is about to see."""
    seen = plan.looked_at(of, at)
    rooms = list(of.rooms.all())
    for one in rooms:
        one.seen = seen[one.space_id]
    RoundRoom.objects.bulk_update(rooms, ["seen"])
    served = plan.served_last(of)
    alike: dict[tuple[str, ...], list[UUID]] = {}
    for row in of.applications.filter(withdrawn_at=None):
        alike.setdefault(tuple(plan.counts_of(of, row, served)), []).append(row.pk)
    for counts, ids in alike.items():  # a statement for those who count alike, not one for each
        points = terms.points(of.rule, counts)
        for some in _batched(ids):
            Application.objects.filter(pk__in=some).update(counts=list(counts), points=points)


def _wishes(of: AllocationRound) -> dict[UUID, list[UUID]]:
    """The wishes of each application, in their order."""
    found: dict[UUID, list[UUID]] = {}
    rows = of.applications.order_by("wishes__priority", "wishes__pk")
    for application_id, wish_id in rows.values_list("pk", "wishes"):
        found.setdefault(application_id, []).append(wish_id)
    return found


def _say_why(
    wishes: Mapping[UUID, Sequence[UUID]],
    by_ticket: Mapping[str, UUID],
    unmet: Mapping[tuple[str, int], str],
) -> None:
    """Write on each wish that was not given why not; a statement a reason."""
    refused: dict[str, list[UUID]] = {}
    for (ticket, rank), why in unmet.items():
        refused.setdefault(why, []).append(wishes[by_ticket[ticket]][rank - 1])
    for why, ids in refused.items():
        for some in _batched(ids):
            Wish.objects.filter(pk__in=some).update(why=why)


def _batched(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """As many ids as a statement may name."""
    for begin in range(0, len(ids), IDS_A_STATEMENT):
        yield ids[begin : begin + IDS_A_STATEMENT]


def _planned(round_id: UUID, reason: str, by: Viewer) -> AllocationRound:
    of = round_for(round_id, by, Permission.ALLOCATION_KEEP)
    insist_it_is_on(of)
    if not of.suggested_at:
        raise NotSuggestedYet
    if of.confirmed_at:
        raise ConfirmedAlready
    if not reason.strip():
        raise ReasonMissing
    return of


def _slot(slot_id: UUID, reason: str, by: Viewer) -> tuple[AllocationRound, AllocatedSlot]:
    round_id = AllocatedSlot.objects.filter(pk=slot_id).values_list("round", flat=True).first()
    if round_id is None:
        raise NotFound
    of = _planned(round_id, reason, by)
    found = AllocatedSlot.objects.select_related("application").get(pk=slot_id)
    if found.out_at:
        raise OutAlready
    return of, found


def _insist_it_stands(
    of: AllocationRound, application: Application, hour: Hour, besides: UUID | None = None
) -> None:
    grain = hour.from_minute % terms.QUARTER or hour.until_minute % terms.QUARTER
    if grain or hour.until_minute <= hour.from_minute:
        raise EndsBeforeItBegins
    tickets = dict(of.applications.values_list("pk", "ticket"))
    hours = plan.hours_of(of, {one: str(ticket) for one, ticket in tickets.items()})
    others = [one for slot, one in hours.items() if slot != besides]
    why = terms.why_not(plan.rooms_of(of), others, hour, plan.as_asked(application))
    if why:
        raise CannotStand(why=terms.CANNOT[why].speak(get_language() or "zh-hans"))


def _out(old: AllocatedSlot, reason: str, by: Viewer, at: datetime.datetime) -> None:
    old.out_by_id, old.out_at, old.out_reason = by.user_id, at, reason[:200]
    old.save(update_fields=["out_by", "out_at", "out_reason"])


def _put(
    of: AllocationRound,
    application: Application,
    hour: Hour,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
    replaces: AllocatedSlot | None = None,
) -> AllocatedSlot:
    return AllocatedSlot.objects.create(
        round=of,
        application=application,
        wish_id=replaces.wish_id if replaces else None,
        number=of.slots.count() + 1,
        space_id=UUID(hour.room),
        weekday=hour.weekday,
        from_minute=hour.from_minute,
        until_minute=hour.until_minute,
        suggested=False,
        put_by_id=by.user_id,
        put_at=at,
        put_reason=reason[:120],
        replaces=replaces,
    )


def _replanned(of: AllocationRound, by: Viewer, at: datetime.datetime, **details: str) -> None:
    of.planned_by_id = by.user_id
    of.save(update_fields=["planned_by"])
    note("season.replanned", of, by, at, **details)
