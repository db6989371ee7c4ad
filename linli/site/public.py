"""The site's own pages: how it looks, where a day begins, and whether the house stands."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from linli.identity.doors import public
from linli.kernel.cipher import keyring
from linli.parts.look import ELDER_STEPS
from linli.site import nav
from linli.site.apps import guards

YEAR_SECONDS = 365 * 24 * 60 * 60
LOOPBACK = frozenset({"127.0.0.1", "::1"})
View = Callable[[HttpRequest], HttpResponse]


@csrf_exempt  # two harmless cookies are all it can set, so that cached pages need no token
@public
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Choose the language or the size of type, and go back to the page one was on."""
    response = redirect(_safe_way_back(request))
    if request.POST.get("elder") in ELDER_STEPS:
        _remember(response, "elder", request.POST["elder"])
    if request.POST.get("language") in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


@public
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Where a day begins: staff at their first room, a resident at home."""
    if request.viewer.user_id is None:
        return redirect("account_login")
    return redirect(nav.first_room(request.viewer) or "home:my_today")


def answers_even_without_database(view: View) -> View:
    """A database that does not answer is a 503 to a probe, not a page about our fault."""

    @wraps(view)
    def probe(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except DatabaseError:
            return JsonResponse({"database": False}, status=503)

    return probe


@answers_even_without_database
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """This process and its database answer."""
    connection.cursor().execute("SELECT 1")
    return JsonResponse({"database": True})


@answers_even_without_database
@public
def readyz(request: HttpRequest) -> HttpResponse:
    """Tables as the code wants them, guards in place, keys readable: money may be posted."""
    executor = MigrationExecutor(connection)
    state = {
        "database": True,
        "migrations": not executor.migration_plan(executor.loader.graph.leaf_nodes()),
        "guards": not any(guard.missing(connection) for guard in guards()),
        "keys": _keys_open(),
    }
    return JsonResponse(state, status=200 if all(state.values()) else 503)


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters for this machine's own monitor; to everybody else there is no such page."""
    if not settings.LINLI_METRICS or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        raise Http404
    from django_prometheus.exports import ExportToDjangoView  # installed with the setting only

    return ExportToDjangoView(request)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault, said without asking the database, which may be it."""
    return HttpResponseServerError(render_to_string("500.html", nav.house(request)))


def _safe_way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _keys_open() -> bool:
    try:
        probe = keyring().seal(b"ready", "readyz")
        return keyring().open(probe, "readyz") == b"ready"
    except OSError:
        return False
