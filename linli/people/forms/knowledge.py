"""A fact about somebody, and the ground it stands on."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.parts.forms import Day, Pressed
from linli.people.actions import Consent, LegalDuty
from linli.people.forms.fields import IdField, value_field
from linli.people.models import Basis, Fact
from linli.people.queries import HouseholdCard, ResidentCard
from linli.people.terms import CONSENT, LEGAL_DUTY
from linli.rules.facts import NONE, Value
from linli.rules.kinds import KINDS, Kind, Shape, Subject

CONSENT_VERSION = "2026-11"
"""The edition of the consent sheet that is handed out now."""

IN_THE_REGISTER = ("birth_date", "hukou_place")


class GroundForm(Pressed):
    """Why something may be kept. ``givers``: who may consent here, (id, name)."""

    why = forms.ChoiceField(
        label=_("凭什么保存"), choices=Basis.Kind.choices, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label=_("用来做什么"), max_length=80,
        help_text=_("例如：申请残疾儿童康复救助。"),
    )  # fmt: skip
    article = forms.CharField(
        label=_("哪部法律第几条"), max_length=120, required=False,
        help_text=_("凭法定职责保存时填写，例如：未成年人保护法第43条。"),
    )  # fmt: skip
    given_by = IdField(label=_("谁同意的"), required=False, widget=forms.RadioSelect)
    form = forms.ChoiceField(
        label=_("怎样同意的"), required=False, choices=Basis.Form.choices, widget=forms.RadioSelect
    )
    photo = forms.FileField(
        label=_("同意书的照片"), required=False,
        help_text=_("签在纸上的，拍照上传；照片里的地点和机型会自动去掉。"),
    )  # fmt: skip
    witness = forms.CharField(
        label=_("在场见证人"), required=False, max_length=60,
        help_text=_("念给本人听的，写上见证人的姓名；不能是您自己。"),
    )  # fmt: skip

    def __init__(self, *args: Any, givers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_by"].choices = givers

    def clean(self) -> dict[str, Any]:
        """A consent needs somebody who gives it, and a way."""
        typed = super().clean()
        if typed.get("why") == CONSENT:
            for field in ("given_by", "form"):
                if not typed.get(field):
                    self.add_error(field, _("请选一项。"))
        return typed

    def ground(self) -> LegalDuty | Consent:
        """What the action wants."""
        return ground(self.cleaned_data, self.cleaned_data["given_by"])

    def photographed(self) -> bytes | None:
        """The uploaded sheet."""
        photo = self.cleaned_data.get("photo")
        return photo.read() if photo else None

    def values(self) -> dict[str, Any]:
        return {
            "ground": self.ground(),
            "photo": self.photographed(),
            "key": self.cleaned_data["key"],
        }


class FactForm(Pressed):
    """One fact of a chosen kind; the control of its value follows the kind."""

    nothing = forms.BooleanField(label=_("问过了，没有"), required=False)
    source = forms.ChoiceField(
        label=_("怎么知道的"), choices=Fact.Source.choices[:3], widget=forms.RadioSelect
    )
    observed_on = Day(label=_("哪一天了解到的"))
    valid_until = Day(label=_("有效期到"), required=False)
    basis_id = IdField(label=_("凭什么保存"), required=False, widget=forms.RadioSelect)
    verified = forms.BooleanField(label=_("已和原件核对"), required=False)

    def __init__(
        self, *args: Any, kind: Kind, card: ResidentCard | HouseholdCard, language: str,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["value"] = value_field(kind, language)
        if not kind.may_be_none:
            del self.fields["nothing"]
        self.fields["basis_id"].choices = [
            (str(basis.id), f"{basis.kind_name} · {basis.purpose}")
            for basis in card.bases
            if not basis.withdrawn
        ]
        self.order_fields(["value", "nothing"])

    def clean(self) -> dict[str, Any]:
        """A value, or "there is none"."""
        typed = super().clean()
        if not typed.get("nothing") and typed.get("value") in (None, ""):
            self.add_error("value", _("请填写，或勾选“问过了，没有”。"))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "kind": self.kind.key,
            "value": NONE if typed.get("nothing") else self._value(),
            "source": typed["source"],
            "observed_on": typed["observed_on"],
            "valid_until": typed["valid_until"],
            "basis_id": typed["basis_id"],
            "verified": typed["verified"],
            "key": typed["key"],
        }

    def _value(self) -> Value:
        typed = self.cleaned_data["value"]
        if self.kind.shape is Shape.YES_NO:
            return typed == "yes"
        if self.kind.shape is Shape.CHOICE:
            return next(value for value in self.kind.choices if str(value) == typed)
        return typed


class KindForm(forms.Form):
    """Which kind of fact is to be stated."""

    kind = forms.ChoiceField(label=_("要记哪一类情况"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, of_person: bool, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.key, kind.name.speak(language)) for kind in _kinds(of_person)
        ]


def kind_named(key: str, *, of_person: bool) -> Kind | None:
    """The kind of that key which a form may state about a person, or about a household."""
    return next((kind for kind in _kinds(of_person) if kind.key == key), None)


def _kinds(of_person: bool) -> list[Kind]:
    subject = Subject.PERSON if of_person else Subject.HOUSEHOLD
    return [
        kind
        for kind in KINDS.values()
        if kind.subject is subject and kind.key not in IN_THE_REGISTER
    ]


def ground(typed: dict[str, Any], given_by: UUID | None = None) -> LegalDuty | Consent:
    """A legal duty, or the consent of ``given_by``, as it was typed."""
    if typed["why"] == LEGAL_DUTY:
        return LegalDuty(article=typed["article"], purpose=typed["purpose"])
    return Consent(
        given_by=given_by,
        purpose=typed["purpose"],
        version=CONSENT_VERSION,
        form=typed["form"],
        witness=typed["witness"],
    )
