"""A resident's doors: apply for a group, see how it stands, change it, give an hour back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.allocation import actions, forms, queries
from linli.identity import queries as identity
from linli.identity.doors import done, my, status_of, today, typed
from linli.people import queries as people


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """My applications, and the rounds that take some now."""
    home = people.my_home(request.viewer, today(request))
    rounds = queries.rounds_at(home.place, request.at) if home else []
    context = {
        "mine": queries.mine(request.viewer),
        "open": [one for one in rounds if one.state == "open"],
        "home": home,
    }
    return render(request, "allocation/my/index.html", context)


@my
@never_cache
def apply(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Who asks, for what, and the first wish."""
    card = _round(request, round_id)
    more = {"rooms": card.rooms, "organisations": identity.organisations_at(card.row.place)}
    form = forms.ApplyForm(typed(request), **more)
    if request.method == "POST" and (made := done(request, form, actions.apply, round_id=round_id)):
        return redirect("allocation:my_application", made.pk)
    context = {"card": card, "form": form}
    return render(request, "allocation/my/apply.html", context, status=status_of(form))


@my
@never_cache
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The receipt, then the result: each wish and what became of it."""
    return render(request, "allocation/my/application.html", _mine(request, application_id))


@my
@never_cache
def change(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Say anew who, what and how often."""
    context = _mine(request, application_id)
    card = context["card"]
    form = forms.AboutForm(
        typed(request),
        rooms=card.rooms,
        organisations=identity.organisations_at(card.row.place),
        initial=forms.AboutForm.said(context["mine"].about),
    )
    more = {"application_id": application_id}
    if request.method == "POST" and done(request, form, actions.change_application, **more):
        return redirect("allocation:my_application", application_id)
    context["form"] = form
    return render(request, "allocation/my/change.html", context, status=status_of(form))


@my
@never_cache
def add_wish(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One more hour wished."""
    context = _mine(request, application_id)
    form = forms.WishForm(typed(request), rooms=context["card"].rooms)
    more = {"application_id": application_id}
    if request.method == "POST" and done(request, form, actions.add_wish, **more):
        return redirect("allocation:my_application", application_id)
    context["form"] = form
    return render(request, "allocation/my/wish.html", context, status=status_of(form))


@my
@require_POST
def drop_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Take a wish back."""
    found = actions.drop_wish(wish_id=wish_id, by=request.viewer, at=request.at)
    return redirect("allocation:my_application", found.pk)


@my
@require_POST
def raise_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Put a wish further up."""
    found = actions.raise_wish(wish_id=wish_id, by=request.viewer, at=request.at)
    return redirect("allocation:my_application", found.pk)


@my
@require_POST
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Take the application back."""
    actions.withdraw(application_id=application_id, by=request.viewer, at=request.at)
    return redirect("allocation:my_application", application_id)


@my
@require_POST
def give_back(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Give a weekly hour back."""
    found = actions.give_back(slot_id=slot_id, by=request.viewer, at=request.at)
    return redirect("allocation:my_application", found.application_id)


def _round(request: HttpRequest, round_id: UUID) -> queries.RoundCard:
    """A round of the community one lives in."""
    home = people.my_home(request.viewer, today(request))
    card = queries.round_card(round_id, request.at)
    if home is None or home.place != card.row.place:
        raise Http404
    return card


def _mine(request: HttpRequest, application_id: UUID) -> dict[str, Any]:
    mine = queries.my_application(request.viewer, application_id)
    return {"mine": mine, "card": queries.round_card(mine.round_id, request.at)}
