"""The desk's door for an outside calendar: a file, what it would do, yes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of
from linli.identity.permissions import Permission
from linli.spaces import actions, forms, queries


@desk(Permission.SPACE_BOOK)
def outside(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Choose a file; then what it would do, date by date. Nothing is booked yet."""
    card = queries.desk_space(request.viewer, space_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.OutsideForm(*sent)
    context = {"card": card, "form": form}
    if sent and (read := form.attempt(_read, space_id=space_id, by=request.viewer, at=request.at)):
        name, private = form.cleaned_data["name"], form.cleaned_data["private"]
        context |= {
            "read": read,
            "plan": queries.compare_outside(space_id, name, read.dates, at=request.at),
            "confirm": forms.OutsideConfirmForm(
                initial={"looked_at": forms.looked_at(space_id, name, private, read.dates)}
            ),
        }
    return render(request, "spaces/desk/outside.html", context, status=status_of(form))


@desk(Permission.SPACE_BOOK)
@require_POST
def import_outside(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Book what is new, move what has moved; then what came of it."""
    card = queries.desk_space(request.viewer, space_id)
    form = forms.OutsideConfirmForm(request.POST)
    imported = done(request, form, actions.import_outside)
    context = {"card": card, "form": forms.OutsideForm(), "imported": imported, "failed": form}
    return render(request, "spaces/desk/outside.html", context, status=status_of(form))


def _read(*, space_id: UUID, name: str, data: bytes, by: object, at: object) -> object:
    return queries.read_outside(data, name=name, space_id=space_id, at=at)
