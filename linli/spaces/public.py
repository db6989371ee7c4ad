"""The street's doors: what rooms there are, when they are free, and today's programme on a wall."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.bulletin import published as board
from linli.identity.doors import public, today
from linli.spaces import published

WALL_NOTICES = 3


@public
def index(request: HttpRequest) -> HttpResponse:
    """The rooms, with what helps who comes on wheels, and what is on today."""
    place, on = settings.LINLI_COMMUNITY, today(request)
    context = {
        "spaces": published.rooms(place, on),
        "programme": published.programme(place, on, request.at),
        "day": on,
    }
    return render(request, "spaces/public/index.html", context)


@public
def space(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """One room and its free hours of the week."""
    week = published.week_of(space_id, request.at)
    return render(request, "spaces/public/space.html", {"week": week})


@public
def screen(request: HttpRequest) -> HttpResponse:
    """Today's programme for a screen on the wall; it asks again by itself, without a script."""
    place, on = settings.LINLI_COMMUNITY, today(request)
    rows = [row for row in published.programme(place, on, request.at) if not row.over]
    url = request.build_absolute_uri(reverse("hall:public_index"))
    notices = board.standing(place, on)[:WALL_NOTICES]
    board_url = request.build_absolute_uri(reverse("bulletin:public_index")).partition("://")[2]
    context = {"rows": rows, "notices": notices, "board": board_url, "day": on, "url": url}
    return render(request, "spaces/public/screen.html", context)
