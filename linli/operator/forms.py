"""What a person may type about an operation. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from linli.identity.permissions import Viewer
from linli.kernel.ids import random_id
from linli.kernel.refusal import Refused
from linli.operator import actions
from linli.operator.actions import Cost
from linli.operator.queries import EXPENSE_WORDS, KIND_WORDS, MEANS_WORDS, LineRow, MonthPage
from linli.parts.forms import Attempt, Day, Pressed, YuanField
from linli.programmes.queries import ProgrammeCard
from linli.spaces.queries import SpaceCard

KINDS = ("rent", "energy", "staff", "consumables")
MOST_HOURS = 100_000
WHOLE = "whole"


class Numbers(forms.DecimalField):
    """A number with so many digits behind the point, clean value in whole last places."""

    def __init__(self, *, places: int, label: Any, help_text: Any = "", most: int = 10**9) -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, decimal_places=places,
            max_value=most, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={
                "invalid": _("请写数字，例如 120.5。"),
                "max_decimal_places": _("小数点后最多 %(max)s 位。"),
                "max_value": _("这个数太大了，是不是多打了零？"),
            },
        )  # fmt: skip
        self.places = places

    def clean(self, value: Any) -> int | None:
        found = super().clean(value)
        return None if found is None else int(found.scaleb(self.places))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another number was typed than is kept; how it is written is no matter."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        """What is kept, as a person writes it; what was typed, as it was typed."""
        if not isinstance(value, int):
            return value
        return f"{Decimal(value).scaleb(-self.places):f}".rstrip("0").rstrip(".") or "0"


class LineForm(Pressed):
    """One line of a month, drawn by its kind; a blank one is a line to be added."""

    what = forms.CharField(label=_("是什么"), max_length=40, required=False)
    of = forms.ChoiceField(label=_("算在哪里"), required=False)

    def __init__(
        self, data: Any, *, kind: str, row: LineRow | None, places: Sequence[tuple[str, Any]]
    ) -> None:
        self.kind, self.row = kind, row
        initial: dict[str, Any] = {"key": random_id(), "of": WHOLE}
        if row:
            initial |= row._asdict() | {"of": _of(row), "key": None}
        super().__init__(data, prefix=str(row.id) if row else f"new-{kind}", initial=initial)
        self.fields["of"].choices = places
        self.fields |= _numbers(kind)
        if row:
            self.fields["drop"] = forms.BooleanField(label=_("去掉这一行"), required=False)

    @property
    def numbers(self) -> list[Any]:
        """The fields of this kind alone."""
        return [self[name] for name in _numbers(self.kind)]

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not kept yet; a blank line is none."""
        names = ["what", *_numbers(self.kind)]
        if self.row is None:
            return any(self[name].data for name in names)
        return bool(set(self.changed_data) & {*names, "of", "drop"})

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.touched and not typed.get("what") and not typed.get("drop"):
            self.add_error("what", gettext("请写是什么，例如“电”“保洁”。"))
        return typed

    def save(self, month_id: UUID, by: Viewer, at: datetime.datetime) -> bool:
        """Keep what was typed; False while it must be mended, and the form says how."""
        if not self.touched:
            return True
        if not self.is_valid():
            return False
        typed = self.cleaned_data
        about = {"month_id": month_id, "by": by, "at": at}
        try:
            if typed.get("drop") and self.row:
                actions.drop_line(line_id=self.row.id, **about)
            else:
                actions.save_line(
                    cost=self._cost(), line_id=self.row.id if self.row else None,
                    key=typed["key"], **about,
                )  # fmt: skip
        except Refused as refusal:
            if not refusal.mendable:
                raise
            self.add_error(None, f"{refusal} {refusal.next_step}".strip())
            return False
        return True

    def _cost(self) -> Cost:
        typed = self.cleaned_data
        kind, _colon, thing = (typed["of"] or WHOLE).partition(":")
        return Cost(
            kind=self.kind,
            what=typed["what"],
            space_id=UUID(thing) if kind == "space" else None,
            programme_id=UUID(thing) if kind == "programme" else None,
            **{name: typed.get(name) for name in _numbers(self.kind)},
        )


class MonthForm:
    """All lines of a month's page at once: what is right is kept, what is wrong comes back."""

    def __init__(
        self,
        data: Any,
        *,
        page: MonthPage,
        places: Sequence[tuple[str, Any]],
        wrong: Iterable[LineForm] = (),
    ) -> None:
        rows = [row for row in page.lines if not row.confirmed and not row.words]
        back = {line.prefix: line for line in wrong}
        made = [
            LineForm(data, kind=kind, row=row, places=places)
            for kind in KINDS
            for row in (*(one for one in rows if one.kind == kind), None)
        ]
        self.lines = [back.get(line.prefix, line) for line in made]

    @property
    def sections(self) -> list[tuple[str, Any, list[LineForm]]]:
        """The lines by kind, to be drawn."""
        return [
            (kind, EXPENSE_WORDS[kind], [line for line in self.lines if line.kind == kind])
            for kind in KINDS
        ]

    def save(self, month_id: UUID, by: Viewer, at: datetime.datetime) -> list[LineForm]:
        """Keep every line that is right; those that must be mended come back."""
        return [line for line in self.lines if not line.save(month_id, by, at)]


class CorrectionForm(Pressed):
    """A line that mends a confirmed month: how much more or less, and what was wrong."""

    kind = forms.ChoiceField(label=_("哪一类"))
    what = forms.CharField(label=_("是什么"), max_length=40)
    of = forms.ChoiceField(label=_("算在哪里"))
    way = forms.ChoiceField(
        label=_("怎么改"), widget=forms.RadioSelect, initial="more",
        choices=[("more", _("少记了，补上")), ("less", _("多记了，减掉"))],
    )  # fmt: skip
    amount_fen = YuanField(label=_("差多少（元）"))
    words = forms.CharField(label=_("哪里错了"), max_length=120)

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, EXPENSE_WORDS[kind]) for kind in KINDS]
        self.fields["of"].choices = places

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        kind, _colon, thing = typed["of"].partition(":")
        cost = Cost(
            kind=typed["kind"],
            what=typed["what"],
            space_id=UUID(thing) if kind == "space" else None,
            programme_id=UUID(thing) if kind == "programme" else None,
            amount_fen=typed["amount_fen"] * (1 if typed["way"] == "more" else -1),
            words=typed["words"],
        )
        return {"cost": cost, "key": typed["key"]}


class PayForm(Pressed):
    """A debt was paid: how much, when, and the bank's number."""

    amount_fen = YuanField(label=_("付了多少（元）"))
    bank_reference = forms.CharField(label=_("银行流水号"), max_length=60)
    paid_on = Day(label=_("哪一天付的"))


class GiveBackForm(Pressed):
    """Money goes back: how much, how, why."""

    amount_fen = YuanField(label=_("退多少（元）"))
    means = forms.ChoiceField(
        label=_("怎么退"), widget=forms.RadioSelect, choices=list(MEANS_WORDS.items())
    )
    reason = forms.CharField(label=_("为什么退"), max_length=60)


class ConfirmForm(Pressed):
    """A month is confirmed as it stands."""


class OpenForm(Attempt):
    """A new book of an operation."""

    kind = forms.ChoiceField(
        label=_("运营什么"), widget=forms.RadioSelect, choices=list(KIND_WORDS.items())
    )
    name = forms.CharField(label=_("账本名称"), max_length=80)
    series = forms.RegexField(
        r"^[A-Z]{1,8}$", label=_("收据字头"),
        help_text=_("大写字母，例如 YY，收据就是 YY2026-0001"),
        error_messages={"invalid": _("只能写大写字母，最多 8 个。")},
    )  # fmt: skip


def places(
    rooms: Sequence[SpaceCard], programmes: Sequence[ProgrammeCard]
) -> list[tuple[str, Any]]:
    """What a cost may be for: the whole hall, a room, a programme."""
    return [
        (WHOLE, _("整个馆")),
        *((f"space:{one.id}", str(one)) for one in rooms if one.closed_on is None),
        *((f"programme:{one.id}", one.title) for one in programmes),
    ]


def _of(row: LineRow) -> str:
    if row.space_id:
        return f"space:{row.space_id}"
    return f"programme:{row.programme_id}" if row.programme_id else WHOLE


def _numbers(kind: str) -> Mapping[str, forms.Field]:
    if kind == "energy":
        return {
            "start_hundredths": Numbers(places=2, label=_("上次读数")),
            "end_hundredths": Numbers(places=2, label=_("这次读数")),
            "price_e4": Numbers(places=4, label=_("单价（元）")),
        }
    if kind == "staff":
        return {
            "minutes": Hours(label=_("几个小时")),
            "hourly_fen": YuanField(label=_("一小时多少（元）"), required=False, zero=True),
        }
    return {"amount_fen": YuanField(label=_("金额（元）"), required=False, zero=True)}


class Hours(Numbers):
    """Hours, clean value in whole minutes."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(places=2, label=label, most=MOST_HOURS)

    def clean(self, value: Any) -> int | None:
        hundredths = super().clean(value)
        return None if hundredths is None else round(hundredths * 60 / 100)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return f"{value / 60:.2f}".rstrip("0").rstrip(".")


def month_of(text: str) -> datetime.date:
    """A month of an address, ``2026-10``. Raises ``ValidationError``."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 (a month, no moment)
    except ValueError as error:
        raise ValidationError(_("没有这个月。")) from error
