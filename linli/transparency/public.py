"""The street's doors: the home page, the figures, and the check of a receipt."""

from functools import wraps

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
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
    context = {"street": street, "outcomes": outcomes}
    return render(request, "transparency/public/figures.html", context)


@public
def notices(request: HttpRequest) -> HttpResponse:
    """What was granted, notice by notice: a number, a class of reason, a band of the amount."""
    found = fund.notices(settings.LINLI_COMMUNITY, request.GET.get("page", 1))
    return render(request, "transparency/public/notices.html", {"notices": found})


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
