"""The same time of many days: a verdict per date, a retry for those that failed, and cancelling
that says exactly what goes."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal, unseal
from linli.places import queries as places
from linli.spaces import terms
from linli.spaces.actions import holding
from linli.spaces.actions.bookings import (
    OverTheLimit,
    booker_word,
    exempt,
    fill_booker,
    insist_on_booker,
    limits_of,
)
from linli.spaces.actions.holding import EndsBeforeItBegins, NotHeld
from linli.spaces.models import Booking, BookingSeries, SeriesDate
from linli.spaces.queries.free import verdicts
from linli.spaces.queries.rooms import policy_for
from linli.spaces.queries.tree import Tree
from linli.spaces.terms import Booker, Span, Used, Verdict


class NoDates(Refused):
    """None of these days is such a weekday."""

    words = gettext_lazy("这段时间里没有这样的日子，一次也排不上。")


class TooManyDates(Refused):
    """A slip of the hand, or a rule that makes a hundred thousand."""

    words = gettext_lazy("这样会有 %(count)s 次，一次最多排 %(most)s 次。")
    remedy = gettext_lazy("请把结束的日子写早一些。")


class WantsAnAnswer(Refused):
    """Each of these dates by itself would wait for an answer; together they do not go round it."""

    words = gettext_lazy("%(booker)s订这个房间要有人答复，一连串的日子请让能答复的人来订。")
    remedy = gettext_lazy("也可以一天一天地订，每一天等答复。")


@transaction.atomic
def book_series(
    *,
    space_id: UUID,
    from_on: datetime.date,
    until_on: datetime.date,
    weekdays: Collection[int],
    from_minute: int,
    until_minute: int,
    title: str,
    purpose: str,
    booker: Booker,
    by: Viewer,
    at: datetime.datetime,
    every_weeks: int = 1,
    skip_days_off: bool = True,
    expected_people: int | None = None,
    before_minutes: int = 0,
    after_minutes: int = 0,
    private: bool = False,
    key: UUID | None = None,
    decided: bool = False,
) -> BookingSeries:
    """Book every date that can be had; each other date keeps its reason and can be tried again.

    The policy holds as for a single date. ``decided``: two have answered already, in a room above.
    Raises ``NoDates``, ``TooManyDates``, ``EndsBeforeItBegins``, ``NobodyNamed``,
    ``TooManyPeople``, ``NotOnTheQuarterHour``, ``WantsAnAnswer``, ``OverTheLimit``.
    """
    tree = holding.held_tree(space_id)
    space = tree.get(space_id)
    by.require(Permission.SPACE_BOOK, place=space.place_id)
    insist_on_booker(booker, space.place_id, by)
    if earlier := pressed_before(BookingSeries, key, space_id=space_id):
        return earlier
    if until_minute <= from_minute:
        raise EndsBeforeItBegins
    series = BookingSeries(
        place_id=space.place_id,
        space_id=space_id,
        title=title[:60],
        purpose=purpose,
        expected_people=expected_people,
        before_minutes=before_minutes,
        after_minutes=after_minutes,
        private=private,
        resident_id=booker.resident_id,
        organisation_id=booker.organisation_id,
        weekdays=sorted(set(weekdays)),
        every_weeks=every_weeks,
        from_minute=from_minute,
        until_minute=until_minute,
        from_on=from_on,
        until_on=until_on,
        skip_days_off=skip_days_off,
        made_by_id=by.user_id,
        made_at=at,
        key=key,
    )
    seal(series, "group_name", booker.group_name or None)
    seal(series, "contact", booker.contact or None)
    dates = _dates(series, at)
    if not decided:
        _insist_on_policy(tree, series, dates, booker, by, at)
    holding.insist_on_shape(space, _one(series, dates[0], booker, by, at))
    series.save(force_insert=True)
    rows = [SeriesDate(series=series, on=day, verdict="day_off") for day in dates]
    off = _days_off(dates) if skip_days_off else frozenset()
    _take(series, [row for row in rows if row.on not in off], booker, by, at)
    SeriesDate.objects.bulk_create(rows)
    journal.record(
        verb="series.made", by=by, at=at, subject=("booking_series", series.pk),
        place=series.place_id,
        details={"dates": len(rows), "booked": sum(row.verdict == "booked" for row in rows)},
    )  # fmt: skip
    return series


@transaction.atomic
def retry(*, series_id: UUID, by: Viewer, at: datetime.datetime) -> list[SeriesDate]:
    """Try every date to come that failed once more; those that can be had now are booked.

    Dates a person took out, and days off that were to be skipped, stay out. Returns what was tried.
    """
    series = series_for(series_id, by)
    failed = list(
        series.dates.select_for_update().filter(
            verdict__in=("taken", "closed", "outside_hours"), on__gte=terms.day_of(at)
        )
    )
    tried = [row for row in failed if span_on(series, row.on)[0] >= at]
    if tried:
        _take(series, tried, booker_of(series), by, at)
        SeriesDate.objects.bulk_update(tried, ["verdict", "blocked_by", "booking"])
        journal.record(
            verb="series.retried", by=by, at=at, subject=("booking_series", series.pk),
            place=series.place_id,
            details={"tried": len(tried), "booked": sum(r.verdict == "booked" for r in tried)},
        )  # fmt: skip
    return tried


@transaction.atomic
def cancel_series(
    *,
    series_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
    reason: str = "",
) -> list[Booking]:
    """Cancel the dates to come, all or those from a day on; what has been stays as it was.

    Returns what was cancelled. Dates that failed are taken out with them, so no retry brings them.
    """
    series_for(series_id, by)
    return release_series(series_id=series_id, by=by, at=at, from_on=from_on, reason=reason)


@transaction.atomic
def release_series(
    *,
    series_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
    reason: str = "",
) -> list[Booking]:
    """The same for a room above: who may is asked up there. Raises ``NotFound``."""
    series = _locked(series_id)
    today = terms.day_of(at)
    rest = series.dates.filter(on__gte=max(from_on or today, today))
    ids = list(rest.filter(booking__isnull=False).values_list("booking", flat=True))
    cancelled = holding.release_many(booking_ids=ids, by=by, at=at, reason=reason)
    rest.exclude(verdict="booked").update(verdict="dropped")
    journal.record(
        verb="series.cancelled", by=by, at=at, subject=("booking_series", series.pk),
        place=series.place_id, details={"dates": len(cancelled)},
    )  # fmt: skip
    return cancelled


def series_for(series_id: UUID, by: Viewer) -> BookingSeries:
    """A series, locked, if ``by`` may book there; else refused."""
    found = _locked(series_id)
    by.require(Permission.SPACE_BOOK, place=found.place_id)
    return found


def _locked(series_id: UUID) -> BookingSeries:
    found = BookingSeries.objects.select_for_update().filter(pk=series_id).first()
    if found is None:
        raise NotFound
    return found


def span_on(series: BookingSeries, day: datetime.date) -> Span:
    """The time of a series on one of its days."""
    return (
        terms.at_minute(day, series.from_minute),
        terms.at_minute(day, series.until_minute),
    )


def booker_of(series: BookingSeries) -> Booker:
    """For whom a series is, unsealed."""
    return Booker(
        series.resident_id,
        series.organisation_id,
        unseal(series, "group_name") or "",
        unseal(series, "contact") or "",
    )


def _insist_on_policy(
    tree: Tree,
    series: BookingSeries,
    dates: Sequence[datetime.date],
    booker: Booker,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Raise where one of these dates would have to wait for an answer, or is more than the policy
    allows beside the others."""
    policy = policy_for(tree, series.space_id, booker.kind, dates[0])
    if policy is None:
        return
    if policy.needs_approval and not by.may(Permission.SPACE_DECIDE, place=series.place_id):
        raise WantsAnAnswer(booker=booker_word(booker))
    if exempt(policy, by, series.place_id):
        return
    had: Counter[tuple[datetime.date, bool]] = Counter()
    for day in dates:
        span = span_on(series, day)
        week, month = (terms.monday_of(day), True), (terms.month_of(day)[0], False)
        used = Used(had[week], had[month])
        if broken := terms.breaks(limits_of(policy), span, series.purpose, used, at):
            raise OverTheLimit(*broken)
        had.update({week: terms.minutes_of(span), month: terms.minutes_of(span)})


def _take(
    series: BookingSeries,
    tried: Sequence[SeriesDate],
    booker: Booker,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Book those of the dates that are free, and write on each what came of it."""
    judged: list[tuple[SeriesDate, Verdict]] = []
    for _attempt in range(holding.ATTEMPTS):
        found = verdicts(
            space_id=series.space_id,
            spans=[span_on(series, row.on) for row in tried],
            before_minutes=series.before_minutes,
            after_minutes=series.after_minutes,
            at=at,
        )
        judged = list(zip(tried, found, strict=True))
        made = {
            row.on: _one(series, row.on, booker, by, at) for row, verdict in judged if verdict.free
        }
        try:
            with transaction.atomic():
                tree = holding.held_tree(series.space_id)
                holding.hold(tree, list(made.values()), by=by, at=at)
        except NotHeld:
            continue  # somebody was quicker on one of the dates: judge them all anew
        _say(judged, made)
        return
    _say(judged, {})


def _say(
    judged: Iterable[tuple[SeriesDate, Verdict]], made: Mapping[datetime.date, Booking]
) -> None:
    for row, verdict in judged:
        row.booking = made.get(row.on)
        row.verdict = "booked" if row.booking else verdict.state
        if row.verdict == "free":  # it was, three times, and three times somebody was quicker
            row.verdict = "taken"
        row.blocked_by_id = next((one.booking_id for one in verdict.conflicts), None)


def _one(
    series: BookingSeries, day: datetime.date, booker: Booker, by: Viewer, at: datetime.datetime
) -> Booking:
    start, end = span_on(series, day)
    booking = Booking(
        place_id=series.place_id,
        space_id=series.space_id,
        series=series,
        start_at=start,
        end_at=end,
        before_minutes=series.before_minutes,
        after_minutes=series.after_minutes,
        title=series.title,
        private=series.private,
        purpose=series.purpose,
        expected_people=series.expected_people,
        state="confirmed",
        asked_by_id=by.user_id,
        asked_at=at,
        decided_by_id=by.user_id,
        decided_at=at,
    )
    fill_booker(booking, booker)
    return booking


def _dates(series: BookingSeries, at: datetime.datetime) -> list[datetime.date]:
    """The dates to come, refused before they are counted one by one when they are far too many."""
    first, last = series.from_on, series.until_on
    weeks = (last - first).days // 7 + 1
    at_most = weeks * len(series.weekdays) // series.every_weeks
    if at_most > 2 * terms.MOST_DATES:
        raise TooManyDates(count=at_most, most=terms.MOST_DATES)
    dates = terms.dates_of(first, last, series.weekdays, series.every_weeks)
    dates = [day for day in dates if span_on(series, day)[0] >= at]
    if not dates:
        raise NoDates
    if len(dates) > terms.MOST_DATES:
        raise TooManyDates(count=len(dates), most=terms.MOST_DATES)
    return dates


def _days_off(dates: Sequence[datetime.date]) -> frozenset[datetime.date]:
    found = places.calendar(dates[0], dates[-1])
    return frozenset(day for day in dates if found.kind_of(day) == "off")
