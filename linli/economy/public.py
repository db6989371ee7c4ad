"""The street's door: a month of the hall, each number opening to its formula."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.economy import forms, published
from linli.identity.doors import public, today


@public
def index(request: HttpRequest) -> HttpResponse:
    """A month."""
    first = forms.month_of(request.GET.get("month", ""), today(request))
    earlier, later = published.around(first, today(request))
    page = published.month(settings.LINLI_COMMUNITY, first, at=request.at)
    context = {"page": page, "earlier": earlier, "later": later}
    return render(request, "economy/public/index.html", context)
