"""The street's door: the rules of the door, and how many came."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.attendance import published
from linli.identity.doors import public


@public
def index(request: HttpRequest) -> HttpResponse:
    """How long a place is kept, what becomes of who does not come, and what people felt."""
    context = {
        "rules": published.RULES,
        "courses": published.courses(settings.LINLI_COMMUNITY, at=request.at),
    }
    return render(request, "attendance/public/index.html", context)
