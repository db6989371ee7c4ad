"""What people may do with rooms: ask, book for somebody, answer, come, cancel."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people
from linli.spaces import terms
from linli.spaces.actions import holding
from linli.spaces.actions.holding import AlreadyOver, NotHeldAnyMore
from linli.spaces.actions.scope import booking_for
from linli.spaces.models import Booking, BookingPolicy
from linli.spaces.queries.rooms import policy_for
from linli.spaces.queries.tree import Tree
from linli.spaces.terms import Booker, Limits, Span, Used

GROUP_BLIND = "spaces.group"
EARLY = datetime.timedelta(minutes=30)


class InThePast(Refused):
    """It would have begun already."""

    words = gettext_lazy("这个时间已经过了。")
    remedy = gettext_lazy("请选后面的时间。")


class NobodyNamed(Refused):
    """A room is booked for somebody."""

    words = gettext_lazy("还没有写替谁订：选一位居民、一个单位，或者写小组的名字。")


class NotForThem(Refused):
    """No policy lets this kind of booker have this room."""

    words = gettext_lazy("这个房间现在不接受%(booker)s预约。")
    remedy = gettext_lazy("请问一问馆里的工作人员。")


class OverTheLimit(Refused):
    """A limit of the policy. ``which``: lead, notice, purpose, week or month."""

    words = gettext_lazy("%(why)s")
    remedy = gettext_lazy("有特别的需要，请找馆里的工作人员。")

    def __init__(self, which: str, most: int) -> None:
        super().__init__(why=LIMIT_WORDS[which] % {"most": most})
        self.which = which


LIMIT_WORDS = {
    "lead": gettext_lazy("最早提前 %(most)s 天预约。"),
    "notice": gettext_lazy("至少要提前 %(most)s 小时预约。"),
    "purpose": gettext_lazy("这个房间不作这个用途。"),
    "week": gettext_lazy("一周最多用 %(most)s 小时，这次加上就超过了。"),
    "month": gettext_lazy("一个月最多用 %(most)s 小时，这次加上就超过了。"),
}


class DecidedAlready(Refused):
    """Somebody has answered."""

    words = gettext_lazy("这个预约已经有人答复过了（%(state)s）。")


class BelongsUpstairs(Refused):
    """A booking of a room above is moved and cancelled there, or its people would not be told."""

    words = gettext_lazy("这是“%(title)s”用的房间，请到那里改时间或取消，那边的人才会知道。")


class NotYetTime(Refused):
    """Too early to say that somebody came."""

    words = gettext_lazy("还没到时间：开始前半小时起可以登记到场。")


# Ask and book -------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *,
    space_id: UUID,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    title: str,
    purpose: str,
    expected_people: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Booking:
    """A resident asks for a room from the phone: confirmed at once, or held until answered.

    Raises ``NotFound`` for a login that is no resident of the place, ``NotForThem``,
    ``OverTheLimit``, ``InThePast``, and what ``occupy`` raises.
    """
    home = people.my_home(by, terms.day_of(at))
    if home is None:
        raise NotFound
    resident_id, place = home.resident_id, home.place

    def make() -> Booking:
        tree = holding.held_tree(space_id)
        if tree.get(space_id).place_id != place:
            raise NotFound
        booker = Booker(resident_id=resident_id)
        span = (start_at, end_at)
        booking = _wanted(tree, space_id, span, title, purpose, expected_people, booker)
        booking.key = key
        policy = _policy(tree, booking, booker, at)
        if policy is None:
            raise NotForThem(booker=booker_word(booker))
        _insist_on_limits(policy, booking, at)
        _settle(booking, policy, at, approve=not policy.needs_approval, by=by)
        holding.hold(tree, [booking], by=by, at=at)
        holding.note("booking.asked", booking, by, at)
        return booking

    return holding.once(key, make)


@transaction.atomic
def book(
    *,
    space_id: UUID,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    title: str,
    purpose: str,
    booker: Booker,
    by: Viewer,
    at: datetime.datetime,
    expected_people: int | None = None,
    before_minutes: int = 0,
    after_minutes: int = 0,
    private: bool = False,
    key: UUID | None = None,
) -> Booking:
    """Book at the desk for a resident, an organisation or a group.

    Limits of the policy hold unless it exempts a role of ``by``. Where it wants an answer and
    ``by`` may not give one, the booking waits. Raises what ``ask`` raises, ``NobodyNamed``.
    """

    def make() -> Booking:
        tree = holding.held_tree(space_id)
        place = tree.get(space_id).place_id
        by.require(Permission.SPACE_BOOK, place=place)
        insist_on_booker(booker, place, by)
        span = (start_at, end_at)
        booking = _wanted(tree, space_id, span, title, purpose, expected_people, booker)
        booking.before_minutes, booking.after_minutes = before_minutes, after_minutes
        booking.private, booking.key = private, key
        policy = _policy(tree, booking, booker, at)
        if policy is not None and not exempt(policy, by, place):
            _insist_on_limits(policy, booking, at)
        answers = by.may(Permission.SPACE_DECIDE, place=place)
        approve = policy is None or not policy.needs_approval or answers
        _settle(booking, policy, at, approve=approve, by=by)
        holding.hold(tree, [booking], by=by, at=at)
        holding.note("booking.made" if approve else "booking.asked", booking, by, at)
        return booking

    return holding.once(key, make)


# Answer -------------------------------------------------------------------------------------------


@transaction.atomic
def approve(*, booking_id: UUID, by: Viewer, at: datetime.datetime) -> Booking:
    """Say yes. Its time was held, so nothing can have taken it; a hold that is over but that nobody
    has needed is still there. Raises ``DecidedAlready``, ``AlreadyOver``."""
    booking = _undecided(booking_id, by, at)
    booking.state = "confirmed"
    booking.decided_by_id, booking.decided_at = by.user_id, at
    booking.lapses_at = _come_by(booking)
    booking.save(update_fields=["state", "decided_by", "decided_at", "lapses_at"])
    holding.note("booking.approved", booking, by, at)
    return booking


@transaction.atomic
def refuse(*, booking_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Booking:
    """Say no, and why; the time is free again. Raises ``DecidedAlready``."""
    booking = _undecided(booking_id, by, at)
    booking.decided_by_id, booking.decided_at = by.user_id, at
    booking.save(update_fields=["decided_by", "decided_at"])
    holding.end(booking, "refused", by, at, reason)
    holding.note("booking.refused", booking, by, at)
    return booking


@transaction.atomic
def check_in(*, booking_id: UUID, by: Viewer, at: datetime.datetime) -> Booking:
    """Somebody came: it is not free after a quarter of an hour. Late is fine while nobody else has
    taken the time. Raises ``NotYetTime``, ``AlreadyOver``, ``NotHeldAnyMore``."""
    booking = booking_for(booking_id, by, Permission.SPACE_BOOK)
    if booking.state != "confirmed":
        raise NotHeldAnyMore(state=holding.state_word(booking))
    if booking.checked_in_at is not None:
        return booking
    if at < booking.start_at - EARLY:
        raise NotYetTime
    if booking.end_at <= at:
        raise AlreadyOver
    booking.checked_in_at, booking.lapses_at = at, None
    booking.save(update_fields=["checked_in_at", "lapses_at"])
    holding.note("booking.checked_in", booking, by, at)
    return booking


# Change and cancel --------------------------------------------------------------------------------


@transaction.atomic
def shift(
    *,
    booking_id: UUID,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
) -> Booking:
    """Move a booking at the desk. Raises ``BelongsUpstairs`` and what ``move`` raises."""
    booking = booking_for(booking_id, by, Permission.SPACE_BOOK)
    _insist_on_ours(booking)
    return holding.move(
        booking_id=booking_id, start_at=start_at, end_at=end_at, space_id=space_id, by=by, at=at
    )


@transaction.atomic
def cancel(*, booking_id: UUID, by: Viewer, at: datetime.datetime, reason: str = "") -> Booking:
    """Cancel this one date at the desk. Raises ``BelongsUpstairs`` and what ``release`` raises."""
    booking = booking_for(booking_id, by, Permission.SPACE_BOOK)
    _insist_on_ours(booking)
    return holding.release(booking_id=booking_id, by=by, at=at, reason=reason)


@transaction.atomic
def cancel_mine(*, booking_id: UUID, by: Viewer, at: datetime.datetime) -> Booking:
    """A resident cancels a booking of their own. Raises ``NotFound`` for another's."""
    booking = holding.locked_booking(booking_id)
    resident_id = people.resident_of(by)
    if resident_id is None or booking.resident_id != resident_id:
        raise NotFound
    return holding.release(booking_id=booking_id, by=by, at=at)


# What they share ----------------------------------------------------------------------------------


def insist_on_booker(booker: Booker, place: str, by: Viewer) -> None:
    """Raise unless somebody is named whom the desk may book for."""
    if booker.resident_id is not None:
        if people.listed_place(by, booker.resident_id) != place:
            raise NotFound
    elif booker.organisation_id is not None:
        if identity.organisation(booker.organisation_id) is None:
            raise NotFound
    elif not booker.group_name.strip():
        raise NobodyNamed


def fill_booker(booking: Booking, booker: Booker) -> None:
    """Put for whom it is into a booking; a group and a telephone are sealed."""
    booking.resident_id, booking.organisation_id = booker.resident_id, booker.organisation_id
    if booker.kind == "group" and booker.group_name.strip():
        name = " ".join(booker.group_name.split())
        seal(booking, "group_name", name)
        booking.group_blind = keyring().blind(GROUP_BLIND, name)
    seal(booking, "contact", booker.contact or None)


def exempt(policy: BookingPolicy, by: Viewer, place: str) -> bool:
    """Whether a role of this worker books without the limits."""
    return any(held.role in policy.exempt_roles and held.covers(place) for held in by.held)


def _wanted(
    tree: Tree,
    space_id: UUID,
    span: Span,
    title: str,
    purpose: str,
    expected_people: int | None,
    booker: Booker,
) -> Booking:
    booking = Booking(
        place_id=tree.get(space_id).place_id,
        space_id=space_id,
        start_at=span[0],
        end_at=span[1],
        title=title[:60],
        purpose=purpose,
        expected_people=expected_people,
    )
    fill_booker(booking, booker)
    return booking


def _policy(
    tree: Tree, booking: Booking, booker: Booker, at: datetime.datetime
) -> BookingPolicy | None:
    """The policy that counts on the day of the booking."""
    if booking.start_at < at:
        raise InThePast
    on = terms.day_of(booking.start_at)
    return policy_for(tree, booking.space_id, booker.kind, on)


def _insist_on_limits(policy: BookingPolicy, booking: Booking, at: datetime.datetime) -> None:
    """Raise ``OverTheLimit``. The policy's row is locked, so that two wishes of one booker at once
    are counted one after the other."""
    BookingPolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    span = (booking.start_at, booking.end_at)
    if broken := terms.breaks(limits_of(policy), span, booking.purpose, _used(booking, at), at):
        raise OverTheLimit(*broken)


def _used(booking: Booking, at: datetime.datetime) -> Used:
    """What the same booker has already in the week and month of this booking, in any room."""
    same = Q(resident=booking.resident_id) if booking.resident_id else Q()
    if booking.organisation_id:
        same = Q(organisation=booking.organisation_id)
    if booking.group_blind is not None:
        same = Q(group_blind=booking.group_blind)
    day = terms.day_of(booking.start_at)
    monday = terms.monday_of(day)
    month, month_end = terms.month_of(day)
    week = (monday, monday + datetime.timedelta(days=7))
    first, last = min(month, week[0]), max(month_end, week[1])
    rows = Booking.objects.filter(
        same, place=booking.place_id, state__in=terms.LIVE,
        start_at__gte=terms.at_minute(first, 0), start_at__lt=terms.at_minute(last, 0),
    ).filter(Q(lapses_at=None) | Q(lapses_at__gt=at))  # fmt: skip
    spans = list(rows.values_list("start_at", "end_at"))

    def within(first: datetime.date, last: datetime.date) -> int:
        return sum(
            terms.minutes_of(span) for span in spans if first <= terms.day_of(span[0]) < last
        )

    return Used(within(*week), within(month, month_end))


def _settle(
    booking: Booking,
    policy: BookingPolicy | None,
    at: datetime.datetime,
    *,
    approve: bool,
    by: Viewer,
) -> None:
    """Confirmed at once, or held until it is answered."""
    booking.asked_by_id, booking.asked_at = by.user_id, at
    booking.release_minutes = policy.release_minutes if policy else None
    if approve:
        booking.state, booking.decided_at = "confirmed", at
        booking.decided_by_id = by.user_id
        booking.lapses_at = _come_by(booking)
    else:
        assert policy is not None
        booking.state = "requested"
        deadline = at + datetime.timedelta(hours=policy.decide_hours)
        booking.lapses_at = min(deadline, booking.start_at)


def _come_by(booking: Booking) -> datetime.datetime | None:
    """Until when somebody must have come, or it is free again; None: never free by itself."""
    if booking.release_minutes is None:
        return None
    return booking.start_at + datetime.timedelta(minutes=booking.release_minutes)


def _undecided(booking_id: UUID, by: Viewer, at: datetime.datetime) -> Booking:
    booking = booking_for(booking_id, by, Permission.SPACE_DECIDE)
    if booking.state != "requested":
        raise DecidedAlready(state=holding.state_word(booking))
    if booking.end_at <= at:
        raise AlreadyOver
    return booking


def _insist_on_ours(booking: Booking) -> None:
    if booking.origin_id is not None and booking.origin_room != terms.OUTSIDE:
        raise BelongsUpstairs(title=booking.origin_title or booking.title)


def limits_of(policy: BookingPolicy) -> Limits:
    """What a policy allows, as the terms reckon with it."""
    return Limits(
        policy.max_lead_days, policy.min_notice_hours, policy.max_hours_week,
        policy.max_hours_month, frozenset(policy.purposes),
    )  # fmt: skip


def booker_word(booker: Booker) -> str:
    """The kind of a booker in the reader's language."""
    return terms.BOOKERS[booker.kind].speak(get_language() or "zh-hans")
