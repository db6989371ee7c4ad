"""A resident's doors: what is missing before one may come, the declaration, one's own visits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.gym import actions, forms, queries
from linli.identity.doors import done, my, status_of, today, typed


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The rooms, how I and my children stand before their terms, when we were there."""
    mine = queries.my_gym(request.viewer, on=today(request), at=request.at)
    return render(request, "gym/my/index.html", {"mine": mine})


@my
@never_cache
def declare(request: HttpRequest, space_id: UUID, resident_id: UUID) -> HttpResponse:
    """The questions, answered by myself or for my child."""
    asked = queries.asked(request.viewer, space_id, resident_id, on=today(request))
    form = forms.DeclarationForm(typed(request), row=asked.terms)
    subject = {"space_id": space_id, "resident_id": resident_id, "channel": "my"}
    if request.method == "POST" and done(request, form, actions.declare, **subject):
        return redirect("gym:my_index")
    context = {"asked": asked, "form": form}
    return render(request, "gym/my/declare.html", context, status=status_of(form))


@my
@require_POST
def withdraw(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """I take it back; what I answered is gone."""
    subject = {"declaration_id": declaration_id, "channel": "my"}
    actions.withdraw(**subject, by=request.viewer, at=request.at)
    return redirect("gym:my_index")
