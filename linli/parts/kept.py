"""Pages of the street that are kept: made once, and given to everybody until something is new."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from linli.parts.look import elder_step

View = Callable[..., HttpResponse]


def kept(edition: Callable[[HttpRequest], object]) -> Callable[[View], View]:
    """Keep a page for whoever is nobody to us, as long as ``edition`` says the same.

    ``edition``: whatever the page's content hangs on, the time included where it does. Whoever has
    a session, or something to be told once, gets a page of their own, and so does whoever asks with
    parameters. The key holds only what we chose ourselves and what led to a page, so that nobody
    can fill the cache by asking oddly.
    """

    def dress(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, **of_what: Any) -> HttpResponse:
            if not settings.LINLI_KEEP_PAGES_SECONDS or request.GET or not _is_nobody(request):
                return view(request, **of_what)
            key = _key(_look(view, request), of_what, edition(request))
            content = cache.get(key)
            if content is None:
                answer = view(request, **of_what)
                if answer.status_code != HTTPStatus.OK:
                    return answer
                content = answer.content
                cache.set(key, content, settings.LINLI_KEEP_PAGES_SECONDS)
            return HttpResponse(content)

        return page

    return dress


def _is_nobody(request: HttpRequest) -> bool:
    theirs = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.viewer.user_id is None and not theirs & request.COOKIES.keys()


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
