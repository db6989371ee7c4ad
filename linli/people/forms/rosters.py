"""A list brought as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.identity.permissions import Permission, Viewer
from linli.parts.forms import Pressed
from linli.places import queries as places


class RosterForm(Pressed):
    """A workbook, for one community, on one legal ground."""

    place = forms.ChoiceField(label=_("社区"))
    workbook = forms.FileField(
        label=_("名册（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("最多10 MB、20000行。先看每一行的结果，确认以后才写入。"),
    )
    article = forms.CharField(
        label=_("凭哪条法律登记"), max_length=120, initial=_("未成年人保护法第43条"),
        help_text=_("名册里有未满14岁的孩子时，每个孩子的登记都以它为依据。"),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("用来做什么"), max_length=80, initial=_("掌握辖区居民基本情况")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(viewer.communities(Permission.ROSTER_IMPORT))
        self.fields["place"].choices = [(code, places.get(code)) for code in codes]
        if len(codes) == 1:
            self.fields["place"].initial = codes[0]
            self.fields["place"].widget = forms.HiddenInput()

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "content": typed["workbook"].read(),
            "place": typed["place"],
            "article": typed["article"],
            "purpose": typed["purpose"],
        }
