"""The street's door: the programme as a calendar anybody can subscribe to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from linli.identity.doors import public
from linli.programmes import published


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """This community's programme, for a telephone's calendar."""
    feed = published.calendar(settings.LINLI_COMMUNITY, at=timezone.now())
    return HttpResponse(feed, content_type="text/calendar; charset=utf-8")
