"""The street's door to season passes: what there is, for how much, and what goes back."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.identity.doors import public
from linli.pricing import published


@public
def passes(request: HttpRequest) -> HttpResponse:
    """The passes that are on sale today."""
    found = published.passes(settings.LINLI_COMMUNITY, timezone.localdate(request.at))
    return render(request, "pricing/public/passes.html", {"passes": found})
