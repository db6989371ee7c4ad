"""What a person may type about providers and agreements. ``values()`` is what the action takes."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.parts.forms import Attempt, Day, Pressed, YuanField
from linli.programmes.queries import CourseCard
from linli.providers import terms
from linli.providers.queries import CREDENTIAL_WORDS, KIND_WORDS, MODEL_WORDS

HOUR, PERCENT = 60, 10
AHEAD_DAYS = 120
"""So far ahead a substitute may be arranged."""


class Telling(Attempt):
    """What a provider tells of itself."""

    shown_name = forms.CharField(
        label=_("怎么称呼"), help_text=_("按本人的意思写：真名、笔名、“陈老师”都可以。"),
        max_length=40,
    )  # fmt: skip
    shown_name_en = forms.CharField(label=_("英文称呼"), max_length=80, required=False)
    story = forms.CharField(
        label=_("自己的故事"), help_text=_("教什么、学过什么、为什么来这里。几句就好。"),
        widget=forms.Textarea(attrs={"rows": 6}), max_length=800, required=False,
    )  # fmt: skip
    skills = forms.CharField(
        label=_("擅长什么"), help_text=_("用顿号隔开，例如：楷书、隶书、写春联"), max_length=200,
        required=False,
    )  # fmt: skip


class ProviderForm(Telling):
    """A new provider."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    organisation_id = forms.TypedChoiceField(
        label=_("哪个单位"), help_text=_("管理员在“人员”里登记的；老师的登录开在它下面。"),
        coerce=UUID,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("个人还是单位"), choices=list(KIND_WORDS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation_id"].choices = [(str(pk), name) for pk, name in bodies]
        self.order_fields(["organisation_id", "kind"])


class ShareForm(Attempt):
    """What part of one's income comes from here."""

    hall_percent = forms.IntegerField(
        label=_("您的收入里，大约百分之几来自这个馆"),
        help_text=_("愿意说就说，不愿意就空着。只用来看这里养不养得活老师。"),
        min_value=0, max_value=100, required=False,
    )  # fmt: skip


class CredentialForm(Pressed):
    """A paper of a provider."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=list(CREDENTIAL_WORDS.items()))
    title = forms.CharField(label=_("名称"), max_length=60)
    number = forms.CharField(
        label=_("证号或查询编号"), help_text=_("加密保存。"), max_length=60, required=False
    )
    whose = forms.CharField(
        label=_("是谁的"), help_text=_("单位里的哪一位；个人就空着。加密保存。"), max_length=40,
        required=False,
    )  # fmt: skip
    from_on = Day(label=_("从哪天起"), help_text=_("从业查询写查询的那一天，一年有效。"))
    until_on = Day(
        label=_("到哪天不再有效"), help_text=_("没有期限就空着；从业查询不用写。"), required=False
    )
    scan = forms.FileField(label=_("拍一张照片"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("from_on"), given.get("until_on")
        if start and end and end <= start:
            raise ValidationError({"until_on": _("不能比开始还早。")})
        return given

    def values(self) -> dict[str, Any]:
        scan = self.cleaned_data["scan"]
        return {**self.cleaned_data, "scan": scan.read() if scan else None}


class ProposeForm(Pressed):
    """Terms for some courses."""

    courses = forms.TypedMultipleChoiceField(
        label=_("管哪些课程"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    model = forms.ChoiceField(
        label=_("怎么算"), choices=list(MODEL_WORDS.items()), widget=forms.RadioSelect
    )
    per_session_fen = YuanField(label=_("按次：每次多少元"), required=False)
    cancelled_percent = forms.IntegerField(
        label=_("按次：取消的那次付百分之几"), help_text=_("不付就空着。"), min_value=0,
        max_value=100, required=False,
    )  # fmt: skip
    per_head_fen = YuanField(label=_("按人数：每到一人多少元"), required=False)
    share_percent = forms.DecimalField(
        label=_("分成：老师得报名费的百分之几"), min_value=0, max_value=100, decimal_places=1,
        required=False,
    )  # fmt: skip
    room_hour_fen = YuanField(label=_("换场地：一小时场地算多少元"), required=False)
    prepare_minutes = forms.IntegerField(
        label=_("每次要备课多少分钟"), help_text=_("算每小时收入时一起算，才公道。"), min_value=0,
        max_value=1440, initial=0,
    )  # fmt: skip
    owed_hours = forms.IntegerField(
        label=_("另外要做多少小时公益"), min_value=0, max_value=1000, initial=0
    )
    from_on = Day(label=_("从哪天起"))
    last_on = Day(label=_("到哪天为止"), help_text=_("最后一天；没定就空着。"), required=False)
    replaces = forms.TypedChoiceField(
        label=_("接替哪一份协议"), help_text=_("旧的到新的开始那天为止。"), coerce=UUID,
        empty_value=None, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        courses: Iterable[CourseCard],
        earlier: Iterable[tuple[UUID, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["courses"].choices = [
            (str(each.id), f"{each.programme.title} · {each.title}") for each in courses
        ]
        self.fields["replaces"].choices = [("", "—"), *((str(pk), name) for pk, name in earlier)]

    def values(self) -> dict[str, Any]:
        given: Mapping[str, Any] = self.cleaned_data
        last: datetime.date | None = given["last_on"]
        return {
            "courses": given["courses"],
            "rates": terms.Rates(
                model=given["model"],
                per_session_fen=given["per_session_fen"] or 0,
                per_head_fen=given["per_head_fen"] or 0,
                share_permille=int((given["share_percent"] or 0) * PERCENT),
                room_hour_fen=given["room_hour_fen"] or 0,
                cancelled_permille=(given["cancelled_percent"] or 0) * PERCENT,
                prepare_minutes=given["prepare_minutes"],
                owed_minutes=given["owed_hours"] * HOUR,
            ),
            "from_on": given["from_on"],
            "ends_on": last + datetime.timedelta(days=1) if last else None,
            "replaces": given["replaces"],
            "key": given["key"],
        }


class EndForm(Attempt):
    """The last day of an agreement."""

    last_on = Day(label=_("最后一天"))

    def values(self) -> dict[str, Any]:
        return {"ends_on": self.cleaned_data["last_on"] + datetime.timedelta(days=1)}


class NoForm(Attempt):
    """Why not."""

    because = forms.CharField(
        label=_("为什么不同意"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class SubstituteForm(Attempt):
    """Which session, and who gives it."""

    session_id = forms.TypedChoiceField(label=_("哪一次课"), coerce=UUID)
    substitute_id = forms.TypedChoiceField(label=_("谁来代课"), coerce=UUID)
    reason = forms.CharField(label=_("为什么"), max_length=60, required=False)

    def __init__(
        self,
        *args: Any,
        sessions: Collection[tuple[UUID, str]],
        others: Collection[tuple[UUID, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["session_id"].choices = [(str(pk), word) for pk, word in sessions]
        self.fields["substitute_id"].choices = [(str(pk), name) for pk, name in others]
