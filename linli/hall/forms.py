"""What a person may type about the hall. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _, gettext_lazy

from linli.hall.actions import PoolPlan
from linli.hall.published import BAND_WORDS, PART_WORDS, After, Wanted
from linli.hall.queries import PoolRow
from linli.hall.terms import ANYBODY, FEW, HOME, MOST_ROUNDS, NEW, SPOKEN_ONLY, Round
from linli.kernel.ids import random_id
from linli.kernel.recurrence import MONTHLY, WEEKDAYS, WEEKLY, NotARule, Recurrence
from linli.kernel.words import XIAMEN
from linli.parts.forms import Attempt, Day, Pressed
from linli.people.queries import Companion
from linli.programmes.actions import Meeting, NotAMeeting
from linli.programmes.published import SCENE_WORDS
from linli.programmes.queries import (
    GOAL_WORDS,
    ON_DAYS_OFF_WORDS,
    ORDINAL_WORDS,
    WEEKDAY_WORDS,
)
from linli.spaces.queries import SpaceCard

FURTHEST_DAYS = 800
OLDEST = 120
LONGEST_NUMBER = 18
"""Digits: what a number of the journal may have in either database."""

NAMES = ("age", "band", "scene", "room", "part", "week")


class Moment(forms.DateTimeField):
    """A day and an hour, from the browser's own calendar; where we live."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local", "step": 900}
        widget = forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **options)


class Choice(NamedTuple):
    """A link that narrows the programme, or widens it again."""

    word: Any
    url: str
    chosen: bool


def wanted(asked: Mapping[str, str]) -> Wanted:
    """What is looked for, from an address; what is not understood is left out."""
    age, band, scene = asked.get("age", ""), asked.get("band", ""), asked.get("scene", "")
    part = asked.get("part", "")
    years = int(age) if age.isdecimal() and len(age) <= 3 else None
    return Wanted(
        age=years if years is not None and years <= OLDEST else None,
        band=band if band in BAND_WORDS else "",
        scene=scene if scene in SCENE_WORDS else "",
        room=asked.get("room", "")[:60],
        part=part if part in PART_WORDS else "",
    )


def kept(asked: Mapping[str, str], **instead: str) -> str:
    """What is looked for as an address again, with something else in its place."""
    there = {name: asked.get(name, "") for name in NAMES} | instead
    return urlencode({name: value for name, value in there.items() if value})


def narrowed(wanted: Wanted) -> str:
    """What a printed or spoken week is narrowed to, in words; empty for everything."""
    said = [
        _("%(age)s 岁") % {"age": wanted.age} if wanted.age is not None else "",
        BAND_WORDS.get(wanted.band, ""),
        SCENE_WORDS.get(wanted.scene, ""),
        PART_WORDS.get(wanted.part, ""),
        wanted.room,
    ]
    return " · ".join(str(each) for each in said if each)


def choices(asked: Mapping[str, str], rooms: Iterable[str]) -> dict[str, list[Choice]]:
    """The links of each filter: everything, then each of its kinds."""
    found = {
        "band": [("", _("所有年纪")), *BAND_WORDS.items()],
        "scene": [("", _("全部")), *SCENE_WORDS.items()],
        "part": [("", _("整天")), *PART_WORDS.items()],
        "room": [("", _("所有房间")), *((room, room) for room in rooms)],
    }
    now = asdict(wanted(asked))
    return {
        name: [
            Choice(word, f"?{kept(asked, **_only(name, value))}", value == now[name])
            for value, word in kinds
        ]
        for name, kinds in found.items()
    }


def _only(name: str, value: str) -> dict[str, str]:
    """A band of ages replaces an age that was typed."""
    return {name: value, "age": ""} if name == "band" else {name: value}


class Residents(forms.TypedMultipleChoiceField):
    """Residents ticked on a page. Whether one may speak for them is the action's question: asking
    it here too would ask it twice of everybody who presses in the first second."""

    default_error_messages = {"required": gettext_lazy("还没有选谁来。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=UUID, widget=forms.CheckboxSelectMultiple, **options)

    def valid_value(self, value: str) -> bool:
        """Whether it names anybody at all."""
        try:
            return bool(UUID(value))
        except ValueError:
            return False


class ShownField(forms.MultipleChoiceField):
    """What each was shown to pay, as the page said it (``resident:fen``), so that nobody is charged
    another price than they saw; clean value by resident."""

    widget = forms.MultipleHiddenInput

    def validate(self, value: list[str]) -> None:
        """Whatever is no pair is left out in ``clean``."""

    def clean(self, value: Any) -> dict[UUID, int]:
        shown = {}
        for text in super().clean(value):
            who, _colon, fen = text.partition(":")
            try:
                shown[UUID(who)] = int(fen)
            except ValueError:
                continue
        return shown


def after(asked: Mapping[str, str]) -> After:
    """How far a reader of open data has come; what is not understood is the beginning."""
    number = asked.get("afterTimestamp", "")
    known = number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER
    return After(int(number), asked.get("afterId", "")[:40]) if known else After(0, "")


class NoteForm(Pressed):
    """A word for the keeper whose yes is wanted; no field where none is (``asks``)."""

    note = forms.CharField(
        label=gettext_lazy("想说明的话（可以不写）"), required=False, max_length=300,
        help_text=gettext_lazy("只有答复的工作人员看得到"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, asks: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks:
            del self.fields["note"]

    @property
    def asks(self) -> bool:
        return "note" in self.fields


class EnrolForm(NoteForm):
    """Who comes: oneself, one's children."""

    shown = ShownField(required=False)
    people = Residents(label=gettext_lazy("谁来？"))

    def show(self, companions: Iterable[Companion]) -> None:
        """Put these people on the page."""
        listed = list(companions)
        self.fields["people"].choices = [
            (str(each.id), _("%(name)s（我自己）") % {"name": each.name} if not at else each.name)
            for at, each in enumerate(listed)
        ]
        if len(listed) == 1:
            self.fields["people"].initial = [str(listed[0].id)]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "people_ids": typed["people"],
            "key": typed["key"] or random_id(),
            "shown_fen": typed["shown"],
            "note": typed.get("note", ""),
        }


# The desk -----------------------------------------------------------------------------------------

ORDINALS = (1, 2, 3, 4, -1)
POOL_ROWS = 4


class ProgrammeForm(Pressed):
    """A programme."""

    title = forms.CharField(label=gettext_lazy("叫什么"), max_length=40)
    title_en = forms.CharField(label=gettext_lazy("英文名"), max_length=80, required=False)
    summary = forms.CharField(
        label=gettext_lazy("几句话说说"), max_length=400, widget=forms.Textarea, required=False
    )
    scene = forms.ChoiceField(label=gettext_lazy("哪个场景"), widget=forms.RadioSelect)
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("为了什么"), widget=forms.CheckboxSelectMultiple, required=False
    )
    age_from = forms.IntegerField(
        label=gettext_lazy("几岁起"), min_value=0, max_value=OLDEST, required=False
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("到几岁"), min_value=0, max_value=OLDEST, required=False
    )
    closed_group = forms.BooleanField(
        label=gettext_lazy("封闭小组（心理、社工），不公开报名"), required=False
    )
    neutral_title = forms.CharField(
        label=gettext_lazy("对外叫什么"), help_text=gettext_lazy("封闭小组要写，例如：周三小组"),
        max_length=40, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scene"].choices = list(SCENE_WORDS.items())
        self.fields["goals"].choices = list(GOAL_WORDS.items())

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        low, high = typed.get("age_from"), typed.get("age_to")
        if low is not None and high is not None and high < low:
            raise ValidationError(_("“到几岁”比“几岁起”小。"))
        return typed

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "key": self.cleaned_data["key"] or random_id()}


class DescribeForm(ProgrammeForm):
    """A programme described anew; its scene and its ages stay as people signed up for them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("key", "scene", "age_from", "age_to"):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class MeetingForm(Pressed):
    """How a course meets: its days by plain controls, an hour, a room. ``values()['meeting']``."""

    first_on = Day(label=gettext_lazy("从哪一天起"))
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("星期几"), widget=forms.CheckboxSelectMultiple
    )
    monthly = forms.TypedChoiceField(label=gettext_lazy("怎么重复"), coerce=int, initial=0)
    every = forms.IntegerField(
        label=gettext_lazy("隔几周（几个月）一次"), min_value=1, max_value=12, initial=1
    )
    count = forms.IntegerField(
        label=gettext_lazy("一共几次"), min_value=1, max_value=400, required=False
    )
    until_on = Day(label=gettext_lazy("或者到哪一天为止"), required=False)
    starts_at = forms.TimeField(
        label=gettext_lazy("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("上多久"), coerce=int, initial=90)
    space = forms.ChoiceField(label=gettext_lazy("哪个房间"), required=False)
    where = forms.CharField(
        label=gettext_lazy("不在馆里的话，在哪里"), max_length=60, required=False
    )
    on_days_off = forms.ChoiceField(
        label=gettext_lazy("国家放假的日子"), widget=forms.RadioSelect, initial="skip"
    )

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["weekdays"].choices = list(zip(WEEKDAYS, WEEKDAY_WORDS, strict=True))
        self.fields["monthly"].choices = [
            (0, _("每周")),
            *((each, _("每月%(which)s") % {"which": ORDINAL_WORDS[each]}) for each in ORDINALS),
        ]
        self.fields["minutes"].choices = [
            (each, _("%(minutes)s 分钟") % {"minutes": each}) for each in range(30, 241, 15)
        ]
        self.fields["space"].choices = [
            ("", _("不在馆里")),
            *((str(room.id), "　" * room.depth + str(room)) for room in rooms),
        ]
        self.fields["on_days_off"].choices = list(ON_DAYS_OFF_WORDS.items())

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.errors:
            return typed
        if (typed["count"] is None) == (typed["until_on"] is None):
            raise ValidationError(_("写一共几次，或者到哪一天为止，写一样。"))
        if not typed["space"] and not typed["where"]:
            raise ValidationError(_("请选房间，或者写在哪里。"))
        number = typed["monthly"]
        days = tuple(f"{number or ''}{day}" for day in typed["weekdays"])
        try:
            rule = Recurrence(
                MONTHLY if number else WEEKLY,
                interval=typed["every"],
                count=typed["count"],
                until=typed["until_on"],
                by_day=days,
            )
            rule.days(typed["first_on"])
        except NotARule as fault:
            raise ValidationError(str(NotAMeeting())) from fault
        typed["meeting"] = Meeting(
            rule,
            typed["first_on"],
            typed["starts_at"],
            typed["minutes"],
            typed["on_days_off"],
            UUID(typed["space"]) if typed["space"] else None,
            "" if typed["space"] else typed["where"],
        )
        return typed

    @property
    def meeting(self) -> Meeting | None:
        """What was typed, or None while it must be mended."""
        return self.cleaned_data["meeting"] if self.is_bound and self.is_valid() else None


class CourseForm(MeetingForm):
    """A course: its title, how many, how it meets, and the dates that are left out."""

    title = forms.CharField(label=gettext_lazy("课程名"), max_length=40)
    capacity = forms.IntegerField(label=gettext_lazy("最多几个人"), min_value=1, max_value=999)
    without = forms.CharField(required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        left_out = [parse_date(day) for day in self.data.getlist("without")]
        return {
            "title": typed["title"],
            "capacity": typed["capacity"],
            "meeting": typed["meeting"],
            "without": [day for day in left_out if day],
            "key": typed["key"] or random_id(),
        }


class ChangeForm(MeetingForm):
    """Another rule from a day on; ``shown``: what was looked at before it was confirmed."""

    shown = forms.CharField(required=False)

    def values(self) -> dict[str, Any]:
        return {"meeting": self.cleaned_data["meeting"], "shown": self.cleaned_data["shown"]}


class MoveForm(Attempt):
    """One session at another time, or in another room."""

    on = Day(label=gettext_lazy("哪一天"))
    starts_at = forms.TimeField(
        label=gettext_lazy("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=gettext_lazy("上几分钟"), min_value=15, max_value=720)
    space = forms.ChoiceField(label=gettext_lazy("哪个房间"), required=False)

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = [
            ("", _("房间不变")),
            *((str(room.id), "　" * room.depth + str(room)) for room in rooms),
        ]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        start = datetime.datetime.combine(typed["on"], typed["starts_at"], tzinfo=XIAMEN)
        space = UUID(typed["space"]) if typed["space"] else None
        return {"start_at": start, "minutes": typed["minutes"], "space_id": space}


class CancelForm(Attempt):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("为什么取消"), help_text=gettext_lazy("报名的人看得到这句话"),
        max_length=60,
    )  # fmt: skip


class DayForm(Attempt):
    """One more day."""

    day = Day(label=gettext_lazy("加哪一天"))


class EndForm(Attempt):
    """Why enrolling ends before its time."""

    reason = forms.CharField(
        label=gettext_lazy("为什么提前截止"),
        help_text=gettext_lazy("写在活动的页面上，也告诉排队的人"), max_length=60,
    )  # fmt: skip


class LaterForm(Attempt):
    """Until when one may ask now."""

    closes_at = Moment(label=gettext_lazy("改到什么时候截止"))


class RefuseForm(Attempt):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("为什么不答应"), help_text=gettext_lazy("报名的人看得到这句话"),
        max_length=60,
    )  # fmt: skip


class AgainForm(Attempt):
    """What one says when one asks once more."""

    note = forms.CharField(
        label=gettext_lazy("想说明的话"), help_text=gettext_lazy("只有答复的工作人员看得到"),
        max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class PoolsForm(Pressed):
    """Pools as rows: a name, how many, of which ages, registered where, whether kept for the
    telephone, until when. ``registers``: where people may be registered, by code.

    Rows without a name are left out.
    """

    def __init__(
        self,
        *args: Any,
        pools: Iterable[PoolRow] = (),
        registers: Iterable[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        standing = list(pools)
        known = [("", _("不限户籍")), *registers]
        odd = {pool.hukou for pool in standing} - {code for code, _name in known}
        known += [(code, code) for code in sorted(odd)]
        for at in range(max(POOL_ROWS, len(standing) + 1)):
            pool = standing[at] if at < len(standing) else None
            first = at == 0 and not standing
            made = {
                "name": forms.CharField(
                    label=_("名称"), max_length=20, required=False,
                    initial=pool.name if pool else _("一般") if first else "",
                ),
                "capacity": forms.IntegerField(
                    label=_("几个"), min_value=0, max_value=999, required=False,
                    initial=pool.capacity if pool else None,
                ),
                "age_from": forms.IntegerField(
                    label=_("几岁起"), min_value=0, max_value=OLDEST, required=False,
                    initial=pool.age_from if pool else None,
                ),
                "age_to": forms.IntegerField(
                    label=_("到几岁"), min_value=0, max_value=OLDEST, required=False,
                    initial=pool.age_to if pool else None,
                ),
                "door": forms.BooleanField(
                    label=_("留给打电话和到服务台的"), required=False,
                    initial=bool(pool and pool.door == SPOKEN_ONLY),
                ),
                "flows_at": Moment(
                    label=_("没报完，什么时候放开"), required=False,
                    initial=pool.flows_at if pool else None,
                ),
                "hukou": forms.ChoiceField(
                    label=_("户籍在"), required=False, choices=known,
                    initial=pool.hukou if pool else "",
                ),
            }  # fmt: skip
            self.fields |= {f"{name}_{at}": field for name, field in made.items()}
        self.count = max(POOL_ROWS, len(standing) + 1)

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each row, to be drawn."""
        names = ("name", "capacity", "age_from", "age_to", "hukou", "flows_at", "door")
        return [[self[f"{name}_{at}"] for name in names] for at in range(self.count)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        plans = [
            PoolPlan(
                name=typed[f"name_{at}"],
                capacity=typed.get(f"capacity_{at}") or 0,
                age_from=typed.get(f"age_from_{at}"),
                age_to=typed.get(f"age_to_{at}"),
                hukou=typed.get(f"hukou_{at}", ""),
                door=SPOKEN_ONLY if typed.get(f"door_{at}") else ANYBODY,
                flows_at=typed.get(f"flows_at_{at}"),
            )
            for at in range(self.count)
            if typed.get(f"name_{at}")
        ]
        if not plans:
            raise ValidationError(_("至少写一类名额。"))
        if len({plan.name for plan in plans}) < len(plans):
            raise ValidationError(_("两类名额同名，分不清。"))
        typed["pools"] = plans
        return typed

    def values(self) -> dict[str, Any]:
        return {"pools": self.cleaned_data["pools"]}


class OfferForm(PoolsForm):
    """A course's places: for all of it or by the session, first come or by lot, from when on."""

    kind = forms.ChoiceField(
        label=gettext_lazy("怎么报"), widget=forms.RadioSelect, initial="term",
        choices=[
            ("term", gettext_lazy("报一次，整门课都来")),
            ("each", gettext_lazy("一次一次地报")),
        ],
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=gettext_lazy("怎么给"), widget=forms.RadioSelect, initial="first_come",
        choices=[
            ("first_come", gettext_lazy("先报先得")),
            ("lottery", gettext_lazy("抽签（种子封存，事先公布指纹）")),
            ("by_hand", gettext_lazy("抽签（当着大家的面掷骰子）")),
            ("approval", gettext_lazy("报名后名额先留着，工作人员答应了才算")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["opens_at"] = Moment(label=_("大家什么时候开始报名"))
        self.fields["closes_at"] = Moment(
            label=_("什么时候截止"), help_text=_("抽签的要写；先报先得的可以空着"), required=False
        )
        for at in range(MOST_ROUNDS):
            self.fields |= {f"{name}_r{at}": field for name, field in _round_fields().items()}

    @property
    def round_rows(self) -> list[list[Any]]:
        """The fields of each round, to be drawn."""
        return [[self[f"{name}_r{at}"] for name in ROUND_FIELDS] for at in range(MOST_ROUNDS)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        typed["rounds"] = [
            one for at in range(MOST_ROUNDS) if (one := _round(typed, f"_r{at}")) is not None
        ]
        opens, closes = typed.get("opens_at"), typed.get("closes_at")
        if typed.get("mode") in ("lottery", "by_hand") and not closes:
            raise ValidationError(_("抽签要写什么时候截止。"))
        if opens and closes and closes <= opens:
            raise ValidationError(_("截止比开始还早。"))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "mode": "lottery" if typed["mode"] == "by_hand" else typed["mode"],
            "by_hand": typed["mode"] == "by_hand",
            "opens_at": typed["opens_at"],
            "closes_at": typed["closes_at"],
            "pools": typed["pools"],
            "rounds": typed["rounds"],
            "key": typed["key"] or random_id(),
        }


ROUND_FIELDS = ("whom", "round_at", "times", "since_on", "home_from", "home_to")


def _round_fields() -> dict[str, forms.Field]:
    return {
        "whom": forms.ChoiceField(
            label=_("先给谁"), required=False,
            choices=[
                ("", _("不设这一轮")),
                (NEW, _("从没报上过这个活动的人")),
                (FEW, _("某一天起得到的名额少于几个的人")),
                (HOME, _("家里有某个年纪的人的")),
            ],
        ),
        "round_at": Moment(label=_("这一轮什么时候开始"), required=False),
        "times": forms.IntegerField(
            label=_("少于几个名额"), min_value=1, max_value=99, required=False
        ),
        "since_on": Day(label=_("从哪一天起算"), required=False),
        "home_from": forms.IntegerField(
            label=_("家里有人几岁起"), min_value=0, max_value=OLDEST, required=False
        ),
        "home_to": forms.IntegerField(
            label=_("到几岁"), min_value=0, max_value=OLDEST, required=False
        ),
    }  # fmt: skip


def _round(typed: Mapping[str, Any], tail: str) -> Round | None:
    """A round as it was typed; None where none is meant. What its kind does not ask is left out."""
    whom, opens_at = typed.get(f"whom{tail}"), typed.get(f"round_at{tail}")
    if not whom:
        return None
    if opens_at is None:
        raise ValidationError(_("每一轮都要写什么时候开始。"))
    counted, at_home = whom == FEW, whom == HOME
    one = Round(
        opens_at,
        whom,
        times=typed.get(f"times{tail}") if counted else None,
        since_on=typed.get(f"since_on{tail}") if counted else None,
        age_from=typed.get(f"home_from{tail}") if at_home else None,
        age_to=typed.get(f"home_to{tail}") if at_home else None,
    )
    if not one.sound:
        raise ValidationError(
            _("这一轮给谁还没写全：少于几个名额、从哪天起算，或者家里有几岁的人。")
        )
    return one


class DeskEnrolForm(NoteForm):
    """Somebody is enrolled by a worker: the first named is the one to talk to."""

    who = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.MultipleHiddenInput)
    shown = ShownField(required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("怎么来的"), widget=forms.RadioSelect, initial="phone",
        choices=[
            ("phone", gettext_lazy("打电话来的")),
            ("desk", gettext_lazy("到服务台来的")),
            ("chat", gettext_lazy("群里报的")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, chosen: Iterable[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [(str(each), "") for each in chosen]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "people_ids": typed["who"],
            "channel": typed["channel"],
            "key": typed["key"] or random_id(),
            "shown_fen": typed["shown"],
            "note": typed.get("note", ""),
        }


class CollectForm(Pressed):
    """How the money came."""

    means = forms.ChoiceField(
        label=gettext_lazy("怎么付的"), widget=forms.RadioSelect, initial="cash",
        choices=[("cash", gettext_lazy("现金")), ("bank", gettext_lazy("转账"))],
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "key": self.cleaned_data["key"] or random_id()}


class DrawForm(Attempt):
    """Lots: nothing to type where the seed was sealed, else what was thrown and who saw it."""

    seed = forms.CharField(
        label=gettext_lazy("掷出来的数字"), help_text=gettext_lazy("照样写，至少 6 位"),
        max_length=64, widget=forms.TextInput(attrs={"inputmode": "numeric"}), required=False,
    )  # fmt: skip
    witness = forms.TypedChoiceField(
        label=gettext_lazy("谁在场作证"), coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, *args: Any, witnesses: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["witness"].choices = [("", "—"), *((str(u.pk), u.name) for u in witnesses)]
