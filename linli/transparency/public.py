"""The street's doors: the home page, the figures, and the check of a receipt."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from linli.fund import published as fund
from linli.identity.doors import View, public
from linli.parts.look import elder_step
from linli.transparency import published
from linli.transparency.forms import ReceiptForm

KEEP_PROOF_SECONDS = 10 * 60


def kept(view: View) -> View:
    """Keep this page for whoever is nobody to us: until the next batch, a quarter of an hour at
    most, and never over midnight, since a page says which quarter it is.

    Whoever has a session, or something to be told once, gets a page of their own. The key holds
    only what we chose ourselves, so that nobody can fill the cache by asking oddly.
    """

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        if not settings.LINLI_KEEP_PAGES_SECONDS or request.GET or not _is_nobody(request):
            return view(request)
        key = ":".join(map(str, _what_it_depends_on(view, request)))
        content = cache.get(key)
        if content is None:
            content = view(request).content
            cache.set(key, content, settings.LINLI_KEEP_PAGES_SECONDS)
        return HttpResponse(content)

    return page


def _is_nobody(request: HttpRequest) -> bool:
    theirs = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.viewer.user_id is None and not theirs & request.COOKIES.keys()


def _what_it_depends_on(view: View, request: HttpRequest) -> tuple[object, ...]:
    return (
        "page",
        view.__name__,
        get_language(),
        elder_step(request),
        request.get_host(),
        timezone.localdate(request.at),
        getattr(staticfiles_storage, "manifest_hash", ""),
        fund.edition(settings.LINLI_COMMUNITY),
    )


@public
@kept
def home(request: HttpRequest) -> HttpResponse:
    """What this place is, how to tell of somebody in need, and the figures."""
    street = published.street(settings.LINLI_COMMUNITY)
    return render(request, "transparency/public/home.html", {"street": street})


@public
@kept
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
