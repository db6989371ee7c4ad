"""After five failures a login rests for a quarter of an hour. Of a failure only a hash is kept."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from linli.identity.models import User
from linli.kernel.cipher import keyring

NO_ADDRESS = "::"


class Failures(AxesDatabaseHandler):
    """The library's counter in the database, told nothing of the browser and the form."""

    def user_login_failed(
        self,
        sender: str,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> None:
        """Count one failure under the hash of its login."""
        if request is None:  # a command that tried a password: there is no visitor to lock out
            return
        request.axes_user_agent = request.axes_http_accept = ""
        typed, request.POST = request.POST, QueryDict()
        asked, request.GET = request.GET, QueryDict()
        try:
            super().user_login_failed(sender, credentials, request, **kwargs)
        finally:
            request.POST, request.GET = typed, asked


def hashed_login(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What stands in the table instead of a login: found again, but not read."""
    typed = (credentials or {}).get("username") or ""
    return keyring().blind("sign_in.login", User.normalize_username(typed)).hex()


def no_address(request: HttpRequest) -> str:
    """The address in the table: always the same one. A NULL would break the table's uniqueness."""
    return NO_ADDRESS


def page(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """What a locked-out person reads: how long, and what to do meanwhile."""
    minutes = int(get_cool_off(request).total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)


def too_often(request: HttpRequest) -> HttpResponse:
    """The same for an address or a person that tries too much in a minute."""
    return render(request, "account/locked.html", {"minutes": 1}, status=429)
