"""The street's door: a voice that reads something aloud."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from linli.identity.doors import public
from linli.voices import doors, published


@public
def sound(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """What is published, as asked for; kept by browsers for a minute, so that it can be taken back."""
    response = doors.answer(request, published.sound(recording_id))
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response
