"""On what terms a room is held: quarter hours, opening hours, verdicts, a policy's limits. Pure.

A quarter is the whole number of quarter hours since 1970 (UTC): no zone and no rounding can make
two of one. Opening hours are wall time of the community, in minutes since midnight.
"""

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from uuid import UUID

from linli.kernel.words import XIAMEN
from linli.rules.words import Words

QUARTER_MINUTES: Final = 15
QUARTER: Final = datetime.timedelta(minutes=QUARTER_MINUTES)
DAY_MINUTES: Final = 24 * 60
LONGEST_HOURS: Final = 24
MOST_DATES: Final = 200
BUFFERS: Final = (0, 15, 30, 45, 60, 90, 120)
"""Minutes a room may be kept free before or after, to set up and to clean."""

KINDS: Final[Mapping[str, Words]] = {
    "hall": Words("场馆", "Hall"),
    "joy_classroom": Words("悦享教室", "Joy classroom"),
    "social_work_room": Words("社工室", "Social workers' room"),
    "children_art_room": Words("童艺室", "Children's art room"),
    "gym": Words("健身房", "Gym"),
    "counselling": Words("心理咨询室", "Counselling room"),
    "meeting": Words("会议室", "Meeting room"),
    "other": Words("其他", "Other"),
}
FEATURES: Final[Mapping[str, Words]] = {
    "step_free": Words("没有台阶", "Step-free"),
    "lift": Words("有电梯", "Lift"),
    "wide_door": Words("轮椅进得去", "Door wide enough for a wheelchair"),
    "accessible_toilet": Words("有无障碍厕所", "Accessible toilet"),
    "handrail": Words("有扶手", "Handrails"),
    "hearing_loop": Words("有助听设备", "Hearing loop"),
    "nursing_room": Words("有母婴室", "Nursing room"),
}
PURPOSES: Final[Mapping[str, Words]] = {
    "meeting": Words("议事开会", "Meeting"),
    "activity": Words("小组活动", "Group activity"),
    "rehearsal": Words("排练", "Rehearsal"),
    "learning": Words("学习交流", "Learning together"),
    "celebration": Words("家庭聚会", "Family gathering"),
    "talk": Words("谈话", "Conversation"),
    "other": Words("其他", "Other"),
}
BOOKERS: Final[Mapping[str, Words]] = {
    "resident": Words("居民", "Residents"),
    "organisation": Words("单位", "Organisations"),
    "group": Words("自发小组", "Groups of neighbours"),
}
ON_DAYS_OFF: Final[Mapping[str, Words]] = {
    "closed": Words("节假日不开", "Closed on public holidays"),
    "usual": Words("节假日照常", "Open on public holidays too"),
}
STATES: Final[Mapping[str, Words]] = {
    "requested": Words("等答复", "Waiting for an answer"),
    "confirmed": Words("已定", "Confirmed"),
    "refused": Words("没有同意", "Refused"),
    "cancelled": Words("已取消", "Cancelled"),
    "released": Words("提前用完", "Given back early"),
    "lapsed": Words("没有及时答复，时段让出", "Not answered in time, given up"),
    "no_show": Words("没有人来，时段让出", "Nobody came, given up"),
}
LIVE: Final = ("requested", "confirmed")
"""States whose booking has slots; every other state has none."""

LAPSES_AS: Final = {"requested": "lapsed", "confirmed": "no_show"}
WEEKDAYS: Final = tuple(
    Words(f"周{zh}", en)
    for zh, en in zip(
        "一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True
    )
)
OUTSIDE: Final = "outside"
"""The origin of what came from a calendar that is not ours: no room above stands behind it."""

INTERNAL: Final = Words("内部使用", "Internal use")
BY_PEOPLE: Final = Words("居民预约", "Booked by residents")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a booking is for, in a room above: its names, its id, and a title frozen then."""

    room: str
    noun: str
    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Booker:
    """For whom a room is booked: one of the three. ``contact``: a telephone, kept sealed."""

    resident_id: UUID | None = None
    organisation_id: UUID | None = None
    group_name: str = ""
    contact: str = ""

    @property
    def kind(self) -> str:
        """A key of ``BOOKERS``."""
        if self.resident_id:
            return "resident"
        return "organisation" if self.organisation_id else "group"


# Moments ------------------------------------------------------------------------------------------

Span = tuple[datetime.datetime, datetime.datetime]


def quarter_of(moment: datetime.datetime) -> int:
    """The quarter a moment lies in."""
    return int(moment.timestamp()) // (QUARTER_MINUTES * 60)


def quarter_after(moment: datetime.datetime) -> int:
    """The first quarter that begins at or after a moment."""
    return -(-int(moment.timestamp()) // (QUARTER_MINUTES * 60))


def begins(quarter: int) -> datetime.datetime:
    """When a quarter begins."""
    seconds = quarter * QUARTER_MINUTES * 60
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def on_the_quarter(moment: datetime.datetime) -> bool:
    """Whether a moment is the beginning of a quarter."""
    return moment.second == moment.microsecond == 0 and moment.minute % QUARTER_MINUTES == 0


def quarters(span: Span, before_minutes: int = 0, after_minutes: int = 0) -> range:
    """The quarters a booking holds, with what is kept free before and after it."""
    first = quarter_of(span[0]) - before_minutes // QUARTER_MINUTES
    return range(first, quarter_after(span[1]) + after_minutes // QUARTER_MINUTES)


def at_minute(day: datetime.date, minute: int) -> datetime.datetime:
    """The moment of a wall-clock minute of a day here; 1440 is the next midnight."""
    midnight = datetime.datetime.combine(day, datetime.time(), XIAMEN)
    return midnight + datetime.timedelta(minutes=minute)


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day a moment lies in, here."""
    return moment.astimezone(XIAMEN).date()


def minute_of(moment: datetime.datetime) -> int:
    """The minute of its day a moment lies in, here."""
    here = moment.astimezone(XIAMEN)
    return here.hour * 60 + here.minute


def clock(minute: int) -> str:
    """``08:30``; the end of a day is ``24:00``."""
    return f"{minute // 60:02}:{minute % 60:02}"


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - datetime.timedelta(days=day.weekday())


def days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Each day from one to another, both included."""
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)


def dates_of(
    first: datetime.date, last: datetime.date, weekdays: Iterable[int], every_weeks: int
) -> list[datetime.date]:
    """The dates of a series: these weekdays (0 = Monday) of every so many weeks."""
    wanted, beginning = frozenset(weekdays), monday_of(first)
    return [
        day
        for day in days(first, last)
        if day.weekday() in wanted and (day - beginning).days // 7 % every_weeks == 0
    ]


# Opening hours ------------------------------------------------------------------------------------


class Hours(NamedTuple):
    """A rule of when a room is open: weekdays (0 = Monday), wall minutes, in force from–until."""

    weekdays: frozenset[int]
    from_minute: int
    until_minute: int
    from_on: datetime.date
    until_on: datetime.date | None
    on_days_off: str

    def open_on(self, day: datetime.date, off: bool) -> bool:
        """Whether it opens that day; ``off``: a notice says the day is off."""
        in_force = self.from_on <= day and (self.until_on is None or day <= self.until_on)
        return (
            in_force
            and day.weekday() in self.weekdays
            and not (off and self.on_days_off == "closed")
        )


def open_hours(rules: Iterable[Hours], day: datetime.date, off: bool) -> list[tuple[int, int]]:
    """When it is open that day, in minutes, rules that touch made one."""
    wanted = sorted((r.from_minute, r.until_minute) for r in rules if r.open_on(day, off))
    joined: list[tuple[int, int]] = []
    for start, end in wanted:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def joined_quarters(minutes: Iterable[int]) -> list[tuple[int, int]]:
    """Quarters named by their first minute, those that touch made one span of minutes."""
    joined: list[tuple[int, int]] = []
    for minute in sorted(minutes):
        if joined and joined[-1][1] == minute:
            joined[-1] = (joined[-1][0], minute + QUARTER_MINUTES)
        else:
            joined.append((minute, minute + QUARTER_MINUTES))
    return joined


def within(span: Span, hours: Sequence[tuple[int, int]]) -> bool:
    """Whether a span lies in the open hours of its first day."""
    start, end = minute_of(span[0]), minute_of(span[0]) + minutes_of(span)
    return any(opens <= start and end <= closes for opens, closes in hours)


def minutes_of(span: Span) -> int:
    """How long it is."""
    return int((span[1] - span[0]).total_seconds()) // 60


# Verdicts -----------------------------------------------------------------------------------------

State = Literal["free", "taken", "closed", "outside_hours"]


class Held(NamedTuple):
    """Some quarters of a leaf that a booking holds, first and last included."""

    leaf_id: UUID
    leaf: str
    first: int
    last: int
    booking_id: UUID
    title: Words
    start_at: datetime.datetime
    end_at: datetime.datetime
    lapses_at: datetime.datetime | None

    def lapsed(self, at: datetime.datetime) -> bool:
        """Whether nobody answered or came in time: it is free, whoever sweeps it."""
        return self.lapses_at is not None and self.lapses_at <= at


class Conflict(NamedTuple):
    """What a span meets: a booking of a leaf, or a closure (then without id). Never private."""

    leaf: str
    title: Words
    start_at: datetime.datetime
    end_at: datetime.datetime
    booking_id: UUID | None = None


class Verdict(NamedTuple):
    """Whether a room can be had for a span, and why not, in words."""

    span: Span
    state: State
    words: Words
    conflicts: tuple[Conflict, ...] = ()
    lapsed: tuple[UUID, ...] = ()
    """Bookings whose hold is over: they must be swept before the span is taken."""

    @property
    def free(self) -> bool:
        return self.state == "free"


FREE_WORDS: Final = Words("可以用", "Free")
OUTSIDE_WORDS: Final = Words("不在开放时间里", "Outside opening hours")


class Plan:
    """What is held in some leaves, asked span by span. In a leaf nothing overlaps (its key)."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._of: dict[UUID, list[Held]] = {}
        for one in sorted(held, key=lambda each: each.first):
            self._of.setdefault(one.leaf_id, []).append(one)
        self._lasts = {leaf: [one.last for one in rows] for leaf, rows in self._of.items()}

    def meeting(self, wanted: range) -> list[Held]:
        """What holds any of these quarters, in the order it begins."""
        found: list[Held] = []
        for leaf, rows in self._of.items():
            at = bisect_left(self._lasts[leaf], wanted.start)
            while at < len(rows) and rows[at].first < wanted.stop:
                found.append(rows[at])
                at += 1
        return sorted(found, key=lambda one: one.first)


def neutral(title: str, *, private: bool, by_people: bool) -> Words:
    """A title as everybody may read it: nothing private, and nothing a resident typed."""
    if private:
        return INTERNAL
    return BY_PEOPLE if by_people else Words(title, title)


# Policies -----------------------------------------------------------------------------------------


class Limits(NamedTuple):
    """What a policy allows one booker; None is no limit. Hours are of a week and of a month."""

    max_lead_days: int | None
    min_notice_hours: int | None
    max_hours_week: int | None
    max_hours_month: int | None
    purposes: frozenset[str]


class Used(NamedTuple):
    """Minutes the same booker has in the week and in the month of the span."""

    week_minutes: int
    month_minutes: int


def breaks(
    limits: Limits, span: Span, purpose: str, used: Used, at: datetime.datetime
) -> tuple[str, int] | None:
    """The first limit a wish breaks, with its number: ``lead``, ``notice``, ``purpose``, ``week``
    or ``month``; None where it breaks none."""
    ahead = (day_of(span[0]) - day_of(at)).days
    if limits.max_lead_days is not None and ahead > limits.max_lead_days:
        return "lead", limits.max_lead_days
    notice = limits.min_notice_hours
    if notice is not None and span[0] - at < datetime.timedelta(hours=notice):
        return "notice", notice
    if limits.purposes and purpose not in limits.purposes:
        return "purpose", 0
    wanted = minutes_of(span)
    week, month = limits.max_hours_week, limits.max_hours_month
    if week is not None and used.week_minutes + wanted > week * 60:
        return "week", week
    if month is not None and used.month_minutes + wanted > month * 60:
        return "month", month
    return None


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first day of a day's month, and of the next."""
    first = day.replace(day=1)
    return first, (first + datetime.timedelta(days=32)).replace(day=1)
