"""What a person may type about a season. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from linli.allocation import terms
from linli.allocation.queries import need_word
from linli.allocation.terms import About, Wanted
from linli.parts.forms import Attempt, Clock, Day, Pressed
from linli.rules.words import Words
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard

DAY_MINUTES = terms.DAY_QUARTERS * terms.QUARTER
MOST_PEOPLE = 9999


def spoken(words: Mapping[Any, Words]) -> list[tuple[Any, str]]:
    """Choices in the reader's language."""
    language = get_language() or "zh-hans"
    return [(key, each.speak(language)) for key, each in words.items()]


def weekday_choices() -> list[tuple[Any, str]]:
    """Monday to Sunday."""
    return spoken(dict(enumerate(terms.WEEKDAYS)))


def room_choices(rooms: Iterable[SpaceCard]) -> list[tuple[str, str]]:
    """Rooms as choices."""
    return [(str(room.id), str(room)) for room in rooms]


def id_or_none(text: str) -> UUID | None:
    """The id in an address, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


class OpenForm(Pressed):
    """A round."""

    title = forms.CharField(label=_("叫什么"), help_text=_("例如：2027 年春季"), max_length=40)
    season_from = Day(label=_("这一季从哪一天"))
    season_until = Day(label=_("到哪一天"))
    opens_on = Day(label=_("从哪一天收申请"))
    closes_on = Day(label=_("收到哪一天"), help_text=_("那一天还收，半夜十二点截止"))
    rooms = forms.TypedMultipleChoiceField(
        label=_("拿出哪些房间"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    lacking_bands = forms.MultipleChoiceField(
        label=_("馆里缺哪些年纪的活动"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rooms"].choices = room_choices(rooms)
        self.fields["lacking_bands"].choices = [pair for pair in spoken(terms.BANDS) if pair[0]]
        for key, word in spoken(terms.COUNTS):
            self.fields[f"points_{key}"] = forms.IntegerField(
                label=word, min_value=0, max_value=terms.MOST_POINTS, initial=0
            )

    @property
    def points(self) -> list[Any]:
        """The fields of the rule."""
        return [self[f"points_{key}"] for key in terms.COUNTS]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "season_from": typed["season_from"],
            "season_until": typed["season_until"],
            "opens_at": terms.at_minute(typed["opens_on"], 0),
            "closes_at": terms.at_minute(typed["closes_on"], DAY_MINUTES),
            "space_ids": typed["rooms"],
            "rule": {key: typed[f"points_{key}"] for key in terms.COUNTS},
            "lacking_bands": typed["lacking_bands"],
            "key": typed["key"],
        }


class AboutForm(Attempt):
    """Who asks, for what, how often a week."""

    group_name = forms.CharField(
        label=_("小组的名字"), help_text=_("例如：夕阳红合唱队。替单位申请就空着"), max_length=40,
        required=False,
    )  # fmt: skip
    organisation = forms.TypedChoiceField(
        label=_("替哪个单位"), coerce=UUID, empty_value=None, required=False
    )
    title = forms.CharField(
        label=_("做什么"), help_text=_("排上了会写在门上和屏幕上；不要写人名"), max_length=60
    )
    purpose = forms.ChoiceField(label=_("用途"))
    expected_people = forms.IntegerField(
        label=_("一次大约几个人"), min_value=1, max_value=MOST_PEOPLE
    )
    times = forms.TypedChoiceField(label=_("一周要几次"), coerce=int)
    band = forms.ChoiceField(label=_("给哪个年纪"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("房间里要有什么"), help_text=_("一个也不选就是都行"),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    residents = forms.BooleanField(label=_("来的人主要是本社区的居民"), required=False)
    benefit = forms.BooleanField(label=_("办的是公益，谁都可以来，不收钱"), required=False)
    contact = forms.CharField(
        label=_("联系电话"), help_text=_("加密保存，只有馆里打给您用"), max_length=30,
        required=False,
    )  # fmt: skip
    named = forms.BooleanField(
        label=_("公布结果时可以写我们的名字（不勾就只写签号）"), required=False
    )

    def __init__(
        self,
        *args: Any,
        rooms: Iterable[SpaceCard],
        organisations: Iterable[Any] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cards = list(rooms)
        self.fields["organisation"].choices = [
            ("", _("不是单位")), *((str(row.pk), row.name) for row in organisations),
        ]  # fmt: skip
        self.fields["purpose"].choices = spoken(spaces.PURPOSES)
        self.fields["band"].choices = spoken(terms.BANDS)
        self.fields["times"].choices = [
            (times, _("%(times)s 次") % {"times": times})
            for times in range(1, terms.MOST_TIMES + 1)
        ]
        needs = {need for one in cards for need in (*one.features, *one.equipment)}
        self.fields["needs"].choices = spoken({one: need_word(one) for one in sorted(needs)})

    def about(self) -> About:
        """What was said of who asks."""
        typed = self.cleaned_data
        return About(
            title=typed["title"],
            purpose=typed["purpose"],
            expected_people=typed["expected_people"],
            times=typed["times"],
            group_name=typed["group_name"],
            organisation_id=typed["organisation"],
            contact=typed["contact"],
            named=typed["named"],
            needs=tuple(typed["needs"]),
            band=typed["band"],
            residents=typed["residents"],
            benefit=typed["benefit"],
        )

    def values(self) -> dict[str, Any]:
        return {"about": self.about()}

    @staticmethod
    def said(about: About) -> dict[str, Any]:
        """What was said before, to be changed."""
        return {**about._asdict(), "organisation": about.organisation_id}


class WishFields(Attempt):
    """A weekly hour."""

    weekday = forms.TypedChoiceField(label=_("星期几"), coerce=int)
    earliest = Clock(label=_("最早从几点"))
    latest = Clock(label=_("最晚到几点"), help_text=_("半夜十二点写 00:00"))
    least = forms.TypedChoiceField(label=_("最短多久"), coerce=int, initial=60)
    most = forms.TypedChoiceField(label=_("最长多久"), coerce=int, initial=90)
    in_rooms = forms.TypedMultipleChoiceField(
        label=_("要哪个房间"), help_text=_("一个也不选就是哪个都行"), coerce=UUID,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip

    def hand_out(self, rooms: Iterable[SpaceCard]) -> None:
        """Say which rooms and lengths there are, in the reader's language."""
        self.fields["weekday"].choices = weekday_choices()
        self.fields["in_rooms"].choices = room_choices(rooms)
        for name in ("least", "most"):
            self.fields[name].choices = [
                (minutes, _("%(minutes)s 分钟") % {"minutes": minutes}) for minutes in terms.LENGTHS
            ]

    def wanted(self) -> Wanted:
        """The hour that was wished."""
        typed = self.cleaned_data
        return Wanted(
            typed["weekday"], typed["earliest"], typed["latest"] or DAY_MINUTES, typed["least"],
            typed["most"], tuple(typed["in_rooms"]),
        )  # fmt: skip


class WishForm(WishFields, Pressed):
    """One more weekly hour."""

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.hand_out(rooms)

    def values(self) -> dict[str, Any]:
        return {"wanted": self.wanted(), "key": self.cleaned_data["key"]}


class ApplyForm(AboutForm, WishFields, Pressed):
    """An application with its first wish; more are added on its page."""

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        cards = list(rooms)
        super().__init__(*args, rooms=cards, **options)
        self.hand_out(cards)

    def values(self) -> dict[str, Any]:
        return {
            "about": self.about(),
            "wishes": [self.wanted()],
            "key": self.cleaned_data["key"],
        }


class DeskApplyForm(ApplyForm):
    """The same for somebody who calls or stands here."""

    channel = forms.ChoiceField(
        label=_("怎么来的"), widget=forms.RadioSelect, initial=terms.PHONE,
        choices=[(terms.PHONE, _("打电话来的")), (terms.DESK, _("到服务台来的"))],
    )  # fmt: skip
    resident = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        more = {"channel": typed["channel"], "resident_id": typed["resident"]}
        return super().values() | more


class CorrectForm(Attempt):
    """What an application says of itself, put right."""

    residents = forms.BooleanField(label=_("来的人主要是本社区的居民"), required=False)
    benefit = forms.BooleanField(label=_("办的是公益，谁都可以来，不收钱"), required=False)
    band = forms.ChoiceField(label=_("给哪个年纪"), required=False)
    reason = forms.CharField(label=_("为什么更正（对方看得到）"), max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["band"].choices = spoken(terms.BANDS)


class ReasonForm(Attempt):
    """Why."""

    reason = forms.CharField(label=_("为什么（对方看得到）"), max_length=120)


class HourForm(ReasonForm):
    """Where an hour of the plan is to stand."""

    space = forms.TypedChoiceField(label=_("哪个房间"), coerce=UUID)
    weekday = forms.TypedChoiceField(label=_("星期几"), coerce=int)
    starts = Clock(label=_("几点开始"))
    ends = Clock(label=_("几点结束"))
    field_order = ("space", "weekday", "starts", "ends", "reason")

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = room_choices(rooms)
        self.fields["weekday"].choices = weekday_choices()

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "space_id": typed["space"],
            "weekday": typed["weekday"],
            "from_minute": typed["starts"],
            "until_minute": typed["ends"] or DAY_MINUTES,
            "reason": typed["reason"],
        }


class PutInForm(HourForm):
    """An hour for somebody whom the rule gave less than asked."""

    application = forms.TypedChoiceField(label=_("给谁"), coerce=UUID)
    field_order = ("application", *HourForm.field_order)

    def __init__(self, *args: Any, short: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["application"].choices = [
            (str(one.id), f"{one.who} · {one.title}") for one in short
        ]

    def values(self) -> dict[str, Any]:
        return {**super().values(), "application_id": self.cleaned_data["application"]}


def clocked(minute: int) -> datetime.time:
    """A minute of the day as a time field shows it."""
    return datetime.time(minute // 60 % 24, minute % 60)
