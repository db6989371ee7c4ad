"""An amount typed in yuan becomes whole fen, or a sentence that helps."""

import pytest
from django import forms

from linli.parts.forms import Attempt, YuanField


class Gift(forms.Form):
    amount = YuanField()
    tip = YuanField(zero=True, required=False)


@pytest.mark.parametrize(("typed", "fen"), [("12.5", 1250), ("¥1,000", 100000), ("０．０１", 1)])
def test_yuan_become_fen(typed, fen):
    form = Gift({"amount": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": fen, "tip": None}


@pytest.mark.parametrize("typed", ["三千", "-5", "1.234", "<b>", "9" * 500])
def test_what_is_no_amount_gets_an_example(typed):
    form = Gift({"amount": typed})
    assert form.errors["amount"] == ["请写金额，例如 120 或 120.50。"]


def test_zero_is_refused_unless_it_is_meant():
    form = Gift({"amount": "0", "tip": "0"})
    assert list(form.errors) == ["amount"]
    assert form.cleaned_data["tip"] == 0


def test_an_initial_amount_is_shown_in_yuan_and_what_was_typed_as_it_was_typed():
    assert 'value="1,234.50"' in str(Gift(initial={"amount": 123450})["amount"])
    assert 'value="12,5"' in str(Gift({"amount": "12,5"})["amount"])


class Wish(Attempt):
    what = forms.CharField()
    when = forms.ChoiceField(choices=[("now", "现在")])
    who = forms.CharField(error_messages={"required": "谁要？"})


def test_what_is_missing_is_said_in_the_words_of_the_house():
    assert Wish({}).errors == {
        "what": ["这一项还没有填。"], "when": ["这一项还没有选。"], "who": ["谁要？"],
    }  # fmt: skip
