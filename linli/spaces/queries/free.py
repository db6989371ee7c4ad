"""Whether a room can be had: opening hours, closures and what is held, for many spans at once."""

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import F, Max, Min, Q

from linli.places import queries as places
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.models import Closure, OpeningRule, Slot
from linli.spaces.queries.tree import Tree, tree_around
from linli.spaces.terms import Conflict, Held, Hours, Span, Verdict

TAKEN_WORDS = Words("{leaf} {span} 有“{title}”", "{leaf} has “{title}” {span}")
CLOSED_WORDS = Words("{span} 停用：{why}", "Closed {span}: {why}")
SHUT_WORDS = Words("那天这个房间不在用", "The room is not in use on that day")


def verdicts(
    *,
    space_id: UUID,
    spans: Sequence[Span],
    before_minutes: int = 0,
    after_minutes: int = 0,
    except_bookings: Iterable[UUID] = (),
    at: datetime.datetime | None = None,
) -> list[Verdict]:
    """A verdict per span, in the order given. Five queries, however many spans.

    ``except_bookings`` do not count: they are about to be moved. A hold that is over by ``at`` is
    free; without ``at`` none is over. Raises ``NotFound``.
    """
    tree = tree_around(space_id)
    if not spans:
        return []
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    book = Book(tree, space_id, first, last, except_bookings)
    return [book.verdict(span, before_minutes, after_minutes, at) for span in spans]


class Book:
    """What is known of one room from one moment to another: asked once, answered span by span."""

    def __init__(
        self,
        tree: Tree,
        space_id: UUID,
        first: datetime.datetime,
        last: datetime.datetime,
        except_bookings: Iterable[UUID] = (),
    ) -> None:
        self._space = tree.get(space_id)
        self._chain = tree.chain(space_id)
        beneath = [one.pk for one in tree.beneath(space_id)]
        self._rules = rules_of(self._chain)
        self._closures = list(
            Closure.objects.filter(
                Q(space=None) | Q(space__in={*self._chain, *beneath}),
                place=self._space.place_id, lifted_at=None, start_at__lt=last, end_at__gt=first,
            ).order_by("start_at")
        )  # fmt: skip
        self._calendar = places.calendar(terms.day_of(first), terms.day_of(last))
        margin = max(terms.BUFFERS) // terms.QUARTER_MINUTES
        self._plan = terms.Plan(
            held_in(
                tree.leaves(space_id),
                range(terms.quarter_of(first) - margin, terms.quarter_after(last) + margin),
                except_bookings,
            )
        )

    def hours_on(self, day: datetime.date) -> list[tuple[int, int]]:
        """When it is open that day, in minutes; a room nobody wrote hours for is always open."""
        off = self._calendar.kind_of(day) == "off"
        return open_on(self._rules, self._chain, day, off)

    def verdict(
        self,
        span: Span,
        before_minutes: int = 0,
        after_minutes: int = 0,
        at: datetime.datetime | None = None,
    ) -> Verdict:
        """Whether it can be had for this span."""
        day = terms.day_of(span[0])
        if self._shut_on(day):
            return Verdict(span, "closed", SHUT_WORDS)
        for closure in self._closures:
            if closure.start_at < span[1] and span[0] < closure.end_at:
                return _closed(span, closure)
        if not terms.within(span, self.hours_on(day)):
            return Verdict(span, "outside_hours", terms.OUTSIDE_WORDS)
        met = self._plan.meeting(terms.quarters(span, before_minutes, after_minutes))
        over = [one for one in met if at is not None and one.lapsed(at)]
        firm = [one for one in met if one not in over]
        if firm:
            return _taken(span, firm)
        return Verdict(span, "free", terms.FREE_WORDS, (), tuple({o.booking_id for o in over}))

    def free_on(self, day: datetime.date, at: datetime.datetime) -> list[tuple[int, int]]:
        """When it can still be had that day, in minutes: open, not shut, not held, not gone by."""
        midnight = terms.at_minute(day, 0)
        first = terms.quarter_of(midnight)
        whole = range(first, first + terms.DAY_MINUTES // terms.QUARTER_MINUTES)
        taken = {
            quarter - first
            for one in self._plan.meeting(whole)
            if not one.lapsed(at)
            for quarter in range(one.first, one.last + 1)
        }
        for closure in self._closures:
            shut = (terms.quarter_of(closure.start_at), terms.quarter_after(closure.end_at))
            taken.update(quarter - first for quarter in whole if shut[0] <= quarter < shut[1])
        gone = terms.quarter_after(at) - first
        free = [
            minute
            for opens, closes in self.hours_on(day)
            for minute in range(opens, min(closes, terms.DAY_MINUTES), terms.QUARTER_MINUTES)
            if minute // terms.QUARTER_MINUTES not in taken
            and minute // terms.QUARTER_MINUTES >= gone
        ]
        return terms.joined_quarters(free) if not self._shut_on(day) else []

    def closed_on(self, day: datetime.date) -> list[Closure]:
        """The closures that meet a day."""
        span = (terms.at_minute(day, 0), terms.at_minute(day, terms.DAY_MINUTES))
        return [one for one in self._closures if one.start_at < span[1] and span[0] < one.end_at]

    def _shut_on(self, day: datetime.date) -> bool:
        closed_on = self._space.closed_on
        return day < self._space.opened_on or (closed_on is not None and day > closed_on)


def rules_of(space_ids: Iterable[UUID]) -> dict[UUID, list[Hours]]:
    """The opening rules of some rooms. One query."""
    found: dict[UUID, list[Hours]] = {}
    for row in OpeningRule.objects.filter(space__in=list(space_ids)):
        rule = Hours(
            frozenset(row.weekdays), row.from_minute, row.until_minute, row.from_on, row.until_on,
            row.on_days_off,
        )  # fmt: skip
        found.setdefault(row.space_id, []).append(rule)
    return found


def open_on(
    rules: dict[UUID, list[Hours]], chain: Sequence[UUID], day: datetime.date, off: bool
) -> list[tuple[int, int]]:
    """When a room is open that day: by its own rules, else by those of the hall it lies in."""
    for space_id in chain:
        in_force = [
            rule
            for rule in rules.get(space_id, ())
            if rule.from_on <= day and (rule.until_on is None or day <= rule.until_on)
        ]
        if in_force:
            return terms.open_hours(in_force, day, off)
    return [(0, 2 * terms.DAY_MINUTES)]


def held_in(leaves: Iterable[object], wanted: range, except_bookings: Iterable[UUID]) -> list[Held]:
    """Which bookings hold quarters of these leaves, each leaf by itself. One query."""
    names = {leaf.pk: leaf for leaf in leaves}  # type: ignore[attr-defined]
    rows = (
        Slot.objects.filter(
            leaf__in=list(names), quarter__gte=wanted.start, quarter__lt=wanted.stop
        )
        .exclude(booking__in=list(except_bookings))
        .values(
            "leaf", "booking", "booking__title", "booking__private", "booking__start_at",
            "booking__end_at", "booking__lapses_at",
            room_private=F("booking__space__private"),
            resident=F("booking__resident"),
        )
        .annotate(first=Min("quarter"), last=Max("quarter"))
        .order_by()
    )  # fmt: skip
    held = []
    for row in rows:
        leaf = names[row["leaf"]]
        title = terms.neutral(
            row["booking__title"],
            private=row["booking__private"] or row["room_private"] or leaf.private,
            by_people=row["resident"] is not None,
        )
        held.append(
            Held(
                leaf_id=leaf.pk, leaf=leaf.name, first=row["first"], last=row["last"],
                booking_id=row["booking"], title=title, start_at=row["booking__start_at"],
                end_at=row["booking__end_at"], lapses_at=row["booking__lapses_at"],
            )
        )  # fmt: skip
    return held


def _taken(span: Span, firm: list[Held]) -> Verdict:
    conflicts = tuple(
        Conflict(one.leaf, one.title, one.start_at, one.end_at, one.booking_id) for one in firm
    )
    one = conflicts[0]
    words = TAKEN_WORDS % {
        "leaf": one.leaf,
        "title": one.title,
        "span": said_span((one.start_at, one.end_at)),
    }
    return Verdict(span, "taken", words, conflicts)


def _closed(span: Span, closure: Closure) -> Verdict:
    reason = Words(closure.reason, closure.reason)
    conflict = Conflict("", reason, closure.start_at, closure.end_at)
    when = said_span((closure.start_at, closure.end_at))
    return Verdict(span, "closed", CLOSED_WORDS % {"span": when, "why": reason}, (conflict,))


def said_span(span: Span) -> Words:
    """``11月24日 周二 08:30–10:00``; across midnight both days."""
    start, end = (moment.astimezone(terms.XIAMEN) for moment in span)
    day = Words(
        f"{start.month}月{start.day}日 {terms.WEEKDAYS[start.weekday()].zh}",
        f"{terms.WEEKDAYS[start.weekday()].en} {start:%-d %b}",
    )
    if start.date() == end.date() or terms.minutes_of(span) < terms.DAY_MINUTES:
        return Words(f"{day.zh} {start:%H:%M}–{end:%H:%M}", f"{day.en} {start:%H:%M}–{end:%H:%M}")
    return Words(
        f"{day.zh} {start:%H:%M}–{end.month}月{end.day}日 {end:%H:%M}",
        f"{day.en} {start:%H:%M}–{end:%-d %b %H:%M}",
    )


def book_of(space_id: UUID, first: datetime.date, last: datetime.date) -> Book:
    """What is known of a room over some days. Five queries. Raises ``NotFound``."""
    span = (terms.at_minute(first, 0), terms.at_minute(last, terms.DAY_MINUTES))
    return Book(tree_around(space_id), space_id, *span)
