"""The street's door: a voice that reads something aloud."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from linli.identity.doors import public
from linli.parts.ranged import ranged
from linli.voices import published


@public
def sound(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """What is published; browsers keep it for a minute, so that it can be taken back."""
    response = ranged(request, *published.sound(recording_id))
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response
