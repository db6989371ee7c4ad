"""On what terms a family is found: what counts as a sign, what is worth telling first. Pure.

What almost everybody lacks is not a sign. Income and assets are unknown of nearly every household,
so "two questions from dibao" is true of all of them and useful to none: a family is found only
where something that this very policy reads *speaks*: a certificate, a bill, a birthday.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from linli.rules.days import birthday_in
from linli.rules.facts import NONE, FactValue, Family
from linli.rules.kinds import KINDS
from linli.rules.learning import Paper
from linli.rules.situation import fresh
from linli.rules.verdicts import Outcome, Verdict

ELIGIBLE: Final = "eligible"
ONE_AWAY: Final = "one_away"
TWO_AWAY: Final = "two_away"
TO_ASK: Final = "to_ask"
STATES: Final = (ELIGIBLE, ONE_AWAY, TWO_AWAY, TO_ASK)
"""符合, 差一步, 差两步, 待核实: what a hint may say."""

RIGHT: Final = "right"
HAS_IT: Final = "has_it"
WRONG: Final = "wrong"
DECLINED: Final = "declined"
NOT_NOW: Final = "not_now"
ANSWERS: Final = (RIGHT, HAS_IT, WRONG, DECLINED, NOT_NOW)
"""What became of a hint; nobody leaves one unanswered for ever."""

PROVED_RIGHT: Final = (RIGHT, DECLINED, NOT_NOW)
"""Answers that say the machine was right, whatever the family then wished."""

WORKER: Final = "worker"
STEWARD: Final = "steward"
NEIGHBOUR: Final = "neighbour"
LEAD: Final = "lead"
NOTERS: Final = (WORKER, STEWARD, NEIGHBOUR, LEAD)
"""Who says that a family is having a hard time; the last is word that came to cases."""

REAL: Final = "real"
HELPED: Final = "helped"
NO_NEED: Final = "no_need"
FOLLOWED_UP: Final = (REAL, HELPED, NO_NEED)
"""What somebody found who went to look: it is so; somebody helps already; nothing is needed."""

BY_FUND: Final = "fund"
BY_CASE: Final = "case"
REFERRED: Final = "referred"
NOTHING_NEEDED: Final = "nothing"
CAUGHT: Final = (BY_FUND, BY_CASE, REFERRED, NOTHING_NEEDED)
"""What was done for a family whom every policy refuses."""

WITH_REASON: Final = (REFERRED, NOTHING_NEEDED)
"""Of these one must say more: to whom, or why."""

NOTE: Final = "note"
"""The sign that stands for a person's word: a note that nobody has found groundless."""

HARDSHIP: Final = frozenset(
    {
        "yearly_medical_cost",
        "school_hardship",
        "no_work_ability",
        "no_livelihood",
        "father_cannot",
        "mother_cannot",
        "guardianship_lacking",
        "emergency",
        "livelihood_broken",
    }
)
"""Of what speaks, that which tells of hardship itself, and not of a right that comes with a paper.
A status (dibao, extreme hardship) is no such sign: it says that somebody helps already."""

SPEAKING: Final = frozenset(
    {
        "diagnosis",
        "disability_category",
        "disability_grade",
        "contracted_rehab_institution",
        "monthly_rehab_cost",
        "ability_level",
        "yearly_medical_cost",
        "school_hardship",
        "no_work_ability",
        "no_livelihood",
        "father_cannot",
        "mother_cannot",
        "guardianship_lacking",
        "emergency",
        "livelihood_broken",
        "tekun_status",
        "dibao_status",
        "low_income_status",
        "rigid_expense_status",
    }
)
"""Kinds of fact that few have and somebody took the trouble of telling: a positive one speaks."""

BIRTHDAY: Final = "birthday"
"""The sign that stands for no fact but for a day: an age was reached that opens a benefit."""

FAMILIES_A_WEEK: Final = 10
"""New families that one worker takes on in a week, unless she said otherwise."""

MOST_FAMILIES_A_WEEK: Final = 100
LONGEST_NOT_NOW_DAYS: Final = 366
WAITING_COSTS: Final = 2
"""How much more urgent it is when each month of waiting loses money."""

ONLY_TO_ASK: Final = 0.25
"""How much less, while only a question would tell whether anything is due at all."""

Key = tuple[str, UUID | None]
"""A benefit and whose it is; None is the household's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one verdict is worth telling a worker.

    ``monthly_fen``  at least so much a month; 0 where no source tells
    ``waiting_fen``  lost by each month of not applying
    ``papers``       keys of the papers still to be got, none where nothing is missing
    ``signs``        what speaks for it; without any it is held back
    """

    benefit: str
    edition: str
    subject: UUID | None
    state: str
    monthly_fen: int
    waiting_fen: int
    papers: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def key(self) -> Key:
        return self.benefit, self.subject


def findings(family: Family, verdicts: Sequence[Verdict], on: datetime.date) -> dict[Key, Finding]:
    """What could be told of a family, by benefit and subject.

    Nothing it has already, and nothing that its own policy says is not to be brought up.
    """
    found = {}
    for verdict in verdicts:
        worth_telling = verdict.likely and not verdict.already
        if worth_telling and (finding := _finding(family, verdict, on)):
            found[finding.key] = finding
    return found


def drawn(verdicts: Sequence[Verdict]) -> frozenset[Key]:
    """What the family has already, by benefit and subject."""
    return frozenset((one.pack.id, one.subject) for one in verdicts if one.already)


def _finding(family: Family, verdict: Verdict, on: datetime.date) -> Finding | None:
    if verdict.outcome is Outcome.ELIGIBLE:
        fen = verdict.amount.at_least_fen if verdict.amount else 0
        return _told(family, verdict, on, ELIGIBLE, fen, ())
    papered = [way for way in verdict.ways_in if way.papers]
    if not papered:
        open_still = verdict.outcome is Outcome.NEEDS_INFORMATION
        return _told(family, verdict, on, TO_ASK, 0, ()) if open_still else None
    shortest = min(papered, key=lambda way: way.papers)
    papers = tuple(step.learning for step in shortest.steps if isinstance(step.learning, Paper))
    fen = max((one.amount.at_least_fen for one in shortest.prospects if one.amount), default=0)
    state = {1: ONE_AWAY, 2: TWO_AWAY}.get(shortest.papers)
    return _told(family, verdict, on, state, fen, papers) if state else None


def _told(
    family: Family,
    verdict: Verdict,
    on: datetime.date,
    state: str,
    monthly_fen: int,
    papers: tuple[Paper, ...],
) -> Finding:
    return Finding(
        benefit=verdict.pack.id,
        edition=verdict.pack.edition,
        subject=verdict.subject,
        state=state,
        monthly_fen=monthly_fen,
        waiting_fen=verdict.cost_of_waiting_fen or 0,
        papers=tuple(paper.key for paper in papers),
        signs=tuple(sorted({*_read(verdict, on), *_speak_for(papers, family, verdict, on)})),
    )


def _read(verdict: Verdict, on: datetime.date) -> Iterator[str]:
    """The kinds among what the verdict read that speak."""
    for asked, fact in verdict.facts:
        if fact is not None and speaks(asked.kind, fact, on):
            yield asked.kind


def _speak_for(
    papers: Sequence[Paper], family: Family, verdict: Verdict, on: datetime.date
) -> Iterator[str]:
    """The kinds for which a paper is likely at all, where they speak: a diagnosis, for instance."""
    known = family.person(verdict.subject).facts if verdict.subject else family.facts
    for sign in (sign for paper in papers for sign in paper.signs if sign in known):
        if speaks(sign, known[sign], on):
            yield sign


def speaks(kind: str, fact: FactValue, on: datetime.date) -> bool:
    """Whether a fact is a sign: of a kind that few have, saying yes, and not grown old."""
    positive = fact.value is not NONE and bool(fact.value)
    return kind in SPEAKING and positive and fresh(fact, KINDS[kind], on)


def hardships(family: Family, on: datetime.date) -> tuple[str, ...]:
    """The kinds of fact that tell of hardship in the family, each once."""
    known = [family.facts, *(person.facts for person in family.persons)]
    told = {
        kind
        for facts in known
        for kind, fact in facts.items()
        if kind in HARDSHIP and speaks(kind, fact, on)
    }
    return tuple(sorted(told))


def anything_speaks(family: Family, on: datetime.date) -> bool:
    """Whether any fact of the family is a sign. Where none is, no policy need be asked."""
    known = [family.facts, *(person.facts for person in family.persons)]
    return any(speaks(kind, fact, on) for facts in known for kind, fact in facts.items())


def birthdays(family: Family, since: datetime.date, until: datetime.date) -> list[datetime.date]:
    """The birthdays in the family after ``since``, up to and including ``until``."""
    born = [person.facts["birth_date"].value for person in family.persons]
    days = {
        birthday_in(day, year)
        for day in born
        if isinstance(day, datetime.date)
        for year in range(since.year, until.year + 1)
        if year > day.year
    }
    return sorted(day for day in days if since < day <= until)


def opened_by_a_birthday(before: Mapping[Key, Finding], after: Mapping[Key, Finding]) -> list[Key]:
    """What may be claimed after a birthday and could not be on the day before it."""
    return [
        key
        for key, finding in after.items()
        if finding.state == ELIGIBLE and (key not in before or before[key].state != ELIGIBLE)
    ]


def worth(state: str, monthly_fen: int, waiting_fen: int, right: int, answered: int) -> float:
    """Value × urgency × how often this kind of hint proved right.

    The rate counts one right and one wrong answer that nobody gave, so a new policy begins at half.
    """
    urgency = ONLY_TO_ASK if state == TO_ASK else WAITING_COSTS if waiting_fen else 1.0
    return max(monthly_fen, 1) * urgency * (right + 1) / (answered + 2)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week: capacity is counted from there."""
    return day - datetime.timedelta(days=day.weekday())
