"""The desk's doors: leads come in, cases are walked stage by stage, one page for each stage."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from linli.cases import actions, forms, queries
from linli.fund import queries as funds
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people


@desk(Permission.CASE_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Leads that wait, and the cases the viewer asked for."""
    viewer, on = request.viewer, today(request)
    supervises = viewer.may(Permission.CASE_SUPERVISE)
    which = request.GET.get("which", "unassigned" if supervises else "mine")
    context = {
        "which": which,
        "tabs": _tabs(supervises),
        "leads": queries.leads(viewer),
        "cases": queries.cases(viewer, on=on, which=which, page=request.GET.get("page", 1)),
        "may_raise": viewer.may(Permission.LEAD_RAISE),
    }
    return render(request, "cases/desk/index.html", context)


@desk(Permission.LEAD_RAISE)
def tell(request: HttpRequest) -> HttpResponse:
    """A member of staff raises a lead."""
    form = forms.TellForm(typed(request), on=today(request))
    if request.method == "POST" and done(request, form, actions.raise_lead):
        return redirect("cases:desk_told")
    return render(request, "cases/desk/tell.html", {"form": form}, status=status_of(form))


@desk(Permission.LEAD_RAISE)
def told(request: HttpRequest) -> HttpResponse:
    """What became of what the viewer told."""
    return render(request, "cases/desk/told.html", {"leads": queries.told_by(request.viewer)})


@desk(Permission.CASE_SEE)
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """One lead: its words, the search for its household, and the way to take it in."""
    card = queries.lead(request.viewer, lead_id)
    chosen = _chosen_household(request) or card.household_id
    form = _take_in_form(request, chosen) if chosen and card.state == "waiting" else None
    return _lead_page(request, card, form)


@desk(Permission.CASE_SEE)
@require_POST
def take_in(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """The lead becomes a case of the chosen household."""
    form = _take_in_form(request, _uuid(request.POST.get("household_id")))
    if made := done(request, form, actions.take_in, lead_id=lead_id):
        return redirect("cases:desk_case", made.pk)
    return _lead_page(request, queries.lead(request.viewer, lead_id), form)


@desk(Permission.CASE_SEE)
def decline(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """No case comes of it, and why."""
    form = forms.DeclineForm(typed(request))
    if request.method == "POST" and done(request, form, actions.decline_lead, lead_id=lead_id):
        return redirect("cases:desk_index")
    card = queries.lead(request.viewer, lead_id)
    return render(
        request, "cases/desk/decline.html", {"lead": card, "form": form}, status=status_of(form)
    )


@desk(Permission.CASE_SEE)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: where it stands, what comes next, and everything that was written."""
    card = queries.case(request.viewer, case_id, on=today(request))
    context = {
        "case": card,
        "steps": _next_steps(card),
        "requests": funds.of_household(request.viewer, card.household_id),
    }
    return render(request, "cases/desk/case.html", context)


@desk(Permission.CASE_SUPERVISE)
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A supervisor names the worker."""
    return _step(request, case_id, "assign", forms.AssignForm, actions.assign_worker)


@desk(Permission.CASE_WORK)
def assess(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the family stands."""
    return _step(request, case_id, "assess", forms.AssessForm, actions.assess)


@desk(Permission.CASE_WORK)
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What to reach, agreed with the family."""
    return _step(request, case_id, "plan", forms.PlanForm, actions.plan)


@desk(Permission.CASE_WORK)
def intervene(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One thing done."""
    return _step(request, case_id, "intervene", forms.InterveneForm, actions.intervene)


@desk(Permission.CASE_WORK)
def follow_up(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How it goes now."""
    return _step(request, case_id, "follow_up", forms.FollowUpForm, actions.follow_up)


@desk(Permission.CASE_WORK)
def evaluate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether the goals were reached."""
    return _step(request, case_id, "evaluate", forms.EvaluateForm, actions.evaluate)


@desk(Permission.CASE_WORK)
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How it ended."""
    return _step(request, case_id, "close", forms.CloseForm, actions.close)


@desk(Permission.CASE_SUPERVISE)
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open a closed case again."""
    return _step(request, case_id, "reopen", forms.ReopenForm, actions.reopen)


@desk(Permission.AID_ASK)
def ask_fund(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the community's fund to fill the gap that state aid leaves."""
    return _step(request, case_id, "ask_fund", forms.AskFundForm, actions.ask_fund)


def _step(
    request: HttpRequest, case_id: UUID, page: str, kind: type[forms.CaseForm], action: Any
) -> HttpResponse:
    """One page for one stage: the form, the action, and back to the case."""
    card = queries.case(request.viewer, case_id, on=today(request))
    form = kind(typed(request), case=card, today=today(request))
    if request.method == "POST" and done(request, form, action, case_id=case_id):
        return redirect("cases:desk_case", case_id)
    context = {"case": card, "form": form}
    return render(request, f"cases/desk/{page}.html", context, status=status_of(form))


def _uuid(text: str | None) -> UUID | None:
    """An id from an address or a hidden field; what is no id is no household."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _chosen_household(request: HttpRequest) -> UUID | None:
    """The household of the person picked from the search; None while nobody is."""
    resident = _uuid(request.GET.get("resident"))
    return people.household_of(request.viewer, resident) if resident else None


def _take_in_form(request: HttpRequest, household_id: UUID | None) -> forms.TakeInForm:
    """Who is at the centre: the members of the household, named to a worker of its community."""
    if household_id is None:
        raise NotFound
    members = [
        (member.id, member.name)
        for member in people.household(request.viewer, household_id, today(request)).members
    ]
    initial = {"household_id": household_id, "person_id": ""}
    return forms.TakeInForm(typed(request), members=members, initial=initial)


def _lead_page(
    request: HttpRequest, card: queries.LeadCard, form: forms.TakeInForm | None
) -> HttpResponse:
    q = request.GET.get("q", "").strip()
    context = {"lead": card, "q": q, "take_in": form}
    if q:
        context["found"] = people.residents(request.viewer, today(request), search=q).rows
    return render(request, "cases/desk/lead.html", context, status=status_of(form) if form else 200)


def _tabs(supervises: bool) -> list[tuple[str, str, str]]:
    words = {
        "mine": _("我负责的"),
        "unassigned": _("等督导指定"),
        "open": _("在办"),
        "closed": _("已结案"),
    }
    if supervises:
        del words["mine"]
    return [(which, word, f"?which={which}") for which, word in words.items()]


def _next_steps(card: queries.CaseCard) -> list[dict[str, Any]]:
    """What the worker may write now, the stage's own step first."""
    if not card.may_work or card.closed:
        return []
    return [
        {
            "url": reverse(f"cases:desk_{step}", args=[card.id]),
            "word": _STEP_WORDS[step],
        }
        for step in _STEPS_AT[card.stage]
    ]


_STEP_WORDS = {
    "assess": gettext_lazy("做预估"),
    "plan": gettext_lazy("定计划"),
    "intervene": gettext_lazy("记一件事"),
    "follow_up": gettext_lazy("记随访"),
    "ask_fund": gettext_lazy("向基金申请"),
    "evaluate": gettext_lazy("评估"),
    "close": gettext_lazy("结案"),
}
_STEPS_AT = {
    "intake": [],
    "assessment": ["assess", "close"],
    "planning": ["plan", "assess", "close"],
    "intervention": ["intervene", "follow_up", "ask_fund", "evaluate", "close"],
    "evaluation": ["evaluate", "follow_up", "intervene", "ask_fund", "close"],
    "closure": ["close", "plan", "follow_up", "intervene"],
}
