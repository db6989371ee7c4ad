"""The desk's door: the same month with every number, and what is missing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.economy import queries
from linli.identity.doors import desk, today
from linli.identity.permissions import Permission
from linli.kernel import months


@desk(Permission.OPERATION_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """A month of the first hall whose book one may see."""
    return _page(request, None)


@desk(Permission.OPERATION_SEE)
def hall(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """A month of one hall."""
    return _page(request, operation_id)


def _page(request: HttpRequest, hall_id: UUID | None) -> HttpResponse:
    on = today(request)
    first = months.asked(request.GET.get("month", ""), on) or months.last_month(on)
    page = queries.desk_month(request.viewer, hall_id, first, request.at)
    context = {
        "page": page,
        "month": first,
        "today": on,
        "may_settle": request.viewer.may(Permission.SETTLEMENT_SEE),
        "may_say": request.viewer.may(Permission.SETTLEMENT_DRAFT),
    }
    return render(request, "economy/desk/index.html", context)
