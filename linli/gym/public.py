"""The street's doors: how many are inside now, when it is usually quiet, who may come."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.gym import published
from linli.identity.doors import public


@public
def index(request: HttpRequest) -> HttpResponse:
    """The rooms one may come to without a place, and how full each is."""
    context = {"rooms": published.rooms(settings.LINLI_COMMUNITY, at=request.at)}
    return render(request, "gym/public/index.html", context)


@public
def room(request: HttpRequest, space_id: UUID) -> HttpResponse:
    """One room: 7 of 15 inside, the quiet hours of the week, what one needs to come in."""
    page = published.room(settings.LINLI_COMMUNITY, space_id, at=request.at)
    return render(request, "gym/public/room.html", {"page": page, "at": request.at})
