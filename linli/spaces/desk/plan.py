"""The desk's doors to the plan: a day, a week, a room, and what is printed of them."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext as _

from linli.identity.doors import desk, today
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.kernel.words import spoken_day
from linli.places import queries as places
from linli.spaces import queries


@desk(Permission.SPACE_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """A day of all rooms: a grid on a wide screen, a list on a phone."""
    place, day = here(request), asked_day(request)
    plan = queries.day_plan(place, day, request.at) if place else None
    rooms = queries.spaces_at(place, day) if place else []
    context = _context(request, place, day, "day") | {"plan": plan, "spaces": rooms}
    return render(request, "spaces/desk/day.html", context)


@desk(Permission.SPACE_SEE)
def week(request: HttpRequest) -> HttpResponse:
    """A week of all rooms."""
    place, day = here(request), asked_day(request)
    plan = queries.week_plan(place, day, request.at) if place else None
    language, on = get_language() or "zh-hans", today(request)
    heads = [spoken_day(each, on, language) for each in plan.days] if plan else []
    rooms = [
        (
            room,
            reverse("spaces:desk_space", args=[room.id]),
            [(head, rows) for head, (_day, rows) in zip(heads, days, strict=True)],
        )
        for room, days in (plan.rooms if plan else ())
    ]
    shown = {"plan": plan, "heads": heads, "week": rooms}
    context = _context(request, place, day, "week", 7) | shown
    return render(request, "spaces/desk/week.html", context)


@desk(Permission.SPACE_SEE)
def space(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """One room: what it is, when it is open, what comes next."""
    card = queries.desk_space(request.viewer, space_id)
    first = today(request)
    book = queries.book_of(space_id, first, first + datetime.timedelta(days=6))
    week = [first + datetime.timedelta(days=number) for number in range(7)]
    context = {
        "card": card,
        "openings": queries.openings(space_id, first),
        "closures": queries.closures(card.place, request.at, space_id),
        "coming": _coming(card, request.at),
        "free": [(day, queries.clocked(book.free_on(day, request.at))) for day in week],
        "may_keep": request.viewer.may(Permission.SPACE_KEEP, place=card.place),
        "may_book": request.viewer.may(Permission.SPACE_BOOK, place=card.place),
    }
    return render(request, "spaces/desk/space.html", context)


@desk(Permission.SPACE_SEE)
def door(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """The sheet for a room's door: its day, with a code that leads to its free times."""
    card, day = queries.desk_space(request.viewer, space_id), asked_day(request)
    context = {
        "card": card,
        "day": day,
        "rows": queries.bookings_on(card.place, day, request.at, space_ids=queries.near(space_id)),
        "url": request.build_absolute_uri(reverse("spaces:public_space", args=[space_id])),
    }
    return render(request, "spaces/desk/door.html", context)


# Small words --------------------------------------------------------------------------------------


def here(request: HttpRequest) -> str:
    """The community whose rooms are shown: the one asked for, or the first of the viewer's.

    Raises ``NotFound`` for one the viewer's desk does not show.
    """
    mine = queries.places_of(request.viewer)
    asked = request.GET.get("place", "")
    if asked and asked not in mine:
        raise NotFound
    return asked or (mine[0] if mine else "")


def asked_day(request: HttpRequest) -> datetime.date:
    """The day in the address, else today."""
    try:
        return parse_date(request.GET.get("on", "")) or today(request)
    except ValueError:
        return today(request)


def _coming(card: queries.SpaceCard, at: datetime.datetime) -> list[queries.BookingRow]:
    end = at + datetime.timedelta(days=14)
    return queries.bookings_between(card.place, at, end, at=at, space_ids=queries.near(card.id))


def _context(
    request: HttpRequest, place: str, day: datetime.date, shown: str, step: int = 1
) -> dict[str, Any]:
    mine, viewer = queries.places_of(request.viewer), request.viewer
    tail = f"?on={day.isoformat()}&place={place}"
    return {
        "place": place,
        "day": day,
        "earlier": day - datetime.timedelta(days=step),
        "later": day + datetime.timedelta(days=step),
        "shown": shown,
        "tabs": [
            ("day", _("一天"), reverse("spaces:desk_index") + tail),
            ("week", _("一周"), reverse("spaces:desk_week") + tail),
        ],
        "communities": places.named(mine) if len(mine) > 1 else [],
        "waiting": queries.waiting_count(viewer, request.at),
        "may_keep": viewer.may(Permission.SPACE_KEEP, place=place),
        "may_book": viewer.may(Permission.SPACE_BOOK, place=place),
        "may_decide": viewer.may(Permission.SPACE_DECIDE, place=place),
    }
