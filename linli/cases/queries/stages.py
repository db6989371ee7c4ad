"""Where a case stands: derived from what was written and when, in a fixed number of queries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Value
from django.utils import timezone

from linli.cases import terms
from linli.cases.models import (
    Assessment,
    CaseFile,
    CasePlan,
    Evaluation,
    FollowUp,
    Goal,
    Intervention,
)  # fmt: skip

_LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What has been done since the case was opened (or reopened), and when to look in next."""

    done: terms.Done
    plan_id: UUID | None = None
    next_on: datetime.date | None = None

    def stage(self, on: datetime.date) -> terms.Stage:
        """The stage on a day."""
        return terms.stage(self.done, on)


def facts_of(case: CaseFile) -> CaseFacts:
    """The facts of one case."""
    return facts_of_all([case])[case.pk]


def facts_of_all(cases: Iterable[CaseFile]) -> dict[UUID, CaseFacts]:
    """The facts of several cases by id: three queries for any number."""
    known = {case.pk: case for case in cases}
    plans = _latest_plans(known)
    due = _last_due_days(plans)
    latest = _latest_steps(known)
    return {pk: _facts(case, plans.get(pk), due, latest) for pk, case in known.items()}


def _facts(
    case: CaseFile,
    plan: CasePlan | None,
    due: dict[UUID, datetime.date],
    latest: dict[tuple[UUID, str], datetime.datetime],
) -> CaseFacts:
    since = case.reopened_at or case.opened_at
    if plan and plan.at < since:
        plan = None
    after_plan = plan.at if plan else _NEVER
    followed_at = latest.get((case.pk, "follow_up"), _LONG_AGO)
    done = terms.Done(
        assigned=case.worker_id is not None,
        assessed=latest.get((case.pk, "assessment"), _LONG_AGO) >= since,
        planned=plan is not None,
        intervened=latest.get((case.pk, "intervention"), _LONG_AGO) >= after_plan,
        followed_up=followed_at >= after_plan,
        evaluated=latest.get((case.pk, "evaluation"), _LONG_AGO) >= after_plan,
        closed=case.closed_at is not None,
        due_on=due.get(plan.pk) if plan else None,
    )
    return CaseFacts(done, plan and plan.pk, _next_look(case, plan, followed_at))


def _latest_steps(cases: dict[UUID, CaseFile]) -> dict[tuple[UUID, str], datetime.datetime]:
    """(case, kind of step) → the moment of the latest one; one query over the four tables."""
    kinds = {
        "assessment": Assessment,
        "intervention": Intervention,
        "follow_up": FollowUp,
        "evaluation": Evaluation,
    }
    first, *others = (
        model.objects.filter(case__in=list(cases))
        .values("case")
        .annotate(kind=Value(kind), latest=Max("at"))
        for kind, model in kinds.items()
    )
    rows = first.union(*others, all=True) if cases else []
    return {(row["case"], row["kind"]): row["latest"] for row in rows}


def _latest_plans(cases: dict[UUID, CaseFile]) -> dict[UUID, CasePlan]:
    rows = CasePlan.objects.filter(case__in=list(cases)).defer("words").order_by("at")
    return {plan.case_id: plan for plan in rows}


def _last_due_days(plans: dict[UUID, CasePlan]) -> dict[UUID, datetime.date]:
    rows = Goal.objects.filter(plan__in=[plan.pk for plan in plans.values()]).values("plan")
    return dict(rows.annotate(last=Max("due_on")).values_list("plan", "last"))


def _next_look(
    case: CaseFile, plan: CasePlan | None, followed_at: datetime.datetime
) -> datetime.date | None:
    """The day the next follow-up is due; none before there is a plan or after closure."""
    if plan is None or case.closed_at:
        return None
    last = timezone.localdate(max(followed_at, plan.at))
    return terms.next_follow_up(last, plan.every_days)
