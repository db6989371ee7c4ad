"""The street's doors: the board, one bulletin by its number, and the same for a group or a wall."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.bulletin import published
from linli.identity.doors import public, today


@public
def index(request: HttpRequest) -> HttpResponse:
    """What stands today."""
    rows = published.standing(settings.LINLI_COMMUNITY, today(request))
    return render(request, "bulletin/public/index.html", {"rows": rows})


@public
def past(request: HttpRequest) -> HttpResponse:
    """What stood once."""
    page = request.GET.get("page", 1)
    found = published.past(settings.LINLI_COMMUNITY, today(request), page)
    return render(request, "bulletin/public/past.html", {"page": found})


@public
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """One bulletin; its address is short enough to be read out."""
    page = published.notice(settings.LINLI_COMMUNITY, number, today(request))
    context = {"page": page, "url": _address(request, number)}
    return render(request, "bulletin/public/notice.html", context)


@public
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The same on paper, for a door or a lift."""
    found = published.readable(settings.LINLI_COMMUNITY, number, today(request))
    context = {"notice": found, "url": _address(request, number)}
    return render(request, "bulletin/public/sheet.html", context)


@public
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Ready for a group: a text to copy and a picture."""
    found = published.readable(settings.LINLI_COMMUNITY, number, today(request))
    context = {
        "shared": published.shared(found, **_about(request, number)),
        "picture": request.build_absolute_uri(reverse("bulletin:public_picture", args=[number])),
        "back": reverse("bulletin:public_notice", args=[number]),
        "back_word": found.title,
    }
    return render(request, "parts/share.html", context)


@public
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """As a picture."""
    found = published.readable(settings.LINLI_COMMUNITY, number, today(request))
    drawn = published.picture(found, **_about(request, number))
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Disposition"] = 'inline; filename="linli.png"'
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response


def _about(request: HttpRequest, number: int) -> dict[str, Any]:
    phone = settings.LINLI_ASK_PHONE
    return {"url": _address(request, number), "phone": phone, "on": today(request)}


def _address(request: HttpRequest, number: int) -> str:
    return request.build_absolute_uri(reverse("bulletin:public_notice", args=[number]))
