"""The desk's door: look at one paper. Who looked is logged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.papers import queries


@desk(Permission.RESIDENT_OPEN)
def show(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The paper itself; kept by no cache and never guessed into another type."""
    sheet = queries.paper(request.viewer, paper_id)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = "inline"
    return response
