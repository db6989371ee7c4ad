"""What a person may type in the shop. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from linli.fund.queries import PURPOSE_WORDS, FundCard
from linli.kernel import money
from linli.parts.forms import Attempt, YuanField
from linli.rules.words import Words
from linli.shop import terms
from linli.shop.actions import Sold

JIAO = 10


def _piece(fen: int) -> Any:
    """A note or a coin as people call it."""
    if fen < JIAO * 10:
        return _("%(jiao)s 角 ×") % {"jiao": fen // JIAO}
    return _("%(yuan)s 元 ×") % {"yuan": fen // (JIAO * 10)}


class Day(forms.DateField):
    """A day, from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class Pressed(Attempt):
    """A form whose button may be pressed twice; ``{% press_key %}`` makes the key."""

    key = forms.UUIDField(widget=forms.HiddenInput)


def _spoken(words: dict[str, Words]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(key, each.speak(language)) for key, each in words.items()]


def _photo(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )


def _bytes(uploaded: Any) -> bytes | None:
    return uploaded.read() if uploaded else None


# Goods --------------------------------------------------------------------------------------------


class CornerForm(Attempt):
    """A new corner."""

    place = forms.ChoiceField(label=_("钱进哪个基金"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("名称"), max_length=60)
    spot = forms.CharField(label=_("在哪里"), max_length=80)
    hours = forms.CharField(label=_("什么时候开"), max_length=80)

    def __init__(self, *args: Any, funds: Iterable[FundCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [(fund.place, fund.name) for fund in funds]


class IntakeForm(Pressed):
    """Somebody hands things in."""

    received_on = Day(label=_("哪一天收的"))
    donor_name = forms.CharField(
        label=_("谁捐的"), help_text=_("不愿留名就空着。名字加密保存，只印在收物单上。"),
        required=False, max_length=40,
    )  # fmt: skip
    wants_to_know = forms.BooleanField(label=_("想知道东西后来怎么样了"), required=False)

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["received_on"].initial = today


class ItemForm(Pressed):
    """One piece of what was handed in."""

    photo = _photo(_("拍一张照片（只拍东西，不拍人）"))
    title = forms.CharField(
        label=_("是什么"), help_text=_("价签上会写，例如：红色儿童羽绒服"), max_length=40
    )
    category = forms.ChoiceField(label=_("哪一类"))
    condition = forms.ChoiceField(label=_("新旧"), widget=forms.RadioSelect)
    expires_on = Day(label=_("到期日"), help_text=_("食品和洗护用品要写"), required=False)
    estimate_fen = YuanField(label=_("估值（元）"), zero=True)
    price_fen = YuanField(
        label=_("义卖价（元）"),
        help_text=_("写了就上架；还没想好就空着"),
        required=False,
        zero=True,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = {key: kind.words for key, kind in terms.CATEGORIES.items()}
        self.fields["category"].choices = _spoken(kinds)
        self.fields["condition"].choices = _spoken(dict(terms.CONDITIONS))

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "photo": _bytes(self.cleaned_data["photo"])}


class PriceForm(Attempt):
    """A price, or a new one."""

    price_fen = YuanField(label=_("义卖价（元）"), zero=True)


class WriteOffForm(Attempt):
    """Why a piece is thrown away."""

    reason = forms.ChoiceField(label=_("为什么报废"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = _spoken(dict(terms.WRITE_OFF_REASONS))


class GiveForm(Attempt):
    """A piece for a family, by the code on its label."""

    code = forms.CharField(label=_("价签上的编号"), max_length=80)


class StockForm(Pressed):
    """Everything that is there, one code a line: a scanner types it so."""

    codes = forms.CharField(
        label=_("扫到的编号"), help_text=_("一行一个；扫码枪会自己换行。没扫到的就是没找到。"),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}), required=False,
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "codes": self.cleaned_data["codes"].split()}


# Days ---------------------------------------------------------------------------------------------


class BasisForm(Attempt):
    """By what right the corner sells."""

    kind = forms.ChoiceField(label=_("凭什么义卖"), widget=forms.RadioSelect)
    from_on = Day(label=_("从哪一天起"))
    until_on = Day(label=_("到哪一天止"), required=False)
    certificate = forms.CharField(
        label=_("公开募捐资格证书号"), help_text=_("只有按募捐方案义卖才要填这一段"),
        required=False, max_length=60,
    )  # fmt: skip
    plan = forms.CharField(label=_("方案备案号"), required=False, max_length=60)
    filed_on = Day(label=_("备案日"), required=False)
    account = forms.CharField(
        label=_("慈善会的账户"), help_text=_("印在柜台告示上，不印收款码"),
        required=False, max_length=120,
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        self.fields["kind"].choices = [
            (key, f"{right.words.speak(language)} · {right.article}")
            for key, right in terms.RIGHTS.items()
        ]
        self.fields["from_on"].initial = today


class Counts(Pressed):
    """How many of each note and coin."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for fen in terms.DENOMINATIONS_FEN:
            self.fields[f"n_{fen}"] = forms.IntegerField(
                label=_piece(fen),
                min_value=0,
                max_value=terms.MOST_PIECES,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-fen": fen}),
            )

    @property
    def pieces(self) -> list[Any]:
        """The bound fields of the count, the largest note first."""
        return [self[f"n_{fen}"] for fen in terms.DENOMINATIONS_FEN]

    def counts(self) -> dict[str, int]:
        """Denomination → how many, as the actions take it."""
        return {str(fen): self.cleaned_data[f"n_{fen}"] or 0 for fen in terms.DENOMINATIONS_FEN}


class OpenDayForm(Counts):
    """Opening: the change in the box, the code on the counter, today's limits."""

    code_is_ours = forms.ChoiceField(
        label=_("柜台上印的收款码，是慈善会的吗？"),
        help_text=_("请和慈善会给的样张对一对。不是，或者没有，今天就只收现金。"),
        choices=[("yes", _("对过了，是慈善会的")), ("no", _("不是，或者没有"))],
        widget=forms.RadioSelect,
    )
    lower_percent = forms.IntegerField(
        label=_("志愿者最多可以便宜百分之几"), min_value=0, max_value=100, initial=0
    )
    free_most = forms.IntegerField(
        label=_("今天最多白送几件"), min_value=0, max_value=999, initial=0
    )
    purpose = forms.ChoiceField(label=_("今天的钱指定用途吗"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("是专场吗？写专场的名字"),
        help_text=_("平常日子空着"),
        required=False,
        max_length=40,
    )
    spot = forms.CharField(label=_("专场在哪里"), required=False, max_length=80)
    sheet_photo = _photo(_("拍一张柜台告示（可以不拍）"))

    def __init__(self, *args: Any, purposes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [(kind, PURPOSE_WORDS[kind]) for kind in purposes]
        self.fields["purpose"].initial = "general"

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        kept = ("key", "lower_percent", "free_most", "purpose", "title", "spot")
        return {
            **{name: typed[name] for name in kept},
            "float_counts": self.counts(),
            "code_is_ours": typed["code_is_ours"] == "yes",
            "sheet_photo": _bytes(typed["sheet_photo"]),
        }


class CloseForm(Counts):
    """The first count."""

    bag = forms.CharField(
        label=_("封袋号"),
        help_text=_(
            "今天只有您一个人：钱装进有编号的封袋封好，写上封袋号，七天内由另一个人拆开再点。"
        ),
        required=False,
        max_length=20,
    )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"key": typed["key"], "bag": typed["bag"], "counts": self.counts()}


class CountForm(Counts):
    """The second count."""

    def values(self) -> dict[str, Any]:
        return {"key": self.cleaned_data["key"], "counts": self.counts()}


class ShiftForm(Attempt):
    """Whose turn it is."""

    volunteer = forms.CharField(
        label=_("怎么称呼这位志愿者"), help_text=_("例如：苏阿姨"), max_length=20
    )


class TallyForm(Attempt):
    """A paper sheet, keyed: a code a line, with what was taken where it was less."""

    rows = forms.CharField(
        label=_("卖掉的编号"),
        help_text=_("一行一个；卖得便宜的，编号后面空一格写收了多少元，例如：4679Q 20"),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )

    def clean_rows(self) -> dict[str, int | None]:
        """Code → fen taken, None for the label's price."""
        codes: dict[str, int | None] = {}
        for line in self.cleaned_data["rows"].splitlines():
            code, _space, amount = line.strip().partition(" ")
            try:
                if code:
                    codes[code] = money.yuan(amount) if amount.strip() else None
            except ValueError as error:
                raise ValidationError(_("这一行看不懂：%(line)s") % {"line": line}) from error
        return codes

    def values(self) -> dict[str, Any]:
        return {"codes": self.cleaned_data["rows"]}


class BillForm(Attempt):
    """The merchant's bill."""

    bill = forms.FileField(
        label=_("商户账单（.csv 或 .xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def values(self) -> dict[str, Any]:
        return {"content": self.cleaned_data["bill"].read()}


# The till -----------------------------------------------------------------------------------------


class ShiftCodeForm(Attempt):
    """Four digits."""

    code = forms.RegexField(
        r"^\d{4}$",
        label=_("今天的班次码"),
        help_text=_("四位数字，开门的人发给您的"),
        error_messages={"invalid": _("班次码是四位数字。")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}
        ),
    )


class SaleForm(Attempt):
    """What a till sends: the lines beside each other, how it was paid, and its own id."""

    sale_id = forms.UUIDField()
    way = forms.ChoiceField(choices=[(way, way) for way in terms.WAYS])
    handed_fen = YuanField(required=False, zero=True)
    keep_change = forms.BooleanField(required=False)
    queued = forms.BooleanField(required=False)
    insist = forms.BooleanField(required=False)
    made_at = forms.IntegerField(required=False, min_value=0, max_value=2**53)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        rows = [self.data.getlist(name) for name in ("code", "price_fen", "charged")]
        if len({len(row) for row in rows}) != 1 or len(rows[0]) > 200:
            raise ValidationError(_("这一单没有传完整，请再按一次。"))
        try:
            typed["lines"] = [
                Sold(terms.read_code(code) or code, int(price), money.yuan(charged))
                for code, price, charged in zip(*rows, strict=True)
            ]
        except ValueError as error:
            raise ValidationError(_("便宜多少要写金额，例如 20 或 20.5。")) from error
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        total = sum(line.charged_fen for line in typed["lines"])
        handed = typed["handed_fen"] if typed["way"] == "cash" else None
        kept = max(0, handed - total) if typed["keep_change"] and handed else 0
        made = typed["made_at"]
        return {
            "sale_id": typed["sale_id"],
            "lines": typed["lines"],
            "way": typed["way"],
            "handed_fen": handed,
            "kept_fen": kept,
            "queued": typed["queued"],
            "insist": typed["insist"],
            "made_at": made
            and datetime.datetime.fromtimestamp(made / 1000, timezone.get_current_timezone()),
        }


class UndoForm(Attempt):
    """The till's last sale, undone."""

    return_id = forms.UUIDField()
    sale_id = forms.UUIDField()


class ReturnForm(Attempt):
    """A piece that comes back against its slip."""

    return_id = forms.UUIDField(widget=forms.HiddenInput)
    slip = forms.CharField(label=_("小票上的号"), help_text=_("例如：20261126-7"), max_length=20)
    code = forms.CharField(label=_("退回来的东西，价签上的编号"), max_length=80)


def id_in(text: str) -> UUID | None:
    """The id in a cookie, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def code_in(text: str) -> str:
    """The code that was typed or scanned, empty for none."""
    return terms.read_code(text) or ""
