"""The street's door: what was told, what is overdue, and the corrections."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.disclosure import published
from linli.identity.doors import public


@public
def index(request: HttpRequest) -> HttpResponse:
    """The duties of this community, counted in public."""
    found = published.disclosure(settings.LINLI_COMMUNITY, timezone.localdate(request.at))
    context = {
        "disclosure": found,
        "corrections": published.corrections(settings.LINLI_COMMUNITY),
    }
    return render(request, "disclosure/public/index.html", context)
