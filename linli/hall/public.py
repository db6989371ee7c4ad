"""The street's doors: a week of the hall, a course with its places, lots to be drawn again."""

import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

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
        "voices": published.voices_of_week(settings.LINLI_COMMUNITY, week.first),
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
    voices = published.voices_of_course(view.course.place, course_id)
    context = {"view": view, "voices": voices, "url": url}
    return render(request, "hall/public/course.html", context)


@public
def lots(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course's lots for whoever wants to draw them again."""
    answer = JsonResponse(
        published.lots_of_course(course_id, at=request.at),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = 'attachment; filename="lots.json"'
    return answer


# Into the group chat ------------------------------------------------------------------------------


@public
def short(request: HttpRequest, code: str) -> HttpResponse:
    """A short address, as one writes it on a poster or pastes it into a group."""
    if first := published.week_of_code(code):
        return redirect(f"{reverse('hall:public_index')}?week={first:%Y-%m-%d}")
    course_id = published.course_of_code(settings.LINLI_COMMUNITY, code)
    return redirect("hall:public_course", course_id)


@public
def share_course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course, or one of its sessions, ready for a group: a text to copy and a picture."""
    view, shared = _shared(request, course_id)
    picture = reverse("hall:public_course_picture", args=[course_id])
    asked = request.GET.urlencode()
    picture = request.build_absolute_uri(f"{picture}?{asked}" if asked else picture)
    back = reverse("hall:public_course", args=[course_id])
    context = {"shared": shared, "picture": picture, "back": back, "back_word": view.title}
    return render(request, "hall/public/share.html", context)


@public
def share_week(request: HttpRequest) -> HttpResponse:
    """A week's programme ready for a group."""
    week = _week(request)
    url = _short(request, published.code_of_week(week.first))
    phone = settings.LINLI_ASK_PHONE
    context = {
        "shared": published.shared_week(week, url=url, phone=phone, at=request.at),
        "picture": request.build_absolute_uri(
            f"{reverse('hall:public_week_picture')}?week={week.first:%Y-%m-%d}"
        ),
        "back": f"{reverse('hall:public_index')}?week={week.first:%Y-%m-%d}",
        "back_word": gettext("活动"),
    }
    return render(request, "hall/public/share.html", context)


@public
def course_picture(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course, or one of its sessions, as a picture."""
    view, shared = _shared(request, course_id)
    drawn = published.picture_of_course(
        view, url=shared.url, session=_session(request), **_about(request)
    )
    return _picture(drawn)


@public
def week_picture(request: HttpRequest) -> HttpResponse:
    """A week's programme as a picture."""
    week = _week(request)
    url = _short(request, published.code_of_week(week.first))
    return _picture(published.picture_of_week(week, url=url, **_about(request)))


def _shared(request: HttpRequest, course_id: UUID) -> tuple[published.CourseView, published.Shared]:
    whole = request.build_absolute_uri(reverse("hall:public_course", args=[course_id]))
    view = published.course(course_id, url=whole, at=request.at)
    url = _short(request, published.code_of(course_id))
    phone = settings.LINLI_ASK_PHONE
    return view, published.shared_course(
        view, url=url, phone=phone, at=request.at, session=_session(request)
    )


def _about(request: HttpRequest) -> dict[str, Any]:
    return {"phone": settings.LINLI_ASK_PHONE, "at": request.at}


def _picture(drawn: bytes) -> HttpResponse:
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Disposition"] = 'inline; filename="linli.png"'
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response


def _short(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("hall:public_short", args=[code]))


def _week(request: HttpRequest) -> published.Week:
    place, wanted = settings.LINLI_COMMUNITY, published.Wanted()
    return published.week(place, _day(request), wanted, at=request.at)


def _session(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("session", ""))
    except ValueError:
        return None


def _day(request: HttpRequest) -> datetime.date:
    """The day in the address, else today; no further than a calendar reaches."""
    try:
        day = parse_date(request.GET.get("week", "")) or today(request)
    except ValueError:
        return today(request)
    return day if abs((day - today(request)).days) < forms.FURTHEST_DAYS else today(request)
