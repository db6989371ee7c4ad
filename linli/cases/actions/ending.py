"""Evaluation, closure, and opening again."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.cases import queries, terms
from linli.cases.actions.files import in_hand, insist_on_day, locked, note
from linli.cases.models import CaseFile, Closure, Evaluation, Goal, GoalResult
from linli.identity.permissions import Permission, Viewer
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal


class NotDoneYet(Refused):
    """An evaluation of nothing."""

    words = gettext_lazy("计划里的事还一件都没有记，先不能评估。")
    remedy = gettext_lazy("先把为这家人做过的事记下来。")


class NotFollowedUpYet(Refused):
    """An evaluation without anybody having looked in."""

    words = gettext_lazy("定计划以后还没有随访过，先不能评估。")
    remedy = gettext_lazy("请家长、机构或志愿者说一说现在的情况，记一次随访。")


class ResultMissing(Refused):
    """Every goal gets an answer."""

    words = gettext_lazy("还有目标没有说做到没有。")
    remedy = gettext_lazy("没做到也没关系，选“还没有”，再往前走。")


class NotEvaluatedYet(Refused):
    """Closing without evaluation."""

    words = gettext_lazy("还没有评估，先不能结案。")
    remedy = gettext_lazy("先评估目标做到没有；如果这家人搬走了或不愿继续，请选那一项并写明。")


class WordsNeeded(Refused):
    """An early end without a reason, or a case opened again without one."""

    words = gettext_lazy("请写一句为什么。")
    remedy = gettext_lazy("以后接手的人要靠这句话明白当时的情况。")


class MonitoringTooShort(Refused):
    """The monitoring day lies before the closing day."""

    words = gettext_lazy("回访到哪一天，要在结案那天之后。")
    remedy = gettext_lazy("一般留三个月：万一又难了，还有人知道。")


class NotClosed(Refused):
    """Only a closed case can be opened again."""

    words = gettext_lazy("这个个案没有结案，不用重新打开。")


class OpenAgain(Refused):
    """The household already has an open case."""

    words = gettext_lazy("这家人已经有一个正在办的个案。")
    remedy = gettext_lazy("请在那个个案里继续。")


@transaction.atomic
def evaluate(
    *,
    case_id: UUID,
    on: datetime.date,
    results: Mapping[UUID, str],
    words: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> Evaluation:
    """Say of each goal whether it was reached (评估). ``results``: goal id → ``terms.RESULTS`` key.

    Raises ``NotDoneYet``, ``NotFollowedUpYet``, ``ResultMissing``.
    """
    case = in_hand(case_id, by=by)
    if pressed := pressed_before(Evaluation, key, case_id=case.pk, by_id=by.user_id):
        return pressed
    facts = queries.facts_of(case)
    if not facts.done.intervened:
        raise NotDoneYet
    if not facts.done.followed_up:
        raise NotFollowedUpYet
    insist_on_day(case, on, at)
    goals = list(Goal.objects.filter(plan_id=facts.plan_id))
    if {goal.pk for goal in goals} != set(results):
        raise ResultMissing
    made = Evaluation(case=case, on=on, at=at, by_id=by.user_id, key=key)
    seal(made, "words", words.strip() or None)
    made.save(force_insert=True)
    GoalResult.objects.bulk_create(
        GoalResult(evaluation=made, goal=goal, result=results[goal.pk]) for goal in goals
    )
    note(case, "case.evaluated", by=by, at=at, record=str(made.pk))
    return made


@transaction.atomic
def close(
    *,
    case_id: UUID,
    on: datetime.date,
    outcome: str,
    monitor_until: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
    key: UUID | None = None,
) -> Closure:
    """End the case (结案), and say until when somebody still looks in.

    Without an evaluation only an early end is possible, and it needs words.
    Raises ``NotEvaluatedYet``, ``WordsNeeded``, ``MonitoringTooShort``.
    """
    locked(case_id)
    if pressed := pressed_before(Closure, key, case_id=case_id, by_id=by.user_id):
        return pressed
    case = in_hand(case_id, by=by)
    early = outcome in terms.EARLY_ENDS
    if not early and not queries.facts_of(case).done.evaluated:
        raise NotEvaluatedYet
    if early and not words.strip():
        raise WordsNeeded
    insist_on_day(case, on, at)
    if monitor_until <= on:
        raise MonitoringTooShort
    made = Closure(
        case=case, on=on, at=at, by_id=by.user_id, key=key, outcome=outcome,
        monitor_until=monitor_until,
    )  # fmt: skip
    seal(made, "words", words.strip() or None)
    made.save(force_insert=True)
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    note(case, "case.closed", by=by, at=at, record=str(made.pk))
    return made


@transaction.atomic
def reopen(*, case_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> CaseFile:
    """A supervisor opens a closed case again; its stages begin anew, its history stays.

    Raises ``NotClosed``, ``WordsNeeded``, ``OpenAgain``.
    """
    case = locked(case_id)
    by.require(Permission.CASE_SUPERVISE, place=case.place_id)
    if not case.closed_at:
        raise NotClosed
    if not words.strip():
        raise WordsNeeded
    case.closed_at, case.reopened_at = None, at
    seal(case, "reopening", words.strip())
    try:
        with transaction.atomic():
            case.save(update_fields=["closed_at", "reopened_at", "reopening"])
    except IntegrityError as conflict:
        raise OpenAgain from conflict
    note(case, "case.reopened", by=by, at=at)
    return case
