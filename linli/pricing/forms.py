"""What a person may type about prices. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _

from linli.operator.queries import MEANS_WORDS
from linli.parts.forms import Attempt, Day, Pressed, YuanField
from linli.pricing.queries import (
    PAYER_WORDS,
    PER_WORDS,
    PERIOD_WORDS,
    STATUSES,
    KindRow,
    PayerCard,
)
from linli.programmes.queries import CourseCard, ProgrammeCard
from linli.spaces.queries import SpaceCard

MOST_YEARS, MOST_DAYS, MOST_TIMES, MOST_PASS_DAYS = 120, 365, 999, 1000
EVERYTHING = "everything"
TENTHS = 10


class PriceForm(Pressed):
    """A new version of a course's price."""

    per = forms.ChoiceField(
        label=_("怎么算"), widget=forms.RadioSelect, choices=list(PER_WORDS.items()), initial="term"
    )
    amount_fen = YuanField(
        zero=True, label=_("一个人多少钱（元）"), help_text=_("免费、只收押金的写 0")
    )
    deposit_fen = YuanField(
        label=_("押金（元）"), required=False,
        help_text=_("一般不用；空着就是不收。来了、请了假、退了名额都退，谁都不打折，也可以免"),
    )  # fmt: skip
    market_fen = YuanField(
        label=_("外面差不多的要多少钱（元）"), help_text=_("真的看到过才写；不知道就空着"),
        required=False,
    )  # fmt: skip
    market_source = forms.CharField(
        label=_("哪里看到的"), help_text=_("哪家、哪一天、什么课"), max_length=120, required=False
    )
    full_back_days = forms.IntegerField(
        label=_("开始前几天取消全退"), help_text=_("写 0：开始以前取消都全退"), min_value=0,
        max_value=MOST_DAYS,
    )  # fmt: skip
    late_back_percent = forms.IntegerField(
        label=_("再晚，开始以前退百分之几"), min_value=0, max_value=100
    )
    valid_from = Day(label=_("从哪一天起"))
    valid_to = Day(label=_("到哪一天"), required=False)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        typed["late_back_permille"] = typed.pop("late_back_percent") * TENTHS
        return typed


class PayerForm(Attempt):
    """Somebody who bears a part."""

    kind = forms.ChoiceField(
        label=_("是谁"), widget=forms.RadioSelect, choices=list(PAYER_WORDS.items())
    )
    name = forms.CharField(label=_("名称"), max_length=60)


class SubsidyForm(Pressed):
    """A new version of a subsidy or discount."""

    title = forms.CharField(
        label=_("叫什么"), help_text=_("居民看得懂的，例如“60 岁以上优惠”"), max_length=40
    )
    code = forms.SlugField(
        label=_("代号"), help_text=_("字母和数字；改版的时候写同一个代号"), max_length=24
    )
    basis = forms.CharField(
        label=_("依据"), help_text=_("哪份文件、哪次会议、哪份协议"), max_length=160
    )
    payer_id = forms.TypedChoiceField(label=_("谁付"), coerce=UUID)
    course_id = forms.TypedChoiceField(
        label=_("哪门课"), coerce=UUID, empty_value=None, required=False
    )
    pass_code = forms.ChoiceField(label=_("或者哪种季票"), required=False)
    percent = forms.DecimalField(
        label=_("减百分之几"), min_value=0, max_value=100, max_digits=4, decimal_places=1,
        required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    fixed_fen = YuanField(label=_("或者减多少元"), required=False)
    age_from = forms.IntegerField(
        label=_("几岁起"), min_value=0, max_value=MOST_YEARS, required=False
    )
    age_to = forms.IntegerField(
        label=_("到几岁"), min_value=0, max_value=MOST_YEARS, required=False
    )
    hukou = forms.RegexField(
        r"^\d{2,12}$", label=_("户籍在哪里（区划代码）"), required=False,
        help_text=_("例如 3502 是厦门市；不限就空着"),
    )  # fmt: skip
    status = forms.ChoiceField(label=_("要看什么证件"), required=False)
    cap = forms.IntegerField(
        label=_("每人最多几次"), min_value=1, max_value=MOST_TIMES, required=False,
        help_text=_("不限就空着"),
    )  # fmt: skip
    period = forms.ChoiceField(
        label=_("多久以内"), choices=list(PERIOD_WORDS.items()), initial="ever"
    )
    order = forms.IntegerField(label=_("先后"), min_value=0, max_value=99, initial=0)
    valid_from = Day(label=_("从哪一天起"))
    valid_to = Day(label=_("到哪一天"), required=False)

    def __init__(
        self,
        *args: Any,
        payers: Iterable[PayerCard],
        courses: Iterable[CourseCard],
        passes: Iterable[KindRow] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        titles = {each.row.code: each.row.title for each in passes}
        self.fields["pass_code"].choices = [("", _("不是季票")), *titles.items()]
        language = get_language() or "zh-hans"
        papers = [(key, words.speak(language)) for key, words in STATUSES.items()]
        self.fields["payer_id"].choices = [(str(each.id), each.name) for each in payers]
        self.fields["course_id"].choices = [
            ("", _("所有收费的课")), *((str(each.id), each.title) for each in courses)
        ]  # fmt: skip
        self.fields["status"].choices = [("", _("不用证件")), *papers]

    def values(self) -> dict[str, Any]:
        typed = super().values()
        percent = typed.pop("percent")
        return {**typed, "permille": int(percent * TENTHS) if percent else None}


class PassForm(Pressed):
    """A new version of a season pass."""

    title = forms.CharField(
        label=_("叫什么"), help_text=_("居民看得懂的，例如“秋季季票”“十次卡”"), max_length=40
    )
    code = forms.SlugField(
        label=_("代号"), help_text=_("字母和数字；改版的时候写同一个代号"), max_length=24
    )
    amount_fen = YuanField(label=_("一张多少钱（元）"))
    covers = forms.MultipleChoiceField(
        label=_("管什么"), widget=forms.CheckboxSelectMultiple,
        help_text=_("选全部，或者选哪些活动、哪些课、哪些开放的房间"),
    )  # fmt: skip
    from_on = Day(label=_("一季从哪一天"), required=False)
    to_on = Day(label=_("到哪一天"), required=False)
    days = forms.IntegerField(
        label=_("或者从付钱那天起多少天"), min_value=1, max_value=MOST_PASS_DAYS, required=False
    )
    uses = forms.IntegerField(
        label=_("最多用几次"), min_value=1, max_value=MOST_TIMES, required=False,
        help_text=_("不限就空着；有次数的只能抵一次一次报的课"),
    )  # fmt: skip
    valid_from = Day(label=_("从哪一天起卖"))
    valid_to = Day(label=_("卖到哪一天"), required=False)

    def __init__(
        self,
        *args: Any,
        programmes: Iterable[ProgrammeCard],
        courses: Iterable[CourseCard],
        rooms: Iterable[SpaceCard],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["covers"].choices = [
            (EVERYTHING, _("馆里全部的课和开放的房间")),
            *(
                (f"programme:{each.id}", _("%(title)s：所有的课") % {"title": each.title})
                for each in programmes
                if not each.closed_group
            ),
            *(
                (f"course:{each.id}", _("只有这门课：%(title)s") % {"title": each.title})
                for each in courses
                if not each.programme.closed_group
            ),
            *(
                (f"space:{each.id}", _("房间：%(room)s") % {"room": each})
                for each in rooms
                if each.open_access
            ),
        ]

    def values(self) -> dict[str, Any]:
        typed = super().values()
        picked = typed.pop("covers")
        ids: dict[str, list[UUID]] = {"programme": [], "course": [], "space": []}
        for each in picked:
            noun, _colon, one = each.partition(":")
            if one:
                ids[noun].append(UUID(one))
        return typed | {
            "everything": EVERYTHING in picked,
            **{f"{noun}_ids": found for noun, found in ids.items()},
        }


class SellForm(Pressed):
    """Which pass, for whom, at the price that was shown."""

    kind_id = forms.UUIDField(widget=forms.HiddenInput)
    resident_id = forms.UUIDField(widget=forms.HiddenInput)
    shown_fen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CollectForm(Pressed):
    """How the money for a pass came."""

    means = forms.ChoiceField(
        label=_("怎么付的"), widget=forms.RadioSelect, initial="cash",
        choices=list(MEANS_WORDS.items()),
    )  # fmt: skip


class EarnForm(Pressed):
    """A month's passes are booked as they were reckoned."""


class ProofForm(Attempt):
    """A paper was shown."""

    status = forms.ChoiceField(label=_("看了什么证件"), widget=forms.RadioSelect)
    valid_until = Day(label=_("证件有效到哪一天"))

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        language = get_language() or "zh-hans"
        self.fields["status"].choices = [
            (key, words.speak(language)) for key, words in STATUSES.items()
        ]

    def clean_valid_until(self) -> datetime.date:
        """A paper that has run out is none."""
        day = self.cleaned_data["valid_until"]
        if day < self.today:
            raise ValidationError(_("这张证件已经过期了。"))
        return day


class BillForm(Pressed):
    """A month is billed as it stands."""
