"""The desk's doors to group chats: paste, look at every line, confirm; sheets printed and keyed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from linli.groupchat import actions, forms, queries
from linli.hall import queries as hall
from linli.identity.doors import desk, done, status_of, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound


@desk(Permission.ENROLLMENT_KEEP)
def paste(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Paste what a group wrote, for a course or one of its sessions; and the sheets laid out."""
    about = _about(request, offer_id, _session(request))
    groups = queries.groups_at(about["place"])
    form = forms.PasteForm(typed(request), groups=groups)
    more = {"offer_id": offer_id, "session_id": about["session_id"]}
    if request.method == "POST" and (made := done(request, form, actions.paste, **more)):
        return redirect("groupchat:desk_preview", made.pk)
    context = about | {
        "form": form,
        "pastes": queries.pastes_of(offer_id, about["session_id"]),
        "sheets": queries.sheets_of(offer_id, about["session_id"]),
        "rows": forms.SHEET_ROWS,
    }
    return render(request, "groupchat/desk/paste.html", context, status=status_of(form))


@desk(Permission.ENROLLMENT_KEEP)
def preview(request: HttpRequest, paste_id: UUID) -> HttpResponse:
    """Every line with its verdict; what is chosen is looked at again, or done."""
    chosen = forms.choices(request.POST) if request.method == "POST" else {}
    if request.POST.get("do") == "confirm":
        actions.settle(paste_id=paste_id, choices=chosen, by=request.viewer, at=request.at)
        return redirect(reverse("groupchat:desk_preview", args=[paste_id]) + "#reply")
    view = queries.preview(request.viewer, paste_id, chosen, at=request.at)
    about = _about(request, view.card.offer_id, view.card.session_id)
    context = about | {"view": view, "looked": bool(chosen)}
    return render(request, "groupchat/desk/preview.html", context)


@desk(Permission.ENROLLMENT_KEEP)
@require_POST
def print_sheet(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """A numbered sheet to be laid out."""
    made = actions.print_sheet(
        offer_id=offer_id,
        session_id=_about(request, offer_id, _session(request))["session_id"],
        rows=forms.SHEET_ROWS,
        by=request.viewer,
        at=request.at,
    )
    return redirect("groupchat:desk_sheet", made.pk)


@desk(Permission.ENROLLMENT_KEEP)
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as it is printed."""
    card = queries.sheet(request.viewer, sheet_id)
    url = request.build_absolute_uri(reverse("groupchat:desk_key", args=[sheet_id]))
    about = _about(request, card.offer_id, card.session_id)
    context = about | {"sheet": card, "url": url, "lines": range(1, card.rows + 1)}
    return render(request, "groupchat/desk/sheet.html", context)


@desk(Permission.ENROLLMENT_KEEP)
def key(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Key what was written on it, once; then every line is looked at like a group's."""
    card = queries.sheet(request.viewer, sheet_id)
    form = forms.KeyForm(typed(request))
    if request.method == "POST" and (
        made := done(request, form, actions.key_sheet, sheet_id=sheet_id)
    ):
        return redirect("groupchat:desk_preview", made.pk)
    rows = form.rows() or [("", "")] * card.rows
    about = _about(request, card.offer_id, card.session_id)
    context = about | {"sheet": card, "form": form, "rows": list(enumerate(rows, start=1))}
    return render(request, "groupchat/desk/key.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _session(request: HttpRequest) -> str:
    return request.GET.get("session", "")


def _about(request: HttpRequest, offer_id: UUID, session: UUID | str | None) -> dict[str, Any]:
    """What is enrolled for: the course, and the session where places are by the session.

    Raises ``NotFound``.
    """
    course_id = hall.course_of_offer(offer_id)
    view = hall.desk_course(request.viewer, course_id, Permission.ENROLLMENT_KEEP, at=request.at)
    row = next((each for each in view.offers if each.id == offer_id), None)
    if row is None:
        raise NotFound
    sessions = [each for each in view.sessions if each.id in row.pools]
    ahead = [each for each in sessions if each.start_at > request.at]
    wanted = next((each for each in sessions if str(each.id) == str(session)), None)
    chosen = wanted or (ahead or sessions or [None])[0]
    tail = f"?session={chosen.id}" if chosen else ""
    return {
        "course": view.card,
        "place": view.card.programme.place,
        "offer_id": offer_id,
        "session": chosen,
        "session_id": chosen.id if chosen else None,
        "sessions": sessions,
        "tail": tail,
        "back": reverse("hall:desk_offer", args=[offer_id]) + tail,
    }
