"""The door of a session: who is on the list, who stands there, who goes; by hand, name or card."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.people import queries as people

FOUND_ROWS = 8


@desk(Permission.ATTENDANCE_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """The day's sessions in numbers; a sheet is found by its number here."""
    on = forms.day_in(request.GET.get("day", ""), today(request))
    if sheet_id := queries.sheet_by_number(request.viewer, request.GET.get("sheet", "")):
        return redirect("attendance:desk_key", sheet_id)
    one = datetime.timedelta(days=1)
    context = {
        "on": on,
        "before": on - one,
        "after": on + one,
        "today": today(request),
        "now": request.at,
        "rows": queries.doors_of_day(request.viewer, on),
        "calls": len(queries.to_call(request.viewer, on=today(request), at=request.at)),
        "unknown": request.GET.get("sheet", ""),
        "takes_money": request.viewer.may(Permission.OPERATION_RECEIVE),
        "keeps_rooms": bool(request.viewer.communities(Permission.SPACE_KEEP)),
    }
    return render(request, "attendance/desk/index.html", context)


@desk(Permission.ATTENDANCE_KEEP)
def door(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The door: parties with a tick for each, who came without a place, how many are free."""
    return _page(request, session_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def check_in(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Those who are ticked are here."""
    form = forms.PartyForm(request.POST)
    made = done(request, form, actions.check_in, session_id=session_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def card(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A card was read: who comes alone is in, a family is shown to be ticked."""
    form = forms.CardForm(request.POST)
    if not form.is_valid():
        return _answer(request, session_id, form, None)
    who = queries.holder(request.viewer, form.cleaned_data["token"])
    page = queries.door(request.viewer, session_id, on=today(request), at=request.at)
    party = next((each for each in page.parties if any(p.id == who for p in each.people)), None)
    if who is None:
        form.add_error(None, _("不是到场卡，或者已经停用。请报名字。"))
        return _answer(request, session_id, form, None)
    if party is None:
        form.add_error(None, _("这张卡的人没有报这一次。请按名字找，按“没报名，现在来的”记。"))
        return _answer(request, session_id, form, None)
    if len(party.people) > 1 and not form.cleaned_data["queued"]:
        return _shown(request, f"{_there(session_id)}?party={party.id}&by=card#{party.id}")
    more = {"session_id": session_id, "people_ids": [who]}
    made = done(request, form, actions.check_in, **more)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def walk_in(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Somebody without a place comes in."""
    form = forms.WalkInForm(request.POST)
    made = done(request, form, actions.walk_in, session_id=session_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def guests(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """So many whom nobody knows come in."""
    form = forms.GuestsForm(request.POST)
    made = done(request, form, actions.bring_guests, session_id=session_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def excuse(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """They called: they will not come this time."""
    form = forms.ExcuseForm(request.POST)
    made = done(request, form, actions.excuse, session_id=session_id)
    return _answer(request, session_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def leave(request: HttpRequest, attendance_id: UUID) -> HttpResponse:
    """Somebody goes home early."""
    row = actions.leave(attendance_id=attendance_id, by=request.viewer, at=request.at)
    return redirect(_there(row.session_id))


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def take_back(request: HttpRequest, attendance_id: UUID) -> HttpResponse:
    """It was somebody else, or nobody."""
    reason = request.POST.get("reason", "")
    row = actions.take_back(
        attendance_id=attendance_id, reason=reason, by=request.viewer, at=request.at
    )
    return redirect(_there(row.session_id))


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def take_back_guests(request: HttpRequest, guests_id: UUID) -> HttpResponse:
    """They were fewer."""
    reason = request.POST.get("reason", "")
    row = actions.take_back_guests(
        guests_id=guests_id, reason=reason, by=request.viewer, at=request.at
    )
    return redirect(_there(row.session_id))


@desk(Permission.ATTENDANCE_KEEP)
def faces(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """On the way out: three faces for each who was there and has not said."""
    form = forms.FaceForm(typed(request))
    if request.method == "POST" and done(
        request, form, actions.give_feedback, session_id=session_id
    ):
        return redirect("attendance:desk_faces", session_id)
    page = queries.door(request.viewer, session_id, on=today(request), at=request.at)
    context = {"page": page, "people": queries.to_ask(page), "form": form}
    return render(request, "attendance/desk/faces.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _there(session_id: UUID) -> str:
    return reverse("attendance:desk_door", args=[session_id])


def _answer(request: HttpRequest, session_id: UUID, form: Any, made: Any) -> HttpResponse:
    """What was pressed: to the script in JSON, to a plain form the door again."""
    errors = [str(error) for errors in form.errors.values() for error in errors]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"words": " ".join(errors)}, status=422 if made is None else 200)
    return _page(request, session_id, form) if made is None else redirect(_there(session_id))


def _shown(request: HttpRequest, url: str) -> HttpResponse:
    """Go there: a plain form is sent on, the script is told where."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"url": url})
    return redirect(url)


def _page(request: HttpRequest, session_id: UUID, form: Any = None) -> HttpResponse:
    on, viewer = today(request), request.viewer
    page = queries.door(viewer, session_id, on=on, at=request.at)
    q = request.GET.get("find", "").strip()
    listed = {person.id: party.id for party in page.parties for person in party.people}
    found = people.residents(viewer, on, q).rows[:FOUND_ROWS] if q else ()
    found = sorted(found, key=lambda row: row.id not in listed)  # who is expected comes first
    context = {
        "page": page,
        "form": form,
        "q": q,
        "found": [(row, listed.get(row.id)) for row in found],
        "chosen": {forms.id_in(request.GET.get("party", ""))}
        | {listed[row.id] for row in found if row.id in listed},
        "method": "card" if request.GET.get("by") == "card" else "name" if q else "list",
        "walk_in_ids": {person.id for person in page.walk_ins},
        "sheets": queries.sheets_of(session_id),
        "guests_form": forms.GuestsForm(),
        "begun": page.row.start_at <= request.at,
        "open": page.opens_at <= request.at and not page.row.cancelled,
        "handed": queries.in_hand_over_room(page.row),
        "late": queries.late_at_door(viewer, page.row, on=on, at=request.at),
        "keeps_courses": viewer.may(Permission.COURSE_KEEP, place=page.row.place),
        "script": _for_script(session_id),
    }
    return render(
        request, "attendance/desk/door.html", context, status=422 if form is not None else 200
    )


def _for_script(session_id: UUID) -> dict[str, Any]:
    """What the script says when the network is gone."""
    return {
        "session": str(session_id),
        "words": {
            "queued": _("没有网络，先记在这台机器上，有网了会自己传。"),
            "waiting": _("还没传上去的："),
            "sent": _("都传上去了。"),
            "stuck": _("有的没有收下，请看一下："),
            "stay": _("现在没有网络，先不要离开这一页；等有网再按。"),
            "noted": _("记下了，等网络"),
            "card": _("卡"),
        },
    }
