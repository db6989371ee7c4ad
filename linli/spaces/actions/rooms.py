"""What may be done with rooms: open, change and close them, say when they are open and to whom."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.spaces import terms
from linli.spaces.actions.holding import EndsBeforeItBegins
from linli.spaces.actions.scope import space_for
from linli.spaces.models import BookingPolicy, Closure, OpeningRule, Slot, Space
from linli.spaces.queries.bookings import BookingRow, bookings_between, meeting, too_large
from linli.spaces.queries.rooms import near
from linli.spaces.queries.tree import tree_around


class NameTaken(Refused):
    """The place has a room of this name."""

    words = gettext_lazy("这里已经有叫“%(name)s”的房间。")


class StillBooked(Refused):
    """A room with bookings to come is neither divided nor closed. ``bookings``: which."""

    words = gettext_lazy("这个房间后面还有 %(count)s 次预约，先把它们移走或取消。")

    def __init__(self, bookings: Sequence[BookingRow]) -> None:
        super().__init__(count=len(bookings))
        self.bookings = tuple(bookings)


class WouldNotFit(StillBooked):
    """Bookings to come expect more people than the new capacity."""

    words = gettext_lazy("有 %(count)s 次预约的人数超过这个数，看过名单再确认。")


class MeetsBookings(StillBooked):
    """A closure meets bookings, and nobody has said that this is known."""

    words = gettext_lazy("停用的时间里有 %(count)s 次预约，系统不会自己取消它们；看过名单再确认。")


class DayEndsBeforeItBegins(Refused):
    """From and until the wrong way round."""

    words = gettext_lazy("结束的日子要晚于开始的日子。")


@transaction.atomic
def open_space(
    *,
    place: str,
    name: str,
    kind: str,
    capacity_people: int,
    by: Viewer,
    at: datetime.datetime,
    name_en: str = "",
    parent_id: UUID | None = None,
    area_m2: int | None = None,
    features: Iterable[str] = (),
    equipment: Iterable[str] = (),
    open_access: bool = False,
    private: bool = False,
    order: int = 0,
) -> Space:
    """Open a room, by itself or as a part of another.

    Raises ``NameTaken``; ``StillBooked`` where the room to divide has bookings of its own to come.
    """
    by.require(Permission.SPACE_KEEP, place=place)
    if Space.objects.filter(place=place, name=name).exists():
        raise NameTaken(name=name)
    wholes = [] if parent_id is None else _insist_on_dividing(parent_id, place, at)
    made = Space.objects.create(
        place_id=place,
        parent_id=parent_id,
        name=name,
        name_en=name_en,
        kind=kind,
        area_m2=area_m2,
        capacity_people=capacity_people,
        features=list(features),
        equipment=list(equipment),
        open_access=open_access,
        private=private,
        order=order,
        opened_on=terms.day_of(at),
    )
    _claim_for_wholes(made, wholes, at)
    _note("room.opened", made, by, at)
    return made


@transaction.atomic
def change_space(
    *,
    space_id: UUID,
    name: str,
    capacity_people: int,
    by: Viewer,
    at: datetime.datetime,
    name_en: str = "",
    area_m2: int | None = None,
    features: Iterable[str] = (),
    equipment: Iterable[str] = (),
    open_access: bool = False,
    private: bool = False,
    order: int = 0,
    known: bool = False,
) -> Space:
    """Say a room's facts anew. Raises ``NameTaken``, and ``WouldNotFit`` with the bookings that
    expect more people than it now holds, until ``known``; they stay as they are."""
    space = space_for(space_id, by, Permission.SPACE_KEEP)
    if Space.objects.filter(place=space.place_id, name=name).exclude(pk=space.pk).exists():
        raise NameTaken(name=name)
    if not known and (too_many := too_large(space.pk, capacity_people, at)):
        raise WouldNotFit(too_many)
    space.name, space.name_en, space.area_m2 = name, name_en, area_m2
    space.capacity_people = capacity_people
    space.features, space.equipment = list(features), list(equipment)
    space.open_access, space.private, space.order = open_access, private, order
    space.save()
    _note("room.changed", space, by, at, capacity_people=capacity_people)
    return space


@transaction.atomic
def close_space(*, space_id: UUID, by: Viewer, at: datetime.datetime) -> Space:
    """Use a room no more, from tomorrow. Raises ``StillBooked`` with the bookings to come."""
    space = space_for(space_id, by, Permission.SPACE_KEEP)
    if later := _to_come(space.place_id, near(space_id), at):
        raise StillBooked(later)
    space.closed_on = max(terms.day_of(at), space.opened_on)
    space.save(update_fields=["closed_on"])
    _note("room.closed", space, by, at)
    return space


# When it is open ----------------------------------------------------------------------------------


@transaction.atomic
def set_opening(
    *,
    space_id: UUID,
    weekdays: Collection[int],
    from_minute: int,
    until_minute: int,
    from_on: datetime.date,
    on_days_off: str,
    by: Viewer,
    at: datetime.datetime,
    until_on: datetime.date | None = None,
) -> OpeningRule:
    """Add a rule: on these weekdays (0 = Monday) it is open from one wall minute to another.

    Rules of one room add up; a room without any is open when the hall it lies in is. Bookings that
    stand are not touched. Raises ``EndsBeforeItBegins``, ``DayEndsBeforeItBegins``.
    """
    space = space_for(space_id, by, Permission.SPACE_KEEP)
    if not 0 <= from_minute < until_minute <= terms.DAY_MINUTES:
        raise EndsBeforeItBegins
    if until_on is not None and until_on < from_on:
        raise DayEndsBeforeItBegins
    rule = OpeningRule.objects.create(
        space=space,
        weekdays=sorted(set(weekdays)),
        from_minute=from_minute,
        until_minute=until_minute,
        from_on=from_on,
        until_on=until_on,
        on_days_off=on_days_off,
        set_by_id=by.user_id,
        set_at=at,
    )
    _note("opening.set", space, by, at, rule=str(rule.pk))
    return rule


@transaction.atomic
def end_opening(
    *, rule_id: UUID, until_on: datetime.date, by: Viewer, at: datetime.datetime
) -> OpeningRule:
    """A rule holds until this day, the last. Raises ``DayEndsBeforeItBegins``."""
    rule = OpeningRule.objects.select_related("space").filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    by.require(Permission.SPACE_KEEP, place=rule.space.place_id)
    if until_on < rule.from_on:
        raise DayEndsBeforeItBegins
    rule.until_on = until_on
    rule.save(update_fields=["until_on"])
    _note("opening.ended", rule.space, by, at, rule=str(rule.pk))
    return rule


@transaction.atomic
def close_for(
    *,
    place: str,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
    known: bool = False,
) -> Closure:
    """Shut a room, or with no room all of a place, for a time.

    Raises ``MeetsBookings`` with the bookings it meets until ``known``: they stand until a person
    moves or cancels them. Raises ``EndsBeforeItBegins``, ``NotFound``.
    """
    by.require(Permission.SPACE_KEEP, place=place)
    if end_at <= start_at:
        raise EndsBeforeItBegins
    within = None
    if space_id is not None:
        space = space_for(space_id, by, Permission.SPACE_KEEP)
        if space.place_id != place:
            raise NotFound
        within = near(space_id)
    if not known and (met := meeting(place, (start_at, end_at), space_ids=within, at=at)):
        raise MeetsBookings(met)
    closure = Closure.objects.create(
        place_id=place,
        space_id=space_id,
        start_at=start_at,
        end_at=end_at,
        reason=reason,
        set_by_id=by.user_id,
        set_at=at,
    )
    journal.record(verb="closure.set", by=by, at=at, subject=("closure", closure.pk), place=place)
    return closure


@transaction.atomic
def lift_closure(*, closure_id: UUID, by: Viewer, at: datetime.datetime) -> Closure:
    """Open again, before the closure ends by itself."""
    closure = Closure.objects.select_for_update().filter(pk=closure_id).first()
    if closure is None:
        raise NotFound
    by.require(Permission.SPACE_KEEP, place=closure.place_id)
    if closure.lifted_at is None:
        closure.lifted_at, closure.lifted_by_id = at, by.user_id
        closure.save(update_fields=["lifted_at", "lifted_by"])
        journal.record(
            verb="closure.lifted", by=by, at=at, subject=("closure", closure.pk),
            place=closure.place_id,
        )  # fmt: skip
    return closure


# Who may book -------------------------------------------------------------------------------------


@transaction.atomic
def set_policy(
    *,
    place: str,
    booker: str,
    needs_approval: bool,
    decide_hours: int,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
    release_minutes: int | None = None,
    max_lead_days: int | None = None,
    min_notice_hours: int | None = None,
    max_hours_week: int | None = None,
    max_hours_month: int | None = None,
    purposes: Iterable[str] = (),
    exempt_roles: Iterable[str] = (),
    until_on: datetime.date | None = None,
) -> BookingPolicy:
    """Say who may have a room and how much of it; what was said before of the same room and kind
    of booker ends the day before. Raises ``DayEndsBeforeItBegins``, ``NotFound``."""
    by.require(Permission.SPACE_KEEP, place=place)
    if until_on is not None and until_on < from_on:
        raise DayEndsBeforeItBegins
    if space_id is not None and space_for(space_id, by, Permission.SPACE_KEEP).place_id != place:
        raise NotFound
    earlier = BookingPolicy.objects.filter(
        Q(until_on=None) | Q(until_on__gte=from_on), place=place, space=space_id, booker=booker
    )
    earlier.filter(from_on__gte=from_on).delete()
    earlier.update(until_on=from_on - datetime.timedelta(days=1))
    policy = BookingPolicy.objects.create(
        place_id=place,
        space_id=space_id,
        booker=booker,
        needs_approval=needs_approval,
        decide_hours=decide_hours,
        release_minutes=release_minutes,
        max_lead_days=max_lead_days,
        min_notice_hours=min_notice_hours,
        max_hours_week=max_hours_week,
        max_hours_month=max_hours_month,
        purposes=list(purposes),
        exempt_roles=list(exempt_roles),
        from_on=from_on,
        until_on=until_on,
        set_by_id=by.user_id,
        set_at=at,
    )
    journal.record(
        verb="booking_policy.set", by=by, at=at, subject=("booking_policy", policy.pk), place=place
    )
    return policy


@transaction.atomic
def end_policy(
    *, policy_id: UUID, until_on: datetime.date, by: Viewer, at: datetime.datetime
) -> BookingPolicy:
    """A policy holds until this day, the last. Raises ``DayEndsBeforeItBegins``."""
    policy = BookingPolicy.objects.filter(pk=policy_id).first()
    if policy is None:
        raise NotFound
    by.require(Permission.SPACE_KEEP, place=policy.place_id)
    if until_on < policy.from_on:
        raise DayEndsBeforeItBegins
    policy.until_on = until_on
    policy.save(update_fields=["until_on"])
    journal.record(
        verb="booking_policy.ended", by=by, at=at, subject=("booking_policy", policy.pk),
        place=policy.place_id,
    )  # fmt: skip
    return policy


def _insist_on_dividing(parent_id: UUID, place: str, at: datetime.datetime) -> list[UUID]:
    """A leaf with slots to come cannot get parts: they would stand on a room nobody claims.

    Locks the room and those it lies in, which are returned, against who books them at this moment.
    """
    tree = tree_around(parent_id)
    if tree.get(parent_id).place_id != place:
        raise NotFound
    wholes = tree.chain(parent_id)
    list(Space.objects.select_for_update().filter(pk__in=wholes).order_by("pk"))
    if Slot.objects.filter(leaf=parent_id, quarter__gte=terms.quarter_of(at)).exists():
        raise StillBooked(_to_come(place, wholes, at))
    return wholes


def _claim_for_wholes(part: Space, wholes: Collection[UUID], at: datetime.datetime) -> None:
    """Who has booked a whole has booked its new part too, or two would stand in it."""
    held = Slot.objects.filter(booking__space__in=wholes, quarter__gte=terms.quarter_of(at))
    claimed = held.order_by("quarter").values_list("quarter", "booking_id", "buffer").distinct()
    Slot.objects.bulk_create(
        Slot(leaf=part, quarter=quarter, booking_id=booking_id, buffer=buffer)
        for quarter, booking_id, buffer in claimed
    )


def _to_come(place: str, space_ids: Iterable[UUID], at: datetime.datetime) -> list[BookingRow]:
    far = at + datetime.timedelta(days=3650)
    return bookings_between(place, at, far, at=at, space_ids=space_ids)


def _note(verb: str, space: Space, by: Viewer, at: datetime.datetime, **details: object) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("space", space.pk), place=space.place_id,
        details=details,
    )  # fmt: skip
