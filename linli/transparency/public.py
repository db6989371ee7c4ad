"""The street's doors: the home page, the figures, and the check of a receipt."""

import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.bulletin import published as board
from linli.fund import published as fund
from linli.identity.doors import public
from linli.parts.kept import kept
from linli.transparency import published
from linli.transparency.forms import ReceiptForm

KEEP_PROOF_SECONDS = 10 * 60
HOME_NOTICES = 2


def _edition(at: datetime.datetime) -> tuple[object, ...]:
    """What changes these pages: a batch; and midnight, since a page says which quarter it is."""
    return timezone.localdate(at), fund.edition(settings.LINLI_COMMUNITY)


def _home_edition(at: datetime.datetime) -> tuple[object, ...]:
    """The same, and what stands on the board."""
    board_now = board.edition(settings.LINLI_COMMUNITY, timezone.localdate(at))
    return *_edition(at), board_now


@kept(_home_edition)
@public
def home(request: HttpRequest) -> HttpResponse:
    """What this place is, how to tell of somebody in need, what is new, and the figures."""
    place, on = settings.LINLI_COMMUNITY, timezone.localdate(request.at)
    context = {
        "street": published.street(place),
        "notices": board.standing(place, on)[:HOME_NOTICES],
    }
    return render(request, "transparency/public/home.html", context)


@kept(_edition)
@public
def figures(request: HttpRequest) -> HttpResponse:
    """Where the money came from, what it became, and what changed for the families."""
    place = settings.LINLI_COMMUNITY
    street = published.street(place)
    outcomes = published.outcomes(place, request.at.date())
    reconciled = published.reconciled(place, request.at.date())
    context = {
        "street": street,
        "outcomes": outcomes,
        "reconciled": reconciled,
        "corrections": fund.corrections(place),
    }
    return render(request, "transparency/public/figures.html", context)


@public
def notices(request: HttpRequest) -> HttpResponse:
    """What was granted, notice by notice: a number, a class of reason, a band of the amount."""
    found = fund.notices(settings.LINLI_COMMUNITY, request.GET.get("page", 1))
    return render(request, "transparency/public/notices.html", {"notices": found})


@public
def proof(request: HttpRequest) -> HttpResponse:
    """The book added up again, for whoever will not take our word; and how to do it alone."""
    figures, found = _proof()
    context = {
        "figures": figures,
        "proof": found,
        "download": published.bundle_name(figures.place),
        "is_ready": published.kept_bundle(figures.place) is not None,
    }
    return render(request, "transparency/public/proof.html", context)


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """The same on one sheet that an elder can read: three sums, and whether they are one."""
    figures, found = _proof()
    return render(request, "transparency/public/sheet.html", {"figures": figures, "proof": found})


def _proof() -> tuple[fund.FundFigures, fund.Proof]:
    """The last batch and its proof. Adding up reads the whole book, so it is kept for minutes."""
    figures = fund.figures(settings.LINLI_COMMUNITY)
    if figures is None:
        raise Http404
    found = cache.get_or_set(
        f"proof:{figures.head_hash}", lambda: fund.proof(figures.place), KEEP_PROOF_SECONDS
    )
    return figures, found


@public
def bundle(request: HttpRequest) -> HttpResponse:
    """The published book as a file, with the script that adds it up. The clock has made it."""
    content = published.kept_bundle(settings.LINLI_COMMUNITY)
    if content is None:
        raise Http404
    name = published.bundle_name(settings.LINLI_COMMUNITY)
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
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
    """Is this receipt in the book? What it was for, and what it became, is told with its code."""
    code = request.GET.get("code", "")
    found = fund.receipt(series, number, code)
    if found is None:
        raise Http404
    context = {"receipt": found, "code": code}
    if found.bound_seq is not None:
        context |= _followed(request, found.place, found.book, found.bound_seq)
    return render(request, "transparency/public/check.html", context)


@public
def slip(request: HttpRequest, series: str, number: int) -> HttpResponse:
    """What a donor holds against the downloaded book: ``verify.py DIR --slip``."""
    found = fund.receipt(series, number, request.GET.get("code", ""))
    held = published.donation_slip(found) if found else None
    if held is None:
        raise Http404
    return JsonResponse(held, json_dumps_params={"ensure_ascii": False})


@public
def trace(request: HttpRequest, book: str, seq: int) -> HttpResponse:
    """What became of a day's takings, or of any money that came in openly."""
    context = _followed(request, settings.LINLI_COMMUNITY, book, seq)
    if context["trace"] is None:
        raise Http404
    return render(request, "transparency/public/trace.html", {**context, "seq": seq})


def _followed(request: HttpRequest, place: str, book: str, seq: int) -> dict[str, Any]:
    outcomes = published.outcomes(place, timezone.localdate(request.at))
    return {"trace": fund.trace(book, seq), "outcomes": outcomes}
