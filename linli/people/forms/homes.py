"""A person, a household, and who belongs to it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.parts.forms import Day, Pressed
from linli.people.actions import Mate, NewGuardian, PerhapsRegistered, Registration
from linli.people.forms.fields import IdField, PlaceField
from linli.people.forms.knowledge import ground
from linli.people.models import Basis, Guardianship, Relation, Sex
from linli.people.queries import HouseholdCard
from linli.people.terms import CONSENT
from linli.places import queries as places


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
            "ground": ground(typed, *typed["guardians"][:1]) if typed["why"] else None,
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
