"""Assessment, plan, intervention, follow-up: the walk itself, written by the case's own worker."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.cases import queries, terms
from linli.cases.actions.files import in_hand, insist_on_day, note
from linli.cases.models import (
    Assessment,
    CaseFile,
    CasePlan,
    DomainScore,
    FollowUp,
    Goal,
    Intervention,
)  # fmt: skip
from linli.identity.permissions import Viewer
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal


class NothingSeen(Refused):
    """A look at the family that says nothing."""

    words = gettext_lazy("还没有选任何一项，也没有写一句话。")
    remedy = gettext_lazy("至少选一项、或写一句看到的情况，以后才比得出变化。")


class UnknownStep(Refused):
    """A score for which no sentence stands in the terms."""

    words = gettext_lazy("“%(domain)s”没有这一步。")
    remedy = gettext_lazy("请从列出的句子里选一句最像的。")


class NotAssessedYet(Refused):
    """A plan before an assessment would be a guess."""

    words = gettext_lazy("还没有做过预估，先不能定计划。")
    remedy = gettext_lazy("先上门了解，做一次预估；再和家里人一起定计划。")


class NotPlannedYet(Refused):
    """What is done for a family follows what was agreed with it."""

    words = gettext_lazy("还没有和家里人定过计划，先不能记这一步。")
    remedy = gettext_lazy("先定计划：要做到什么，什么时候看一次。")


class NoGoal(Refused):
    """A plan without any goal."""

    words = gettext_lazy("计划里至少要有一个目标。")
    remedy = gettext_lazy("请和家里人商量一件最想做到的事，写成一个目标。")


class GoalMissing(Refused):
    """Every red domain needs a goal."""

    words = gettext_lazy("“%(domains)s”是要先帮的，计划里还没有它的目标。")
    remedy = gettext_lazy("请给它定一个目标，哪怕是很小的一步。")


class GoalNotAbove(Refused):
    """A goal lies above where the person stands."""

    words = gettext_lazy("“%(domain)s”的目标不比现在高。")
    remedy = gettext_lazy("请选一句比现在好一步的；已经稳住的就不用再定目标。")


class GoalTooEarly(Refused):
    """A goal is due after the plan was made."""

    words = gettext_lazy("“%(domain)s”的日子要在定计划那天之后。")
    remedy = gettext_lazy("请给这家人留出做到的时间。")


class GoalWanted(NamedTuple):
    """One goal as agreed: the step to reach in a domain, by a day, in the family's own words."""

    domain: str
    target: int
    due_on: datetime.date
    words: str


@transaction.atomic
def assess(
    *,
    case_id: UUID,
    on: datetime.date,
    scores: Mapping[str, int],
    words: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> Assessment:
    """Say where the family stands in each domain looked at (预估). ``scores``: domain → step.

    Raises ``NothingSeen``, ``UnknownStep``, ``WrongDay``, and what ``files.in_hand`` refuses.
    """
    case = in_hand(case_id, by=by)
    if pressed := pressed_before(Assessment, key, case_id=case.pk, by_id=by.user_id):
        return pressed
    if not scores:
        raise NothingSeen
    insist_on_day(case, on, at)
    made = Assessment(case=case, on=on, at=at, by_id=by.user_id, key=key)
    _save_with_words(made, words)
    _keep_scores(case, scores, on=on, at=at, assessment=made)
    note(case, "case.assessed", by=by, at=at, record=str(made.pk))
    return made


@transaction.atomic
def plan(
    *,
    case_id: UUID,
    on: datetime.date,
    goals: Sequence[GoalWanted],
    every_days: int,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
    key: UUID | None = None,
) -> CasePlan:
    """Agree with the family what to reach and how often somebody looks in (计划).

    A goal for every red domain, each above where the person stands now.
    Raises ``NotAssessedYet``, ``NoGoal``, ``GoalMissing``, ``GoalNotAbove``, ``GoalTooEarly``.
    """
    case = in_hand(case_id, by=by)
    if pressed := pressed_before(CasePlan, key, case_id=case.pk, by_id=by.user_id):
        return pressed
    if not queries.facts_of(case).done.assessed:
        raise NotAssessedYet
    insist_on_day(case, on, at)
    _insist_on_goals(goals, queries.present_scores(case.pk), on)
    made = CasePlan(case=case, on=on, at=at, by_id=by.user_id, every_days=every_days, key=key)
    _save_with_words(made, words)
    for wanted in goals:
        goal = Goal(plan=made, domain=wanted.domain, target=wanted.target, due_on=wanted.due_on)
        seal(goal, "words", wanted.words.strip())
        goal.save(force_insert=True)
    note(case, "case.planned", by=by, at=at, record=str(made.pk))
    return made


@transaction.atomic
def intervene(
    *,
    case_id: UUID,
    kind: str,
    on: datetime.date,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> Intervention:
    """Write down one thing done for or with the family (介入): a ``terms.INTERVENTIONS``."""
    case = in_hand(case_id, by=by)
    if pressed := pressed_before(Intervention, key, case_id=case.pk, by_id=by.user_id):
        return pressed
    _insist_on_plan(case)
    if not words.strip():
        raise NothingSeen
    insist_on_day(case, on, at)
    made = Intervention(case=case, kind=kind, on=on, at=at, by_id=by.user_id, key=key)
    _save_with_words(made, words)
    note(case, "case.intervened", by=by, at=at, record=str(made.pk))
    return made


@transaction.atomic
def follow_up(
    *,
    case_id: UUID,
    teller: str,
    on: datetime.date,
    scores: Mapping[str, int],
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
    key: UUID | None = None,
) -> FollowUp:
    """Write down how it goes now, as the teller (parent, institution, volunteer, …) says it.

    Raises ``NothingSeen`` when there is neither a score nor a word.
    """
    case = in_hand(case_id, by=by)
    if pressed := pressed_before(FollowUp, key, case_id=case.pk, by_id=by.user_id):
        return pressed
    _insist_on_plan(case)
    if not scores and not words.strip():
        raise NothingSeen
    insist_on_day(case, on, at)
    made = FollowUp(case=case, teller=teller, on=on, at=at, by_id=by.user_id, key=key)
    _save_with_words(made, words)
    _keep_scores(case, scores, on=on, at=at, follow_up=made)
    note(case, "case.followed_up", by=by, at=at, record=str(made.pk))
    return made


def _save_with_words(row: Assessment | CasePlan | Intervention | FollowUp, words: str) -> None:
    seal(row, "words", words.strip() or None)
    row.save(force_insert=True)


def _keep_scores(
    case: CaseFile,
    scores: Mapping[str, int],
    *,
    on: datetime.date,
    at: datetime.datetime,
    **look: Assessment | FollowUp,
) -> None:
    """One row a domain; ``look`` names the assessment or the follow-up that saw it."""
    rows = []
    for key, score in scores.items():
        domain = terms.DOMAINS.get(key)
        if domain is None or not 1 <= score <= domain.highest:
            raise UnknownStep(domain=queries.say(domain.name) if domain else key)
        rows.append(DomainScore(case=case, domain=key, score=score, on=on, at=at, **look))
    DomainScore.objects.bulk_create(rows)


def _insist_on_plan(case: CaseFile) -> None:
    if not queries.facts_of(case).done.planned:
        raise NotPlannedYet


def _insist_on_goals(
    goals: Sequence[GoalWanted], present: Mapping[str, int], on: datetime.date
) -> None:
    if not goals:
        raise NoGoal
    wanted = {goal.domain for goal in goals}
    if unknown := wanted - set(terms.DOMAINS):
        raise UnknownStep(domain=min(unknown))
    if missing := [key for key in terms.red_domains(present) if key not in wanted]:
        raise GoalMissing(domains=queries.say_all(terms.DOMAINS[key].name for key in missing))
    for goal in goals:
        domain = terms.DOMAINS[goal.domain]
        if not present.get(goal.domain, 0) < goal.target <= domain.highest:
            raise GoalNotAbove(domain=queries.say(domain.name))
        if goal.due_on <= on:
            raise GoalTooEarly(domain=queries.say(domain.name))
