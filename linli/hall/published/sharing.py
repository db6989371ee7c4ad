"""What a page of the hall says in a group chat: a few lines, a short address, a picture.

Built from what is published and from nothing else. The short address is worked out from the
course's id, so there is no table of them to keep.
"""

import base64
import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext as _

from linli.hall.published.programme import CourseView, Line, Week
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN, spoken_day, spoken_moment
from linli.parts.sharing import Poster, Shared, as_png
from linli.programmes import published as programmes
from linli.programmes.published import CourseFace
from linli.voices import published as voices
from linli.voices.published import Voice

CODE_BYTES = 5
WEEK_MARK = "w"
MOST_LINES = 30
MOST_DAYS_AHEAD = 800
COURSE, WEEK = ("programmes", "course"), ("hall", "week")
"""What a voice reads aloud: a course's page, a week of the programme."""


def code_of(course_id: UUID) -> str:
    """Eight letters for a course: its last forty bits, which are random, in RFC 4648 base32."""
    return base64.b32encode(course_id.bytes[-CODE_BYTES:]).decode().lower()


def code_of_week(first: datetime.date) -> str:
    """``w261130`` for the week of that Monday."""
    return f"{WEEK_MARK}{first:%y%m%d}"


def course_of_code(place: str, code: str) -> UUID:
    """The course of a short address. Raises ``NotFound``."""
    for course_id in programmes.course_ids(place):
        if code_of(course_id) == code.lower():
            return course_id
    raise NotFound


def week_of_code(code: str) -> datetime.date | None:
    """The Monday of a short address of a week; None where it is none."""
    try:
        return datetime.datetime.strptime(f"{code.lower()}+0800", f"{WEEK_MARK}%y%m%d%z").date()
    except ValueError:
        return None


def voices_of_course(course: CourseFace) -> list[Voice]:
    """Who reads this course aloud. Of a closed group nobody is heard: it may have been read before
    it was one. One query."""
    if course.closed_group:
        return []
    return voices.voices_of(course.place, *COURSE, [str(course.id)]).get(str(course.id), [])


def voices_of_week(place: str, first: datetime.date) -> list[Voice]:
    """Who reads this week's programme aloud. One query."""
    return voices.voices_of(place, *WEEK, [first.isoformat()]).get(first.isoformat(), [])


def slot_of_course(place: str, course_id: UUID, title: str) -> str:
    """Where a course is read aloud."""
    return voices.slot(place, voices.Origin(*COURSE, str(course_id), title))


def slot_of_week(place: str, first: datetime.date, at: datetime.datetime) -> str:
    """Where a week's programme is read aloud."""
    title = _("%(first)s起这一周的活动") % {"first": _day(first, at)}
    return voices.slot(place, voices.Origin(*WEEK, first.isoformat(), title))


def shared_course(
    view: CourseView, *, url: str, phone: str, at: datetime.datetime, session: UUID | None = None
) -> Shared:
    """A course, or one of its sessions, for the group. ``url``: its short address."""
    line = _line(view, session)
    facts = [*_when(view, line, at), *_places(view, line)]
    if view.course.summary and not line:
        facts.append(view.course.summary)
    text = [
        _("【%(title)s】") % {"title": view.title},
        *facts,
        _("看详情、报名：%(url)s") % {"url": url},
    ]
    if phone:
        text.append(_("不用手机报，打电话也一样：%(phone)s") % {"phone": phone})
    return Shared(view.title, " · ".join(facts), "\n".join(text), url)


def shared_week(week: Week, *, url: str, phone: str, at: datetime.datetime) -> Shared:
    """A week's programme for the group, a line a session, as many as anybody would read."""
    title = _("%(first)s起这一周的活动") % {"first": _day(week.first, at)}
    lines, count = [], 0
    for day in week.days:
        standing = [each for each in day.lines if not each.cancelled]
        if not standing or count >= MOST_LINES:
            continue
        lines.append(f"▪ {_day(day.day, at)}")
        lines += [
            f"{each.hours} {each.title} {each.room}".rstrip()
            for each in standing[: MOST_LINES - count]
        ]
        count += len(standing)
    if count > MOST_LINES:
        lines.append(_("还有一些，点开看。"))
    if not lines:
        lines.append(_("这一周还没有安排。"))
    text = [
        _("【%(title)s】") % {"title": title},
        *lines,
        _("看名额、报名：%(url)s") % {"url": url},
    ]
    if phone:
        text.append(_("不用手机报，打电话也一样：%(phone)s") % {"phone": phone})
    description = _("从几个月到一百岁，这一周都有什么。")
    return Shared(title, description, "\n".join(text), url)


def picture_of_course(
    view: CourseView,
    *,
    url: str,
    phone: str,
    at: datetime.datetime,
    session: UUID | None = None,
) -> bytes:
    """A course, or one of its sessions, as a picture."""
    line = _line(view, session)
    ahead = [] if line else [each for each in view.lines if not each.cancelled][:6]
    poster = Poster(
        head=_("全龄友好馆"),
        title=view.title,
        lead=(*_when(view, line, at), *_places(view, line)),
        rows=tuple((_day_parts(each)[1], f"{each.hours} {each.room}") for each in ahead),
        foot=_foot(url, phone),
        url=url,
        more=_("还有更多日子，扫码看。"),
    )
    return as_png(poster)


def picture_of_week(week: Week, *, url: str, phone: str, at: datetime.datetime) -> bytes:
    """A week's programme as a picture."""
    lines = [each for day in week.days for each in day.lines if not each.cancelled]
    poster = Poster(
        head=_("全龄友好馆"),
        title=_("这一周的活动"),
        lead=(
            _("%(first)s 到 %(last)s")
            % {"first": _day(week.first, at), "last": _day(week.last, at)},
        ),
        rows=tuple(
            (f"{_day_parts(each)[0]} {each.hours.partition('–')[0]}", f"{each.title} {each.room}")
            for each in lines
        ),
        foot=_foot(url, phone),
        url=url,
        more=_("还有更多，扫码看。"),
    )
    return as_png(poster)


def _foot(url: str, phone: str) -> tuple[str, ...]:
    foot = [_("扫一扫，看名额、报名"), url.partition("://")[2]]
    return (*foot, _("打电话报名也一样：%(phone)s") % {"phone": phone}) if phone else (*foot,)


def _line(view: CourseView, session: UUID | None) -> Line | None:
    """The session that is meant. Raises ``NotFound`` for one that is over or of another course."""
    if session is None:
        return None
    for each in view.lines:
        if each.id == session:
            return each
    raise NotFound


def _when(view: CourseView, line: Line | None, at: datetime.datetime) -> list[str]:
    if line:
        return [_moment(line, at), f"{line.room} · {line.ages}"]
    ahead = view.ahead
    rooms = list(dict.fromkeys(each.room for each in ahead if each.room))
    where = _("、").join(rooms[:2])
    first = [_("下一次：%(when)s") % {"when": _moment(ahead[0], at)}] if ahead else []
    return [view.course.when, *first, f"{where} · {view.ages}" if where else view.ages]


def _moment(line: Line, at: datetime.datetime) -> str:
    today = at.astimezone(XIAMEN).date()
    return spoken_moment(line.start_at, today, get_language() or "zh-hans")


def _places(view: CourseView, line: Line | None) -> list[str]:
    """How it stands with places, as the page says it."""
    if line:
        how = line.standing
    else:
        of_course = [each.standing for each in view.places if each.standing]
        ahead = [each for each in view.lines if not each.cancelled]
        if not of_course and not ahead:
            return []
        how = of_course[0] if of_course else ahead[0].standing
    said = [how.words, how.more] if how.more else [how.words]
    return [_("，").join(said)]


def _day(day: datetime.date, at: datetime.datetime) -> str:
    return spoken_day(day, at.astimezone(XIAMEN).date(), get_language() or "zh-hans")


def _day_parts(line: Line) -> tuple[str, str]:
    """``周二`` and ``12月1日``: beside a picture's rows there is room for one of them."""
    day = line.start_at.astimezone(XIAMEN).date()
    weekday, _space, date = spoken_day(day, day, get_language() or "zh-hans").partition(" ")
    return weekday, date
