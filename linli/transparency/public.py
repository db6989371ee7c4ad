"""The street's doors: the home page, the figures, and the check of a receipt."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.fund import published as fund
from linli.identity.doors import public
from linli.transparency import published
from linli.transparency.forms import ReceiptForm

KEEP_PROOF_SECONDS = 10 * 60


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
def proof(request: HttpRequest) -> HttpResponse:
    """The book added up again, for whoever does not want to take our word; and how to do it alone.

    Adding up reads the whole book, so its answer is kept for some minutes.
    """
    figures = fund.figures(settings.LINLI_COMMUNITY)
    if figures is None:
        raise Http404
    found = cache.get_or_set(
        f"proof:{figures.head_hash}", lambda: fund.proof(figures.place), KEEP_PROOF_SECONDS
    )
    context = {"figures": figures, "proof": found, "parts": published.book_parts(figures)}
    return render(request, "transparency/public/proof.html", context)


@public
def book(request: HttpRequest, after: int) -> HttpResponse:
    """A stretch of the published book as a file."""
    figures = fund.figures(settings.LINLI_COMMUNITY)
    if figures is None or after >= figures.head_seq:
        raise Http404
    return HttpResponse(
        published.book_text(figures, after),
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="book-{after + 1:06}.jsonl"'},
    )


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
