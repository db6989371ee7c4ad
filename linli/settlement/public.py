"""The street's doors: who teaches here, as they wish to be known."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.identity.doors import public
from linli.settlement import published


@public
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who shows themselves."""
    context = {"faces": published.teachers(settings.LINLI_COMMUNITY)}
    return render(request, "settlement/public/index.html", context)


@public
def teacher(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """One of them: the story, the courses, what was given, what people felt."""
    view = published.teacher(provider_id, at=request.at)
    return render(request, "settlement/public/teacher.html", {"view": view})
