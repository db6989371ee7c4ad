"""The desk's doors to the board: write, put up, correct, pin, take down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.bulletin import actions, forms, published, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission


@desk(Permission.BULLETIN_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """Every bulletin of ours, newest first."""
    rows = queries.bulletins(request.viewer, at=request.at)
    return render(request, "bulletin/desk/index.html", {"rows": rows})


@desk(Permission.BULLETIN_KEEP)
def draft(request: HttpRequest) -> HttpResponse:
    """A new one; what a room offers may stand in it already."""
    place = min(request.viewer.communities(Permission.BULLETIN_KEEP))
    initial = forms.prefilled(request.GET, today(request))
    form = forms.DraftForm(typed(request), initial=initial)
    if request.method == "POST" and (made := done(request, form, actions.draft, place=place)):
        return redirect("bulletin:desk_bulletin", made.pk)
    return render(request, "bulletin/desk/draft.html", {"form": form}, status=status_of(form))


@desk(Permission.BULLETIN_KEEP)
def bulletin(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """One of them: as the street reads it, and what may be done; here it is put up."""
    form = forms.PublishForm(typed(request), initial={"shown_from": today(request)})
    more = {"bulletin_id": bulletin_id}
    if request.method == "POST" and done(request, form, actions.publish, **more):
        return redirect("bulletin:desk_bulletin", bulletin_id)
    return _page(request, bulletin_id, publish=form)


@desk(Permission.BULLETIN_KEEP)
def correct(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """Other words, or another last day."""
    row = queries.bulletin(request.viewer, bulletin_id, at=request.at)
    put_up = row.notice.number is not None
    form = forms.CorrectForm(typed(request), put_up=put_up, initial=forms.as_it_says(row.notice))
    more = {"bulletin_id": bulletin_id}
    if request.method == "POST" and done(request, form, actions.correct, **more):
        return redirect("bulletin:desk_bulletin", bulletin_id)
    context = {"row": row, "form": form, "voices": published.voices_of(row.notice)}
    return render(request, "bulletin/desk/correct.html", context, status=status_of(form))


@desk(Permission.BULLETIN_KEEP)
@require_POST
def withdraw(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """Taken down, and why."""
    form = forms.WithdrawForm(request.POST)
    if done(request, form, actions.withdraw, bulletin_id=bulletin_id):
        return redirect("bulletin:desk_bulletin", bulletin_id)
    return _page(request, bulletin_id, withdraw=form)


@desk(Permission.BULLETIN_KEEP)
@require_POST
def pin(request: HttpRequest, bulletin_id: UUID) -> HttpResponse:
    """On top, or back in its turn."""
    pinned = request.POST.get("pinned") == "1"
    actions.pin(bulletin_id=bulletin_id, pinned=pinned, by=request.viewer, at=request.at)
    return redirect("bulletin:desk_bulletin", bulletin_id)


def _page(request: HttpRequest, bulletin_id: UUID, **sent: forms.Attempt) -> HttpResponse:
    """A bulletin's page, with the form that came back."""
    row = queries.bulletin(request.viewer, bulletin_id, at=request.at)
    context = {
        "row": row,
        "publish": forms.PublishForm(initial={"shown_from": today(request)}),
        "withdraw": forms.WithdrawForm(),
        "slot": published.slot_of(row.notice),
        "voices": published.voices_of(row.notice),
        **sent,
    }
    status = max(status_of(form) for form in sent.values())
    return render(request, "bulletin/desk/bulletin.html", context, status=status)
