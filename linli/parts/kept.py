"""Pages of the street that are kept: made once, and given to everybody until something is new."""

import datetime
import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from linli.parts.look import elder_step

View = Callable[..., HttpResponse]


def kept(edition: Callable[[datetime.datetime], object]) -> Callable[[View], View]:
    """Keep a page for whoever is nobody to us, as long as ``edition`` says the same.

    Worn over the door: what is kept went through it once. ``edition``: whatever the page's content
    hangs on at a moment; it is asked before the page is made, which is then at least as new.
    Whoever has a session, or something to be told once, gets a page of their own, and so does
    whoever asks with parameters. The key holds only what we chose ourselves and what led to a page,
    so that nobody can fill the cache by asking oddly.
    """

    def dress(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, **of_what: Any) -> HttpResponse:
            if not _may_be_kept(request):
                return view(request, **of_what)
            key = _key(_look(view, request), of_what, edition(timezone.now()))
            pages = caches["pages"]
            content = pages.get(key)
            if content is None:
                answer = view(request, **of_what)
                if answer.status_code != HTTPStatus.OK:
                    return answer
                content = answer.content
                pages.set(key, content, settings.LINLI_KEEP_PAGES_SECONDS)
            return HttpResponse(content)

        return page

    return dress


def _may_be_kept(request: HttpRequest) -> bool:
    theirs = {settings.SESSION_COOKIE_NAME, "messages"}
    return bool(
        settings.LINLI_KEEP_PAGES_SECONDS
        and request.method == "GET"
        and not request.GET
        and not theirs & request.COOKIES.keys()
    )


def _key(*what: object) -> str:
    return "page:" + hashlib.sha256(repr(what).encode()).hexdigest()


def _look(view: View, request: HttpRequest) -> tuple[object, ...]:
    """Which page, in which language and size of type, with which files beside it."""
    return (
        view.__module__,
        view.__name__,
        get_language(),
        elder_step(request),
        request.get_host(),
        getattr(staticfiles_storage, "manifest_hash", ""),
    )
