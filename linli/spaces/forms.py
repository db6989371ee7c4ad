"""What a person may type about rooms. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext_lazy as _

from linli.identity.permissions import ROLES, Permission
from linli.kernel.refusal import NotFound, Refused
from linli.parts.forms import Attempt, Clock, Day, Pressed
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.outside import MOST_BYTES, OutsideDate
from linli.spaces.queries import SpaceCard
from linli.spaces.terms import Booker


def spoken(words: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Choices in the reader's language."""
    language = get_language() or "zh-hans"
    return [(key, each.speak(language)) for key, each in words.items()]


def id_or_none(text: str) -> UUID | None:
    """The id in an address, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def id_in(text: str) -> UUID:
    """The id that was sent. Raises ``NotFound``."""
    found = id_or_none(text)
    if found is None:
        raise NotFound
    return found


def room_choices(rooms: Iterable[SpaceCard]) -> list[tuple[str, str]]:
    """Rooms as choices, parts set in beneath the room they lie in."""
    return [(str(room.id), "　" * room.depth + str(room)) for room in rooms]


def organisation_choices(rows: Iterable[Any]) -> list[tuple[str, Any]]:
    """Organisations as choices, with none first."""
    return [("", _("不是单位")), *((str(row.pk), row.name) for row in rows)]


class Weekdays(forms.TypedMultipleChoiceField):
    """Some days of the week, 0 = Monday."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(coerce=int, **options)

    def in_words(self) -> None:
        """Give the days their names in the reader's language."""
        language = get_language() or "zh-hans"
        self.choices = [(at, day.speak(language)) for at, day in enumerate(terms.WEEKDAYS)]


class Knowing(Attempt):
    """A form whose first answer may be a list of bookings that it would meet; ``known`` says that
    a person has read it. ``met``: that list."""

    known = forms.BooleanField(label=_("名单看过了，照样办；这些预约由我们去联系"), required=False)
    met: tuple[Any, ...] = ()

    def refused(self, refusal: Refused) -> None:
        self.met = getattr(refusal, "bookings", ())
        super().refused(refusal)


def span_of(day: datetime.date, starts: int, ends: int) -> dict[str, datetime.datetime]:
    """From when to when; an end at 00:00 is the end of the day."""
    return {
        "start_at": terms.at_minute(day, starts),
        "end_at": terms.at_minute(day, ends or terms.DAY_MINUTES),
    }


# Rooms --------------------------------------------------------------------------------------------


class SpaceForm(Attempt):
    """A room."""

    name = forms.CharField(label=_("名称"), max_length=40)
    name_en = forms.CharField(label=_("英文名"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("哪一种房间"))
    parent = forms.ChoiceField(
        label=_("在哪个房间里面"),
        help_text=_("大教室分成两半，就是两个小房间；订大的，两半都占。"),
        required=False,
    )
    capacity_people = forms.IntegerField(label=_("最多容几个人"), min_value=1, max_value=9999)
    area_m2 = forms.IntegerField(
        label=_("面积（平方米）"), min_value=1, max_value=99999, required=False
    )
    features = forms.MultipleChoiceField(
        label=_("无障碍"), widget=forms.CheckboxSelectMultiple, required=False
    )
    equipment = forms.CharField(
        label=_("里面有什么"), help_text=_("用顿号隔开，例如：投影、钢琴、镜子"), max_length=200,
        required=False,
    )  # fmt: skip
    open_access = forms.BooleanField(label=_("随到随用，不用预约（健身房）"), required=False)
    private = forms.BooleanField(
        label=_("名单和屏幕上只写“内部使用”（社工室、心理）"), required=False
    )
    order = forms.IntegerField(label=_("排在第几"), min_value=0, max_value=999, initial=0)

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = spoken(terms.KINDS)
        self.fields["features"].choices = spoken(terms.FEATURES)
        self.fields["parent"].choices = [("", _("不在别的房间里面")), *room_choices(rooms)]

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        parent = typed.pop("parent", "")
        if "kind" in self.fields:
            typed["parent_id"] = UUID(parent) if parent else None
        parts = typed["equipment"].replace(",", "、").replace("，", "、").split("、")
        return {**typed, "equipment": [part.strip() for part in parts if part.strip()]}


class ChangeForm(SpaceForm, Knowing):
    """The facts of a room, said anew; where it lies and what it is stay."""

    kind = None
    parent = None

    def __init__(self, *args: Any, **options: Any) -> None:
        Knowing.__init__(self, *args, **options)
        self.fields["features"].choices = spoken(terms.FEATURES)


class OpeningForm(Attempt):
    """When a room is open."""

    weekdays = Weekdays(label=_("星期几"))
    opens = Clock(label=_("几点开"))
    closes = Clock(label=_("几点关"), help_text=_("半夜十二点写 00:00"))
    from_on = Day(label=_("从哪一天起"))
    until_on = Day(label=_("到哪一天为止"), required=False)
    on_days_off = forms.ChoiceField(label=_("国家放假的日子"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["weekdays"].in_words()
        self.fields["on_days_off"].choices = spoken(terms.ON_DAYS_OFF)

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        opens, closes = typed.pop("opens"), typed.pop("closes")
        return {**typed, "from_minute": opens, "until_minute": closes or terms.DAY_MINUTES}


class UntilForm(Attempt):
    """The last day of something in force."""

    until_on = Day(label=_("最后一天"))


class ClosureForm(Knowing):
    """A room, or all of them, shut for a time."""

    space = forms.ChoiceField(label=_("哪个房间"), required=False)
    first_on = Day(label=_("从哪一天"))
    first = Clock(label=_("几点起"))
    last_on = Day(label=_("到哪一天"))
    last = Clock(label=_("几点止"))
    reason = forms.CharField(label=_("为什么"), help_text=_("居民看得到这句话"), max_length=60)

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = [("", _("所有房间")), *room_choices(rooms)]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "space_id": UUID(typed["space"]) if typed["space"] else None,
            "start_at": terms.at_minute(typed["first_on"], typed["first"]),
            "end_at": terms.at_minute(typed["last_on"], typed["last"]),
            "reason": typed["reason"],
            "known": typed["known"],
        }


class PolicyForm(Attempt):
    """Who may book, and how much of it."""

    space = forms.ChoiceField(label=_("哪个房间"), required=False)
    booker = forms.ChoiceField(label=_("谁可以预约"), widget=forms.RadioSelect)
    needs_approval = forms.BooleanField(label=_("要馆务同意"), required=False)
    decide_hours = forms.IntegerField(
        label=_("几小时内答复"), help_text=_("过了还没答复，时段自动让出"), min_value=1,
        max_value=720, initial=48,
    )  # fmt: skip
    release_minutes = forms.IntegerField(
        label=_("开始后几分钟没人来就让出"), help_text=_("空着就一直留着"), min_value=5,
        max_value=240, required=False,
    )  # fmt: skip
    max_lead_days = forms.IntegerField(
        label=_("最早提前几天"), min_value=1, max_value=400, required=False
    )
    min_notice_hours = forms.IntegerField(
        label=_("至少提前几小时"), min_value=0, max_value=720, required=False
    )
    max_hours_week = forms.IntegerField(
        label=_("一周最多几小时"), min_value=1, max_value=168, required=False
    )
    max_hours_month = forms.IntegerField(
        label=_("一个月最多几小时"), min_value=1, max_value=744, required=False
    )
    purposes = forms.MultipleChoiceField(
        label=_("可以用来做什么"), help_text=_("一个也不选就是都可以"),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    exempt_roles = forms.MultipleChoiceField(
        label=_("哪些岗位代订时不受限"), widget=forms.CheckboxSelectMultiple, required=False
    )
    from_on = Day(label=_("从哪一天起"))

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = [("", _("所有房间")), *room_choices(rooms)]
        self.fields["booker"].choices = spoken(terms.BOOKERS)
        self.fields["purposes"].choices = spoken(terms.PURPOSES)
        self.fields["exempt_roles"].choices = [
            (key, role.name)
            for key, role in ROLES.items()
            if Permission.SPACE_BOOK in role.permissions
        ]

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        space = typed.pop("space")
        return {**typed, "space_id": UUID(space) if space else None}


class DaysOffForm(Attempt):
    """The days off of a year, pasted as a table."""

    text = forms.CharField(
        label=_("整张表"),
        help_text=_("一行一天：日期,休或班,节日,英文名,出处。可以从表格里直接粘贴。"),
        widget=forms.Textarea,
        max_length=40_000,
    )


# Bookings -----------------------------------------------------------------------------------------


class BookForm(Pressed):
    """A room for somebody, once or every week."""

    space = forms.ChoiceField(label=_("哪个房间"))
    on = Day(label=_("哪一天"))
    starts = Clock(label=_("几点开始"))
    ends = Clock(label=_("几点结束"))
    title = forms.CharField(
        label=_("做什么"),
        help_text=_("替单位和小组订的，会写在门上和屏幕上；不要写人名"),
        max_length=60,
    )
    purpose = forms.ChoiceField(label=_("用途"), widget=forms.RadioSelect)
    expected_people = forms.IntegerField(
        label=_("大约几个人"), min_value=1, max_value=9999, required=False
    )
    resident = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.ChoiceField(label=_("替哪个单位订"), required=False)
    group_name = forms.CharField(label=_("小组的名字"), max_length=40, required=False)
    contact = forms.CharField(
        label=_("联系电话"), help_text=_("加密保存"), max_length=30, required=False
    )
    before_minutes = forms.TypedChoiceField(label=_("之前留空几分钟布置"), coerce=int)
    after_minutes = forms.TypedChoiceField(label=_("之后留空几分钟打扫"), coerce=int)
    private = forms.BooleanField(label=_("名单和屏幕上只写“内部使用”"), required=False)
    every_weeks = forms.TypedChoiceField(label=_("重复"), coerce=int, widget=forms.RadioSelect)
    until_on = Day(label=_("重复到哪一天"), required=False)
    skip_days_off = forms.BooleanField(label=_("国家放假的日子跳过"), required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        rooms: Iterable[SpaceCard],
        organisations: Iterable[Any],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        # Nobody's silence books the whole hall, which is the first of the rooms.
        self.fields["space"].choices = [("", _("请选房间")), *room_choices(rooms)]
        self.fields["purpose"].choices = spoken(terms.PURPOSES)
        self.fields["organisation"].choices = organisation_choices(organisations)
        for name in ("before_minutes", "after_minutes"):
            self.fields[name].choices = [(minutes, minutes) for minutes in terms.BUFFERS]
        self.fields["every_weeks"].choices = [(0, _("就这一次")), (1, _("每周")), (2, _("每两周"))]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("every_weeks") and not typed.get("until_on"):
            raise ValidationError(_("要重复，请写重复到哪一天。"))
        return typed

    @property
    def repeats(self) -> bool:
        """Whether it is asked for every week."""
        return bool(self.is_bound and self.is_valid() and self.cleaned_data["every_weeks"])

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        organisation = typed["organisation"]
        resident = typed["resident"]
        of = UUID(organisation) if organisation and not resident else None
        common = {
            "space_id": UUID(typed["space"]),
            "booker": Booker(
                resident_id=resident,
                organisation_id=of,
                group_name="" if resident or of else typed["group_name"],
                contact=typed["contact"],
            ),
            **{
                name: typed[name]
                for name in (
                    "title", "purpose", "expected_people", "before_minutes", "after_minutes",
                    "private", "key",
                )
            },
        }  # fmt: skip
        if not typed["every_weeks"]:
            return common | span_of(typed["on"], typed["starts"], typed["ends"])
        return common | {
            "from_on": typed["on"],
            "until_on": typed["until_on"],
            "weekdays": [typed["on"].weekday()],
            "every_weeks": typed["every_weeks"],
            "from_minute": typed["starts"],
            "until_minute": typed["ends"] or terms.DAY_MINUTES,
            "skip_days_off": typed["skip_days_off"],
        }


class MoveForm(Attempt):
    """Another time, or another room."""

    space = forms.ChoiceField(label=_("哪个房间"))
    on = Day(label=_("哪一天"))
    starts = Clock(label=_("几点开始"))
    ends = Clock(label=_("几点结束"))

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = room_choices(rooms)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        span = span_of(typed["on"], typed["starts"], typed["ends"])
        return {"space_id": UUID(typed["space"]), **span}


class ReasonForm(Attempt):
    """Why not."""

    reason = forms.CharField(label=_("原因（对方看得到）"), max_length=120)


class FreeHour(forms.TypedChoiceField):
    """An hour that was free when the page was shown; if it is not any more, the action says who has
    it, which "not one of the choices" would not."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)

    def valid_value(self, value: str) -> bool:
        """Any minute of a day."""
        return value.isdecimal() and len(value) <= 4 and int(value) < terms.DAY_MINUTES


class AskForm(Pressed):
    """A resident asks for a room."""

    on = Day(label=_("哪一天"), widget=forms.HiddenInput)
    starts = FreeHour(label=_("几点开始"))
    length = forms.TypedChoiceField(label=_("用多久"), coerce=int, widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("做什么用"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("一句话说说"), max_length=60)
    expected_people = forms.IntegerField(label=_("大约几个人"), min_value=1, max_value=9999)

    LENGTHS = (30, 60, 90, 120, 180)

    def __init__(
        self,
        *args: Any,
        free: Iterable[tuple[int, int]],
        purposes: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["starts"].choices = [
            (minute, terms.clock(minute))
            for start, end in free
            for minute in range(-(-start // 30) * 30, end - 29, 30)
        ]
        self.fields["length"].choices = [
            (minutes, _("%(minutes)s 分钟") % {"minutes": minutes}) for minutes in self.LENGTHS
        ]
        allowed = set(purposes) or set(terms.PURPOSES)
        self.fields["purpose"].choices = [
            pair for pair in spoken(terms.PURPOSES) if pair[0] in allowed
        ]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            **span_of(typed["on"], typed["starts"], typed["starts"] + typed["length"]),
            "title": typed["title"],
            "purpose": typed["purpose"],
            "expected_people": typed["expected_people"],
            "key": typed["key"],
        }


# An outside calendar ------------------------------------------------------------------------------

LOOKED_AT_SECONDS = 3600
"""How long what was read of a file may wait to be confirmed."""

OUTSIDE_SALT = "linli.spaces.outside"


class OutsideForm(Attempt):
    """A calendar's file and its name, by which it is known when it comes again."""

    name = forms.CharField(
        label=_("哪个日历"), max_length=40,
        help_text=_("下次再导入同一个日历，写同一个名字"),
    )  # fmt: skip
    file = forms.FileField(label=_("日历文件（.ics）"), max_length=200)
    private = forms.BooleanField(label=_("标题只写“内部使用”"), required=False, initial=True)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"name": typed["name"], "data": typed["file"].read(MOST_BYTES + 1)}


class OutsideConfirmForm(Attempt):
    """What was looked at, signed so that it is the same, and whether what is gone is given up."""

    looked_at = forms.CharField(widget=forms.HiddenInput, max_length=500_000)
    drop = forms.BooleanField(label=_("这些预约也让出来"), required=False)

    def clean_looked_at(self) -> dict[str, Any]:
        try:
            told = signing.loads(
                self.cleaned_data["looked_at"], salt=OUTSIDE_SALT, max_age=LOOKED_AT_SECONDS
            )
        except signing.BadSignature as fault:
            raise ValidationError(_("隔得太久了，请再选一次文件。")) from fault
        return told

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data["looked_at"]
        return {
            "space_id": UUID(told["space"]),
            "name": told["name"],
            "private": told["private"],
            "drop": self.cleaned_data["drop"],
            "dates": [
                OutsideDate(UUID(one), title, parse_datetime(start), parse_datetime(end))
                for one, title, start, end in told["dates"]
            ],
        }


def looked_at(space_id: UUID, name: str, private: bool, dates: Iterable[OutsideDate]) -> str:
    """What a page shows, to be sent back and confirmed unchanged."""
    told = {
        "space": str(space_id),
        "name": name,
        "private": private,
        "dates": [
            (str(one.origin_id), one.title, one.start_at.isoformat(), one.end_at.isoformat())
            for one in dates
        ],
    }
    return signing.dumps(told, salt=OUTSIDE_SALT, compress=True)
