"""The library's forms in our words. What they check is the library's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as CodeForm, ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

CODE_HELP = _("手机验证器里的六位数字；手机不在身边时，用一个备用码。")


def _ask(form: forms.Form, name: str, label: Any, help_text: Any = "", **attributes: str) -> None:
    """Give a field its label and help, and its control the attributes a phone's keyboard reads."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "login", _("登录名"), autocapitalize="none", spellcheck="false")
        _ask(self, "password", _("密码"))


class PasswordAgain(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "password", _("密码"))


class ChangePassword(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "oldpassword", _("现在的密码"), _("第一次登录时，就是纸条上的那个密码。"))
        _ask(self, "password1", _("新密码"), self.fields["password1"].help_text)
        _ask(self, "password2", _("再输入一次新密码"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if "password2" in self.errors and typed.get("password1"):
            self.errors["password2"] = self.error_class([_("两次输入的新密码不一样。")])
        return typed


class Code(CodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), CODE_HELP, inputmode="numeric")


class CodeAgain(CodeAgainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), CODE_HELP, inputmode="numeric")


class Asked:
    """A browser's answer with parts missing is a wrong answer; the library stumbles over it."""

    def clean_credential(self) -> Any:
        with _missing_parts_are_wrong():
            return super().clean_credential()


class SignInByPasskey(Asked, LoginWebAuthnForm):
    pass


class Passkey(Asked, AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(Asked, ReauthenticateWebAuthnForm):
    pass


class FirstPasskey(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "credential", _("通行密钥"))

    def clean(self) -> dict[str, Any]:
        with _missing_parts_are_wrong():
            return super().clean()


@contextmanager
def _missing_parts_are_wrong() -> Iterator[None]:
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as missing:
        raise get_adapter().validation_error("incorrect_code") from missing


class FirstCode(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("手机上现在显示的六位数字"), inputmode="numeric")
