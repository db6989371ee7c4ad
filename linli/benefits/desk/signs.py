"""What people and days say: notes of hardship, who will qualify soon, whom nobody has caught."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.benefits import actions, queries
from linli.benefits.forms import CatchForm, FollowUpForm, NoteForm
from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import queries as people

P = Permission


@desk(P.LEAD_RAISE)
@never_cache
def note(request: HttpRequest) -> HttpResponse:
    """One sentence on a family, in twenty seconds; and what became of earlier ones."""
    on = timezone.localdate(request.at)
    form = NoteForm(request.POST or None, viewer=request.viewer, asked=request.GET, on=on)
    if form.attempt(actions.note_hardship, by=request.viewer, at=request.at):
        return redirect("benefits:desk_note")
    context = {"form": form, "noted": queries.noted_by(request.viewer)}
    status = 422 if form.is_bound else 200
    return render(request, "benefits/desk/note.html", context, status=status)


@desk(P.HINT_ANSWER)
@never_cache
def read_note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """The words of a note; whose door it is, and what somebody found who looked."""
    form = FollowUpForm(request.POST or None)
    if form.attempt(actions.follow_up, note_id=note_id, by=request.viewer, at=request.at):
        return redirect("benefits:desk_hints")
    on = timezone.localdate(request.at)
    q = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "note": queries.note(request.viewer, note_id, on),
        "form": form,
        "q": q,
        "found": people.residents(request.viewer, on, search=q).rows if q else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "benefits/desk/read_note.html", context, status=status)


@desk(P.HINT_ANSWER)
@require_POST
def place_note(request: HttpRequest, note_id: UUID, resident_id: UUID) -> HttpResponse:
    """It is about the household where this resident lives."""
    actions.place_note(note_id=note_id, resident_id=resident_id, by=request.viewer, at=request.at)
    return redirect("benefits:desk_read_note", note_id)


@desk(P.HINT_ANSWER)
@never_cache
def coming(request: HttpRequest) -> HttpResponse:
    """Families that will qualify within the next weeks by the mere passing of time."""
    asked = request.GET.get("days", "")
    ahead = {str(days): days for days in queries.DAYS_AHEAD}
    days = ahead.get(asked, queries.DAYS_AHEAD[1])
    tabs = [
        (str(one), ngettext("%(n)s 天内", "%(n)s 天内", one) % {"n": one}, f"?days={one}")
        for one in queries.DAYS_AHEAD
    ]
    rows = queries.coming(request.viewer, timezone.localdate(request.at), days)
    context = {"rows": rows, "tabs": tabs, "days": str(days)}
    return render(request, "benefits/desk/coming.html", context)


@desk(P.HARDSHIP_CATCH)
@never_cache
def uncaught(request: HttpRequest) -> HttpResponse:
    """Families in hardship whom every policy refuses, until somebody has answered."""
    rows = queries.uncaught(request.viewer, timezone.localdate(request.at))
    return render(request, "benefits/desk/uncaught.html", {"rows": rows})


@desk(P.HARDSHIP_CATCH)
@never_cache
def catch(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """What was done for one of them."""
    form = CatchForm(request.POST or None)
    if form.attempt(actions.catch, household_id=household_id, by=request.viewer, at=request.at):
        return redirect("benefits:desk_uncaught")
    row = queries.uncaught_row(request.viewer, household_id, timezone.localdate(request.at))
    status = 422 if form.is_bound else 200
    return render(request, "benefits/desk/catch.html", {"row": row, "form": form}, status=status)
