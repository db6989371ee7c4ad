"""The doors. Every view of ours wears exactly one, and a test walks them all.

A door says who is asking (``request.viewer``) and when (``request.at``), lets a GET read one
snapshot and nothing else, writes the read log after the view and before the answer leaves, and
turns a refusal into a page that says what was wrong and what to do.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from linli.identity import queries
from linli.identity.permissions import (
    MONEY_PERMISSIONS,
    NotAllowed,
    Permission,
    SecondFactorNeeded,
    Viewer,
    nobody,
)
from linli.journal import actions as journal
from linli.kernel.reading import reads_only
from linli.kernel.refusal import NotFound, Refused
from linli.parts.forms import Attempt

View = Callable[..., HttpResponse]
SAVE_SESSION_EVERY = datetime.timedelta(minutes=5)
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OPEN_WHILE_PASSWORD_IS_DUE = frozenset({"account_change_password"})


def public(view: View) -> View:
    """A door to the street: anybody may come in."""
    return _door("public", view, admit=lambda request: None)


def my(view: View) -> View:
    """A person's own door: whoever has signed in, to see what is theirs."""
    return _door("my", view, admit=_signed_in)


def desk(permission: Permission) -> Callable[[View], View]:
    """A door for staff who hold a permission somewhere; actions and queries ask where."""

    def admit(request: HttpRequest) -> HttpResponse | None:
        if turned_away := _signed_in(request):
            return turned_away
        if not request.viewer.may(permission):
            raise PermissionDenied
        if permission in MONEY_PERMISSIONS and not request.viewer.second_factor:
            return _ask_second_factor(request)
        return None

    def dress(view: View) -> View:
        door = _door("desk", view, admit=admit)
        door.permission = permission
        return door

    return dress


def today(request: HttpRequest) -> datetime.date:
    """The day on which it is asked, where we live."""
    return timezone.localdate(request.at)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, or nothing for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, form: Attempt, action: Callable[..., Any], **subject: Any) -> Any:
    """Do what was typed, as who is at the door, now; None when the form must be mended."""
    return form.attempt(action, by=request.viewer, at=request.at, **subject)


def status_of(form: Any) -> int:
    """422 for a form that came back, so that no cache and no script takes it for done."""
    return 422 if form.errors else 200


def _door(name: str, view: View, admit: Callable[[HttpRequest], HttpResponse | None]) -> View:
    if hasattr(view, "door"):
        raise TypeError(f"{view!r} wears a door already")

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.at = timezone.now()
        _send_players_home(request)
        request.viewer = _viewer(request)
        _keep_session(request)
        if turned_away := admit(request):
            return turned_away
        response = _answer(view, request, args, kwargs)
        if request.viewer.looks:
            journal.record_reads(
                viewer_id=request.viewer.user_id, at=request.at, looks=request.viewer.looks
            )
        if request.viewer.user_id:  # on a shared tablet "back" must not show the last one's pages
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    door.door = name
    return door


def _answer(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    try:
        if request.method in READING_METHODS:
            with reads_only():
                answer = _rendered(view(request, *args, **kwargs))
            return _explained(request, answer)
        return view(request, *args, **kwargs)
    except NotFound as refusal:
        raise Http404 from refusal
    except SecondFactorNeeded:
        return _ask_second_factor(request)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        context = {"refusal": refusal, "back_url": _came_from(request)}
        return render(request, "parts/refusal.html", context, status=refusal.status)


def _explained(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer; with words where an address that a button sends to was opened by itself, by a
    bookmark or a page made anew: it would be an empty page."""
    if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return answer
    context = {"back_url": _came_from(request)}
    page = render(request, "parts/press_only.html", context, status=answer.status_code)
    page["Allow"] = answer["Allow"]
    return page


def _rendered(response: HttpResponse) -> HttpResponse:
    """Render inside the snapshot; a lazy answer would read after it, and a stream past it."""
    if response.streaming:
        raise RuntimeError("a GET may not stream: an export is a POST")
    if hasattr(response, "render"):
        response.render()
    return response


def _viewer(request: HttpRequest) -> Viewer:
    language = get_language() or settings.LANGUAGE_CODE
    if not request.user.is_authenticated:
        return nobody(language)
    return queries.viewer_for(
        request.user,
        on=timezone.localdate(request.at),
        second_factor=gave_second_factor(request),
        language=language,
    )


def gave_second_factor(request: HttpRequest) -> bool:
    """Whether who is asking confirmed their sign-in by a passkey or a one-time code.

    A sign-in of the demo page counts as confirmed, by itself and in demo mode only.
    """
    if settings.LINLI_DEMO and request.session.get("demo_sign_in"):
        return True
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def _send_players_home(request: HttpRequest) -> None:
    """Outside demo mode the demo's cast is nobody, by whatever way they came in."""
    if request.user.is_authenticated and request.user.demo and not settings.LINLI_DEMO:
        logout(request)


def _signed_in(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(_way_back(request))
    name = request.resolver_match.view_name if request.resolver_match else None
    is_due = request.user.password_is_due(timezone.localdate(request.at))
    if is_due and name not in OPEN_WHILE_PASSWORD_IS_DUE:
        return redirect("account_change_password")
    return None


def _ask_second_factor(request: HttpRequest) -> HttpResponse:
    back = urlencode({"next": _way_back(request)})
    return redirect(f"{reverse('identity:second_factor')}?{back}")


def _way_back(request: HttpRequest) -> str:
    """Where to return after signing in: to this page, or to a day's beginning after a POST."""
    return request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which was pressed what is refused, or where this person's day begins."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return page
    return settings.LOGIN_REDIRECT_URL if request.viewer.user_id else "/"


def _keep_session(request: HttpRequest) -> None:
    """Push the time-out forward, but write the session at most every five minutes."""
    if not request.user.is_authenticated:
        return
    now = int(request.at.timestamp())
    if now - request.session.get("seen", 0) > SAVE_SESSION_EVERY.total_seconds():
        request.session["seen"] = now
