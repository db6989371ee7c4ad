"""The door of a room: a card is read, a name is found, somebody goes; who is inside, on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.attendance import queries as attendance
from linli.gym import actions, forms, queries
from linli.identity.doors import desk, done, today
from linli.identity.permissions import Permission
from linli.kernel.refusal import Refused


@desk(Permission.ATTENDANCE_KEEP)
def door(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """How many are inside, a card to read, a name to find, who is inside."""
    return _page(request, space_id)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def card(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """A card was read: in or out. Who lacks something is shown, to do it at once."""
    form = forms.CardForm(request.POST)
    if not form.is_valid():
        return _answer(request, space_id, form, None)
    who = attendance.holder(request.viewer, form.cleaned_data["token"])
    if who is None:
        form.add_error(None, _("不是到场卡，或者已经停用。请报名字。"))
        return _answer(request, space_id, form, None)
    made = done(request, form, actions.tap, space_id=space_id, resident_id=who)
    return _answer(request, space_id, form, made, who)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def enter(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Who was found by name comes in."""
    form = forms.EnterForm(request.POST)
    made = done(request, form, actions.enter, space_id=space_id)
    return _answer(request, space_id, form, made, form.cleaned_data.get("resident"))


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def leave(request: HttpRequest, space_id: UUID, visit_id: UUID) -> HttpResponse:
    """Somebody goes out."""
    form = forms.MomentForm(request.POST)
    made = done(request, form, actions.leave, visit_id=visit_id)
    return _answer(request, space_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def take_back(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """It was somebody else, or nobody."""
    form = forms.WrongForm(request.POST)
    made = done(request, form, actions.take_back)
    return _answer(request, space_id, form, made)


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def clear(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """The keeper looked: nobody is inside."""
    actions.clear(space_id=space_id, by=request.viewer, at=request.at)
    return redirect("gym:desk_door", space_id)


@desk(Permission.ATTENDANCE_KEEP)
def inside(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Who is inside, to be printed and taken along when the alarm rings."""
    page = queries.door(request.viewer, space_id, at=request.at)
    return render(request, "gym/desk/inside.html", {"page": page, "at": request.at})


# Small words --------------------------------------------------------------------------------------


def _there(space_id: UUID) -> str:
    return reverse("gym:desk_door", args=[space_id])


def _answer(
    request: HttpRequest, space_id: UUID, form: Any, made: Any, who: UUID | None = None
) -> HttpResponse:
    """What was pressed: to the script in JSON, to a plain form the door again."""
    lacking = _where(space_id, getattr(form, "why", None), who)
    if request.headers.get("Accept") == "application/json":
        errors = [str(error) for errors in form.errors.values() for error in errors]
        said = {"words": " ".join(errors)} | ({"url": lacking} if lacking else {})
        return JsonResponse(said, status=422 if made is None else 200)
    return _page(request, space_id, form, lacking) if made is None else redirect(_there(space_id))


def _where(space_id: UUID, why: Refused | None, who: UUID | None) -> str:
    """Where what is lacking can be done at once; empty where nothing is."""
    if who is None or not isinstance(why, actions.SomethingFirst):
        return ""
    if isinstance(why, actions.PassFirst):
        return reverse("pricing:desk_resident_passes", args=[who])
    return reverse("gym:desk_person", args=[space_id, who])


def _page(
    request: HttpRequest, space_id: UUID, form: Any = None, lacking: str = ""
) -> HttpResponse:
    page = queries.door(request.viewer, space_id, at=request.at)
    q = request.GET.get("find", "").strip()
    context = {
        "page": page,
        "form": form,
        "lacking": lacking,
        "q": q,
        "found": queries.find(request.viewer, page, q, today(request)) if q else (),
        "may_set": request.viewer.may(Permission.SPACE_KEEP, place=page.room.space.place),
        "script": _for_script(space_id),
    }
    return render(request, "gym/desk/door.html", context, status=200 if form is None else 422)


def _for_script(space_id: UUID) -> dict[str, Any]:
    """What the door's script says when the network is gone."""
    return {
        "session": f"gym-{space_id}",
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
