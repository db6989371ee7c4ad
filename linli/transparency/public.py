"""The street's doors: the home page, the figures, and the check of a receipt."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.fund import published as fund
from linli.identity.doors import public
from linli.transparency import published
from linli.transparency.forms import ReceiptForm


@public
def home(request: HttpRequest) -> HttpResponse:
    """What this place is, how to tell of somebody in need, and the figures."""
    street = published.street(settings.LINLI_COMMUNITY)
    return render(request, "transparency/public/home.html", {"street": street})


@public
def figures(request: HttpRequest) -> HttpResponse:
    """Where the money came from, what it became, and what changed for the families."""
    place = settings.LINLI_COMMUNITY
    street = published.street(place)
    outcomes = published.outcomes(place, request.at.date())
    context = {"street": street, "outcomes": outcomes}
    return render(request, "transparency/public/figures.html", context)


@public
def check_form(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt's number; a number goes on to its page."""
    form = ReceiptForm(request.GET or None)
    if form.is_valid():
        return redirect("transparency:check", **form.cleaned_data["number"])
    return render(request, "transparency/public/check_form.html", {"form": form})


@public
def check(request: HttpRequest, series: str, number: int) -> HttpResponse:
    """Is this receipt in the book? What it was for is told to whoever has its code."""
    found = fund.receipt(series, number, request.GET.get("code", ""))
    if found is None:
        raise Http404
    return render(request, "transparency/public/check.html", {"receipt": found})
