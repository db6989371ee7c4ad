"""What a person may type about a group chat or a sheet. ``values()`` is what the action takes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from linli.groupchat.queries import Choice
from linli.parts.forms import Attempt

LONGEST_NAME = 40
ANOTHER = "another"
"""Chosen for a group that is not listed: its name is typed."""
SHEET_ROWS = 15


class OrNamed(forms.Select):
    """A browser lets it go unanswered: a name that is typed answers it too."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class PasteForm(Attempt):
    """A text of a group. A group that is not listed is named."""

    group_id = forms.TypedChoiceField(
        label=gettext_lazy("哪个群"),
        coerce=lambda chosen: None if chosen == ANOTHER else UUID(chosen),
        empty_value=None,
        widget=OrNamed,
    )
    group_name = forms.CharField(
        label=gettext_lazy("别的群，写上群名"), max_length=40, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("接龙的文字"),
        help_text=gettext_lazy("在微信群里长按接龙，复制，粘贴到这里。先看每一行，确认了才报名。"),
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
    )

    def __init__(self, *args: Any, groups: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(str(one), name) for one, name in groups]
        if listed:
            self.fields["group_id"].choices = [
                ("", gettext_lazy("请选一个")), *listed, (ANOTHER, gettext_lazy("别的群…")),
            ]  # fmt: skip
            self.fields["group_id"].required = not self.data.get("group_name", "").strip()
        else:
            del self.fields["group_id"]
            self.fields["group_name"].label = gettext_lazy("群名")
            self.fields["group_name"].required = True


class KeyForm(Attempt):
    """What was written on a sheet, line by line."""

    def rows(self) -> list[tuple[str, str]]:
        """Each line: who, and with whom or how many; as typed, or empty to be typed."""
        if not isinstance(self.data, QueryDict):
            return []
        who, more = self.data.getlist("who"), self.data.getlist("more")
        return [
            (name[:LONGEST_NAME], with_[:LONGEST_NAME])
            for name, with_ in zip(who, more, strict=False)
        ]

    def values(self) -> dict[str, Any]:
        return {"rows": self.rows()}


def choices(sent: QueryDict) -> dict[int, Choice]:
    """What was said of each line, by its position; what is no id is left out."""
    found = {}
    for at in sent.getlist("line"):
        if at.isdecimal() and len(at) <= 4:
            along = [each for text in sent.getlist(f"along_{at}") if (each := _id(text))]
            asked = sent.get(f"asked_{at}") == "1"
            found[int(at)] = Choice(
                who=_id(sent.get(f"who_{at}", "")),
                along=tuple(along) if asked else None,
                named=sent.get(f"named_{at}", "").strip()[:LONGEST_NAME],
                act=sent.get(f"act_{at}") or None,
            )
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
