"""The street's door: where one gives, and who gave."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.giving import published
from linli.identity.doors import public, today


@public
def give(request: HttpRequest) -> HttpResponse:
    """Address, hours, the designated platform; and the gifts of late, as donors chose."""
    place = settings.LINLI_COMMUNITY
    context = {
        "where": published.where(place, today(request)),
        "gifts": published.thanks(place, request.GET.get("page", 1)),
    }
    return render(request, "giving/public/give.html", context)
