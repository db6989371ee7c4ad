"""Case files: masked rows for the list, and one case opened with everything that was written."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from linli.cases import terms
from linli.cases.models import (
    Assessment,
    CaseFile,
    CasePlan,
    Closure,
    Evaluation,
    FollowUp,
    Intervention,
    Lead,
    Step,
)  # fmt: skip
from linli.cases.queries.progress import (
    DomainProgress,
    GoalCard,
    goals_of_plan,
    present_scores,
    progress,
)  # fmt: skip
from linli.cases.queries.stages import CaseFacts, facts_of, facts_of_all
from linli.cases.queries.words import say
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel import names
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal
from linli.people import queries as people

PER_PAGE = 25
MOST_OF_ONE = 200
"""Nobody walks along with more families than this at a time."""


class NotYours(Refused):
    """A colleague's case: its words are for the worker named, and for who supervises."""

    words = gettext_lazy("这个个案由%(worker)s负责，里面的内容只对他和督导打开。")
    remedy = gettext_lazy("要了解情况请直接问他；要接手请督导重新指定。")
    status = 403


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list; the family is named by its masked label only."""

    id: UUID
    household_id: UUID
    label: str
    stage: str
    stage_words: str
    next_step: str
    worker: str
    mine: bool
    opened_on: datetime.date
    next_on: datetime.date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a case's history, for the timeline part. ``at`` is the day it is about."""

    at: datetime.date
    title: str
    text: str
    by: str
    icon: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case, opened. ``may_work``/``may_supervise``: what this viewer may do with it now."""

    id: UUID
    place: str
    household_id: UUID
    person_id: UUID | None
    label: str
    stage: str
    stages: list[tuple[str, str]]
    next_step: str
    worker_id: UUID | None
    worker: str
    opened_on: datetime.date
    closed: bool
    protected: bool
    next_on: datetime.date | None
    overdue: bool
    progress: list[DomainProgress]
    goals: list[GoalCard]
    history: list[Moment]
    may_work: bool
    may_supervise: bool


@dataclass(frozen=True, slots=True)
class HouseholdCases:
    """What the household's dossier shows of its cases; ``template`` draws it."""

    template = "cases/desk/_household.html"
    household_id: UUID
    cases: list[CaseRow]
    climbed: list[DomainProgress]


def opened_at(
    viewer: Viewer, household_ids: Collection[UUID]
) -> dict[UUID, list[datetime.datetime]]:
    """When a case was opened for each of these households, and no more; of those in scope."""
    seen = _visible(viewer).filter(household__in=household_ids)
    moments: dict[UUID, list[datetime.datetime]] = {}
    for home, at in seen.values_list("household_id", "opened_at"):
        moments.setdefault(home, []).append(at)
    return moments


def cases(viewer: Viewer, *, on: datetime.date, which: str = "mine", page: int = 1) -> Page:
    """Masked rows of ``CaseRow``, a page at a time. ``which``: mine, unassigned, open or closed."""
    rows = _visible(viewer)
    if which == "mine":
        rows = rows.filter(worker=viewer.user_id, closed_at=None)
    elif which == "unassigned":
        rows = rows.filter(worker=None, closed_at=None)
    else:
        rows = rows.filter(closed_at__isnull=which != "closed")
    found = Paginator(rows.order_by("-opened_at", "pk"), PER_PAGE).get_page(page)
    found.object_list = _rows(viewer, list(found.object_list), on)
    return found


def mine(viewer: Viewer, *, on: datetime.date) -> list[CaseRow]:
    """The viewer's open cases, all of them on one page, the newest first."""
    found = _visible(viewer).filter(worker=viewer.user_id, closed_at=None)
    return _rows(viewer, list(found.order_by("-opened_at", "pk")[:MOST_OF_ONE]), on)


def mine_due(viewer: Viewer, *, on: datetime.date, within_days: int = 0) -> list[CaseRow]:
    """The viewer's open cases whose next follow-up is due (or soon is), most overdue first."""
    last = on + datetime.timedelta(days=within_days)
    due = [row for row in mine(viewer, on=on) if row.next_on and row.next_on <= last]
    return sorted(due, key=lambda row: row.next_on)


def case(viewer: Viewer, case_id: UUID, *, on: datetime.date) -> CaseCard:
    """One case with its words, for its worker and for who supervises; the door logs the read.

    Raises ``NotFound`` for a case elsewhere, ``NotYours`` for a colleague's.
    """
    found = CaseFile.objects.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.CASE_SEE, place=found.place_id)
    _insist_on_walking_along(viewer, found)
    kind, subject = _subject(found)
    viewer.looked_at(kind, subject, _part(found), place=found.place_id, basis=f"case:{found.pk}")
    return _card(viewer, found, facts_of(found), on)


def cards_for(viewer: Viewer, household_id: UUID, *, on: datetime.date) -> list[HouseholdCases]:
    """The household's cases for its dossier; empty for who may not see cases there."""
    rows = list(_visible(viewer).filter(household=household_id).order_by("-opened_at"))
    if not rows:
        return []
    walks_along = [case for case in rows if _walks_along(viewer, case)]
    climbed = progress(walks_along[0].pk) if walks_along else []
    return [HouseholdCases(household_id, _rows(viewer, rows, on), climbed)]


def family(head: str) -> str:
    """How a household is called: by its head."""
    return _("%(head)s一家") % {"head": head} if head else _("一户人家")


def mine_next_visit(household_id: UUID) -> datetime.date | None:
    """The day somebody next looks in at the caller's own home; of protected cases nothing is told.

    The resident's door has made sure whose household it is.
    """
    open_cases = CaseFile.objects.filter(household=household_id, protected=False, closed_at=None)
    days = [facts.next_on for facts in facts_of_all(open_cases).values() if facts.next_on]
    return min(days, default=None)


def of_households(viewer: Viewer, household_ids: list[UUID], *, on: datetime.date) -> list[CaseRow]:
    """The cases of several households, newest first, as masked rows."""
    rows = _visible(viewer).filter(household__in=household_ids).order_by("-opened_at")
    return _rows(viewer, list(rows[:PER_PAGE]), on) if household_ids else []


def _visible(viewer: Viewer) -> QuerySet[CaseFile]:
    return CaseFile.objects.filter(place_id__in=viewer.communities(Permission.CASE_SEE))


def _walks_along(viewer: Viewer, case: CaseFile) -> bool:
    """Its worker, whoever supervises there, and until a worker is named whoever took it in."""
    own = viewer.user_id == (case.worker_id or case.opened_by_id)
    return own or viewer.may(Permission.CASE_SUPERVISE, place=case.place_id)


def _insist_on_walking_along(viewer: Viewer, case: CaseFile) -> None:
    if not _walks_along(viewer, case):
        worker = identity.name_of(case.worker_id) or _("督导（还没有指定社工）")
        raise NotYours(worker=worker)


def _subject(case: CaseFile) -> tuple[str, UUID]:
    """Whom the read is about: the person at the centre, or the whole household."""
    if case.person_id:
        return "resident", case.person_id
    return "household", case.household_id


def _part(case: CaseFile) -> str:
    """What the read log calls it; a family is never shown the reads of a protected case."""
    return "protected_case" if case.protected else "case"


def _rows(viewer: Viewer, found: list[CaseFile], on: datetime.date) -> list[CaseRow]:
    facts = facts_of_all(found)
    heads = people.household_labels(viewer, [case.household_id for case in found], on)
    labels = {household: family(names.masked(head)) for household, head in heads.items()}
    workers = identity.names_of({case.worker_id for case in found if case.worker_id})
    return [_row(viewer, case, facts[case.pk], labels, workers, on) for case in found]


def _row(
    viewer: Viewer,
    case: CaseFile,
    facts: CaseFacts,
    labels: dict[UUID, str],
    workers: dict[UUID, str],
    on: datetime.date,
) -> CaseRow:
    stage = facts.stage(on)
    return CaseRow(
        id=case.pk,
        household_id=case.household_id,
        label=labels.get(case.household_id, ""),
        stage=stage.value,
        stage_words=say(terms.STAGES[stage]),
        next_step=say(terms.NEXT_STEP[stage]),
        worker=workers.get(case.worker_id, "") if case.worker_id else "",
        mine=case.worker_id is not None and case.worker_id == viewer.user_id,
        opened_on=timezone.localdate(case.opened_at),
        next_on=facts.next_on,
        overdue=facts.next_on is not None and facts.next_on < on,
    )


def _card(viewer: Viewer, case: CaseFile, facts: CaseFacts, on: datetime.date) -> CaseCard:
    stage = facts.stage(on)
    heads = people.household_labels(viewer, [case.household_id], on)
    is_worker = case.worker_id is not None and case.worker_id == viewer.user_id
    return CaseCard(
        id=case.pk,
        place=case.place_id,
        household_id=case.household_id,
        person_id=case.person_id,
        label=family(heads.get(case.household_id, "")),
        stage=stage.value,
        stages=[
            (known.value, say(words))
            for known, words in terms.STAGES.items()
            if known is not terms.Stage.CLOSED
        ],
        next_step=say(terms.NEXT_STEP[stage]),
        worker_id=case.worker_id,
        worker=identity.name_of(case.worker_id),
        opened_on=timezone.localdate(case.opened_at),
        closed=case.closed_at is not None,
        protected=case.protected,
        next_on=facts.next_on,
        overdue=facts.next_on is not None and facts.next_on < on,
        progress=progress(case.pk),
        goals=goals_of_plan(facts.plan_id, present_scores(case.pk)),
        history=_history(case),
        may_work=is_worker and viewer.may(Permission.CASE_WORK, place=case.place_id),
        may_supervise=viewer.may(Permission.CASE_SUPERVISE, place=case.place_id),
    )


def _history(case: CaseFile) -> list[Moment]:
    """Everything that was written, newest first, with who wrote it."""
    steps = [step for model in _STEPS for step in model.objects.filter(case=case)]
    leads = list(Lead.objects.filter(case=case))
    writers = identity.names_of(_writers(case, steps, leads))
    told = [(lead.raised_at, _lead_moment(lead, writers)) for lead in leads]
    told += [(step.at, _step_moment(step, writers)) for step in steps]
    told += _turns(case, writers)
    return [moment for _at, moment in sorted(told, key=lambda pair: pair[0], reverse=True)]


def _writers(case: CaseFile, steps: list[Step], leads: Iterable[Lead]) -> set[UUID]:
    ids = {case.opened_by_id, case.worker_id, case.assigned_by_id}
    ids |= {step.by_id for step in steps} | {lead.raised_by_id for lead in leads}
    return {user_id for user_id in ids if user_id}


def _turns(case: CaseFile, writers: dict[UUID, str]) -> list[tuple[datetime.datetime, Moment]]:
    """Opened, given to a worker, opened again."""
    opened_on = timezone.localdate(case.opened_at)
    opener = writers.get(case.opened_by_id, "")
    turns = [(case.opened_at, Moment(opened_on, _("接案"), "", opener, "folder-heart"))]
    if case.assigned_at:
        who = _("由%(worker)s负责") % {"worker": writers.get(case.worker_id, "")}
        assigned_on = timezone.localdate(case.assigned_at)
        by = writers.get(case.assigned_by_id, "")
        turns.append((case.assigned_at, Moment(assigned_on, _("督导指定社工"), who, by, "user")))
    if case.reopened_at:
        why = unseal(case, "reopening") or ""
        again_on = timezone.localdate(case.reopened_at)
        turns.append((case.reopened_at, Moment(again_on, _("重新打开"), why, "", "folder-heart")))
    return turns


def _lead_moment(lead: Lead, writers: dict[UUID, str]) -> Moment:
    return Moment(
        at=timezone.localdate(lead.raised_at),
        title=say(terms.CHANNELS[lead.channel]),
        text=unseal(lead, "words") or "",
        by=writers.get(lead.raised_by_id, ""),
        icon="bell",
    )


def _step_moment(step: Step, writers: dict[UUID, str]) -> Moment:
    title, icon = _TITLES[type(step)](step)
    return Moment(step.on, title, unseal(step, "words") or "", writers.get(step.by_id, ""), icon)


_STEPS = (Assessment, CasePlan, Intervention, FollowUp, Evaluation, Closure)
_TITLES = {
    Assessment: lambda step: (_("预估"), "clipboard-list"),
    CasePlan: lambda step: (_("和家里人定了计划"), "file-text"),
    Intervention: lambda step: (say(terms.INTERVENTIONS[step.kind]), "heart-handshake"),
    FollowUp: lambda step: (
        _("随访：%(teller)s") % {"teller": say(terms.TELLERS[step.teller])},
        "users",
    ),
    Evaluation: lambda step: (_("评估"), "check"),
    Closure: lambda step: (
        _("结案：%(outcome)s") % {"outcome": say(terms.OUTCOMES[step.outcome])},
        "circle-check",
    ),
}
