"""What a person may type about people. What it must mean is the actions' to say."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy as _

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.parts.forms import Day, Pressed, YuanField
from linli.people.actions import (
    Consent,
    LegalDuty,
    Mate,
    NewGuardian,
    PerhapsRegistered,
    Registration,
)
from linli.people.models import Assignment, Basis, Fact, Guardianship, Relation, Sex
from linli.people.queries import HouseholdCard, ResidentCard
from linli.people.terms import (
    CONSENT,
    LEGAL_DUTY,
    LONGEST_ASSIGNMENT_DAYS,
    LONGEST_OPENING_DAYS,
)
from linli.places import queries as places
from linli.rules import divisions
from linli.rules.facts import NONE, Value
from linli.rules.kinds import KINDS, Kind, Shape, Subject

CONSENT_VERSION = "2026-11"
"""The edition of the consent sheet that is handed out now."""

IN_THE_REGISTER = ("birth_date", "hukou_place")


class IdField(forms.TypedChoiceField):
    """One of some rows, chosen by its id; cleaned to a UUID, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **options)


class PlaceField(forms.ChoiceField):
    """Where a hukou or a permit lies: chosen by name, kept as a division code.

    A finer code that came with a roster stays as it is until somebody chooses another.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_divisions_by_name, **options)

    def keep(self, code: str) -> None:
        """Offer this code too, by the name of what it lies in."""
        if code and not super().valid_value(code):
            name = divisions.spoken(code).speak(get_language() or "")
            self.choices = [(code, name), *_divisions_by_name()]


def _divisions_by_name() -> list[Any]:
    """Districts under their city, cities under their province, then the other provinces."""
    named = {
        code: words.speak(get_language() or "") for code, words in divisions.divisions().items()
    }
    cities = sorted({code[: divisions.CITY] for code in named if len(code) == divisions.DISTRICT})
    provinces = sorted({code[: divisions.PROVINCE] for code in cities})
    return [
        ("", gettext("不清楚")),
        *((named[city], _those(named, under=city)) for city in cities),
        *(
            (named[province], _those(named, under=province, digits=divisions.CITY, but=cities))
            for province in provinces
        ),
        (gettext("其他省份"), _those(named, digits=divisions.PROVINCE, but=provinces)),
    ]


def _those(
    named: Mapping[str, str], *, under: str = "", digits: int = 0, but: Collection[str] = ()
) -> list[tuple[str, str]]:
    return [
        (code, name)
        for code, name in named.items()
        if code.startswith(under) and len(code) in (digits or len(code),) and code not in but
    ]


class PersonForm(Pressed):
    """One person, as their papers say."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    citizen_id = forms.CharField(
        label=_("身份证号码"),
        required=False,
        max_length=30,
        help_text=_("18位。填了它，出生日期和性别就不用再填。"),
    )
    born_on = Day(label=_("出生日期"), required=False)
    sex = forms.TypedChoiceField(
        label=_("性别"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label)],
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label=_("电话"), required=False, max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    hukou_place = PlaceField(label=_("户籍在哪里"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hukou_place"].keep(self.initial.get("hukou_place", ""))

    def registration(self) -> Registration:
        """What was typed of the person."""
        typed = self.cleaned_data
        return Registration(
            **{field: typed[field] for field in ("name", "citizen_id", "born_on", "sex", "phone",
                                                 "hukou_place")}
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"who": self.registration()}


class CorrectForm(PersonForm):
    """The same person, put right. Their numbers come filled in: whoever sees them is logged."""


class RegisterForm(PersonForm):
    """A new person of one of the viewer's communities."""

    place = forms.ChoiceField(label=_("社区"))
    not_the_same = forms.BooleanField(label=_("已经核对过，不是同一个人"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(viewer.communities(Permission.RESIDENT_EDIT))
        self.fields["place"].choices = [(code, places.get(code)) for code in codes]
        if len(codes) == 1:
            self.fields["place"].initial = codes[0]
            self.fields["place"].widget = forms.HiddenInput()
        self.twin = "not_the_same" in self.data

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "who": self.registration(),
            "place": typed["place"],
            "not_the_same": typed["not_the_same"],
            "key": typed["key"],
        }

    def refused(self, refusal: Refused) -> None:
        self.twin = self.twin or isinstance(refusal, PerhapsRegistered)
        super().refused(refusal)


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
        return _ground(self.cleaned_data, self.cleaned_data["given_by"])

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


class MemberForm(PersonForm):
    """One more person of a household; for a child also who the guardians are, and the ground."""

    relation = forms.ChoiceField(label=_("与户主关系"), choices=Relation.choices)
    guardians = forms.TypedMultipleChoiceField(
        coerce=UUID,
        label=_("监护人（孩子填写）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    not_the_same = forms.BooleanField(label=_("已经核对过，不是同一个人"), required=False)
    why = forms.ChoiceField(
        label=_("凭什么登记（未满14岁必填）"),
        required=False,
        choices=[("", _("已满14岁，不用填")), *Basis.Kind.choices],
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(label=_("用来做什么"), max_length=80, required=False)
    article = forms.CharField(label=_("哪部法律第几条"), max_length=120, required=False)
    form = forms.ChoiceField(
        label=_("监护人怎样同意的"), required=False, choices=Basis.Form.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    photo = forms.FileField(label=_("同意书的照片"), required=False)
    witness = forms.CharField(label=_("在场见证人"), required=False, max_length=60)

    def __init__(self, *args: Any, household: HouseholdCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adults = [(str(one.id), one.name) for one in household.members if not one.minor]
        self.fields["guardians"].choices = adults
        self.fields["relation"].choices = [
            ("", _("请选择")),
            *((code, word) for code, word in Relation.choices if code != Relation.HEAD),
        ]
        if not household.members:
            self.fields["relation"].choices = Relation.choices
        self.twin = "not_the_same" in self.data

    def clean(self) -> dict[str, Any]:
        """A guardian's consent names the guardian."""
        typed = super().clean()
        if typed.get("why") == CONSENT and not typed.get("guardians"):
            self.add_error("guardians", _("监护人同意的，请勾选是哪一位。"))
        if typed.get("why") == CONSENT and not typed.get("form"):
            self.add_error("form", _("请选一项。"))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        photo = typed.get("photo")
        return {
            "who": self.registration(),
            "relation": typed["relation"],
            "guardians": [NewGuardian(one, "parent") for one in typed["guardians"]],
            "ground": _ground(typed, *typed["guardians"][:1]) if typed["why"] else None,
            "photo": photo.read() if photo else None,
            "not_the_same": typed["not_the_same"],
            "key": typed["key"],
        }

    def refused(self, refusal: Refused) -> None:
        self.twin = self.twin or isinstance(refusal, PerhapsRegistered)
        super().refused(refusal)


class HouseholdForm(Pressed):
    """A new household, with its first member."""

    relation = forms.ChoiceField(
        label=_("他在这一户是"), choices=Relation.choices, initial=Relation.HEAD
    )
    number = forms.CharField(label=_("户号"), max_length=40, required=False)
    building = forms.CharField(label=_("楼栋"), max_length=40, required=False)
    door = forms.CharField(
        label=_("单元和门牌号"), max_length=60, required=False,
        help_text=_("加密保存；看它会记入查阅记录。"),
    )  # fmt: skip

    def __init__(self, *args: Any, first: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "members": [Mate(self.first, typed["relation"])],
            "number": typed["number"],
            "building": typed["building"],
            "door": typed["door"],
            "key": typed["key"],
        }


class JoinForm(Pressed):
    """A registered person joins a household that has a number."""

    number = forms.CharField(label=_("加入哪一户（户号）"), max_length=40)
    relation = forms.ChoiceField(label=_("与户主关系"), choices=Relation.choices)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("number", "relation")}


class GuardianForm(Pressed):
    """Who is a minor's guardian: an adult of the household."""

    guardian_id = IdField(label=_("监护人"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("是孩子的"), choices=Guardianship.Kind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, adults: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian_id"].choices = adults

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("guardian_id", "kind")}


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
        self.fields["value"] = _value_field(kind, language)
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


class AskForm(Pressed):
    """Why a closed record is needed."""

    reason = forms.CharField(
        label=_("为什么需要打开"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("批准的人会看到；一个人说清一件事就够。"),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "key": self.cleaned_data["key"]}


class AssignForm(Pressed):
    """To whom a minor's record is opened, how far, and until when."""

    worker_id = IdField(label=_("交给谁"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(
        label=_("打开到什么程度"), choices=Assignment.Scope.choices, widget=forms.RadioSelect,
        initial=Assignment.Scope.CASE,
    )  # fmt: skip
    until_on = Day(label=_("到哪一天为止"))
    purpose = forms.CharField(label=_("为了什么事"), max_length=80, required=False)

    def __init__(
        self, *args: Any, workers: dict[Any, str], on: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker_id"].choices = [(str(pk), name) for pk, name in workers.items()]
        latest = on + datetime.timedelta(days=LONGEST_ASSIGNMENT_DAYS)
        self.fields["until_on"].initial = on + datetime.timedelta(days=180)
        self.fields["until_on"].widget.attrs |= {"min": on.isoformat(), "max": latest.isoformat()}

    def values(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("worker_id", "scope", "until_on", "purpose")
        }


class DecideForm(Pressed):
    """Another person's answer to a wish to open a record."""

    granted = forms.TypedChoiceField(
        label=_("答复"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("同意打开")), ("no", _("不同意"))],
        widget=forms.RadioSelect,
    )
    until_on = Day(label=_("同意的，打开到哪一天"), required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = on + datetime.timedelta(days=LONGEST_OPENING_DAYS)
        self.fields["until_on"].initial = on + datetime.timedelta(days=7)
        self.fields["until_on"].widget.attrs |= {"min": on.isoformat(), "max": latest.isoformat()}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("granted", "until_on")}


class ShieldForm(Pressed):
    """Why somebody must not be found."""

    reason = forms.CharField(
        label=_("为什么需要保护"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class RosterForm(Pressed):
    """A workbook, for one community, on one legal ground."""

    place = forms.ChoiceField(label=_("社区"))
    workbook = forms.FileField(
        label=_("名册（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("最多10 MB、20000行。先看每一行的结果，确认以后才写入。"),
    )
    article = forms.CharField(
        label=_("凭哪条法律登记"), max_length=120, initial=_("未成年人保护法第43条"),
        help_text=_("名册里有未满14岁的孩子时，每个孩子的登记都以它为依据。"),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("用来做什么"), max_length=80, initial=_("掌握辖区居民基本情况")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(viewer.communities(Permission.ROSTER_IMPORT))
        self.fields["place"].choices = [(code, places.get(code)) for code in codes]
        if len(codes) == 1:
            self.fields["place"].initial = codes[0]
            self.fields["place"].widget = forms.HiddenInput()

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "content": typed["workbook"].read(),
            "place": typed["place"],
            "article": typed["article"],
            "purpose": typed["purpose"],
        }


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


def _ground(typed: dict[str, Any], given_by: UUID | None = None) -> LegalDuty | Consent:
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


def _value_field(kind: Kind, language: str) -> forms.Field:
    """The control that fits a kind of fact."""
    label = kind.name.speak(language)
    match kind.shape:
        case Shape.YES_NO:
            choices = [("yes", _("是")), ("no", _("否"))]
        case Shape.CHOICE:
            choices = [(str(value), words.speak(language)) for value, words in kind.choices.items()]
        case Shape.FEN:
            return YuanField(label=label, zero=True, required=False, help_text=_("元"))
        case Shape.DAY:
            return Day(label=label, required=False)
        case Shape.PLACE:
            return PlaceField(label=label, required=False)
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
