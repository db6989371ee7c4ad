"""A resident's doors: I cannot come this time; I can after all; how it was."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, queries
from linli.identity.doors import done, my, status_of, today


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What is to come, with a button for who cannot; what was, with three faces."""
    return _page(request)


@my
@require_POST
def excuse(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """I, or my child, will not come this time."""
    form = forms.WalkInForm(request.POST)
    more = {"session_id": session_id, "method": "app"}
    return _back(request, form, done(request, form, actions.excuse, **more))


@my
@require_POST
def come(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """We come after all."""
    form = forms.WalkInForm(request.POST)
    if form.is_valid():
        actions.come_after_all(
            session_id=session_id, people_ids=form.cleaned_data["people"], by=request.viewer,
            at=request.at,
        )  # fmt: skip
    return redirect("attendance:my_index")


@my
@require_POST
def feel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One tap: how it was."""
    form = forms.FaceForm(request.POST)
    return _back(request, form, done(request, form, actions.give_feedback, session_id=session_id))


def _back(request: HttpRequest, form: forms.Pressed, made: object) -> HttpResponse:
    return _page(request, form) if made is None else redirect("attendance:my_index")


def _page(request: HttpRequest, form: forms.Pressed | None = None) -> HttpResponse:
    mine = queries.my_door(request.viewer, on=today(request), at=request.at)
    context = {"mine": mine, "form": form}
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/my/index.html", context, status=status)
