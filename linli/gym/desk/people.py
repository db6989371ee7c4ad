"""Somebody before a room's terms: shown the machines, the declaration, the talk; and comes in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.gym import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission


@desk(Permission.ATTENDANCE_KEEP)
def person(request: HttpRequest, space_id: UUID, resident_id: UUID) -> HttpResponse:
    """What is there and what is missing; each thing can be done here."""
    return _page(request, space_id, resident_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def induct(request: HttpRequest, space_id: UUID, resident_id: UUID) -> HttpResponse:
    """They were shown the machines."""
    form = forms.InductionForm(request.POST)
    subject = {"space_id": space_id, "resident_id": resident_id}
    made = done(request, form, actions.induct, **subject)
    return _page(request, **subject, induction=form, made=made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def take_back_induction(
    request: HttpRequest, space_id: UUID, resident_id: UUID, induction_id: UUID
) -> HttpResponse:
    """It was somebody else."""
    form = forms.ReasonForm(request.POST)
    made = done(request, form, actions.take_back_induction, induction_id=induction_id)
    return _page(request, space_id, resident_id, reason=form, made=made)


@desk(Permission.ATTENDANCE_KEEP)
def declare(request: HttpRequest, space_id: UUID, resident_id: UUID) -> HttpResponse:
    """The questions, asked at the desk or copied from paper."""
    page = queries.person(request.viewer, space_id, resident_id, at=request.at)
    form = forms.DeskDeclarationForm(typed(request), row=page.terms)
    subject = {"space_id": space_id, "resident_id": resident_id}
    if request.method == "POST" and done(request, form, actions.declare, **subject):
        return redirect("gym:desk_person", space_id, resident_id)
    context = {"page": page, "form": form}
    return render(request, "gym/desk/declare.html", context, status=status_of(form))


@desk(Permission.HEALTH_TALK)
def talk(request: HttpRequest, space_id: UUID, resident_id: UUID) -> HttpResponse:
    """The answers, for the one keeper who talks; and how the talk went."""
    form = forms.TalkForm(typed(request))
    subject = {"space_id": space_id, "resident_id": resident_id}
    if request.method == "POST" and done(request, form, actions.talk, **subject):
        return redirect("gym:desk_person", space_id, resident_id)
    page = queries.talk(request.viewer, space_id, resident_id, at=request.at)
    context = {"page": page.person, "answers": page.answers, "form": form}
    return render(request, "gym/desk/talk.html", context, status=status_of(form))


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def withdraw(
    request: HttpRequest, space_id: UUID, resident_id: UUID, declaration_id: UUID
) -> HttpResponse:
    """They want it back; its answers are gone."""
    subject = {"declaration_id": declaration_id, "channel": "desk"}
    actions.withdraw(**subject, by=request.viewer, at=request.at)
    return redirect("gym:desk_person", space_id, resident_id)


def _page(
    request: HttpRequest,
    space_id: UUID,
    resident_id: UUID,
    *,
    induction: forms.InductionForm | None = None,
    reason: forms.ReasonForm | None = None,
    made: Any = None,
) -> HttpResponse:
    if made is not None:
        return redirect("gym:desk_person", space_id, resident_id)
    form = induction or reason
    context = {
        "page": queries.person(request.viewer, space_id, resident_id, at=request.at),
        "form": form,
        "induction": induction
        or forms.InductionForm(
            initial={"shown_by": request.viewer.name, "shown_on": today(request)}
        ),
        "talks": request.viewer.may(Permission.HEALTH_TALK),
    }
    status = 200 if form is None else status_of(form)
    return render(request, "gym/desk/person.html", context, status=status)
