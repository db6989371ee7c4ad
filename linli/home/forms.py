"""What a resident may type to ask for help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.cases import queries as cases


class HelpForm(forms.Form):
    """In one's own words; the page already knows who is asking."""

    words = forms.CharField(
        label=_("您需要什么帮助？"),
        help_text=_("用平常的话写。只有社工和督导看得到。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写一句话，告诉我们您需要什么。")},
    )
    harm = forms.ChoiceField(label=_("现在有没有危险？"), widget=forms.RadioSelect, initial="no")
    contact = forms.CharField(
        label=_("怎么找您最方便？"),
        help_text=_("电话和方便的时间。不想让家里人知道，也请写在这里。"),
        required=False,
        max_length=120,
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["harm"].choices = cases.harm_choices()
