"""What django-allauth asks this house: its messages, its deeds, its sealed secrets."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from linli.identity import actions, queries
from linli.identity.permissions import Viewer
from linli.kernel.cipher import keyring

FACTOR = "mfa_authenticator.data"


class Account(DefaultAccountAdapter):
    """Login and password. There is no sign-up, no e-mail and no message by any network."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("这个登录已经停用，请找本社区的管理员。"),
        "username_password_mismatch": _("登录名或密码不对，请再看一遍。"),
        "incorrect_password": _("密码不对，请再输入一次。"),
        "enter_current_password": _("请输入现在用的密码。"),
        "too_many_login_attempts": _("试的次数太多了，请过五分钟再试。"),
        "rate_limited": _("试的次数太多了，请过一会儿再试。"),
        "same_as_current": _("新密码不能和现在的一样。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """What went wrong only: each page of ours says itself what has been done."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: failures of one login are counted by axes, in the database, for all workers."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Remember the failure of a login that exists; one that is locked counts no further."""
        failures = getattr(request, "axes_failures_since_start", None)
        user = queries.user_named(credentials.get("username", ""))
        if user and failures:
            actions.note_failed_sign_in(
                user_id=user.pk,
                failures=failures,
                locked=request.axes_locked_out,
                at=timezone.now(),
            )

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Remember who came in, and by what."""
        records = get_authentication_records(request, user)
        way = "+".join(str(record.get("type") or record["method"]) for record in records)
        actions.note_sign_in(way=way, by=Viewer(user_id=user.pk), at=timezone.now())
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Remember who left."""
        actions.note_sign_out(by=Viewer(user_id=request.user.pk), at=timezone.now())
        super().logout(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On with the day, and a word that it is done."""
        messages.success(request, gettext("密码换好了。"))
        return settings.LOGIN_REDIRECT_URL

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The rules of a password, and that it is another than the present one."""
        if user and user.check_password(password):
            raise self.validation_error("same_as_current")
        return super().clean_password(password, user)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the password a person chose; one that was handed out is thereby replaced."""
        actions.change_password(
            user=user, password=password, by=Viewer(user_id=user.pk), at=timezone.now()
        )


class Factors(DefaultMFAAdapter):
    """The second factor: one-time codes, passkeys, recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证没有通过：六位数字每半分钟换一次，请看着手机再输入一次。"),
        "cannot_generate_recovery_codes": _("先设置验证器或通行密钥，才有备用码。"),
    }

    def encrypt(self, text: str) -> str:
        """A factor's secret, sealed."""
        return b64encode(keyring().seal(text.encode(), FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises ``CannotOpen``."""
        return keyring().open(b64decode(encrypted_text), FACTOR).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the person's own phone shows beside the six digits."""
        return user.get_username()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A passkey's name until it is given a better one."""
        return gettext("通行密钥")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is: the host name in the address, for a browser accepts no other."""
        return {"id": context.request.get_host().partition(":")[0], "name": gettext("邻里")}
