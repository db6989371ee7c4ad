"""One family: what it may claim, one answer to read together, and whether it is looked for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from linli.benefits import actions, queries
from linli.identity.doors import desk
from linli.identity.permissions import Permission

P = Permission


@desk(P.BENEFIT_SEE)
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Every benefit of a household, explained, with its gap and what to ask next."""
    on = timezone.localdate(request.at)
    context = {
        "card": queries.benefits_of(request.viewer, household_id, on),
        "may_edit": request.viewer.may(P.RESIDENT_EDIT),
        "may_note": request.viewer.may(P.LEAD_RAISE),
    }
    return render(request, "benefits/desk/household.html", context)


@desk(P.BENEFIT_SEE)
def verdict(
    request: HttpRequest, household_id: UUID, benefit: str, person_id: UUID | None = None
) -> HttpResponse:
    """One answer in words a neighbour understands, to read together and take home."""
    on = timezone.localdate(request.at)
    told = queries.explanation(request.viewer, household_id, benefit, person_id, on)
    return render(request, "benefits/desk/verdict.html", {"told": told})


@desk(P.RESIDENT_EDIT)
@require_POST
def refuse(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """For a family that says so: it is not looked for from now on."""
    actions.refuse_looking(household_id=household_id, by=request.viewer, at=request.at)
    return redirect("people:desk_household", household_id)


@desk(P.RESIDENT_EDIT)
@require_POST
def allow(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """And again, when it wishes so."""
    actions.allow_looking(household_id=household_id, by=request.viewer, at=request.at)
    return redirect("people:desk_household", household_id)
