"""A person's own door: the password, the second factor, the codes for the day a phone is lost."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from linli.identity import queries, sign_in
from linli.identity.doors import my
from linli.kernel.refusal import Refused


class NoPassword(Refused):
    """This login has none: it was made for the demo page."""

    words = gettext_lazy("这个登录没有密码，是从演示页一键进入的。")


@my
def change_password(request: HttpRequest) -> HttpResponse:
    """The library's page, for those who have a password to change."""
    if not request.user.has_usable_password():
        raise NoPassword
    page = account.password_change(request)
    if isinstance(page, TemplateResponse):
        page.context_data["is_due"] = request.user.password_is_due(timezone.localdate(request.at))
    return page


@my
def sign_in_settings(request: HttpRequest) -> HttpResponse:
    """How I sign in: password, passkeys, one-time codes, recovery codes."""
    context = {
        "factors": queries.factors_of(request.viewer.user_id),
        "has_password": request.user.has_usable_password(),
        "way_back": sign_in.way_back(request),
    }
    return render(request, "identity/my/sign_in.html", context)


@my
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why approving and paying ask once more, and the way there and back."""
    context = {
        "factors": queries.factors_of(request.viewer.user_id),
        "way_back": sign_in.remember_way_back(request),
    }
    return render(request, "identity/my/second_factor.html", context)


@my
@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many codes are left; a POST makes new ones and shows them this once, to be printed."""
    codes = sign_in.fresh_recovery_codes(request) if request.method == "POST" else []
    context = {
        "codes": codes,
        "factors": queries.factors_of(request.viewer.user_id),
        "way_back": sign_in.way_back(request),
    }
    return render(request, "identity/my/recovery_codes.html", context)
