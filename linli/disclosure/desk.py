"""The desk's doors: the calendar, what it is about, telling and correcting."""

import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.disclosure import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission


@desk(Permission.DISCLOSURE_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Every duty: what is overdue first, then what comes, then what was told."""
    viewer = request.viewer
    context = {
        "rows": queries.calendar(viewer, today(request)),
        "undertakings": queries.undertakings(viewer),
        "may_write": viewer.may(Permission.DISCLOSURE_WRITE),
        "may_see_plans": viewer.may(Permission.FUND_SEE),
    }
    return render(request, "disclosure/desk/index.html", context)


@desk(Permission.DISCLOSURE_WRITE)
def begin(request: HttpRequest) -> HttpResponse:
    """Enter a project; a campaign comes from its filed plan."""
    form = forms.ProjectForm(typed(request), funds=queries.funds_to_disclose(request.viewer))
    if request.method == "POST" and done(request, form, actions.begin_undertaking):
        return redirect("disclosure:desk_index")
    return render(request, "disclosure/desk/begin.html", {"form": form}, status=status_of(form))


@desk(Permission.DISCLOSURE_WRITE)
def end(request: HttpRequest, undertaking_id: UUID) -> HttpResponse:
    """It has ended."""
    one = queries.project(request.viewer, undertaking_id)
    form = forms.EndForm(typed(request), initial={"ended_on": today(request)})
    if request.method == "POST" and done(
        request, form, actions.end_undertaking, undertaking_id=undertaking_id
    ):
        return redirect("disclosure:desk_index")
    context = {"form": form, "undertaking": one}
    return render(request, "disclosure/desk/end.html", context, status=status_of(form))


@desk(Permission.DISCLOSURE_WRITE)
def disclose(
    request: HttpRequest,
    fund_id: UUID,
    rule: str,
    due_on: str,
    undertaking_id: UUID | None = None,
) -> HttpResponse:
    """Write down that a duty was done."""
    which = {
        "fund_id": fund_id,
        "rule": rule,
        "due_on": _day(due_on),
        "undertaking_id": undertaking_id,
    }
    row = queries.due_row(request.viewer, today(request), **which)
    form = forms.DiscloseForm(typed(request), today=today(request))
    if request.method == "POST" and done(request, form, actions.disclose, **which):
        return redirect("disclosure:desk_index")
    context: dict[str, Any] = {"form": form, "row": row}
    return render(request, "disclosure/desk/disclose.html", context, status=status_of(form))


@desk(Permission.DISCLOSURE_WRITE)
def correct(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Publish a correction beside what was told."""
    row = queries.entry_row(request.viewer, today(request), entry_id)
    form = forms.CorrectForm(typed(request))
    if request.method == "POST" and done(request, form, actions.correct, entry_id=entry_id):
        return redirect("disclosure:desk_index")
    context = {"form": form, "row": row}
    return render(request, "disclosure/desk/correct.html", context, status=status_of(form))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong
