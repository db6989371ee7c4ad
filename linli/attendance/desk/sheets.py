"""The sheet of paper: printed with a number, keyed in the order it was printed, taken back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.attendance import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def print_list(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A new sheet, with a number of its own."""
    form = forms.KeyForm(request.POST)
    sheet = done(request, form, actions.print_sheet, session_id=session_id)
    if sheet is None:
        return redirect("attendance:desk_door", session_id)
    return redirect("attendance:desk_sheet", sheet.pk)


@desk(Permission.ATTENDANCE_KEEP)
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as it is printed: large names, a box, room to sign, empty lines below."""
    page = queries.sheet(request.viewer, sheet_id, today(request))
    context = {"page": page, "empty": range(queries.GUEST_LINES)}
    return render(request, "attendance/desk/sheet.html", context)


@desk(Permission.ATTENDANCE_KEEP)
def key(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The same names in the same order; keyed once."""
    page = queries.sheet(request.viewer, sheet_id, today(request))
    form = forms.KeyingForm(typed(request), lines=[line.line for line in page.lines])
    if request.method == "POST" and done(request, form, actions.key_sheet, sheet_id=sheet_id):
        return redirect("attendance:desk_key", sheet_id)
    context = {"page": page, "form": form}
    return render(request, "attendance/desk/key.html", context, status=status_of(form))


@desk(Permission.ATTENDANCE_KEEP)
@require_POST
def take_back(request: HttpRequest, keying_id: UUID) -> HttpResponse:
    """It was keyed wrong: all of it is taken back, and it may be keyed anew."""
    keying = actions.take_back_keying(
        keying_id=keying_id,
        reason=request.POST.get("reason", ""),
        by=request.viewer,
        at=request.at,
    )
    return redirect("attendance:desk_key", keying.sheet_id)
