"""The rooms in which people come and go, and on what terms; a keeper of rooms says so."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.gym import actions, forms, queries
from linli.identity.doors import desk, done, status_of, typed
from linli.identity.permissions import Permission


@desk(Permission.ATTENDANCE_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """The rooms that are marked, how many are inside, and which have no terms yet."""
    context = {
        "rows": queries.rooms_kept(request.viewer, at=request.at),
        "keeps_rooms": bool(request.viewer.communities(Permission.SPACE_KEEP)),
    }
    return render(request, "gym/desk/index.html", context)


@desk(Permission.SPACE_KEEP)
def terms(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """The terms of a room, to be set anew; those before stand below as they were."""
    card = queries.kept_room(request.viewer, space_id)
    rows = queries.versions(space_id)
    now = rows[0] if rows and rows[0].until_at is None else None
    form = forms.TermsForm(typed(request), initial=forms.TermsForm.now(now) if now else None)
    if request.method == "POST" and done(request, form, actions.set_terms, space_id=space_id):
        return redirect("gym:desk_door", space_id)
    context = {"card": card, "form": form, "now": now, "before": [r for r in rows if r.until_at]}
    return render(request, "gym/desk/terms.html", context, status=status_of(form))


@desk(Permission.SPACE_KEEP)
@require_POST
def end_terms(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Nobody comes and goes here any more."""
    actions.end_terms(space_id=space_id, by=request.viewer, at=request.at)
    return redirect("gym:desk_index")


@desk(Permission.ATTENDANCE_KEEP)
def sheet(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """The questions on paper, for whoever would rather write."""
    card, row = queries.blank_sheet(request.viewer, space_id)
    context = {"card": card, "terms": row, "at": request.at}
    return render(request, "gym/desk/sheet.html", context)
