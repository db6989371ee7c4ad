"""The street's doors: a week of the hall, a course with its places, lots to be drawn again."""

import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date

from linli.hall import forms, published
from linli.identity.doors import public, today
from linli.parts.kept import kept


def _edition(request: HttpRequest) -> tuple[object, ...]:
    return published.edition(settings.LINLI_COMMUNITY, request.at)


@public
@kept(_edition)
def index(request: HttpRequest) -> HttpResponse:
    """A week's programme by day, for an age, a scene, a room."""
    wanted = forms.wanted(request.GET)
    week = published.week(settings.LINLI_COMMUNITY, _day(request), wanted, at=request.at)
    context = {
        "week": week,
        "wanted": wanted,
        "choices": forms.choices(request.GET, week.rooms),
        "kept": forms.kept(request.GET),
        "today": today(request),
    }
    return render(request, "hall/public/index.html", context)


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """The week on one sheet of paper, for a fridge door."""
    wanted = forms.wanted(request.GET)
    week = published.week(settings.LINLI_COMMUNITY, _day(request), wanted, at=request.at)
    url = request.build_absolute_uri(reverse("hall:public_index"))
    return render(request, "hall/public/sheet.html", {"week": week, "url": url})


@public
@kept(_edition)
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course: what, for whom, when, how many places, and how lots fell."""
    url = request.build_absolute_uri(reverse("hall:public_course", args=[course_id]))
    view = published.course(course_id, url=url, at=request.at)
    return render(request, "hall/public/course.html", {"view": view})


@public
def lots(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course's lots for whoever wants to draw them again."""
    answer = JsonResponse(
        published.lots_of_course(course_id, at=request.at),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = 'attachment; filename="lots.json"'
    return answer


def _day(request: HttpRequest) -> datetime.date:
    """The day in the address, else today; no further than a calendar reaches."""
    try:
        day = parse_date(request.GET.get("week", "")) or today(request)
    except ValueError:
        return today(request)
    return day if abs((day - today(request)).days) < forms.FURTHEST_DAYS else today(request)
