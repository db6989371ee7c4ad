"""The street's doors: the rounds, one round with its rule and result, and its data."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from linli.allocation import published
from linli.identity.doors import public


@public
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of this community, the latest season first."""
    rows = published.rounds(settings.LINLI_COMMUNITY, request.at)
    context = {"rounds": rows, "taking": any(row.state == "open" for row in rows)}
    return render(request, "allocation/public/index.html", context)


@public
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """One round: until when, which rooms, by which rule; and who got what."""
    page = published.round_page(round_id, request.at)
    return render(request, "allocation/public/round.html", {"page": page})


@public
def season(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What the rule saw and gave, for whoever wants to work it out again."""
    answer = JsonResponse(
        published.season(round_id), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = 'attachment; filename="season.json"'
    return answer
