"""What the public may know: what was told, what is late, and every correction. No person."""

import datetime
from dataclasses import dataclass

from linli.disclosure import queries, terms
from linli.fund import published as fund


@dataclass(frozen=True, slots=True)
class Told:
    """A duty as the street sees it; ``link`` is empty until it was published."""

    title: str
    rule: terms.Rule
    due_on: datetime.date
    published_on: datetime.date | None
    words: str
    link: str
    corrections: tuple[queries.Correction, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A community's duties: how many were told, in time or late, and what is overdue."""

    told: tuple[Told, ...]
    overdue: tuple[Told, ...]
    in_time: int
    late: int


def disclosure(place: str, on: datetime.date) -> Disclosure:
    """The duties that have fallen due, and whatever was told before its day."""
    funds = [one for one in fund.funds() if one.place == place]
    rows = queries.calendar_of(funds, on)
    told = [row for row in rows if row.entry is not None]
    overdue = [row for row in rows if row.state == "overdue"]
    return Disclosure(
        told=tuple(_told(row) for row in reversed(told)),
        overdue=tuple(_told(row) for row in overdue),
        in_time=sum(row.state == "published" for row in told),
        late=sum(row.state == "late" for row in told),
    )


def corrections(place: str) -> list[fund.Correction]:
    """What published figures told wrongly, as the fund's own reversals say it.

    Nobody has to write this note, so nobody can forget it.
    """
    return fund.corrections(place)


def _told(row: queries.DueRow) -> Told:
    entry = row.entry
    return Told(
        title=row.title,
        rule=row.rule,
        due_on=row.due.due_on,
        published_on=entry.published_on if entry else None,
        words=entry.words if entry else "",
        link=entry.link if entry else "",
        corrections=row.corrections,
    )
