"""The resident's doors: a word for a neighbour, and whether the house looks for benefits for us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.benefits import actions, queries
from linli.benefits.forms import NeighbourNoteForm
from linli.identity.doors import my
from linli.people import queries as people


@my
@never_cache
def looking(request: HttpRequest) -> HttpResponse:
    """That the house looks for us, what it has suggested, and the button that stops it."""
    on = timezone.localdate(request.at)
    home = people.my_home(request.viewer, on)
    mine = queries.my_looking(home, on) if home else None
    return render(request, "benefits/my/looking.html", {"mine": mine})


@my
@require_POST
def refuse(request: HttpRequest) -> HttpResponse:
    """We do not wish to be looked for."""
    home = people.my_home(request.viewer, timezone.localdate(request.at))
    if home and home.household_id:
        actions.refuse_looking(household_id=home.household_id, by=request.viewer, at=request.at)
    return redirect("benefits:my_looking")


@my
@require_POST
def allow(request: HttpRequest) -> HttpResponse:
    """We do again."""
    home = people.my_home(request.viewer, timezone.localdate(request.at))
    if home and home.household_id:
        actions.allow_looking(household_id=home.household_id, by=request.viewer, at=request.at)
    return redirect("benefits:my_looking")


@my
@never_cache
def note(request: HttpRequest) -> HttpResponse:
    """A sentence on a neighbour who is having a hard time, and whether somebody has looked."""
    home = people.my_home(request.viewer, timezone.localdate(request.at))
    form = NeighbourNoteForm(request.POST or None)
    if home and form.attempt(
        actions.note_hardship, place=home.place, by=request.viewer, at=request.at
    ):
        return redirect("benefits:my_note")
    context = {"home": home, "form": form, "noted": queries.noted_by(request.viewer)}
    return render(request, "benefits/my/note.html", context, status=422 if form.errors else 200)
