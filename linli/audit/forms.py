"""What an auditor may type."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.audit.queries import KIND_WORDS
from linli.audit.terms import SIZES
from linli.fund.queries import FundCard
from linli.parts.forms import Attempt


class DrawForm(Attempt):
    """A sample of one kind of paper."""

    fund_id = forms.TypedChoiceField(label=_("哪个基金"), coerce=UUID)
    kind = forms.ChoiceField(
        label=_("抽什么"), choices=list(KIND_WORDS.items()), widget=forms.RadioSelect
    )
    size = forms.TypedChoiceField(
        label=_("抽几笔"), coerce=int, choices=[(size, str(size)) for size in SIZES]
    )

    def __init__(self, *args: Any, funds: Sequence[FundCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund_id"].choices = [(one.id, one.name) for one in funds]
