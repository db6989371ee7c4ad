"""The street's doors: what rooms there are, when they are free, what is in them today."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.identity.doors import public, today
from linli.spaces import published


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
