"""The desk's doors to programmes and rounds: opened, applied to for a family, ranked, docketed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.benefits import queries as benefits
from linli.committee import queries as sittings
from linli.fund import actions, queries
from linli.fund.forms import aid as typed_forms
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.people import queries as people


@desk(Permission.FUND_SEE)
def index(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """A fund's programmes."""
    fund = queries.fund(request.viewer, fund_id)
    context = {
        "fund": fund,
        "programmes": queries.programmes(request.viewer, fund_id, today(request)),
        "may_open": request.viewer.may(Permission.PROGRAMME_KEEP, place=fund.place),
    }
    return render(request, "fund/desk/programmes.html", context)


@desk(Permission.PROGRAMME_KEEP)
def begin(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Open a programme with its own rules."""
    fund = queries.fund(request.viewer, fund_id)
    day = today(request)
    form = typed_forms.ProgrammeForm(
        typed(request),
        initial={"opens_on": day},
        benefits=benefits.from_above(fund.place, day),
    )
    if request.method == "POST" and (
        made := done(request, form, actions.open_programme, fund_id=fund_id)
    ):
        return redirect("fund:desk_programme", made.pk)
    context = {"fund": fund, "form": form}
    return render(request, "fund/desk/open_programme.html", context, status=status_of(form))


@desk(Permission.FUND_SEE)
def programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The applications in their order, each point with its source."""
    card = queries.programme(request.viewer, programme_id, today(request))
    open_still = sittings.open_sittings(("fund", "fund", card.fund.id))
    may = request.viewer.may(Permission.COMMITTEE_KEEP, place=card.fund.place)
    context = {"card": card, "sittings": open_still if may else []}
    return render(request, "fund/desk/programme.html", context)


@desk(Permission.COMMITTEE_KEEP)
@require_POST
def docket(request: HttpRequest, programme_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Put every application that waits on a sitting's docket, in the order of the ranking."""
    card = queries.programme(request.viewer, programme_id, today(request))
    for one in card.waiting:
        actions.put_on_docket(
            request_id=one.row.id, sitting_id=sitting_id, by=request.viewer, at=request.at
        )
    return redirect("committee:desk_sitting", sitting_id)


@desk(Permission.AID_ASK)
def apply(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The programmes a worker may apply to for a family."""
    place = people.place_of_household(request.viewer, household_id)
    found = queries.open_at(place, today(request))
    context = {"programmes": found, "household_id": household_id}
    return render(request, "fund/desk/apply.html", context)


@desk(Permission.AID_ASK)
def apply_to(request: HttpRequest, household_id: UUID, programme_id: UUID) -> HttpResponse:
    """A worker applies to a programme for one of a family."""
    row = queries.programme_row(request.viewer, programme_id, today(request))
    home = people.household(request.viewer, household_id, today(request))
    persons = [(str(one.id), one.name) for one in home.members]
    form = typed_forms.ApplyForm(typed(request), programme=row, persons=persons)
    if request.method == "POST" and (
        made := done(
            request, form, actions.ask, fund_id=row.fund_id, purpose=row.purpose,
            household_id=household_id, programme_id=programme_id,
        )
    ):  # fmt: skip
        return redirect("fund:desk_hand_in", made.pk)
    context = {"row": row, "form": form, "household_id": household_id}
    return render(request, "fund/desk/apply_to.html", context, status=status_of(form))


@desk(Permission.AID_ASK)
def hand_in(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Which papers of an application lie here."""
    papers = queries.papers_of(request.viewer, request_id, today(request))
    if papers is None:
        raise Http404
    form = typed_forms.HandInForm(typed(request), programme=papers.row, initial=papers.typed)
    if request.method == "POST" and done(request, form, actions.hand_in, request_id=request_id):
        return redirect("fund:desk_visit", request_id)
    context = {
        "request_id": request_id,
        "row": papers.row,
        "form": form,
        "family": queries.family_asked_for(request.viewer, request_id, today(request)),
    }
    return render(request, "fund/desk/hand_in.html", context, status=status_of(form))
