"""What may be typed about claims. ``values()`` is what the action takes; its rules are its own."""

import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.claims import actions, terms
from linli.claims.queries import ClaimCard
from linli.claims.queries.wording import CONSENT_WORDS, RHYTHM_WORDS, SEEN_WORDS
from linli.kernel.words import spoken_month
from linli.parts.forms import Attempt, Day, Pressed, YuanField

MONTHS_BACK = 18


class ClaimForm(Pressed):
    """A form about one claim."""

    def __init__(
        self, *args: Any, claim: ClaimCard, today: datetime.date, language: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.claim, self.today, self.language = claim, today, language
        for name, field in self.fields.items():
            if isinstance(field, Day) and field.required:
                self.initial.setdefault(name, today)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        if photo := said.get("photo"):
            said["photo"] = photo.read()
        return said

    def months(self) -> list[tuple[str, str]]:
        """The months that may be meant, the newest first."""
        first = self.claim.grant.from_month if self.claim.grant else self.today
        oldest = max(first, terms.later(terms.month_of(self.today), -MONTHS_BACK))
        every = reversed(list(terms.months_between(oldest, self.today)))
        return [(month.isoformat(), spoken_month(month, self.language)) for month in every]


class MonthField(forms.TypedChoiceField):
    """A month, written as its first day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=datetime.date.fromisoformat, empty_value=None, **options)


def _photo() -> forms.FileField:
    return forms.FileField(
        label=_("拍一张照片（可以不拍）"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


def _words(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AgreeForm(ClaimForm):
    """Who lets us apply, and how they said so."""

    given_by = forms.TypedChoiceField(label=_("谁同意的？"), widget=forms.RadioSelect)
    form = forms.ChoiceField(
        label=_("怎么同意的？"), widget=forms.RadioSelect, choices=list(CONSENT_WORDS.items())
    )
    witness = forms.CharField(
        label=_("见证人"),
        required=False,
        max_length=60,
        help_text=_("念给他听的才要写；不能是您自己。"),
    )
    photo = _photo()

    def __init__(self, *args: Any, adults: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_by"].choices = adults
        self.fields["given_by"].coerce = lambda chosen: next(
            adult for adult, _name in adults if str(adult) == chosen
        )


class PaperForm(ClaimForm):
    """One paper of the checklist."""

    position = forms.IntegerField(widget=forms.HiddenInput)
    paper = forms.CharField(widget=forms.HiddenInput)
    photo = _photo()

    def values(self) -> dict[str, Any]:
        """Ticking twice is ticking once, so it needs no key."""
        said = super().values()
        del said["key"]
        return said


class StepForm(ClaimForm):
    """Something happened on a day."""

    on = Day(label=_("哪一天？"))
    words = _words(_("补一句（可以不写）"))


class SubmitForm(StepForm):
    """Handed in."""

    words = _words(_("交给了谁（可以不写）"), rows=1)
    photo = _photo()


class ReceiveForm(StepForm):
    """Taken in, with the office's number."""

    reference = forms.CharField(label=_("回执编号（没有就空着）"), required=False, max_length=60)
    photo = _photo()


class WantMoreForm(StepForm):
    """What more is wanted."""

    words = _words(_("要补什么？"), required=True)
    due_on = Day(label=_("什么时候以前？（没说就空着）"), required=False)


class ChaseForm(StepForm):
    """Somebody asked."""

    words = _words(_("问了谁，怎么答复的？"), required=True)


class GrantForm(StepForm):
    """What the office decided."""

    amount_fen = YuanField(label=_("每月最多多少元？"), help_text=_("以批准书上的为准。"))
    yearly_cap_fen = YuanField(
        label=_("全年最多多少元？"), required=False, help_text=_("没有写上限就空着。")
    )
    from_month = MonthField(label=_("从哪个月算起？"))
    until_on = Day(label=_("批到哪一天？（没写就空着）"), required=False)
    rhythm = forms.ChoiceField(label=_("怎么发？"), widget=forms.RadioSelect, required=False)
    words = _words(_("补一句（可以不写）"), rows=1)
    photo = _photo()

    field_order = ("on", "amount_fen", "yearly_cap_fen", "from_month", "until_on", "rhythm")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        settled = self.claim.pack.settlement if self.claim.pack else None
        every = [(one.value, RHYTHM_WORDS[one.value]) for one in settled.every] if settled else []
        self.fields["rhythm"].choices = [("", _("按月直接发，不用交票据")), *every]
        self.initial.setdefault("rhythm", every[-1][0] if every else "")
        self.fields["from_month"].choices = self._months_since_opened()
        if self.claim.counts_from:
            self.initial.setdefault("from_month", self.claim.counts_from.isoformat())
        if self.claim.expected_fen:
            self.initial.setdefault("amount_fen", self.claim.expected_fen)

    def _months_since_opened(self) -> list[tuple[str, str]]:
        opened = timezone.localdate(self.claim.opened_at)
        every = terms.months_between(terms.later(opened, -1), terms.later(self.today, 2))
        return [(month.isoformat(), spoken_month(month, self.language)) for month in every]


class RefuseForm(StepForm):
    """Why not."""

    words = _words(_("对方的理由是什么？"), required=True)
    due_on = Day(
        label=_("最晚哪一天可以申请复议？"),
        required=False,
        help_text=_("空着就按法律的六十日算（行政复议法第二十条）。"),
    )
    photo = _photo()


class ChangeForm(StepForm):
    """What was reported."""

    words = _words(_("向谁报告了什么变化？"), required=True)


class RenewForm(StepForm):
    """Until when."""

    until_on = Day(label=_("续到哪一天？"))


class EndForm(StepForm):
    """Why it ends."""

    words = _words(_("为什么？"), required=True)


class BillForm(ClaimForm):
    """One bill."""

    month = MonthField(label=_("哪个月的？"))
    amount_fen = YuanField(label=_("多少元？"))
    institution = forms.CharField(label=_("哪家机构？"), required=False, max_length=120)
    photo = _photo()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = self.months()


class SpanForm(ClaimForm):
    """A form about one month or several."""

    first_month = MonthField(label=_("从哪个月"))
    last_month = MonthField(label=_("到哪个月"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_month", "last_month"):
            self.fields[name].choices = self.months()


class SettleForm(SpanForm):
    """Bills handed in."""

    on = Day(label=_("哪一天交的？"))


class ArrivalForm(SpanForm):
    """Money that came."""

    amount_fen = YuanField(label=_("到了多少元？"))
    arrived_on = Day(label=_("哪一天到的？"))
    seen_as = forms.ChoiceField(
        label=_("怎么知道的？"), widget=forms.RadioSelect, choices=list(SEEN_WORDS.items())
    )
    photo = _photo()

    field_order = ("amount_fen", "arrived_on", "first_month", "last_month", "seen_as", "photo")


class TakeBackForm(Attempt):
    """Which entry."""

    entry = forms.ChoiceField(
        choices=[(name, name) for name in ("step", "bill", "settlement", "arrival")]
    )
    entry_id = forms.UUIDField()


class BeginForm(Attempt):
    """For whom, which benefit."""

    benefit = forms.CharField(max_length=60)
    person_id = forms.UUIDField(required=False)
    key = forms.UUIDField(required=False)


class Verb(NamedTuple):
    """One thing that may be entered: its button, its form, its action."""

    word: Any
    form: type[ClaimForm]
    action: Any


VERBS = {
    terms.SUBMITTED: Verb(_("记递交"), SubmitForm, actions.submit),
    terms.RECEIVED: Verb(_("记对方收下"), ReceiveForm, actions.receive),
    terms.MORE_WANTED: Verb(_("对方要补材料"), WantMoreForm, actions.want_more),
    terms.SUPPLIED: Verb(_("记补交"), StepForm, actions.supply),
    terms.CHASED: Verb(_("记一次催问"), ChaseForm, actions.chase),
    terms.GRANTED: Verb(_("批准了"), GrantForm, actions.grant),
    terms.REFUSED: Verb(_("没有批准"), RefuseForm, actions.refuse),
    terms.APPEALED: Verb(_("申请复议"), StepForm, actions.appeal),
    terms.CHANGE_REPORTED: Verb(_("报告变化"), ChangeForm, actions.report_change),
    terms.RENEWED: Verb(_("记续办"), RenewForm, actions.renew),
    terms.STOPPED: Verb(_("停发了"), EndForm, actions.stop),
    terms.WITHDRAWN: Verb(_("不再申领"), EndForm, actions.withdraw),
    "bill": Verb(_("记一张票据"), BillForm, actions.add_bill),
    "settlement": Verb(_("交票据结算"), SettleForm, actions.settle),
    "arrival": Verb(_("记到账"), ArrivalForm, actions.record_arrival),
    "paper": Verb(_("收一份材料"), PaperForm, actions.keep_paper),
}
"""Everything that may be entered about a claim, by the word in its address."""
