"""How a sound is answered: whole, or the part that was asked for. Safari plays nothing without."""

from django.http import HttpRequest, HttpResponse

from linli.kernel.ranges import Unsatisfiable, part_of

PARTIAL, BEHIND_THE_END = 206, 416


def ranged(request: HttpRequest, media_type: str, content: bytes) -> HttpResponse:
    """The sound as asked for; never guessed into another type, and shown, not kept."""
    size = len(content)
    try:
        part = part_of(request.headers.get("Range", ""), size)
    except Unsatisfiable:
        refused = HttpResponse(status=BEHIND_THE_END)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    first, last = part or (0, size - 1)
    response = HttpResponse(
        content[first : last + 1],
        content_type=media_type,
        status=PARTIAL if part else 200,
    )
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    return response
