"""On what terms the fund helps, and what of it may be shown: plain arithmetic, whole fen. Pure."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FAMILY_PURPOSES = ("family_aid", "student_aid")
WORKS_PURPOSES = ("estate_repair", "community_project")
PURPOSES = FAMILY_PURPOSES + WORKS_PURPOSES
"""The fund's four permitted uses, as its foundation was reported (厦门电视台, 2024-11-22): families
still in hardship after government aid; students after the gaokao; repairs in the ageing estate;
science, education, culture, health and governance."""

GENERAL = "general"
"""Given without naming a use: may follow any purpose once that purpose's own money is used up."""

REASONS = ("family_upheaval", "serious_illness", "care_and_rehabilitation", "schooling",
           "sudden_event", "repair", "activity")  # fmt: skip
"""Why, as a class: all that the committee, the holder and the public ever read. No diagnosis."""

STATES = ("asked", "decided", "instructed", "paid", "refused", "withdrawn")
OPEN_STATES = ("asked", "decided", "instructed")

SMALLEST_GROUP = 5
"""k: no published figure stands for fewer households than this."""

MOST_ASKED_FEN = 50_000_00
"""More than ¥50,000 in one request is a slip of the hand: the fund's whole year was ¥126,000."""


def most_to_grant_fen(asked_fen: int, gap_fen: int | None) -> int:
    """The largest grant: what was asked, and never more than the gap state aid leaves.

    ``gap_fen`` is None where no household is helped (repairs, projects).
    """
    return asked_fen if gap_fen is None else min(asked_fen, gap_fen)


def quarter_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the calendar quarter a day lies in."""
    first_month = 3 * ((day.month - 1) // 3) + 1
    first = datetime.date(day.year, first_month, 1)
    after = datetime.date(day.year + first_month // 10, (first_month + 2) % 12 + 1, 1)
    return first, after - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Helped:
    """Who was helped, each household once, and with how much. Never leaves the house as it is.

    ``persons_of``: household → the persons in it who were helped; ``fen``: paid to all of them.
    """

    persons_of: Mapping[str, int] = field(default_factory=dict)
    fen: int = 0

    @property
    def households(self) -> int:
        """How many different households."""
        return len(self.persons_of)

    @property
    def persons(self) -> int:
        """How many different persons, as far as one household's members are the same people."""
        return sum(self.persons_of.values())


def together(groups: Iterable[Helped]) -> Helped:
    """Several groups as one; a household in two of them counts once."""
    persons_of: dict[str, int] = {}
    fen = 0
    for group in groups:
        fen += group.fen
        for household, persons in group.persons_of.items():
            persons_of[household] = max(persons, persons_of.get(household, 0))
    return Helped(persons_of, fen)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be published of some groups: those large enough alone, the others as one pool.

    ``held`` is true when there was something, but all of it too small to be shown yet.
    """

    alone: Mapping[str, Helped] = field(default_factory=dict)
    pooled: Helped = field(default_factory=Helped)
    held: bool = False

    @property
    def total(self) -> Helped:
        """Everything that is shown, alone or pooled."""
        return together([*self.alone.values(), self.pooled])


def roll_up(groups: Mapping[str, Helped], smallest: int = SMALLEST_GROUP) -> Shown:
    """Show no group of fewer than ``smallest`` households, nor let a difference show one.

    Small groups are pooled. Since the total is public too, a pool that is itself too small would
    be the difference between the total and the rest; so the smallest group shown follows into the
    pool until that is large enough. When all together are too few, nothing is shown: they wait.
    """
    present = {name: group for name, group in groups.items() if group.households}
    if not present:
        return Shown()
    if together(present.values()).households < smallest:
        return Shown(held=True)
    by_size = sorted(present, key=lambda name: (-present[name].households, name))
    alone = [name for name in by_size if present[name].households >= smallest]
    pool = [name for name in by_size if name not in alone]
    while pool and together(present[name] for name in pool).households < smallest:
        pool.append(alone.pop())
    return Shown(
        alone={name: present[name] for name in sorted(alone)},
        pooled=together(present[name] for name in pool),
    )
