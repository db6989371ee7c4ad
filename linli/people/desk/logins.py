"""A resident's own login: whether there is one, a new one with its slip, its end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.actions import TakenOn
from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import actions, queries

P = Permission


@desk(P.LOGIN_GIVE)
@never_cache
def login(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """The login a resident has; a POST gives one, and its answer is the slip, shown this once."""
    if request.method == "POST":
        given = actions.give_login(resident_id=resident_id, by=request.viewer, at=request.at)
        return _slip(request, resident_id, given)
    context = {
        "row": queries.ask_card(request.viewer, resident_id, timezone.localdate(request.at)),
        "login": queries.login_of(request.viewer, resident_id),
    }
    return render(request, "people/desk/login.html", context)


@desk(P.LOGIN_GIVE)
@require_POST
@never_cache
def renew_login(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """A forgotten password; the answer is a new slip."""
    renewed = actions.renew_login(resident_id=resident_id, by=request.viewer, at=request.at)
    return _slip(request, resident_id, renewed)


@desk(P.LOGIN_GIVE)
@require_POST
def end_login(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """It shows nothing of this resident any more."""
    actions.end_login(resident_id=resident_id, by=request.viewer, at=request.at)
    return redirect("people:desk_login", resident_id)


def _slip(request: HttpRequest, resident_id: UUID, given: TakenOn) -> HttpResponse:
    """The paper handed to the resident, shown this once."""
    context = {
        "given": given,
        "resident_id": resident_id,
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "people/desk/login_slip.html", context)
