"""Holding a room: the one place that writes slots, and the counter for the rooms above.

First a verdict says why not, in words. Then the slots are inserted: the key (leaf, quarter) decides
between two who asked at once, whatever both had read. Whoever lost is told who holds it.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import get_language, gettext_lazy

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel import rows
from linli.kernel.refusal import NotFound, Refused
from linli.rules.words import joined
from linli.spaces import terms
from linli.spaces.models import Booking, Slot, Space
from linli.spaces.queries.free import Book
from linli.spaces.queries.tree import Tree, tree_around
from linli.spaces.terms import Conflict, Origin, Span, Verdict

ROWS_A_STATEMENT = 5_000
ATTEMPTS = 3
SAID_AT_MOST = 5


class NotHeld(Refused):
    """The room cannot be had. ``verdicts``: of every span that was refused."""

    def __init__(self, verdicts: Sequence[Verdict] = (), **facts: object) -> None:
        language = get_language() or "zh-hans"
        said = joined(one.words for one in verdicts[:SAID_AT_MOST]).speak(language)
        super().__init__(**({"why": said} | facts))
        self.verdicts = tuple(verdicts)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What is met: bookings by their (neutral) title, from, to and leaf; closures by reason."""
        return tuple(conflict for one in self.verdicts for conflict in one.conflicts)


class RoomTaken(NotHeld):
    """Somebody holds a quarter of it."""

    words = gettext_lazy("这段时间房间有人用：%(why)s")
    remedy = gettext_lazy("请换个时间，或者换个房间。")


class RoomClosed(NotHeld):
    """It is shut then."""

    words = gettext_lazy("这段时间房间不开：%(why)s")
    remedy = gettext_lazy("请换个时间，或者换个房间。")


class OutsideOpeningHours(NotHeld):
    """Nobody unlocks the door then."""

    words = gettext_lazy("这段时间不在房间的开放时间里。")
    remedy = gettext_lazy("请看看这个房间什么时候开。")


class MeetThemselves(NotHeld):
    """Two of the spans that were asked for at once overlap."""

    words = gettext_lazy("这几段时间自己就有重叠，一个房间放不下。")


class TooManyPeople(Refused):
    """More are expected than the room may hold."""

    words = gettext_lazy("%(room)s最多容 %(most)s 人，这次有 %(people)s 人。")
    remedy = gettext_lazy("请换大一点的房间，或者分两次。")


class NotOnTheQuarterHour(Refused):
    """Rooms are held by quarters of an hour."""

    words = gettext_lazy("房间按一刻钟订：时间要落在整点、15分、30分或45分。")


class EndsBeforeItBegins(Refused):
    """The end does not come after the beginning."""

    words = gettext_lazy("结束的时间要晚于开始的时间。")


class TooLong(Refused):
    """Longer than a day."""

    words = gettext_lazy("一次最多订 24 小时。")
    remedy = gettext_lazy("要用好几天，请一天一天订。")


class NotABuffer(Refused):
    """What is kept free before or after is one of a few lengths."""

    words = gettext_lazy("前后留空的时间只能是 0、15、30、45、60、90 或 120 分钟。")


class AlreadyOver(Refused):
    """The past does not change."""

    words = gettext_lazy("这次预约已经过去了，不能再改。")


class NotHeldAnyMore(Refused):
    """It was cancelled, refused, or given up."""

    words = gettext_lazy("这次预约已经不在了（%(state)s）。")


# The counter for the rooms above -----------------------------------------------------------------


@transaction.atomic
def occupy(
    *,
    space_id: UUID,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    title: str,
    origin: Origin | None,
    by: Viewer,
    at: datetime.datetime,
    before_minutes: int = 0,
    after_minutes: int = 0,
    private: bool = False,
    expected_people: int | None = None,
    key: UUID | None = None,
) -> Booking:
    """Hold a room for something of a room above, confirmed at once; who may is asked up there.

    Raises ``RoomTaken`` (with ``conflicts``), ``RoomClosed``, ``OutsideOpeningHours``,
    ``TooManyPeople``, ``NotOnTheQuarterHour``, ``EndsBeforeItBegins``, ``TooLong``,
    ``NotABuffer``, ``NotFound``.
    """

    def make() -> Booking:
        [made] = occupy_many(
            space_id=space_id,
            spans=[(start_at, end_at)],
            titles=[title],
            origins=[origin],
            before_minutes=before_minutes,
            after_minutes=after_minutes,
            private=private,
            expected_people=expected_people,
            key=key,
            by=by,
            at=at,
        )
        return made

    return once(key, make)


@transaction.atomic
def occupy_many(
    *,
    space_id: UUID,
    spans: Sequence[Span],
    titles: Sequence[str],
    origins: Sequence[Origin | None],
    by: Viewer,
    at: datetime.datetime,
    before_minutes: int = 0,
    after_minutes: int = 0,
    private: bool = False,
    expected_people: int | None = None,
    key: UUID | None = None,
) -> list[Booking]:
    """Hold one room for many spans, all or nothing; one statement inserts all their slots.

    ``titles`` and ``origins`` belong to the spans, in their order; a ``key`` to a single span.
    Raises what ``occupy`` raises, with every span that was refused, and ``MeetThemselves``.
    """
    tree = held_tree(space_id)
    wanted = [
        Booking(
            place_id=tree.get(space_id).place_id,
            space_id=space_id,
            start_at=span[0],
            end_at=span[1],
            before_minutes=before_minutes,
            after_minutes=after_minutes,
            title=title[:60],
            private=private,
            expected_people=expected_people,
            state="confirmed",
            asked_by_id=by.user_id,
            asked_at=at,
            decided_by_id=by.user_id,
            decided_at=at,
            key=key,
            **_origin_fields(origin),
        )
        for span, title, origin in zip(spans, titles, origins, strict=True)
    ]
    hold(tree, wanted, by=by, at=at)
    note_all("booking.made", wanted, by, at)
    return wanted


@transaction.atomic
def move(
    *,
    booking_id: UUID,
    start_at: datetime.datetime,
    end_at: datetime.datetime,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
) -> Booking:
    """Move a booking to another time or room, whole: it keeps what it had until it has the new.

    What has begun keeps its beginning. Raises what ``occupy`` raises, ``AlreadyOver``,
    ``NotHeldAnyMore``.
    """
    booking = live_booking(booking_id)
    if booking.end_at <= at or (start_at < at and start_at != booking.start_at):
        raise AlreadyOver
    before = Booking(space_id=booking.space_id, start_at=booking.start_at, end_at=booking.end_at)
    tree = held_tree(space_id or booking.space_id)
    if tree.get(space_id or booking.space_id).place_id != booking.place_id:
        raise NotFound
    booking.space_id = space_id or booking.space_id
    booking.start_at, booking.end_at = start_at, end_at
    booking.lapses_at = _moved_deadline(booking, before)
    hold(tree, [booking], by=by, at=at, moved=True)
    note(
        "booking.moved", booking, by, at,
        from_room=str(before.space_id), from_at=before.start_at.isoformat(),
        to_room=str(booking.space_id), to_at=booking.start_at.isoformat(),
    )  # fmt: skip
    return booking


@transaction.atomic
def release(*, booking_id: UUID, by: Viewer, at: datetime.datetime, reason: str = "") -> Booking:
    """Give a room back; what has begun gives back its rest. Released before, it stays as it is.

    Raises ``AlreadyOver``, ``NotHeldAnyMore``, ``NotFound``.
    """
    booking = locked_booking(booking_id)
    if booking.state in ("cancelled", "released"):
        return booking
    if booking.state not in terms.LIVE:
        raise NotHeldAnyMore(state=state_word(booking))
    if booking.end_at <= at:
        raise AlreadyOver
    end(booking, "cancelled" if at < booking.start_at else "released", by, at, reason)
    note("booking.cancelled", booking, by, at)
    return booking


@transaction.atomic
def release_many(
    *, booking_ids: Iterable[UUID], by: Viewer, at: datetime.datetime, reason: str = ""
) -> list[Booking]:
    """Give back those of some bookings that are live and not over; returns them by beginning. Four
    statements, however many."""
    found = Booking.objects.select_for_update().filter(
        pk__in=list(booking_ids), state__in=terms.LIVE, end_at__gt=at
    )
    ended = list(found.order_by("pk"))
    for booking in ended:
        booking.state = "cancelled" if at < booking.start_at else "released"
        booking.ended_by_id, booking.ended_at, booking.reason = by.user_id, at, reason[:120]
    Booking.objects.bulk_update(ended, ["state", "ended_by", "ended_at", "reason"])
    Slot.objects.filter(booking__in=[one.pk for one in ended]).delete()
    note_all("booking.cancelled", ended, by, at)
    return sorted(ended, key=lambda one: one.start_at)


@transaction.atomic
def rename(*, titles: Mapping[UUID, str], private: bool) -> None:
    """What these bookings are called now, and whether it is anybody's matter, also of those that
    are over; who may say so is asked in the room above, which remembers it."""
    found = list(Booking.objects.select_for_update().filter(pk__in=list(titles)).order_by("pk"))
    for booking in found:
        booking.title, booking.private = titles[booking.pk][:60], private
        booking.origin_title = titles[booking.pk][:80]
    Booking.objects.bulk_update(found, ["title", "private", "origin_title"], batch_size=200)


def once(key: UUID | None, make: Callable[[], Booking]) -> Booking:
    """What the press with this key made: now, or before. A second press at the same moment meets
    the first one's booking and is refused, for it was not there when it looked: it looks again."""
    if key is None:
        return make()
    pressed = Booking.objects.filter(key=key)
    if earlier := pressed.first():
        return earlier
    try:
        with transaction.atomic():
            return make()
    except Refused:
        if earlier := pressed.first():
            return earlier
        raise


# Slots --------------------------------------------------------------------------------------------


def held_tree(space_id: UUID) -> Tree:
    """The rooms around one, which nobody divides until the transaction ends.

    ``FOR KEY SHARE`` meets only ``FOR UPDATE``, which who divides a room takes on it and on those
    it lies in; two who book do not wait for each other. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM spaces_space WHERE id = %s FOR KEY SHARE", [space_id])
    return tree_around(space_id)


def hold(
    tree: Tree,
    wanted: Sequence[Booking],
    *,
    by: Viewer,
    at: datetime.datetime,
    moved: bool = False,
) -> None:
    """Write bookings of one room with their slots (anew, if ``moved``), or raise why not.

    Nothing stays written when it raises. Sweeps the lapsed holds it needs.
    """
    if not wanted:
        return
    space = tree.get(wanted[0].space_id)
    for booking in wanted:
        insist_on_shape(space, booking)
    insist_on_no_overlap(wanted)
    for _attempt in range(ATTEMPTS):
        refused, lapsed = _judge(tree, wanted, at)
        if refused:
            raise refusal_of(refused)
        sweep(lapsed, by=by, at=at)
        try:
            with transaction.atomic():
                _write(tree, wanted, moved)
        except IntegrityError:
            continue  # somebody was quicker: read back who
        return
    raise RoomTaken


def insist_on_shape(space: Space, booking: Booking) -> None:
    """Raise unless a booking is one a room could ever have."""
    span = (booking.start_at, booking.end_at)
    if span[1] <= span[0]:
        raise EndsBeforeItBegins
    if not all(map(terms.on_the_quarter, span)):
        raise NotOnTheQuarterHour
    if terms.minutes_of(span) > terms.LONGEST_HOURS * 60:
        raise TooLong
    if not {booking.before_minutes, booking.after_minutes} <= set(terms.BUFFERS):
        raise NotABuffer
    people = booking.expected_people
    if people is not None and people > space.capacity_people:
        raise TooManyPeople(room=space.name, most=space.capacity_people, people=people)


def insist_on_no_overlap(wanted: Sequence[Booking]) -> None:
    """Raise ``MeetThemselves`` where two of these, with what is kept free, want one quarter."""
    held = sorted((quarters_of(one) for one in wanted), key=lambda each: each.start)
    if any(later.start < earlier.stop for earlier, later in pairwise(held)):
        raise MeetThemselves


def sweep(booking_ids: Iterable[UUID], *, by: Viewer, at: datetime.datetime) -> None:
    """Give up holds that are over by now. Who answered or came in the meantime keeps theirs: each
    UPDATE asks again, and a row has one winner."""
    ids = sorted(set(booking_ids))
    if not ids:
        return
    over = Booking.objects.filter(pk__in=ids, lapses_at__lte=at)
    for state, then in terms.LAPSES_AS.items():
        over.filter(state=state).update(state=then, ended_at=at, ended_by=by.user_id)
    gone = Booking.objects.filter(pk__in=ids, state__in=list(terms.LAPSES_AS.values()))
    given_up = list(gone)
    Slot.objects.filter(booking__in=[one.pk for one in given_up]).delete()
    note_all("booking.lapsed", given_up, by, at)


def end(booking: Booking, state: str, by: Viewer, at: datetime.datetime, reason: str = "") -> None:
    """End a live booking that the caller holds locked: its slots go with it."""
    booking.state, booking.reason = state, reason[:120]
    booking.ended_by_id, booking.ended_at = by.user_id, at
    booking.save(update_fields=["state", "reason", "ended_by", "ended_at"])
    Slot.objects.filter(booking=booking).delete()


def locked_booking(booking_id: UUID) -> Booking:
    """A booking, locked until the transaction ends. Raises ``NotFound``."""
    found = Booking.objects.select_for_update().filter(pk=booking_id).first()
    if found is None:
        raise NotFound
    return found


def live_booking(booking_id: UUID) -> Booking:
    """The same; raises ``NotHeldAnyMore`` where it holds nothing."""
    booking = locked_booking(booking_id)
    if booking.state not in terms.LIVE:
        raise NotHeldAnyMore(state=state_word(booking))
    return booking


def quarters_of(booking: Booking) -> range:
    """Every quarter a booking wants, with what is kept free before and after."""
    span = (booking.start_at, booking.end_at)
    return terms.quarters(span, booking.before_minutes, booking.after_minutes)


def state_word(booking: Booking) -> str:
    """The state of a booking in the reader's language."""
    return terms.STATES[booking.state].speak(get_language() or "zh-hans")


def refusal_of(refused: Sequence[Verdict]) -> NotHeld:
    """The refusal of some verdicts: of the gravest kind among them, with all of them."""
    kinds = {one.state for one in refused}
    if "closed" in kinds:
        return RoomClosed(refused)
    return (RoomTaken if "taken" in kinds else OutsideOpeningHours)(refused)


def note(verb: str, booking: Booking, by: Viewer, at: datetime.datetime, **details: object) -> None:
    """A deed on one booking."""
    journal.record(
        verb=verb, by=by, at=at, subject=("booking", booking.pk), place=booking.place_id,
        details=details,
    )  # fmt: skip


def note_all(verb: str, bookings: Sequence[Booking], by: Viewer, at: datetime.datetime) -> None:
    """The same deed on many bookings of one place."""
    if bookings:
        journal.record_many(
            verb=verb, by=by, at=at, subjects=[("booking", one.pk) for one in bookings],
            place=bookings[0].place_id,
        )  # fmt: skip


def _judge(
    tree: Tree, wanted: Sequence[Booking], at: datetime.datetime
) -> tuple[list[Verdict], set[UUID]]:
    """The verdicts that refuse, and the lapsed bookings that stand in the way."""
    first, last = min(one.start_at for one in wanted), max(one.end_at for one in wanted)
    book = Book(tree, wanted[0].space_id, first, last, [one.pk for one in wanted])
    verdicts = [
        book.verdict((one.start_at, one.end_at), one.before_minutes, one.after_minutes, at)
        for one in wanted
    ]
    lapsed = {booking_id for verdict in verdicts for booking_id in verdict.lapsed}
    return [one for one in verdicts if not one.free], lapsed


def _write(tree: Tree, wanted: Sequence[Booking], moved: bool) -> None:
    if moved:
        Slot.objects.filter(booking__in=[one.pk for one in wanted]).delete()
        for booking in wanted:
            booking.save(update_fields=["space", "start_at", "end_at", "lapses_at"])
    else:
        rows.insert(*wanted)
    slots = [slot for booking in wanted for slot in _slots(tree, booking)]
    slots.sort(key=lambda slot: (slot.leaf_id, slot.quarter))  # in one order, so that none deadlock
    for begin in range(0, len(slots), ROWS_A_STATEMENT):
        rows.insert(*slots[begin : begin + ROWS_A_STATEMENT])


def _slots(tree: Tree, booking: Booking) -> list[Slot]:
    used = terms.quarters((booking.start_at, booking.end_at))
    return [
        Slot(leaf=leaf, quarter=quarter, booking=booking, buffer=quarter not in used)
        for leaf in tree.leaves(booking.space_id)
        for quarter in quarters_of(booking)
    ]


def _moved_deadline(booking: Booking, before: Booking) -> datetime.datetime | None:
    """A wish still waits no longer than until it begins; who must come, comes at the new time."""
    if booking.lapses_at is None:
        return None
    if booking.state == "requested":
        return min(booking.lapses_at, booking.start_at)
    return booking.lapses_at + (booking.start_at - before.start_at)


def _origin_fields(origin: Origin | None) -> dict[str, object]:
    if origin is None:
        return {}
    return {
        "origin_room": origin.room,
        "origin_noun": origin.noun,
        "origin_id": origin.id,
        "origin_title": origin.title[:80],
    }
