"""The desk's doors to programmes, courses and sessions: looked at first, then confirmed."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.hall import actions, forms, published, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.recurrence import MONTHLY, WEEKDAYS, ordinal_of, parse
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import actions as programmes, queries as courses
from linli.spaces import queries as spaces


@desk(Permission.COURSE_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """Programmes and their courses, and who has to be called."""
    named = request.GET.get("find", "").strip()
    context = {
        "rows": queries.desk_courses(request.viewer, named, at=request.at),
        "named": named,
        "now": request.at,
        "calls": len(queries.to_tell(request.viewer))
        + len(queries.to_phone(request.viewer, at=request.at)),
        "asked": len(queries.to_answer(request.viewer, at=request.at)),
        **_week_slots(request),
    }
    return render(request, "hall/desk/index.html", context)


@desk(Permission.COURSE_KEEP)
def open_programme(request: HttpRequest) -> HttpResponse:
    """A new programme."""
    place = min(request.viewer.communities(Permission.COURSE_KEEP))
    form = forms.ProgrammeForm(typed(request))
    action = programmes.open_programme
    if request.method == "POST" and (made := done(request, form, action, place=place)):
        return redirect("hall:desk_open_course", made.pk)
    return render(request, "hall/desk/programme.html", {"form": form}, status=status_of(form))


@desk(Permission.COURSE_KEEP)
def programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """A programme described anew; or offered no more."""
    card = queries.desk_programme(request.viewer, programme_id)
    form = forms.DescribeForm(typed(request), initial=card._asdict())
    more = {"programme_id": programme_id}
    if request.method == "POST" and done(request, form, programmes.change_programme, **more):
        return redirect("hall:desk_index")
    context = {"form": form, "card": card}
    return render(request, "hall/desk/programme.html", context, status=status_of(form))


@desk(Permission.COURSE_KEEP)
@require_POST
def close_programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """It is offered no more; what was held stays."""
    programmes.close_programme(
        programme_id=programme_id, by=request.viewer, at=request.at, today=today(request)
    )
    return redirect("hall:desk_index")


@desk(Permission.COURSE_KEEP)
def open_course(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """A new course: first what its rule would do, date by date; then it is opened."""
    card = queries.desk_programme(request.viewer, programme_id)
    rooms = spaces.spaces_at(card.place, today(request))
    form = forms.CourseForm(_asked(request, "first_on"), rooms=rooms, initial={"title": card.title})
    more = {"programme_id": programme_id}
    if request.method == "POST" and (made := done(request, form, programmes.open_course, **more)):
        return redirect("hall:desk_course", made.pk)
    meeting = form.meeting
    preview = courses.preview_course(meeting, at=request.at) if meeting else []
    context = {
        "card": card,
        "form": form,
        "preview": preview,
        "possible": sum(each.possible for each in preview),
        "days_off": sum(each.start_at is None for each in preview),
        "met": (met := sum(each.start_at is not None and not each.possible for each in preview)),
        "tone": "attention" if met else "good",
        "unknown": courses.years_without_notice(meeting) if meeting else [],
    }
    return render(request, "hall/desk/open_course.html", context, status=status_of(form))


@desk(Permission.COURSE_KEEP)
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """A course: its sessions, its places, and what may be done with them."""
    view = queries.desk_course(request.viewer, course_id, Permission.COURSE_KEEP, at=request.at)
    return render(request, "hall/desk/course.html", _course(request, view))


@desk(Permission.COURSE_KEEP)
def change_course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """This and all that follow: what would move, come, fall away, meet something; whom it hits."""
    view = queries.desk_course(request.viewer, course_id, Permission.COURSE_KEEP, at=request.at)
    rooms = spaces.spaces_at(view.card.programme.place, today(request))
    form = forms.ChangeForm(
        _asked(request, "starts_at"), rooms=rooms, initial=_as_it_meets(request, view)
    )
    more = {"course_id": course_id}
    if request.method == "POST" and done(request, form, actions.change_timetable, **more):
        return redirect("hall:desk_course", course_id)
    context = {"view": view, "form": form, **_changes(request, course_id, form)}
    return render(request, "hall/desk/change_course.html", context, status=status_of(form))


@desk(Permission.COURSE_KEEP)
def cancel_sessions(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Exactly these sessions, with a reason; the button says which."""
    view = queries.desk_course(request.viewer, course_id, Permission.COURSE_KEEP, at=request.at)
    chosen = _chosen(request, view)
    if not chosen:
        context = _course(request, view) | {"nothing": True}
        return render(request, "hall/desk/course.html", context, status=422)
    ids = [row.id for row in chosen]
    form = forms.CancelForm(typed(request))
    if request.method == "POST":
        form.attempt(_cancel, session_ids=ids, by=request.viewer, at=request.at)
        if not form.errors:
            return redirect("hall:desk_course", course_id)
    context = {"view": view, "chosen": chosen, "form": form, **_affected(request, course_id, ids)}
    return render(request, "hall/desk/cancel.html", context, status=status_of(form))


@desk(Permission.COURSE_KEEP)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """This one alone: at another time, or in another room."""
    row = courses.session(session_id)
    view = queries.desk_course(request.viewer, row.course_id, Permission.COURSE_KEEP, at=request.at)
    start = row.start_at.astimezone(XIAMEN)
    minutes = int((row.end_at - row.start_at).total_seconds() // 60)
    initial = {"on": start.date(), "starts_at": start.time(), "minutes": minutes}
    rooms = spaces.spaces_at(row.place, today(request))
    form = forms.MoveForm(typed(request), rooms=rooms, initial=initial)
    if request.method == "POST":
        form.attempt(_move, session_id=session_id, by=request.viewer, at=request.at)
        if not form.errors:
            return redirect("hall:desk_course", row.course_id)
    affected = _affected(request, row.course_id, [session_id])
    follow = sum(each.start_at > row.start_at and not each.cancelled for each in view.sessions)
    context = {"view": view, "row": row, "form": form, "follow": follow, **affected}
    return render(request, "hall/desk/session.html", context, status=status_of(form))


@desk(Permission.COURSE_KEEP)
@require_POST
def restore(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Hold it after all."""
    row = courses.session(session_id)
    actions.restore_session(session_id=session_id, by=request.viewer, at=request.at)
    return redirect("hall:desk_course", row.course_id)


@desk(Permission.COURSE_KEEP)
def add(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """One more, on a day outside the rule."""
    view = queries.desk_course(request.viewer, course_id, Permission.COURSE_KEEP, at=request.at)
    form = forms.DayForm(typed(request))
    more = {"course_id": course_id}
    if request.method == "POST" and done(request, form, actions.add_session, **more):
        return redirect("hall:desk_course", course_id)
    context = {"view": view, "form": form}
    return render(request, "hall/desk/add.html", context, status=status_of(form))


# Small words --------------------------------------------------------------------------------------


def _cancel(**about: Any) -> bool:
    actions.cancel_sessions(**about)
    return True


def _move(**about: Any) -> bool:
    actions.move_session(**about)
    return True


def _chosen(request: HttpRequest, view: queries.DeskCourse) -> list[courses.SessionRow]:
    """The sessions that were ticked, or (``from``) one and all that follow; never a past one."""
    asked, first = set(request.GET.getlist("session")), request.GET.get("from", "")
    ahead = [row for row in view.sessions if row.start_at > request.at and not row.cancelled]
    begin = next((row.start_at for row in ahead if str(row.id) == first), None)
    return [row for row in ahead if str(row.id) in asked or (begin and row.start_at >= begin)]


def _asked(request: HttpRequest, sign: str) -> Any:
    """What was looked at, from the address, with what was confirmed; None for an empty form."""
    if sign not in request.GET:
        return None
    both = request.GET.copy()
    both.update(request.POST)
    return both


def _course(request: HttpRequest, view: queries.DeskCourse) -> dict[str, Any]:
    ahead = [row for row in view.sessions if row.start_at > request.at]
    card, place = view.card, view.card.programme.place
    return {
        "view": view,
        "ahead": ahead,
        "may_offer": request.viewer.may(Permission.ENROLLMENT_KEEP, place=place),
        "may_price": request.viewer.may(Permission.PRICE_WRITE, place=place),
        "past": [row for row in reversed(view.sessions) if row.start_at <= request.at],
        "voice_slot": published.slot_of_course(place, card.id, card.title),
    }


def _week_slots(request: HttpRequest) -> dict[str, str]:
    """Where this week's and the next one's programme are read aloud."""
    place = min(request.viewer.communities(Permission.COURSE_KEEP))
    monday = today(request) - datetime.timedelta(days=today(request).weekday())
    later = monday + datetime.timedelta(days=7)
    return {
        "this_week": published.slot_of_week(place, monday, request.at),
        "next_week": published.slot_of_week(place, later, request.at),
    }


def _as_it_meets(request: HttpRequest, view: queries.DeskCourse) -> dict[str, Any]:
    """The present rule as the form's controls, from the next session on."""
    known = view.card.timetable
    rule = parse(known.rule)
    monthly = ordinal_of(rule.by_day[0])[0] if rule.frequency == MONTHLY and rule.by_day else None
    ahead = [row for row in view.sessions if row.start_at > request.at and not row.cancelled]
    if not ahead:
        raise NotFound
    asked = next((row for row in ahead if str(row.id) == request.GET.get("from")), ahead[0])
    first = asked.start_at.astimezone(XIAMEN)
    left = [row for row in ahead if row.start_at >= asked.start_at]
    return {
        "first_on": first.date(),
        "weekdays": sorted({WEEKDAYS[row.recurrence_on.weekday()] for row in left}),
        "monthly": monthly or 0,
        "every": rule.interval,
        "count": len(left),
        "starts_at": known.starts_at,
        "minutes": known.minutes,
        "space": known.space_id or "",
        "where": known.where,
        "on_days_off": known.on_days_off,
    }


def _changes(request: HttpRequest, course_id: UUID, form: forms.ChangeForm) -> dict[str, Any]:
    meeting = form.meeting
    if meeting is None:
        return {"changes": []}
    since = programmes.since(meeting)
    views = courses.preview_change(course_id, meeting, since=since, at=request.at)
    touched = [
        each.change.standing.id
        for each in views
        if each.change.standing and each.change.step in ("moved", "cancelled")
    ]
    return {
        "changes": views,
        "shown": programmes.digest([each.change for each in views]),
        "possible": all(each.verdict is None or each.verdict.free for each in views),
        "unknown": courses.years_without_notice(meeting),
        **_affected(request, course_id, touched),
    }


def _affected(request: HttpRequest, course_id: UUID, ids: list[UUID]) -> dict[str, Any]:
    """How many people a change touches, and the names this viewer's lists may show."""
    touched = queries.affected_people(course_id, ids) if ids else []
    names = people.labels(request.viewer, touched, today(request))
    return {"affected": len(touched), "names": sorted(names.values())}
