"""Children handed over: who brought each, who may fetch it, who is late; which rooms do so."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today
from linli.identity.permissions import Permission
from linli.people import queries as people

FOUND_ROWS = 8


@desk(Permission.ATTENDANCE_KEEP)
def hands(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Every child that came: the late ones first, then who is here, then who is gone."""
    return _page(request, session_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def bring(request: HttpRequest, session_id: UUID, child_id: UUID) -> HttpResponse:
    """Somebody brought a child."""
    form = forms.BringForm(request.POST)
    made = done(request, form, actions.bring, session_id=session_id, child_id=child_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def fetch(request: HttpRequest, session_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """A guardian, or somebody a guardian named, takes the child home."""
    form = forms.FetchForm(request.POST)
    return _answer(
        request, session_id, form, done(request, form, actions.fetch, hand_over_id=hand_over_id)
    )


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def ask(request: HttpRequest, session_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """Somebody on nobody's list stands here: another keeper is asked."""
    form = forms.ExceptionForm(request.POST)
    made = done(request, form, actions.ask_exception, hand_over_id=hand_over_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def let(request: HttpRequest, session_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """The other keeper lets them."""
    form = forms.LetForm(request.POST)
    made = done(request, form, actions.let_exception, hand_over_id=hand_over_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def back(request: HttpRequest, session_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """It was another child."""
    form = forms.ReasonForm(request.POST)
    made = done(request, form, actions.take_back_hand_over, hand_over_id=hand_over_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
def call(request: HttpRequest, session_id: UUID, child_id: UUID, guardian_id: UUID) -> HttpResponse:
    """The number of a guardian, large; that it was looked up is remembered."""
    phone = queries.phone_at_door(
        request.viewer, session_id, child_id, guardian_id, on=today(request)
    )
    context = {"phone": phone, "session_id": session_id}
    return render(request, "attendance/desk/call.html", context)


@desk(Permission.ATTENDANCE_KEEP)
def child(request: HttpRequest, session_id: UUID, child_id: UUID) -> HttpResponse:
    """Who may fetch a child and what to mind, to be written as a guardian tells it here."""
    return _child(request, session_id, child_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def name(request: HttpRequest, session_id: UUID, child_id: UUID) -> HttpResponse:
    """A guardian names somebody, here."""
    form = forms.FetcherForm(request.POST)
    more = {"session_id": session_id, "child_id": child_id}
    made = done(request, form, actions.name_fetcher, **more)
    return _child(request, session_id, child_id, None if made else form)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def sign(request: HttpRequest, session_id: UUID, child_id: UUID) -> HttpResponse:
    """A guardian tells of an allergy, or about photographs, here."""
    form = forms.SignForm(request.POST)
    more = {"session_id": session_id, "child_id": child_id}
    made = done(request, form, actions.tell_sign, **more)
    return _child(request, session_id, child_id, None if made else form)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def name_back(request: HttpRequest, session_id: UUID, permit_id: UUID) -> HttpResponse:
    """That person fetches the child no more."""
    more = {"permit_id": permit_id, "session_id": session_id}
    made = actions.take_back_fetcher(**more, by=request.viewer, at=request.at)
    return redirect("attendance:desk_child", session_id, made.child_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def sign_back(request: HttpRequest, session_id: UUID, sign_id: UUID) -> HttpResponse:
    """It is not so any more."""
    more = {"sign_id": sign_id, "session_id": session_id}
    made = actions.take_back_sign(**more, by=request.viewer, at=request.at)
    return redirect("attendance:desk_child", session_id, made.child_id)


@desk(Permission.SPACE_KEEP)
def rooms(request: HttpRequest) -> HttpResponse:
    """Which rooms hand children over."""
    context = {"spaces": queries.hand_over_rooms(request.viewer)}
    return render(request, "attendance/desk/hand_over_rooms.html", context)


@desk(Permission.SPACE_KEEP)
@require_POST
def mark(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """A room does, or does not any more."""
    verb = actions.mark_room if "on" in request.POST else actions.unmark_room
    verb(space_id=space_id, by=request.viewer, at=request.at)
    return redirect("attendance:desk_hand_over_rooms")


def _answer(request: HttpRequest, session_id: UUID, form: Any, made: Any) -> HttpResponse:
    if made is None:
        return _page(request, session_id, form)
    return redirect("attendance:desk_hands", session_id)


def _page(request: HttpRequest, session_id: UUID, form: Any = None) -> HttpResponse:
    page = queries.hands(request.viewer, session_id, on=today(request), at=request.at)
    context = {"page": page, "form": form, "exception": forms.ExceptionForm()}
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/desk/hands.html", context, status=status)


def _child(
    request: HttpRequest, session_id: UUID, child_id: UUID, form: Any = None
) -> HttpResponse:
    if request.method == "POST" and form is None:
        return redirect("attendance:desk_child", session_id, child_id)
    q, on = request.GET.get("find", "").strip(), today(request)
    context = {
        "each": queries.child_card(request.viewer, session_id, child_id, on=on),
        "session_id": session_id,
        "form": form,
        "fetcher": form if isinstance(form, forms.FetcherForm) else forms.FetcherForm(),
        "q": q,
        "found": people.residents(request.viewer, on, q).rows[:FOUND_ROWS] if q else (),
    }
    status = 200 if form is None else status_of(form)
    return render(request, "attendance/desk/child.html", context, status=status)
