"""What a person may type about those who work here."""

from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.validators import RegexValidator
from django.utils.translation import gettext, gettext_lazy as _

from linli.identity import queries
from linli.identity.models import User
from linli.identity.permissions import ROLES, Permission, Viewer
from linli.places import queries as places

LOGIN = RegexValidator(r"^[\w.@-]{3,60}$", _("登录名用 3 到 60 个字母、数字或汉字，不要有空格。"))


class Where(NamedTuple):
    """Where a role is held: exactly one of the two is set."""

    place: str | None = None
    organisation: UUID | None = None


class FirstAdministratorForm(forms.Form):
    """A new house's first person: name, login, password, and the community they look after."""

    name = forms.CharField(label=_("您的姓名"), max_length=60)
    place = forms.ChoiceField(label=_("您管理的社区"))
    username = forms.CharField(
        label=_("登录名"),
        validators=[LOGIN],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输入一次密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("请选择")), *_communities()]
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        password = typed.get("password")
        if password:
            owner = User(username=typed.get("username", ""), name=typed.get("name", ""))
            try:
                validate_password(password, owner)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        if password and typed.get("again") and password != typed["again"]:
            self.add_error("again", _("两次输入的密码不一样。"))
        return typed


class AppointForm(forms.Form):
    """A role, and where: a place of mine, or an organisation entered there."""

    role = forms.ChoiceField(label=_("岗位"), widget=forms.RadioSelect)
    where = forms.ChoiceField(label=_("在哪里"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = sorted(viewer.communities(Permission.ROLE_APPOINT))
        self.fields["where"].choices = [
            *((f"place:{place.code}", str(place)) for place in places.places_of(mine)),
            *((f"organisation:{body.pk}", body.name) for body in queries.organisations(viewer)),
        ]
        self.fields["role"].choices = [
            (key, gettext("%(role)s：%(duty)s") % {"role": role.name, "duty": role.sentence})
            for key, role in ROLES.items()
        ]

    def clean_where(self) -> Where:
        """The chosen code or id, told apart."""
        kind, _colon, key = self.cleaned_data["where"].partition(":")
        return Where(place=key) if kind == "place" else Where(organisation=UUID(key))


class TakeOnForm(AppointForm):
    """Somebody new: name, office, login, and a first role."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    office = forms.CharField(
        label=_("职务"),
        max_length=60,
        required=False,
        help_text=_("居民查看谁看过自己的资料时，看到的是职务，不是姓名。"),
    )
    username = forms.CharField(
        label=_("登录名"),
        validators=[LOGIN],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("name", "office", "username", "role", "where")


class OrganisationForm(forms.Form):
    """A body that holds the fund, or that works with us."""

    KINDS = (
        ("holder", _("慈善组织，替社区管钱")),
        ("operator", _("运营单位")),
        ("provider", _("服务单位")),
        ("partner_unit", _("共建单位")),
    )
    name = forms.CharField(label=_("名称"), max_length=80)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("是什么单位"), choices=KINDS, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("由哪个社区登记"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = sorted(viewer.communities(Permission.ROLE_APPOINT))
        self.fields["place"].choices = [
            (place.code, str(place)) for place in places.places_of(mine)
        ]


def _communities() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every community as a choice, grouped by its subdistrict."""
    return [
        (str(above), [(place.code, str(place)) for place in places.children(above.code)])
        for above in places.of_level("subdistrict")
    ]
