"""Finding, registering, reading and correcting one person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import actions, queries
from linli.people.forms import AskForm, CorrectForm, RegisterForm

P = Permission


@desk(P.RESIDENT_LIST)
def index(request: HttpRequest) -> HttpResponse:
    """The residents of my communities, or those found; masked."""
    page = queries.residents(
        request.viewer,
        timezone.localdate(request.at),
        search=request.GET.get("q", ""),
        page=request.GET.get("page", 1),
    )
    context = {
        "page": page,
        "may_edit": request.viewer.may(P.RESIDENT_EDIT),
        "may_import": request.viewer.may(P.ROSTER_IMPORT),
        "asked": len(queries.asked_openings(request.viewer)),
        "may_answer": request.viewer.may(P.MINOR_ASSIGN),
    }
    return render(request, "people/desk/index.html", context)


@desk(P.RESIDENT_OPEN)
@never_cache
def resident(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """One person's record; for a minor's that is closed, the way to ask."""
    viewer, on = request.viewer, timezone.localdate(request.at)
    try:
        card = queries.resident(viewer, resident_id, on)
    except queries.NotOpened as refusal:
        context = {
            "row": queries.ask_card(viewer, resident_id, on),
            "waiting": queries.waiting_for_opening(viewer, resident_id),
            "form": AskForm(),
            "refusal": refusal,
            "may_assign": viewer.may(P.MINOR_ASSIGN),
        }
        return render(request, "people/desk/closed.html", context, status=refusal.status)
    context = {
        "card": card,
        "assignments": queries.assignments(viewer, resident_id, card.household_id, on),
        "may_edit": viewer.may(P.RESIDENT_EDIT, place=card.place),
        "may_assign": viewer.may(P.MINOR_ASSIGN, place=card.place),
        "may_give_login": viewer.may(P.LOGIN_GIVE, place=card.place),
    }
    return render(request, "people/desk/resident.html", context)


@desk(P.RESIDENT_OPEN)
@never_cache
def numbers(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Citizen id, phone and address in full."""
    shown = queries.numbers(request.viewer, resident_id, timezone.localdate(request.at))
    return render(request, "people/desk/numbers.html", {"numbers": shown})


@desk(P.RESIDENT_OPEN)
@never_cache
def changes(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """What was done to the record, and what it said before."""
    done = queries.changes(request.viewer, resident_id, timezone.localdate(request.at))
    context = {"changes": done, "resident_id": resident_id}
    return render(request, "people/desk/changes.html", context)


@desk(P.RESIDENT_EDIT)
def register(request: HttpRequest) -> HttpResponse:
    """A new person."""
    form = RegisterForm(request.POST or None, viewer=request.viewer)
    if made := form.attempt(actions.register, by=request.viewer, at=request.at):
        return redirect("people:desk_resident", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/register.html", {"form": form}, status=status)


@desk(P.RESIDENT_EDIT)
@never_cache
def correct(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """What was registered, to be put right."""
    known = queries.registration(request.viewer, resident_id, timezone.localdate(request.at))
    form = CorrectForm(request.POST or None, initial=known)
    if form.attempt(actions.correct, resident_id=resident_id, by=request.viewer, at=request.at):
        return redirect("people:desk_resident", resident_id)
    context = {"form": form, "resident_id": resident_id}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/correct.html", context, status=status)
