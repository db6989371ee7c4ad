"""Who lives with whom."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import actions, queries
from linli.people.forms import HouseholdForm, JoinForm, MemberForm

P = Permission


@desk(P.RESIDENT_OPEN)
@never_cache
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """A household, its members as far as they are open, its own facts."""
    viewer = request.viewer
    card = queries.household(viewer, household_id, timezone.localdate(request.at))
    context = {
        "card": card,
        "may_edit": viewer.may(P.RESIDENT_EDIT, place=card.place),
        "may_assign": viewer.may(P.MINOR_ASSIGN, place=card.place),
    }
    return render(request, "people/desk/household.html", context)


@desk(P.RESIDENT_EDIT)
def form_household(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """A new household with this person as its first member."""
    card = queries.resident(request.viewer, resident_id, timezone.localdate(request.at))
    form = HouseholdForm(request.POST or None, first=resident_id)
    if made := form.attempt(
        actions.form_household, place=card.place, by=request.viewer, at=request.at
    ):
        return redirect("people:desk_household", made.pk)
    context = {"form": form, "card": card}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/form_household.html", context, status=status)


@desk(P.RESIDENT_EDIT)
def join(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """A registered person joins a household by its number."""
    card = queries.resident(request.viewer, resident_id, timezone.localdate(request.at))
    form = JoinForm(request.POST or None)
    if made := form.attempt(
        actions.join_numbered, resident_id=resident_id, by=request.viewer, at=request.at
    ):
        return redirect("people:desk_household", made.household_id)
    context = {"form": form, "card": card}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/join.html", context, status=status)


@desk(P.RESIDENT_EDIT)
def add_member(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """One more person of this household, a child among them."""
    card = queries.household(request.viewer, household_id, timezone.localdate(request.at))
    form = MemberForm(request.POST or None, request.FILES or None, household=card)
    if form.attempt(
        actions.register_into, household_id=household_id, by=request.viewer, at=request.at
    ):
        return redirect("people:desk_household", household_id)
    context = {"form": form, "card": card}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/add_member.html", context, status=status)


@desk(P.RESIDENT_EDIT)
@require_POST
def leave(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Somebody moves out today."""
    ended = actions.leave(resident_id=resident_id, by=request.viewer, at=request.at)
    return redirect("people:desk_household", ended.household_id)
