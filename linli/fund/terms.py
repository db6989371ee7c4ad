"""On what terms the fund helps, and what of it may be shown: plain arithmetic, whole fen. Pure."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FAMILY_PURPOSES = ("family_aid", "student_aid")
WORKS_PURPOSES = ("estate_repair", "community_project")
PURPOSES = FAMILY_PURPOSES + WORKS_PURPOSES
"""The fund's four permitted uses, as its foundation was reported (厦门电视台, 2024-11-22): families
still in hardship after government aid; students after the gaokao; repairs in the ageing estate;
science, education, culture, health and governance."""

GENERAL = "general"
"""Given without naming a use: may follow any purpose once that purpose's own money is used up."""

REASONS = ("family_upheaval", "serious_illness", "care_and_rehabilitation", "schooling",
           "sudden_event", "repair", "activity", "goodwill")  # fmt: skip
"""Why, as a class: all that the committee, the holder and the public ever read. No diagnosis."""

GOODWILL, ROUND_PURPOSE = "goodwill", "family_aid"
"""慰问: one request for a whole round of visits to families in hardship, and what it draws on."""

COMMITTEE, SMALL_SUM, EMERGENCY = "committee", "small_sum", "emergency"
EARLIER = "earlier"
"""On what a decision rests; ``EARLIER`` is one member's word, from before there was a committee."""

BY_TWO = (SMALL_SUM, EMERGENCY)
"""Decided by two people and ratified by the committee afterwards."""

RETURN_REASONS = ("misused", "paid_wrongly", "no_longer_needed", "not_ratified",
                  "not_handed_out")  # fmt: skip
"""Why money is asked back, as a class (慈善法 art. 60)."""

MISTAKES = ("wrong_fund", "wrong_purpose", "entered_twice", "no_gift")
"""Why a gift is taken back, as a class: it stands in the public book as the reversal's reason."""

ADULT, INSTITUTION, OTHER = "adult", "institution", "other"
INSTITUTIONS = ("医院", "卫生院", "康复院", "学校", "大学", "学院", "中学", "小学", "幼儿园",
                "中心", "公司", "基金会", "服务部", "服务站", "工作站", "协会")  # fmt: skip
"""How the name on an institution's account ends: no person is called so."""

NEED, MERIT = "aid", "award"
PROGRAMME_KINDS = (NEED, MERIT)
"""助 asks about income and meets need; 奖 asks for merit and never about income. They are two
programmes: nobody's need is ranked by merit."""


class Criterion(NamedTuple):
    """What a ranking may count: of which kind of programme, from which fact of whom.

    ``fact`` is a kind of ``linli.rules.kinds``, empty for what stands on the application itself.
    """

    kind: str
    fact: str = ""
    of_household: bool = False


CRITERIA = {
    "dibao": Criterion(NEED, "dibao_status", of_household=True),
    "low_income": Criterion(NEED, "low_income_status", of_household=True),
    "rigid_expense": Criterion(NEED, "rigid_expense_status", of_household=True),
    "tekun": Criterion(NEED, "tekun_status"),
    "orphan": Criterion(NEED, "orphan_support"),
    "school_hardship": Criterion(NEED, "school_hardship"),
    "gaokao_score": Criterion(MERIT),
}
"""The criteria by code. How many points each is worth, a programme says for itself."""

BANDS_FEN = (1_000_00, 3_000_00, 10_000_00)
"""The upper ends of the bands in which a public notice speaks of an amount."""

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


def payee_is(name: str, adults: Iterable[str]) -> str:
    """Who the owner of an account is to a family: one of its adults, an institution, or another.

    Names as they are kept (``kernel.names.tidy``).
    """
    if name in adults:
        return ADULT
    return INSTITUTION if len(name) > 3 and name.endswith(INSTITUTIONS) else OTHER


def end_of_next_month(day: datetime.date) -> datetime.date:
    """By when a small sum is ratified: the committee sits every month, so by the next one's end."""
    month = day.year * 12 + day.month + 1
    after = datetime.date(month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def band_of(fen: int) -> int:
    """In which band an amount lies: the number of ``BANDS_FEN`` it is above."""
    return sum(fen > upper for upper in BANDS_FEN)


class Counted(NamedTuple):
    """One criterion of one application. ``value`` None: nobody has told, so ``points`` is None
    too, and never 0."""

    code: str
    worth: int
    value: int | bool | None

    @property
    def points(self) -> int | None:
        return None if self.value is None else int(self.value) * self.worth


class Score(NamedTuple):
    """What an application comes to: the points that are known, and what is not known yet."""

    counted: tuple[Counted, ...]

    @property
    def points(self) -> int:
        """The sum of what is known."""
        return sum(one.points or 0 for one in self.counted)

    @property
    def unknown(self) -> tuple[Counted, ...]:
        """The criteria nobody has answered for it."""
        return tuple(one for one in self.counted if one.value is None)

    @property
    def at_most(self) -> int:
        """What it could come to, were every unanswered criterion met. A score can be no guess."""
        open_still = sum(one.worth for one in self.unknown if CRITERIA[one.code].fact)
        return self.points + open_still


def score(criteria: Mapping[str, int], known: Mapping[str, int | bool | None]) -> Score:
    """Hold what is known against a programme's criteria (code → what each is worth)."""
    return Score(tuple(Counted(code, worth, known.get(code)) for code, worth in criteria.items()))


def given_back(drawn: Mapping[str, int], amount_fen: int) -> dict[str, int]:
    """Whereto returned money goes, in fen by purpose: what was drawn last comes back first.

    ``drawn``: what the grant took, by purpose, "" for money given for none, which is drawn last.
    """
    back: dict[str, int] = {}
    for purpose in sorted(drawn):  # "" sorts before every purpose
        part = min(drawn[purpose], amount_fen - sum(back.values()))
        if part:
            back[purpose] = part
    return back


def handed_out(drawn: Iterable[tuple[int, str, int]], given_fen: int) -> dict[int, int]:
    """What of each entry's money a round handed out, where some of it goes back (``given_back``).

    ``drawn``: entry, purpose and fen of each lot the grant took, the oldest first. What was drawn
    last goes back first, so bound money is handed out before free money, the older before the
    newer.
    """
    out: dict[int, int] = {}
    left = given_fen
    for entry, _purpose, fen in sorted(drawn, key=lambda use: not use[1]):
        part = min(fen, left)
        out[entry] = out.get(entry, 0) + part
        left -= part
    return out


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
