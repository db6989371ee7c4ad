"""How the libraries' sign-in fits this house, and the one way in without a password.

``backend``    whose session it is
``adapters``   what django-allauth asks us: messages, deeds, sealed factors
``lockout``    what django-axes asks us: of a failure, only a keyed hash and a count are kept
``passwords``  the rules of a password
``sessions``   sessions in the database, sealed
"""

from allauth.mfa.recovery_codes.internal import flows as recovery
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from linli.identity import actions
from linli.identity.permissions import NotAllowed, Viewer

BACKEND = "linli.identity.sign_in.backend.ByPassword"
WAY_BACK = "second_factor_for"


def enter(request: HttpRequest, user: AbstractBaseUser, *, demo: bool = False) -> None:
    """Sign ``user`` in without asking for a password, in a new session. For POSTs only.

    With ``demo`` it is the demo page's way in: it also counts as a second factor, until they
    leave, and is refused (``NotAllowed``) outside demo mode. Without, it is for somebody who has
    just set their password by a one-time link.
    """
    if demo and not settings.LINLI_DEMO:
        raise NotAllowed
    request.session.flush()
    login(request, user, backend=BACKEND)
    if demo:
        request.session["demo_sign_in"] = True
    way = "demo" if demo else "link"
    actions.note_sign_in(way=way, by=Viewer(user_id=user.pk), at=request.at)


def fresh_recovery_codes(request: HttpRequest) -> list[str]:
    """Make ten new recovery codes, which replace the old ones, and give them once. For POSTs only.

    Raises the library's ``ReauthenticationRequired``, on which it asks for the password again and
    then repeats this request.
    """
    codes = recovery.generate_recovery_codes(request).wrap()
    codes.mark_as_viewed()
    actions.note_recovery_codes(by=request.viewer, at=request.at)
    return codes.get_unused_codes()


def remember_way_back(request: HttpRequest) -> str:
    """Where a person was going when a second factor was asked for; kept while they set one up."""
    asked = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        request.session[WAY_BACK] = asked
    return way_back(request)


def way_back(request: HttpRequest) -> str:
    """The address remembered, or a day's beginning."""
    return request.session.get(WAY_BACK, settings.LOGIN_REDIRECT_URL)
