"""The street's doors: a week of the hall, a course with its places, lots to be drawn again."""

import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from linli.bulletin import published as board
from linli.hall import forms, published
from linli.identity.doors import public, today
from linli.parts.kept import kept


def _edition(at: datetime.datetime) -> tuple[object, ...]:
    return published.edition(settings.LINLI_COMMUNITY, at)


FULL_SECONDS, LAST_SECONDS = 3600, 8
"""How long a page of open data may be kept: a full one (what changes comes again behind it), and
the last one, which a reader asks again and again."""

WALL_NOTICES = 3


@kept(_edition)
@public
def index(request: HttpRequest) -> HttpResponse:
    """A week's programme by day, for an age, a scene, a room; of this week, today comes first."""
    wanted = forms.wanted(request.GET)
    week = published.week(settings.LINLI_COMMUNITY, _day(request), wanted, at=request.at)
    days, behind = week.around(today(request))
    context = {
        "week": week,
        "days": days,
        "behind": behind,
        "behind_many": sum(len(day.lines) for day in behind),
        "wanted": wanted,
        "choices": forms.choices(request.GET, week.rooms),
        "kept": forms.kept(request.GET, week=""),
        "narrowed": forms.narrowed(wanted),
        "today": today(request),
        "voices": published.voices_of_week(settings.LINLI_COMMUNITY, week.first),
    }
    return render(request, "hall/public/index.html", context)


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """The week on a sheet of paper, for a fridge door; on more where one does not hold it."""
    wanted = forms.wanted(request.GET)
    week = published.week(settings.LINLI_COMMUNITY, _day(request), wanted, at=request.at)
    context = {
        "week": week,
        "printed": published.fridge(week.days),
        "url": request.build_absolute_uri(reverse("hall:public_index")),
        "narrowed": forms.narrowed(wanted),
    }
    return render(request, "hall/public/sheet.html", context)


@public
def screen(request: HttpRequest) -> HttpResponse:
    """Today's programme for a screen on the wall; it asks again by itself, without a script."""
    place, on = settings.LINLI_COMMUNITY, today(request)
    board_url = request.build_absolute_uri(reverse("bulletin:public_index")).partition("://")[2]
    context = {
        "rows": [row for row in published.programme_of(place, on, request.at) if not row.over],
        "notices": board.standing(place, on)[:WALL_NOTICES],
        "board": board_url,
        "day": on,
        "url": request.build_absolute_uri(reverse("hall:public_index")),
    }
    return render(request, "hall/public/screen.html", context)


@public
def told(request: HttpRequest) -> HttpResponse:
    """The week in sentences, to be read aloud or copied: one a session."""
    wanted = forms.wanted(request.GET)
    week = published.week(settings.LINLI_COMMUNITY, _day(request), wanted, at=request.at)
    context = {
        "week": week,
        "narrowed": forms.narrowed(wanted),
        "kept": forms.kept(request.GET, week=""),
    }
    return render(request, "hall/public/told.html", context)


@public
def ages(request: HttpRequest) -> HttpResponse:
    """What every age finds in a week, and what is not there yet: for a wall and a printer whole,
    on a phone an age at a time."""
    week = published.ages(settings.LINLI_COMMUNITY, _day(request))
    url = request.build_absolute_uri(reverse("hall:public_ages"))
    context = {"week": week, "url": url, "one": week.of(request.GET.get("band", ""))}
    return render(request, "hall/public/ages.html", context)


@kept(_edition)
@public
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course: what, for whom, when, how many places, and how lots fell."""
    url = request.build_absolute_uri(reverse("hall:public_course", args=[course_id]))
    view = published.course(course_id, url=url, at=request.at)
    voices = published.voices_of_course(view.course)
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


@public
def personal_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """A resident's own places, for whoever has the address; nobody on the way keeps a copy."""
    feed = published.personal_calendar(token, at=request.at)
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """What open data of the programme there is, for people and for machines."""
    where = _addresses(request)
    context = {
        "feeds": where.feeds,
        "license": published.LICENSE,
        "dataset": published.as_block(published.dataset(settings.LINLI_COMMUNITY, where)),
    }
    return render(request, "hall/public/open_data.html", context)


@public
def open_scenes(request: HttpRequest) -> HttpResponse:
    """The kinds of things that go on, as a list for machines."""
    answer = JsonResponse(
        published.scenes(_addresses(request)), json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Type"] = "application/ld+json"
    return answer


@public
def open_feed(request: HttpRequest, feed: str) -> HttpResponse:
    """A page of open data, from where the reader has come to."""
    after = forms.after(request.GET)
    told = published.page(settings.LINLI_COMMUNITY, feed, after, _addresses(request), at=request.at)
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = published.FORMAT
    answer["Cache-Control"] = f"public, max-age={FULL_SECONDS if told['items'] else LAST_SECONDS}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _addresses(request: HttpRequest) -> published.Addresses:
    """Where what is published stands, seen from who asks."""

    def at(name: str, *args: object) -> str:
        return request.build_absolute_uri(reverse(f"hall:{name}", args=args))

    return published.Addresses(
        home=at("public_index"),
        data=at("public_open"),
        scenes=at("public_scenes"),
        logo=request.build_absolute_uri(static("hall/logo.svg")),
        feeds={
            published.SERIES: at("public_series"),
            published.SESSIONS: at("public_sessions"),
        },
        course=lambda course_id: at("public_course", course_id),
    )


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
    return render(request, "parts/share.html", context)


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
    return render(request, "parts/share.html", context)


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
