"""The desk's doors to the rooms themselves: open, change, shut, say to whom; days off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.places import actions as place_actions, queries as places
from linli.spaces import actions, forms, queries


@desk(Permission.SPACE_KEEP)
def open_space(request: HttpRequest) -> HttpResponse:
    """A new room, by itself or as a part of another."""
    place = _place(request)
    rooms = queries.spaces_at(place, today(request))
    form = forms.SpaceForm(typed(request), rooms=rooms)
    if request.method == "POST" and (made := done(request, form, actions.open_space, place=place)):
        return redirect("spaces:desk_space", made.pk)
    return render(request, "spaces/desk/open.html", {"form": form}, status=status_of(form))


@desk(Permission.SPACE_KEEP)
def change(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """The facts of a room; a smaller capacity says whom it affects."""
    card = queries.desk_space(request.viewer, space_id)
    form = forms.ChangeForm(typed(request), initial=_facts(card))
    if request.method == "POST" and done(request, form, actions.change_space, space_id=space_id):
        return redirect("spaces:desk_space", space_id)
    context = {"card": card, "form": form}
    return render(request, "spaces/desk/change.html", context, status=status_of(form))


@desk(Permission.SPACE_KEEP)
@require_POST
def close_space(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """Use a room no more."""
    actions.close_space(space_id=space_id, by=request.viewer, at=request.at)
    return redirect("spaces:desk_space", space_id)


@desk(Permission.SPACE_KEEP)
def opening(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """When it is open: the rules, a new one, the end of one."""
    card = queries.desk_space(request.viewer, space_id)
    form = forms.OpeningForm(
        typed(request), initial={"from_on": today(request), "on_days_off": "closed"}
    )
    if request.method == "POST" and done(request, form, actions.set_opening, space_id=space_id):
        return redirect("spaces:desk_opening", space_id)
    context = {
        "card": card,
        "form": form,
        "rows": queries.openings(space_id, today(request)),
    }
    return render(request, "spaces/desk/opening.html", context, status=status_of(form))


@desk(Permission.SPACE_KEEP)
@require_POST
def end_opening(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """The last day of a rule."""
    until_on = forms.UntilForm(request.POST)
    if not until_on.is_valid():
        raise actions.DayEndsBeforeItBegins
    rule = actions.end_opening(
        rule_id=rule_id, by=request.viewer, at=request.at, **until_on.values()
    )
    return redirect("spaces:desk_opening", rule.space_id)


@desk(Permission.SPACE_KEEP)
def closures(request: HttpRequest) -> HttpResponse:
    """What is shut, and shutting a room for a time: which bookings it meets is said first."""
    place = _place(request)
    rooms = queries.spaces_at(place, today(request))
    initial = {"space": request.GET.get("space", ""), "first": "00:00", "last": "00:00"}
    form = forms.ClosureForm(typed(request), rooms=rooms, initial=initial)
    if request.method == "POST" and (made := done(request, form, actions.close_for, place=place)):
        return redirect("spaces:desk_closure", made.pk)
    context = {"form": form, "rows": queries.closures(place, request.at)}
    return render(request, "spaces/desk/closures.html", context, status=status_of(form))


@desk(Permission.SPACE_SEE)
def closure(request: HttpRequest, closure_id: UUID) -> HttpResponse:
    """One closure, and the bookings that still stand in it."""
    card = queries.closure(request.viewer, closure_id)
    near = queries.near(card.space_id) if card.space_id else None
    met = queries.meeting(
        card.place_id, (card.start_at, card.end_at), space_ids=near, at=request.at
    )
    may = request.viewer.may(Permission.SPACE_KEEP, place=card.place_id)
    context = {"card": card, "met": met, "may_lift": may and not card.lifted_at}
    return render(request, "spaces/desk/closure.html", context)


@desk(Permission.SPACE_KEEP)
@require_POST
def lift(request: HttpRequest, closure_id: UUID) -> HttpResponse:
    """Open again."""
    actions.lift_closure(closure_id=closure_id, by=request.viewer, at=request.at)
    return redirect("spaces:desk_closure", closure_id)


@desk(Permission.SPACE_KEEP)
def policies(request: HttpRequest) -> HttpResponse:
    """Who may book, and how much."""
    place = _place(request)
    rooms = queries.spaces_at(place, today(request))
    form = forms.PolicyForm(
        typed(request), rooms=rooms, initial={"from_on": today(request), "needs_approval": True}
    )
    if request.method == "POST" and done(request, form, actions.set_policy, place=place):
        return redirect("spaces:desk_policies")
    context = {"form": form, "rows": queries.policies(place, today(request))}
    return render(request, "spaces/desk/policies.html", context, status=status_of(form))


@desk(Permission.SPACE_KEEP)
@require_POST
def end_policy(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """From tomorrow on it holds no more."""
    actions.end_policy(
        policy_id=policy_id, until_on=today(request), by=request.viewer, at=request.at
    )
    return redirect("spaces:desk_policies")


@desk(Permission.CALENDAR_KEEP)
def days_off(request: HttpRequest) -> HttpResponse:
    """The days off of the years that are known, and the table of a new one."""
    form = forms.DaysOffForm(typed(request))
    if request.method == "POST" and done(request, form, place_actions.import_days_off):
        return redirect("spaces:desk_days_off")
    year = today(request).year
    years = [(each, places.days_named_in(each)) for each in (year, year + 1)]
    context = {"form": form, "years": years}
    return render(request, "spaces/desk/days_off.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _place(request: HttpRequest) -> str:
    """The community asked for, or the first in which the viewer keeps rooms."""
    mine = sorted(request.viewer.communities(Permission.SPACE_KEEP))
    asked = request.GET.get("place", "")
    if not mine or (asked and asked not in mine):
        raise NotFound
    return asked or mine[0]


def _facts(card: queries.SpaceCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "name_en": card.name_en,
        "capacity_people": card.capacity_people,
        "area_m2": card.area_m2,
        "features": list(card.features),
        "equipment": _("、").join(card.equipment),
        "open_access": card.open_access,
        "private": card.private,
        "order": card.order,
    }
