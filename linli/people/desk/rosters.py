"""Importing a roster: upload, look at every row's verdict, confirm."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.identity.doors import desk
from linli.identity.permissions import Permission
from linli.people import actions, queries
from linli.people.forms import RosterForm

P = Permission
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk(P.ROSTER_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; or fetch the template."""
    form = RosterForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if roster := form.attempt(actions.read_roster, by=request.viewer, at=request.at):
        return redirect("people:desk_roster", roster.pk)
    context = {"form": form, "rosters": queries.recent_rosters(request.viewer)}
    status = 422 if form.is_bound else 200
    return render(request, "people/desk/roster_upload.html", context, status=status)


@desk(P.ROSTER_IMPORT)
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    return _workbook(queries.roster_template(), "linli-roster.xlsx")


@desk(P.ROSTER_IMPORT)
@never_cache
def preview(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """What would become of each row, as the register is now."""
    found = queries.preview(request.viewer, roster_id, timezone.localdate(request.at))
    which = request.GET.get("which", "refused" if found.count("refused") else "new")
    context = {
        "preview": found,
        "which": which,
        "page": found.page(which, request.GET.get("page", 1)),
    }
    return render(request, "people/desk/roster.html", context)


@desk(P.ROSTER_IMPORT)
@require_POST
def confirm(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Write the new and the changed rows."""
    actions.import_roster(
        roster_id=roster_id,
        seen=request.POST.get("seen", ""),
        by=request.viewer,
        at=request.at,
    )
    return redirect("people:desk_rosters")


@desk(P.ROSTER_IMPORT)
@require_POST
def discard(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Forget what was uploaded."""
    actions.discard_roster(roster_id=roster_id, by=request.viewer, at=request.at)
    return redirect("people:desk_rosters")


@desk(P.ROSTER_IMPORT)
@require_POST
def refused_rows(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, as a workbook to mend and upload again."""
    content = queries.refused_workbook(request.viewer, roster_id, timezone.localdate(request.at))
    return _workbook(content, "linli-roster-refused.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
