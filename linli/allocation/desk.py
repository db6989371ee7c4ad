"""The desk's doors: open a round, take applications, plan it, check it, book it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from linli.allocation import actions, forms, queries
from linli.identity import queries as identity
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.spaces import queries as spaces

FOUND_ROWS = 8


@desk(Permission.SPACE_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of the viewer's communities."""
    places = queries.places_of(request.viewer)
    rows = [row for place in places for row in queries.rounds_at(place, request.at)]
    context = {"rounds": rows, "may_keep": request.viewer.may(Permission.ALLOCATION_KEEP)}
    return render(request, "allocation/desk/index.html", context)


@desk(Permission.ALLOCATION_KEEP)
def open_round(request: HttpRequest) -> HttpResponse:
    """Season, rooms, deadline, rule."""
    mine = sorted(request.viewer.communities(Permission.ALLOCATION_KEEP))
    if not mine:
        raise NotFound
    form = forms.OpenForm(
        typed(request),
        rooms=spaces.spaces_at(mine[0], today(request)),
        initial={"opens_on": today(request)},
    )
    if request.method == "POST" and (
        made := done(request, form, actions.open_round, place=mine[0])
    ):
        return redirect("allocation:desk_round", made.pk)
    return render(request, "allocation/desk/open.html", {"form": form}, status=status_of(form))


@desk(Permission.SPACE_SEE)
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """How far a round has come, what is to be done next, and who applied."""
    context = _round(request, round_id)
    context["applications"] = queries.applications_of(request.viewer, round_id)
    return render(request, "allocation/desk/round.html", context)


@desk(Permission.SPACE_BOOK)
def apply(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Write down what somebody says who calls or stands here."""
    context = _round(request, round_id)
    card = context["card"]
    form = forms.DeskApplyForm(
        typed(request),
        rooms=card.rooms,
        organisations=identity.organisations_at(card.row.place),
        initial={"resident": request.GET.get("resident", "")},
    )
    if request.method == "POST" and (made := done(request, form, actions.apply, round_id=round_id)):
        return redirect("allocation:desk_application", made.pk)
    context |= {"form": form} | _found(request)
    return render(request, "allocation/desk/apply.html", context, status=status_of(form))


@desk(Permission.SPACE_SEE)
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application, to be read out to who is on the line."""
    return _application(request, application_id)


@desk(Permission.SPACE_BOOK)
def add_wish(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One more hour wished."""
    found = queries.application(request.viewer, application_id)
    context = _round(request, found.round_id)
    form = forms.WishForm(typed(request), rooms=context["card"].rooms)
    more = {"application_id": application_id}
    if request.method == "POST" and done(request, form, actions.add_wish, **more):
        return redirect("allocation:desk_application", application_id)
    context |= {"form": form, "found": found}
    return render(request, "allocation/desk/wish.html", context, status=status_of(form))


@desk(Permission.SPACE_BOOK)
@require_POST
def drop_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Take a wish back."""
    found = actions.drop_wish(wish_id=wish_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_application", found.pk)


@desk(Permission.SPACE_BOOK)
@require_POST
def raise_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Put a wish further up."""
    found = actions.raise_wish(wish_id=wish_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_application", found.pk)


@desk(Permission.SPACE_BOOK)
@require_POST
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """They take it back."""
    actions.withdraw(application_id=application_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_application", application_id)


@desk(Permission.SPACE_BOOK)
@require_POST
def give_back(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """They give a weekly hour back."""
    found = actions.give_back(slot_id=slot_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_application", found.application_id)


@desk(Permission.ALLOCATION_KEEP)
@require_POST
def correct(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Put right what an application says of itself."""
    form = forms.CorrectForm(request.POST)
    if done(request, form, actions.correct, application_id=application_id):
        return redirect("allocation:desk_application", application_id)
    return _application(request, application_id, form)


# The plan -----------------------------------------------------------------------------------------


@desk(Permission.ALLOCATION_KEEP)
@require_POST
def suggest(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Give the hours by the rule."""
    actions.suggest(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_plan", round_id)


@desk(Permission.SPACE_SEE)
def plan(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The week as it stands, of all rooms or of one, beside what was suggested; and the button of
    whoever checks it."""
    context = _round(request, round_id)
    page = queries.plan_page(request.viewer, round_id)
    rooms = queries.week_of(round_id, context["card"].rooms, page.standing)
    asked = forms.id_or_none(request.GET.get("room", ""))
    chosen = next((one for one in rooms if one.space.id == asked), None)
    heads = [day.speak(get_language() or "zh-hans") for day in queries.WEEKDAYS]
    week = [
        (
            one.space,
            f"?room={one.space.id}",
            [(head, cells) for head, (_day, cells) in zip(heads, one.told, strict=True)],
        )
        for one in rooms
    ]
    context |= {
        "plan": page,
        "chosen": chosen,
        "days": chosen.days_told if chosen else page.days,
        "heads": heads,
        "week": week,
    }
    return render(request, "allocation/desk/plan.html", context)


@desk(Permission.ALLOCATION_KEEP)
def hour(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Put an hour elsewhere, with a reason."""
    return _hour(request, slot_id, "move", actions.move_hour)


@desk(Permission.ALLOCATION_KEEP)
@require_POST
def take_out(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Take an hour out, with a reason."""
    return _hour(request, slot_id, "out", actions.take_out)


@desk(Permission.ALLOCATION_KEEP)
def put_in(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Give an hour that the rule did not, with a reason."""
    context = _round(request, round_id)
    short = queries.plan_page(request.viewer, round_id).short
    form = forms.PutInForm(typed(request), rooms=context["card"].rooms, short=short)
    if request.method == "POST" and done(request, form, actions.put_in):
        return redirect("allocation:desk_plan", round_id)
    context["form"] = form
    return render(request, "allocation/desk/put_in.html", context, status=status_of(form))


@desk(Permission.ALLOCATION_CONFIRM)
@require_POST
def confirm(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Somebody else checked it: it is public, and its hours are booked."""
    actions.confirm(round_id=round_id, by=request.viewer, at=request.at)
    actions.book_hours(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("allocation:desk_plan", round_id)


@desk(Permission.ALLOCATION_KEEP)
def call_off(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Take a round back, and say why."""
    context = _round(request, round_id)
    form = forms.ReasonForm(typed(request))
    if request.method == "POST" and done(request, form, actions.call_off, round_id=round_id):
        return redirect("allocation:desk_round", round_id)
    context["form"] = form
    return render(request, "allocation/desk/call_off.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _round(request: HttpRequest, round_id: UUID) -> dict[str, Any]:
    """A round, and what the viewer may do with it."""
    viewer = request.viewer
    card = queries.desk_round(viewer, round_id, request.at)
    place = card.row.place
    return {
        "card": card,
        "may_keep": viewer.may(Permission.ALLOCATION_KEEP, place=place),
        "may_confirm": viewer.may(Permission.ALLOCATION_CONFIRM, place=place)
        and viewer.user_id != card.planned_by_id,
        "may_book": viewer.may(Permission.SPACE_BOOK, place=place),
    }


def _application(
    request: HttpRequest, application_id: UUID, form: forms.CorrectForm | None = None
) -> HttpResponse:
    found = queries.application(request.viewer, application_id)
    context = _round(request, found.round_id) | {"found": found}
    context["form"] = form or forms.CorrectForm(initial=forms.AboutForm.said(found.about))
    status = status_of(form) if form else 200
    return render(request, "allocation/desk/application.html", context, status=status)


def _hour(request: HttpRequest, slot_id: UUID, which: str, act: Any) -> HttpResponse:
    """The page of one hour; ``which`` of its forms was sent."""
    page = queries.hour_page(request.viewer, slot_id)
    context = _round(request, page.round_id) | {"page": page}
    sent = typed(request)
    initial = {
        "space": page.hour.space_id,
        "weekday": page.hour.weekday,
        "starts": forms.clocked(page.hour.from_minute),
        "ends": forms.clocked(page.hour.until_minute),
    }
    context["move"] = forms.HourForm(
        sent if which == "move" else None, rooms=context["card"].rooms, initial=initial
    )
    context["out"] = forms.ReasonForm(sent if which == "out" else None)
    if sent is not None and done(request, context[which], act, slot_id=slot_id):
        return redirect("allocation:desk_plan", page.round_id)
    status = status_of(context[which]) if sent is not None else 200
    return render(request, "allocation/desk/hour.html", context, status=status)


def _found(request: HttpRequest) -> dict[str, Any]:
    """The residents whose name was asked for, and the one who was chosen."""
    viewer, on = request.viewer, today(request)
    q = request.GET.get("find", "").strip()
    listed = viewer.may(Permission.RESIDENT_LIST)
    chosen = forms.id_or_none(request.POST.get("resident") or request.GET.get("resident") or "")
    names = people.labels(viewer, [chosen], on) if chosen else {}
    return {
        "q": q,
        "rows": people.residents(viewer, on, q).rows[:FOUND_ROWS] if q and listed else (),
        "chosen": names.get(chosen, "") if chosen else "",
        "may_find": listed,
    }
