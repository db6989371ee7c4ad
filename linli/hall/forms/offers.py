"""How places are given: pools, rounds, lots, until when. ``values()`` is what the action takes."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from linli.hall.actions import PoolPlan
from linli.hall.queries import PoolRow
from linli.hall.terms import ANYBODY, FEW, HOME, MOST_ROUNDS, NEW, OLDEST, SPOKEN_ONLY, Round
from linli.parts.forms import Attempt, Day, Pressed


class Moment(forms.DateTimeField):
    """A day and an hour, from the browser's own calendar; where we live."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local", "step": 900}
        widget = forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **options)


POOL_ROWS = 4
POOL_FIELDS = ("name", "capacity", "age_from", "age_to", "hukou", "flows_at", "door")


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


class PoolsForm(Pressed):
    """Pools as rows: a name, how many, of which ages, registered where, whether kept for the
    telephone, until when. ``registers``: where people may be registered, by code; ``most``: how
    many the course takes, proposed for the first pool of all.

    Empty rows are left out. How many is always said: what nobody typed is not nought.
    """

    def __init__(
        self,
        *args: Any,
        pools: Iterable[PoolRow] = (),
        registers: Iterable[tuple[str, str]] = (),
        most: int | None = None,
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
                    label=_("几个名额"), min_value=0, max_value=999, required=False,
                    initial=pool.capacity if pool else most if first else None,
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
    def rows(self) -> list[tuple[bool, list[Any]]]:
        """Each row: whether it stands open, and its fields. The first does, and what is used."""
        drawn = [[self[f"{name}_{at}"] for name in POOL_FIELDS] for at in range(self.count)]
        return [
            (at == 0 or any(each.value() or each.errors for each in fields), fields)
            for at, fields in enumerate(drawn)
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        for at in range(self.count):
            name, many = f"name_{at}", f"capacity_{at}"
            if typed.get(name) and typed.get(many) is None and many not in self.errors:
                self.add_error(many, _("写有几个。"))
            if typed.get(many) is not None and not typed.get(name) and name not in self.errors:
                self.add_error(name, _("给这一类起个名字。"))
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
        if not plans and not self.errors:
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
    def in_rounds(self) -> bool:
        """Whether a round was typed, or is to be mended."""
        return any(each.value() or each.errors for row in self.round_rows for each in row)

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
            "key": typed["key"],
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


class DrawForm(Attempt):
    """Lots: nothing to type where the seed was sealed, else what was thrown and who saw it."""

    seed = forms.CharField(
        label=gettext_lazy("掷出来的数字"), help_text=gettext_lazy("照样写，至少 6 位"),
        max_length=64, widget=forms.TextInput(attrs={"inputmode": "numeric"}), required=False,
    )  # fmt: skip
    witness = forms.TypedChoiceField(
        label=gettext_lazy("谁在场作证"), coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, *args: Any, witnesses: Iterable[Any], by_hand: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("seed", "witness"):
            self.fields[name].required = by_hand
        self.fields["witness"].choices = [("", "—"), *((str(u.pk), u.name) for u in witnesses)]
