"""What a person may type on the street."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"([A-Za-z0-9]{2,20})-(\d{1,9})", re.ASCII)


class ReceiptForm(forms.Form):
    """A receipt's number as it stands on the paper: ``JA2026-0007``."""

    number = forms.CharField(label=_("收条编号"), help_text=_("印在收条上，像 JA2026-0007"))

    def clean_number(self) -> dict[str, Any]:
        found = NUMBER.fullmatch(self.cleaned_data["number"].strip())
        if found is None:
            raise ValidationError(_("编号的样子不对，请照收条上的写，例如 JA2026-0007。"))
        return {"series": found[1].upper(), "number": int(found[2])}
