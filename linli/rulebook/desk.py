"""The desk's doors: which policies rule, changing one, finding out a figure, trying a value."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.rulebook import actions, queries
from linli.rulebook.forms import (
    EnquiryForm,
    FigureForm,
    ReasonForm,
    SimulationForm,
    TextForm,
    WhyNotForm,
)

P = Permission
OPEN_IN_THE_BROWSER = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}


# Policies ----------------------------------------------------------------------------------------


@desk(P.POLICY_WRITE)
def index(request: HttpRequest) -> HttpResponse:
    """The policies that concern my places, what is being written, what is broken."""
    viewer = request.viewer
    context = {
        "policies": queries.policies(viewer, timezone.localdate(request.at)),
        "shared": queries.shared_figures(viewer),
        "drafts": queries.drafts(viewer),
        "broken": queries.broken(viewer),
        "waiting": queries.waiting(viewer),
        "to_confirm": queries.count_to_confirm(viewer),
        "places": queries.places_of(viewer),
    }
    return render(request, "rulebook/desk/index.html", context)


@desk(P.POLICY_WRITE)
def policy(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One edition in plain words, its figures, its text, how it came to be."""
    return _policy(request, edition_id, ReasonForm(needed=True))


@desk(P.POLICY_WRITE)
@require_POST
def start(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Begin a draft from this text."""
    made = actions.start_draft(edition_id=edition_id, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_draft", made.pk)


@desk(P.POLICY_WRITE)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a policy nobody has written, for a place of mine."""
    place = request.POST.get("place", "")
    made = actions.start_policy(place=place, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_draft", made.pk)


@desk(P.POLICY_ACTIVATE)
@require_POST
def withdraw(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Take a text back."""
    form = ReasonForm(request.POST)
    more = {"edition_id": edition_id, "by": request.viewer, "at": request.at}
    if form.attempt(actions.withdraw, **more):
        return redirect("rulebook:desk_index")
    return _policy(request, edition_id, form, status=422)


def _policy(
    request: HttpRequest, edition_id: UUID, form: ReasonForm, status: int = 200
) -> HttpResponse:
    page = queries.policy(request.viewer, edition_id, timezone.localdate(request.at))
    context = {"page": page, "form": form}
    return render(request, "rulebook/desk/policy.html", context, status=status)


# Drafts ------------------------------------------------------------------------------------------


@desk(P.POLICY_WRITE)
@never_cache
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What is being written: typed text is kept however wrong, and the page says what is."""
    form = TextForm(request.POST or None)
    more = {"draft_id": draft_id, "by": request.viewer, "at": request.at}
    if request.method == "POST" and form.attempt(actions.write_draft, **more):
        return redirect("rulebook:desk_draft", draft_id)
    return _draft(request, draft_id, form=form if form.is_bound else None)


@desk(P.POLICY_WRITE)
@require_POST
def effects(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Have the clock count what it would do."""
    actions.ask_effects(draft_id=draft_id, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_draft", draft_id)


@desk(P.POLICY_ACTIVATE)
@require_POST
def activate(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put another's draft in force."""
    form = ReasonForm(request.POST)
    more = {"draft_id": draft_id, "by": request.viewer, "at": request.at}
    if form.attempt(actions.activate, **more):
        return redirect("rulebook:desk_index")
    return _draft(request, draft_id, activation=form)


@desk(P.POLICY_WRITE)
@require_POST
def drop(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Give a draft up."""
    actions.drop_draft(draft_id=draft_id, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_index")


def _draft(
    request: HttpRequest,
    draft_id: UUID,
    form: TextForm | None = None,
    activation: ReasonForm | None = None,
) -> HttpResponse:
    page = queries.draft(request.viewer, draft_id, timezone.localdate(request.at))
    context = {
        "page": page,
        "form": form or TextForm(initial={"text": page.text}),
        "activation": activation or ReasonForm(needed=page.needs_reason),
    }
    status = 422 if form or activation else 200
    return render(request, "rulebook/desk/draft.html", context, status=status)


# Figures -----------------------------------------------------------------------------------------


@desk(P.POLICY_WRITE)
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """The figures to be found out, the heaviest first."""
    found = queries.figures(request.viewer, timezone.localdate(request.at))
    return render(request, "rulebook/desk/figures.html", {"found": found})


@desk(P.POLICY_WRITE)
@require_POST
def weigh(request: HttpRequest) -> HttpResponse:
    """Have the clock count anew whose answers wait for which figure."""
    actions.ask_weights(by=request.viewer, at=request.at)
    return redirect("rulebook:desk_figures")


@desk(P.POLICY_WRITE)
@never_cache
def figure(request: HttpRequest, jurisdiction: str, benefit: str, parameter: str) -> HttpResponse:
    """One figure: state its value with its source."""
    key = {"jurisdiction": jurisdiction, "benefit": benefit, "parameter": parameter}
    today = timezone.localdate(request.at)
    page = queries.figure(request.viewer, **key, on=today)
    form = FigureForm(request.POST or None, request.FILES or None, unit=page.unit, today=today)
    more = {**key, "by": request.viewer, "at": request.at}
    if request.method == "POST" and form.attempt(actions.state_figure, **more):
        return redirect("rulebook:desk_figure", **key)
    return _figure(request, page, form)


@desk(P.POLICY_WRITE)
@require_POST
def enquire(request: HttpRequest, jurisdiction: str, benefit: str, parameter: str) -> HttpResponse:
    """Write down whom one rang, and what was said."""
    key = {"jurisdiction": jurisdiction, "benefit": benefit, "parameter": parameter}
    form = EnquiryForm(request.POST)
    if form.attempt(actions.note_enquiry, **key, by=request.viewer, at=request.at):
        return redirect("rulebook:desk_figure", **key)
    today = timezone.localdate(request.at)
    page = queries.figure(request.viewer, **key, on=today)
    return _figure(request, page, FigureForm(unit=page.unit, today=today), enquiry=form)


@desk(P.POLICY_ACTIVATE)
@require_POST
def confirm(request: HttpRequest, stated_id: UUID) -> HttpResponse:
    """Agree to a value another person stated."""
    actions.confirm_figure(stated_id=stated_id, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_figures")


@desk(P.POLICY_ACTIVATE)
@require_POST
def turn_down(request: HttpRequest, stated_id: UUID) -> HttpResponse:
    """A value is not so, or its source does not say it."""
    form = WhyNotForm(request.POST)
    why_not = form.cleaned_data["why_not"] if form.is_valid() else ""
    actions.turn_down_figure(stated_id=stated_id, why_not=why_not, by=request.viewer, at=request.at)
    return redirect("rulebook:desk_figures")


@desk(P.POLICY_WRITE)
def source(request: HttpRequest, stated_id: UUID) -> HttpResponse:
    """The photographed source of a value."""
    sheet = queries.source_paper(request.viewer, stated_id)
    return HttpResponse(sheet.content, sheet.media_type, headers=OPEN_IN_THE_BROWSER)


def _figure(
    request: HttpRequest,
    page: queries.FigurePage,
    form: FigureForm,
    enquiry: EnquiryForm | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "enquiry": enquiry or EnquiryForm(),
        "why_not": WhyNotForm(),
    }
    status = 422 if form.is_bound or enquiry else 200
    return render(request, "rulebook/desk/figure.html", context, status=status)


# Trying a value ----------------------------------------------------------------------------------


@desk(P.POLICY_WRITE)
@never_cache
def try_value(request: HttpRequest, edition_id: UUID, parameter: str) -> HttpResponse:
    """Choose the value about which families and yuan are counted."""
    question = queries.question(
        request.viewer, edition_id, parameter, timezone.localdate(request.at)
    )
    form = SimulationForm(
        request.POST or None, unit=question.unit, initial={"middle": question.value}
    )
    if form.is_valid():
        made = actions.ask_simulation(
            edition_id=edition_id,
            parameter=parameter,
            **form.values(),
            by=request.viewer,
            at=request.at,
        )
        return redirect("rulebook:desk_simulation", made.pk)
    context = {"question": question, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "rulebook/desk/try.html", context, status=status)


@desk(P.POLICY_WRITE)
@never_cache
def simulation(request: HttpRequest, reckoning_id: UUID) -> HttpResponse:
    """What nine values would do: families and yuan a year."""
    page = queries.simulation(request.viewer, reckoning_id)
    return render(request, "rulebook/desk/simulation.html", {"page": page})
