"""What a session is worth to whoever gave it, and when silence agrees. Pure."""

import datetime
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

Course = TypeVar("Course", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)

HELD, CANCELLED, NOT_HELD = "held", "cancelled", "not_held"
OUTCOMES = (HELD, CANCELLED, NOT_HELD)
"""``cancelled``: called off before; ``not_held``: nobody called it off, and it was not given."""

MODELS = FREE, PER_SESSION, PER_HEAD, SHARE, ROOM = (
    "free", "per_session", "per_head", "share", "room_for_service",
)  # fmt: skip
SILENT_DAYS = 14
THOUSAND = 1000
LEAST = 5
"""Numbers of people under this are not told."""

HOUR = 60


def code(month: datetime.date, number: int) -> str:
    """What a month's statement is called by on paper: ``2026-10 #1``, which is no day."""
    return f"{month:%Y-%m} #{number}"


class Given(NamedTuple):
    """A session as it went, under its terms. Amounts in fen, parts in per mille."""

    model: str
    rate: int
    outcome: str = HELD
    minutes: int = 0
    heads: int = 0
    fees_fen: int = 0
    cancelled_permille: int = 0


def thousandths(given: Given) -> int:
    """What it is worth in thousandths of a fen, exactly.

    >>> thousandths(Given(SHARE, rate=333, fees_fen=1000))
    333000
    """
    if given.outcome == NOT_HELD or given.model in (FREE, ROOM):
        return 0
    if given.outcome == CANCELLED:
        return given.rate * given.cancelled_permille if given.model == PER_SESSION else 0
    if given.model == PER_SESSION:
        return given.rate * THOUSAND
    if given.model == PER_HEAD:
        return given.rate * given.heads * THOUSAND
    return given.rate * given.fees_fen


def amounts(lines: Sequence[Given]) -> list[int]:
    """What each line pays in whole fen, in their order. What is less than a fen is carried on to
    the next line, and half a fen at the end counts whole: so no fraction is lost between lines."""
    worth, paid, each = 0, 0, []
    for given in lines:
        worth += thousandths(given)
        so_far = (2 * worth + THOUSAND) // (2 * THOUSAND)
        each.append(so_far - paid)
        paid = so_far
    return each


def room_value(given: Given) -> int:
    """What a session given for room sets off, in fen: shown, never paid."""
    if given.model != ROOM or given.outcome != HELD:
        return 0
    return (2 * given.rate * given.minutes + HOUR) // (2 * HOUR)


def silent_at(
    shown_at: datetime.datetime | None, answered_at: datetime.datetime | None
) -> datetime.datetime | None:
    """When silence agrees: fourteen days after it was shown, or after the last word said to it;
    never to what was not shown."""
    if shown_at is None:
        return None
    since = max(shown_at, answered_at) if answered_at else shown_at
    return since + datetime.timedelta(days=SILENT_DAYS)


def came_back(
    first_on: Mapping[Course, Mapping[Person, datetime.date]], over: Collection[Course]
) -> tuple[int, int]:
    """Of the different people of the courses that are over and after which another one began, how
    many there are, and how many later came to another course for the first time.

    ``first_on``: when each person first came to each course of one provider. Who had nothing to
    come back to is not counted as somebody who stayed away.
    """
    began = {course: min(people.values()) for course, people in first_on.items() if people}
    learners: set[Person] = set()
    back: set[Person] = set()
    for course in over:
        if course not in began or began[course] >= max(began.values()):
            continue
        learners |= first_on[course].keys()
        back |= {
            person
            for person, first in first_on[course].items()
            if any(others.get(person, first) > first for others in first_on.values())
        }
    return len(learners), len(back)


def told_share(part: int, of: int) -> int | None:
    """A share of people in percent; None where it, or the rest, is so few that it points at them.

    Nobody at all is told: that is nobody's.
    """
    if of < LEAST or 0 < part < LEAST or 0 < of - part < LEAST:
        return None
    return round(part * 100 / of)


def per_hour(amount_fen: int, minutes: int) -> int | None:
    """Fen an hour; None where no time was given."""
    return amount_fen * HOUR // minutes if minutes else None
