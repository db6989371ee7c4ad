"""The street's door: a month of the hall, each number opening to its formula."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.economy import published
from linli.identity.doors import public, today
from linli.kernel import months


@public
def index(request: HttpRequest) -> HttpResponse:
    """A month."""
    on = today(request)
    first = months.asked(request.GET.get("month", ""), on) or months.last_month(on)
    page = published.month(settings.LINLI_COMMUNITY, first, at=request.at)
    context = {"page": page, "today": on}
    return render(request, "economy/public/index.html", context)
