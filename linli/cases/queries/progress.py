"""How far the family has come: the steps of each domain over time, and the goals of the plan."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from linli.cases import terms
from linli.cases.models import DomainScore, Goal, GoalResult
from linli.cases.queries.words import say
from linli.kernel.sealed import unseal


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """One domain over time, every score as its sentence. ``first`` → ``previous`` → ``current``."""

    domain: str
    name: str
    question: str
    first: int
    previous: int | None
    current: int
    highest: int
    first_words: str
    previous_words: str
    current_words: str
    light: str
    light_words: str
    on: datetime.date
    stalled: bool

    @property
    def climbed(self) -> int:
        """Steps up since the first look; below zero is down."""
        return self.current - self.first

    @property
    def tone(self) -> str:
        """The tone of the part that shows it."""
        return {"red": "stop", "amber": "attention", "green": "good"}[self.light]


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal of the plan in force, with the step it aims at and the step of today."""

    id: UUID
    domain: str
    name: str
    words: str
    target_words: str
    current_words: str
    reached: bool
    due_on: datetime.date
    result: str


def present_scores(case_id: UUID) -> dict[str, int]:
    """The latest step of every domain that was ever looked at."""
    rows = DomainScore.objects.filter(case=case_id).order_by("on", "at")
    return dict(rows.values_list("domain", "score"))


def progress(case_id: UUID) -> list[DomainProgress]:
    """Every domain that was looked at, in the order of the terms."""
    seen: dict[str, list[tuple[int, datetime.date]]] = {}
    rows = DomainScore.objects.filter(case=case_id).order_by("on", "at")
    for domain, score, on in rows.values_list("domain", "score", "on"):
        seen.setdefault(domain, []).append((score, on))
    return [_progress(terms.DOMAINS[key], seen[key]) for key in terms.DOMAINS if key in seen]


def goals_of_plan(plan_id: UUID | None, present: dict[str, int]) -> list[GoalCard]:
    """The goals of a plan, soonest first; empty without a plan."""
    if plan_id is None:
        return []
    goals = list(Goal.objects.filter(plan=plan_id).order_by("due_on", "domain"))
    results = dict(GoalResult.objects.filter(goal__in=goals).values_list("goal", "result"))
    return [_goal(goal, present.get(goal.domain), results.get(goal.pk)) for goal in goals]


def _progress(domain: terms.Domain, looks: list[tuple[int, datetime.date]]) -> DomainProgress:
    scores = [score for score, _on in looks]
    previous = scores[-2] if len(scores) > 1 else None
    light = domain.light_of(scores[-1])
    return DomainProgress(
        domain=domain.key,
        name=say(domain.name),
        question=say(domain.question),
        first=scores[0],
        previous=previous,
        current=scores[-1],
        highest=domain.highest,
        first_words=say(domain.words_of(scores[0])),
        previous_words=say(domain.words_of(previous)) if previous else "",
        current_words=say(domain.words_of(scores[-1])),
        light=light.value,
        light_words=say(terms.LIGHTS[light]),
        on=looks[-1][1],
        stalled=light is not terms.Light.GREEN and terms.stalled(scores),
    )


def _goal(goal: Goal, current: int | None, result: str | None) -> GoalCard:
    domain = terms.DOMAINS[goal.domain]
    return GoalCard(
        id=goal.pk,
        domain=goal.domain,
        name=say(domain.name),
        words=unseal(goal, "words") or "",
        target_words=say(domain.words_of(goal.target)),
        current_words=say(domain.words_of(current)) if current else "",
        reached=current is not None and current >= goal.target,
        due_on=goal.due_on,
        result=say(terms.RESULTS[result]) if result else "",
    )
