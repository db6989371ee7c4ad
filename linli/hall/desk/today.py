"""The desk's door to what is printed of a day: a poster of everything that is on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date

from linli.hall import published
from linli.identity.doors import desk, today
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound
from linli.spaces import queries as spaces


@desk(Permission.SPACE_SEE)
def poster(request: HttpRequest) -> HttpResponse:
    """The poster of a day of a community, with a code that leads to the rooms."""
    mine = spaces.places_of(request.viewer)
    place = request.GET.get("place") or next(iter(mine), "")
    if place not in mine:
        raise NotFound
    try:
        day = parse_date(request.GET.get("on", "")) or today(request)
    except ValueError:
        day = today(request)
    context = {
        "day": day,
        "rows": published.programme_of(place, day, request.at),
        "url": request.build_absolute_uri(reverse("spaces:public_index")),
    }
    return render(request, "hall/desk/poster.html", context)
