"""The desk's own doors: today, one household, one search box, the parts, the journal."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.parts.gallery import exhibits
from linli.workbench import actions, queries


@desk(Permission.DESK_OPEN)
def today(request: HttpRequest) -> HttpResponse:
    """What needs me today."""
    on = timezone.localdate(request.at)
    tasks = queries.today(request.viewer, on, request.at)
    context = {
        "on": on,
        "tasks": [(task, task.days(on)) for task in tasks],
        "oversees": request.viewer.may(Permission.HINT_OVERSEE),
    }
    return render(request, "workbench/desk/today.html", context)


@desk(Permission.RESIDENT_OPEN)
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """One household: who lives there, what it may claim, its cases, the fund, who looked."""
    dossier = queries.dossier(request.viewer, household_id, timezone.localdate(request.at))
    context = {
        "dossier": dossier,
        "may_edit": request.viewer.may(Permission.RESIDENT_EDIT),
        "may_note": request.viewer.may(Permission.LEAD_RAISE),
        "may_apply": request.viewer.may(Permission.AID_ASK),
        "may_plan": request.viewer.may(Permission.GOODWILL_PLAN),
    }
    return render(request, "workbench/desk/household.html", context)


@desk(Permission.RESIDENT_LIST)
def search(request: HttpRequest) -> HttpResponse:
    """One box for people, and with them their cases and requests."""
    q = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"search_q": q}
    if q:
        on = timezone.localdate(request.at)
        page = request.GET.get("page", 1)
        context["found"] = queries.search(request.viewer, q, on, page)
    return render(request, "workbench/desk/search.html", context)


@desk(Permission.HINT_OVERSEE)
def reach(request: HttpRequest) -> HttpResponse:
    """How long it takes from the first sign to help, and how many still wait."""
    found = queries.reach(request.viewer, timezone.localdate(request.at))
    return render(request, "workbench/desk/reach.html", {"reach": found})


@desk(Permission.DESK_OPEN)
def parts(request: HttpRequest) -> HttpResponse:
    """The gallery: every part of the one face, with its states."""
    return render(request, "parts/gallery.html", exhibits())


@desk(Permission.JOURNAL_EXPORT)
def journal_page(request: HttpRequest) -> HttpResponse:
    """The latest deeds of the places this auditor audits."""
    context = {"deeds": queries.latest_deeds(request.viewer)}
    return render(request, "workbench/desk/journal.html", context)


@desk(Permission.JOURNAL_EXPORT)
@require_POST
def export_journal(request: HttpRequest) -> HttpResponse:
    """The whole journal of those places as a file, a line a deed: JSON lines, or CSV."""
    deeds = actions.export_journal(by=request.viewer, at=request.at)
    as_csv = request.POST.get("format") == "csv"
    lines = _csv_lines(deeds) if as_csv else _json_lines(deeds)
    media_type = "text/csv; charset=utf-8" if as_csv else "application/x-ndjson"
    response = StreamingHttpResponse(lines, content_type=media_type)
    name = f"journal-{timezone.localdate(request.at)}.{'csv' if as_csv else 'jsonl'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


COLUMNS = (
    "seq", "id", "at", "verb", "actor_id", "on_behalf_of", "place_code", "subject_kind",
    "subject_id", "details",
)  # fmt: skip
"""What of a deed leaves the house: ids, states and moments; never a sealed value."""


def _json_lines(deeds: Iterable[Any]) -> Iterator[str]:
    for deed in deeds:
        told = {name: getattr(deed, name) for name in COLUMNS}
        yield json.dumps(told, default=str, ensure_ascii=False, sort_keys=True) + "\n"


def _csv_lines(deeds: Iterable[Any]) -> Iterator[str]:
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"  # the mark tells spreadsheets that this is UTF-8
    for deed in deeds:
        line = io.StringIO()
        told = [getattr(deed, name) for name in COLUMNS[:-1]]
        csv.writer(line).writerow([*told, json.dumps(deed.details, ensure_ascii=False)])
        yield line.getvalue()
