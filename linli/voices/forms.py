"""What may be said of a recording. ``values()`` is what the action takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from linli.parts.forms import Attempt, Pressed
from linli.voices.queries import LANGUAGE_WORDS
from linli.voices.terms import LONGEST_NAME, MOST_SECONDS, NAN


class RecordForm(Pressed):
    """A recording: made in the browser, or by a telephone's own recorder and handed in."""

    sound = forms.FileField(
        label=gettext_lazy("录音"),
        help_text=gettext_lazy("按“开始录音”录一分钟；也可以用手机的录音机录好再选文件。"),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("说的什么话"), choices=list(LANGUAGE_WORDS.items()), initial=NAN
    )
    spoken_by = forms.CharField(
        label=gettext_lazy("谁念的，照他愿意的写"),
        help_text=gettext_lazy("例如：三号楼的阿芬；不愿意写就空着。"),
        max_length=LONGEST_NAME,
        required=False,
    )
    told_seconds = forms.IntegerField(
        min_value=1, max_value=10 * MOST_SECONDS, required=False, widget=forms.HiddenInput
    )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "content": typed["sound"].read(),
            "language": typed["language"],
            "spoken_by": typed["spoken_by"],
            "told_seconds": typed["told_seconds"],
            "key": typed["key"],
        }


class PublishForm(Attempt):
    """Whoever spoke has heard it and agrees."""

    agreed = forms.BooleanField(
        label=gettext_lazy("说话的人听过了，同意让大家听，也知道随时可以收回"), required=False
    )
