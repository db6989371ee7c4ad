"""Asking to open a minor's record, answering, assigning, shielding."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import actions, queries
from linli.people.forms import AskForm, AssignForm, DecideForm, ShieldForm

P = Permission


@desk(P.RESIDENT_OPEN)
@require_POST
def ask(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Ask, with a reason, to open a closed record."""
    form = AskForm(request.POST)
    if form.attempt(actions.ask_to_open, resident_id=resident_id, by=request.viewer, at=request.at):
        return redirect("people:desk_resident", resident_id)
    on = timezone.localdate(request.at)
    context = {"form": form, "row": queries.ask_card(request.viewer, resident_id, on)}
    return render(request, "people/desk/closed.html", context, status=422)


@desk(P.MINOR_ASSIGN)
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Who asks to open which record, and why."""
    context = {
        "asked": queries.asked_openings(request.viewer),
        "form": DecideForm(on=timezone.localdate(request.at)),
    }
    return render(request, "people/desk/asked.html", context)


@desk(P.MINOR_ASSIGN)
@require_POST
def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Yes until a day, or no."""
    form = DecideForm(request.POST, on=timezone.localdate(request.at))
    if form.attempt(
        actions.decide_opening, request_id=request_id, by=request.viewer, at=request.at
    ):
        return redirect("people:desk_asked")
    context = {"asked": queries.asked_openings(request.viewer), "form": form}
    return render(request, "people/desk/asked.html", context, status=422)


@desk(P.MINOR_ASSIGN)
@never_cache
def assign_resident(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Open one minor's record to one worker."""
    on = timezone.localdate(request.at)
    row = queries.ask_card(request.viewer, resident_id, on)
    place = queries.place_of_resident(request.viewer, resident_id)
    form = AssignForm(request.POST or None, workers=_others(request, place), on=on)
    if form.attempt(actions.assign, resident_id=resident_id, by=request.viewer, at=request.at):
        return redirect("people:desk_resident", resident_id)
    context = {
        "form": form,
        "row": row,
        "given": queries.assignments(request.viewer, resident_id, None, on),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/assign.html", context, status=status)


@desk(P.MINOR_ASSIGN)
@never_cache
def assign_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Open all minors' records of a household to one worker."""
    on = timezone.localdate(request.at)
    card = queries.household(request.viewer, household_id, on)
    form = AssignForm(request.POST or None, workers=_others(request, card.place), on=on)
    if form.attempt(actions.assign, household_id=household_id, by=request.viewer, at=request.at):
        return redirect("people:desk_household", household_id)
    context = {"form": form, "card": card}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/assign.html", context, status=status)


@desk(P.MINOR_ASSIGN)
@require_POST
def end_assignment(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Close the record to this worker again."""
    ended = actions.end_assignment(assignment_id=assignment_id, by=request.viewer, at=request.at)
    if ended.resident_id:
        return redirect("people:desk_assign_resident", ended.resident_id)
    return redirect("people:desk_household", ended.household_id)


@desk(P.MINOR_ASSIGN)
@never_cache
def shield(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Hide from their family where somebody is, or stop hiding."""
    on = timezone.localdate(request.at)
    form = ShieldForm(request.POST or None)
    if form.attempt(actions.shield, resident_id=resident_id, by=request.viewer, at=request.at):
        return redirect("people:desk_shield", resident_id)
    context = {
        "form": form,
        "row": queries.ask_card(request.viewer, resident_id, on),
        "shield": queries.shield_of(request.viewer, resident_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/shield.html", context, status=status)


@desk(P.MINOR_ASSIGN)
@require_POST
def lift_shield(request: HttpRequest, shield_id: UUID) -> HttpResponse:
    """The danger is over."""
    lifted = actions.lift_shield(shield_id=shield_id, by=request.viewer, at=request.at)
    return redirect("people:desk_shield", lifted.resident_id)


def _others(request: HttpRequest, place: str) -> dict[UUID, str]:
    """Whoever a record may be given to: nobody gives one to themself."""
    workers = queries.workers(place, timezone.localdate(request.at))
    return {pk: name for pk, name in workers.items() if pk != request.viewer.user_id}
