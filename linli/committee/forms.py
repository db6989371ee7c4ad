"""What may be typed at the committee's desk. ``values()`` is what the action takes."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.committee.actions import Sheet
from linli.committee.queries import CHOICE_WORDS, PART_WORDS, ItemCard, MemberRow, SittingCard
from linli.parts.forms import Attempt, Day, YuanField

NOT_VOTED = ("", _("没有投票"))


class MemberForm(Attempt):
    """A seat and its term."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    part = forms.ChoiceField(
        label=_("做什么"), choices=list(PART_WORDS.items()), widget=forms.RadioSelect
    )
    stands_for = forms.CharField(
        label=_("代表哪一方"),
        help_text=_("例如：捐赠人、慈善会、居委会、居民、共建单位"),
        max_length=40,
        required=False,
    )
    from_on = Day(label=_("任期从哪天起"))
    until_on = Day(label=_("到哪天止（没定就空着）"), required=False)


class TieForm(Attempt):
    """What binds a member: the docket applies it by itself."""

    number = forms.CharField(
        label=_("户号或公民身份号码"), max_length=40, required=False,
        help_text=_("本社区的一户或一个人；登记以后这里不再显示是谁。"),
    )  # fmt: skip
    firm = forms.CharField(label=_("或者单位名称"), max_length=60, required=False)
    words = forms.CharField(label=_("什么关系"), max_length=200)


class EndForm(Attempt):
    """The last day of a term."""

    until_on = Day(label=_("任期到哪天止"))


class CallForm(Attempt):
    """The day of a sitting."""

    held_on = Day(label=_("哪一天开会"))


class SheetForm(Attempt):
    """The signed sheet, line by line: who was there, who said what, what the supervisor said."""

    photo = forms.FileField(
        label=_("签了字的表决单照片"),
        help_text=_("只拍表决单，不拍人。"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )
    present = forms.TypedMultipleChoiceField(
        label=_("谁到会了"), widget=forms.CheckboxSelectMultiple, coerce=UUID
    )

    def __init__(self, *args: Any, sitting: SittingCard, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sitting = sitting
        seats = [*sitting.voters, *sitting.supervisors]
        self.fields["present"].choices = [(str(one.id), one.name) for one in seats]
        self.initial["present"] = [str(one) for one in sitting.present]
        for item in sitting.items:
            self._add(item)

    def _add(self, item: ItemCard) -> None:
        for one in self.voting_on(item):
            label = _("%(name)s，第 %(item)s 项") % {"name": one.name, "item": item.position}
            self.fields[f"vote_{item.id}_{one.id}"] = forms.ChoiceField(
                label=label,
                choices=[NOT_VOTED, *CHOICE_WORDS.items()],
                required=False,
                initial=item.votes.get(one.id, ""),
                widget=forms.Select(attrs={"aria-label": label}),
            )
        self.fields[f"fen_{item.id}"] = YuanField(
            label=_("表决单上批准的金额（元）"), required=False, initial=item.decided_fen
        )
        self.fields[f"words_{item.id}"] = forms.CharField(
            label=_("没有通过的理由"),
            help_text=_("家里人会看到；不写病名，不写别人的事。"),
            required=False,
            max_length=300,
            initial=item.words,
        )
        self.fields[f"remark_{item.id}"] = forms.CharField(
            label=_("监督员的意见"), required=False, max_length=500, initial=item.remark or ""
        )
        self.fields[f"silent_{item.id}"] = forms.BooleanField(
            label=_("问过监督员，没有意见"), required=False, initial=item.remark == ""
        )

    def voting_on(self, item: ItemCard) -> list[MemberRow]:
        """The members whose word on an item may be keyed: those with a declared tie have none."""
        return [one for one in self.sitting.voters if one.id not in item.tied]

    @property
    def rows(self) -> list[tuple[MemberRow, Any, list[tuple[ItemCard, Any]]]]:
        """A row for each seat: the tick for being there, and the vote on each item.

        Instead of a vote None stands where the member is recused by a tie; a supervisor has none.
        """
        ticks = {str(one.data["value"]): one for one in self["present"]}
        voters = {one.id for one in self.sitting.voters}
        return [
            (
                one,
                ticks[str(one.id)],
                [
                    (item, None if one.id in item.tied else self[f"vote_{item.id}_{one.id}"])
                    for item in self.sitting.items
                    if one.id in voters
                ],
            )
            for one in (*self.sitting.voters, *self.sitting.supervisors)
        ]

    @property
    def parts(self) -> list[tuple[ItemCard, list[Any]]]:
        """For each item what the sheet says of all of it: the sum, the reason, the remark."""
        kinds = ("fen", "words", "remark", "silent")
        return [
            (item, [self[f"{kind}_{item.id}"] for kind in kinds]) for item in self.sitting.items
        ]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "present": typed["present"],
            "photo": typed["photo"].read() if typed["photo"] else None,
            "items": {item.id: self._sheet(item) for item in self.sitting.items},
        }

    def _sheet(self, item: ItemCard) -> Sheet:
        typed = self.cleaned_data
        said = {one.id: typed[f"vote_{item.id}_{one.id}"] for one in self.voting_on(item)}
        remark = typed[f"remark_{item.id}"].strip()
        asked = bool(remark) or typed[f"silent_{item.id}"]
        return Sheet(
            votes={member: choice for member, choice in said.items() if choice},
            decided_fen=typed[f"fen_{item.id}"],
            words=typed[f"words_{item.id}"],
            remark=remark if asked else None,
        )


def day_form(form: Any, name: str, day: datetime.date) -> Any:
    """A form whose day is already ``day`` until another is chosen."""
    form.initial.setdefault(name, day)
    return form
