"""Will qualify on: the first day on which time alone turns a "no" or a "not yet" into a yes.

The tree names the days on which something in it may come to hold: a birthday, a 1 January, a
figure or an edition that begins. Only these are tried, in order; what grows old in the meantime is
unknown on the day tried, and stands in the way as it would then.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from linli.rules.conditions import AgeIs, Compare, FactIs, PerHead, Reason, every_part
from linli.rules.days import birthday_in, last_birth_of_age
from linli.rules.facts import Family
from linli.rules.packs import Catalogue, Pack
from linli.rules.situation import Situation
from linli.rules.verdicts import Later
from linli.rules.words import Words

A_DAY = timedelta(days=1)
YEARS_AHEAD = 3
"""Nobody plans further, and few figures live as long."""

HOLDS_THEN = Words("{says}（{found}）", "{says} ({found})")
NEW_EDITION = Words(
    "{edition}年版的规定从这一天起执行", "the rule's edition of {edition} applies from that day"
)


def horizon(on: date) -> date:
    """The last day that is looked at from ``on``."""
    return birthday_in(on, on.year + YEARS_AHEAD)


def later(at: Situation) -> Later | None:
    """The first day after the one asked on which it may be had; ``None`` within the horizon."""
    there = _first(at, horizon(at.on))
    return qualifies_then(at, there) if there else None


def qualifies_then(at: Situation, there: Situation) -> Later:
    """What is told of the day: which edition rules, what holds then, what it brings."""
    amount = there.pack.amount.amount(there) if there.pack.amount else None
    return Later(there.on, there.pack.edition, tuple(_because(at, there)), amount)


def opens_within(
    family: Family, on: date, until: date, catalogue: Catalogue
) -> Iterator[tuple[Situation, Situation]]:
    """What time alone opens for a family after ``on``, up to ``until``: as it is and as it will be.

    A verdict for each would tell the same and more; this asks only what a day may turn, so that
    a whole community can be read. Nothing that is had or drawn already.
    """
    for pack in catalogue.for_place(family.place, on):
        for person in family.persons if pack.is_personal else (None,):
            at = Situation(family, on, pack, catalogue, person)
            if not _days(at, until) or at.truth(pack.conditions) is True:
                continue
            if pack.received_when and at.look(pack.received_when) is True:
                continue
            if there := _first(at, until):
                yield at, there


class Births(NamedTuple):
    """Days of birth, from the first to the last of them."""

    first: date
    last: date


def births_that_open(
    place: str, on: date, until: date, catalogue: Catalogue
) -> tuple[Births, ...] | None:
    """On which days one must be born for a day after ``on``, up to ``until``, to open anything.

    So a register of many is read for a few. ``None``: an edition or a figure begins in between,
    which may concern anybody.
    """
    ruling = [pack for pack in catalogue.packs if place.startswith(pack.reach)]
    days = (day for pack in ruling for day in (*pack.turns(), *_figures_begin(pack)))
    if any(on < day <= until for day in days):
        return None
    found = {Births(on + A_DAY, until)}  # whoever is born meanwhile
    for pack in ruling:
        for years in _ages(pack):
            last = last_birth_of_age(years, pack.reference_day(until))
            until_now = last_birth_of_age(years, pack.reference_day(on))
            if last and until_now and last > until_now:
                found.add(Births(until_now + A_DAY, last))
    return tuple(sorted(found))


def _ages(pack: Pack) -> set[int]:
    """The ages that must be reached, for something to hold."""
    tests = [part.test for part in every_part(pack.conditions) if isinstance(part, AgeIs)]
    reached = {
        (one.limit.number or 0) + (one.how == "above") for one in tests if not one.is_ceiling
    }
    return {years for years in reached if years > 0}


def _figures_begin(pack: Pack) -> Iterator[date]:
    for part in every_part(pack.conditions):
        test = part.test if isinstance(part, FactIs | PerHead) else None
        if isinstance(test, Compare):
            yield from test.limit.turns(pack.parameters)


def _first(at: Situation, until: date) -> Situation | None:
    """The same question on the first day that answers yes."""
    for day in _days(at, until):
        pack = at.catalogue.in_force(at.pack.id, at.family.place, day)
        if pack is None or pack.unit is not at.pack.unit:
            continue
        there = Situation(at.family, day, pack, at.catalogue, at.person)
        if there.truth(pack.conditions) is True:
            return there
    return None


def _days(at: Situation, until: date) -> list[date]:
    """The days worth trying: when an edition begins or ends, and when its conditions may turn.

    Asked apart, for the verdict does not rest on what it looks at.
    """
    apart = at.assuming({})
    found = {
        day
        for pack in at.catalogue.editions(at.pack.id, at.family.place)
        if pack.unit is at.pack.unit
        for days in (pack.turns(), pack.conditions.turns(apart.under(pack)))
        for day in days
    }
    return sorted(day for day in found if at.on < day <= until)


def _because(at: Situation, there: Situation) -> Iterator[Words]:
    """What decides: the lines that hold on that day and not today."""
    if there.pack is not at.pack:
        yield NEW_EDITION % {"edition": there.pack.edition}
    held = {line.says for line in _lines(at.pack, at.assuming({})) if line.holds}
    for line in _lines(there.pack, there):
        if line.holds and line.says not in held:
            found = line.found
            yield HOLDS_THEN % {"says": line.says, "found": found} if found else line.says


def _lines(pack: Pack, at: Situation) -> Iterator[Reason]:
    return (line for line in pack.conditions.explain(at) if line.depth == 0)
