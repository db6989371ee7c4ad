"""A series as its page shows it: a verdict per date, and what each way of cancelling would take."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.models import BookingSeries
from linli.spaces.queries.bookings import BookingRow, booking_row
from linli.spaces.queries.free import verdicts
from linli.spaces.queries.rooms import said_days

VERDICT_WORDS = {
    "booked": Words("排上了", "Booked"),
    "taken": Words("有人用", "Taken"),
    "closed": Words("停用", "Closed"),
    "outside_hours": Words("不开门", "Not open"),
    "day_off": Words("放假，跳过", "Day off, skipped"),
    "dropped": Words("不再排", "Taken out"),
}
FAILED = frozenset({"taken", "closed", "outside_hours"})
DAY_OFF_WORDS = Words("节假日跳过", "Skipped on a public holiday")
NONE_WORDS = Words("", "")


class DateRow(NamedTuple):
    """One date: its booking, or why there is none and whether there could be one now."""

    on: datetime.date
    verdict: str
    booking: BookingRow | None
    words: Words
    could_be_had: bool

    @property
    def verdict_word(self) -> Words:
        return VERDICT_WORDS[self.verdict]


class SeriesCard(NamedTuple):
    """A series. ``to_come``: its live bookings that have not begun, by day."""

    id: UUID
    place: str
    space_id: UUID
    space: str
    title: Words
    rule: Words
    dates: list[DateRow]
    to_come: list[BookingRow]
    booked: int
    failed: int
    could_be_had: int
    may: bool


def series(viewer: Viewer, series_id: UUID, at: datetime.datetime) -> SeriesCard:
    """One series of the viewer's communities. Raises ``NotFound``."""
    found = BookingSeries.objects.select_related("space").filter(pk=series_id).first()
    if found is None or not viewer.may(Permission.SPACE_SEE, place=found.place_id):
        raise NotFound
    rows = list(found.dates.select_related("booking__space").order_by("on"))
    failed = [row for row in rows if row.verdict in FAILED and _span(found, row.on)[0] >= at]
    now = verdicts(
        space_id=found.space_id,
        spans=[_span(found, row.on) for row in failed],
        before_minutes=found.before_minutes,
        after_minutes=found.after_minutes,
        at=at,
    )
    judged = {row.on: verdict for row, verdict in zip(failed, now, strict=True)}
    dates = []
    for row in rows:
        verdict = judged.get(row.on)
        words = DAY_OFF_WORDS if row.verdict == "day_off" else NONE_WORDS
        dates.append(
            DateRow(
                row.on,
                row.verdict,
                booking_row(row.booking, at) if row.booking else None,
                verdict.words if verdict else words,
                bool(verdict and verdict.free),
            )
        )
    private = found.private or found.space.private
    live = [one.booking for one in dates if one.booking and one.booking.state in terms.LIVE]
    return SeriesCard(
        id=found.pk,
        place=found.place_id,
        space_id=found.space_id,
        space=found.space.name,
        title=terms.neutral(
            found.title,
            private=private and found.made_by_id != viewer.user_id,
            by_people=found.resident_id is not None,
        ),
        rule=_rule(found),
        dates=dates,
        to_come=[one for one in live if one.end_at > at],
        booked=len(live),
        failed=len(failed),
        could_be_had=sum(verdict.free for verdict in now),
        may=viewer.may(Permission.SPACE_BOOK, place=found.place_id),
    )


def following(viewer: Viewer, booking_id: UUID, at: datetime.datetime) -> list[BookingRow]:
    """The live bookings of the same series from this one on; none for one that stands alone."""
    rows = BookingSeries.objects.filter(bookings=booking_id).first()
    if rows is None:
        return []
    found = rows.bookings.filter(state__in=terms.LIVE, end_at__gt=at).select_related("space")
    live = [booking_row(one, at) for one in found.order_by("start_at")]
    this = next((one for one in live if one.id == booking_id), None)
    return [one for one in live if this and one.start_at >= this.start_at]


def _span(found: BookingSeries, day: datetime.date) -> terms.Span:
    return (terms.at_minute(day, found.from_minute), terms.at_minute(day, found.until_minute))


def _rule(found: BookingSeries) -> Words:
    """每两周 周二 14:00–15:00."""
    weeks = found.every_weeks
    every = Words("每周", "Weekly")
    if weeks > 1:
        every = Words(f"每{weeks}周", f"Every {weeks} weeks")
    hours = f"{terms.clock(found.from_minute)}–{terms.clock(found.until_minute)}"
    return Words("{every} {days} {hours}", "{every}, {days} {hours}") % {
        "every": every,
        "days": said_days(found.weekdays),
        "hours": hours,
    }
