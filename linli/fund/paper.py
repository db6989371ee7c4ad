"""The acknowledgement as paper: one A5 page, black on white, 14 points and more.

It must not look like the fiscal receipt (公益事业捐赠票据), which the holder alone may issue, and
it says so twice. It bears the chain's newest number and eight characters of its hash: whoever keeps
this paper keeps a witness of the book. No payment code is ever drawn here.
"""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext as _

from linli.kernel.money import in_capitals, spoken
from linli.kernel.words import spoken_day
from linli.parts.lettering import FONT

if TYPE_CHECKING:
    from fpdf import FPDF

PAGE_MM = (148, 210)
MARGIN_MM = 14
TEXT_MM = PAGE_MM[0] - 2 * MARGIN_MM
LABEL_MM = 30
QR_MM = 34
QUIET_MM = 6
"""White beside the QR code: four of its modules, or phones do not find it (ISO/IEC 18004)."""


def reference(series: str, number: int) -> str:
    """An acknowledgement's number as people read it: ``JA2026-0007``."""
    return f"{series}-{number:04}"


def code_of(head_hash: str) -> str:
    """The eight characters of the chain's head that a paper bears."""
    return head_hash[:8]


@dataclass(frozen=True, slots=True)
class Slip:
    """What an acknowledgement says. ``code``: eight characters of the chain's head."""

    fund: str
    holder: str
    series: str
    number: int
    donor: str
    amount_fen: int
    purpose: str
    way: str
    received_on: datetime.date
    issued_on: datetime.date
    head_seq: int
    code: str
    check_url: str
    demo: bool

    @property
    def reference(self) -> str:
        """The number as people read it."""
        return reference(self.series, self.number)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What stands in the middle of the page: a word and what it says."""
        language = get_language() or "zh-hans"
        return [
            (_("编号"), self.reference),
            (_("捐赠人"), self.donor),
            (_("金额"), spoken(self.amount_fen)),
            (_("大写"), _("人民币%(amount)s") % {"amount": in_capitals(self.amount_fen)}),
            (_("用途"), self.purpose),
            (_("方式"), self.way),
            (_("收到日期"), spoken_day(self.received_on, language=language)),
            (_("善款由"), _("%(holder)s代持") % {"holder": self.holder}),
        ]


def as_pdf(slip: Slip) -> bytes:
    """The slip as a PDF file. Nothing on it depends on the minute it was printed."""
    from fpdf import FPDF  # heavy, and needed by this one page

    sheet = FPDF(format=PAGE_MM)
    sheet.set_creation_date(
        datetime.datetime.combine(slip.issued_on, datetime.time(), datetime.UTC)
    )
    sheet.set_title(slip.reference)
    sheet.set_lang("zh-CN")
    sheet.set_margin(MARGIN_MM)
    sheet.set_auto_page_break(False)
    sheet.add_font("slips", fname=FONT)
    sheet.add_page()
    _head(sheet, slip)
    _middle(sheet, slip)
    _foot(sheet, slip)
    return bytes(sheet.output())


def _head(sheet: "FPDF", slip: Slip) -> None:
    if slip.demo:
        _centred(sheet, 14, _("演示数据·非真实"))
    _centred(sheet, 14, slip.fund)
    _centred(sheet, 26, _("捐赠收条"))
    _centred(sheet, 14, _("不是捐赠票据，不能抵税"), boxed=True)
    sheet.ln(3)


def _middle(sheet: "FPDF", slip: Slip) -> None:
    for word, says in slip.lines:
        sheet.set_font("slips", size=14)
        sheet.cell(LABEL_MM, 9, word)
        sheet.set_font("slips", size=18 if word == _("金额") else 14)
        sheet.multi_cell(TEXT_MM - LABEL_MM, 9, says, new_x="LMARGIN", new_y="NEXT")
    sheet.line(MARGIN_MM, sheet.y + 1, PAGE_MM[0] - MARGIN_MM, sheet.y + 1)
    sheet.ln(4)


def _foot(sheet: "FPDF", slip: Slip) -> None:
    _qr(sheet, slip.check_url, PAGE_MM[0] - MARGIN_MM - QR_MM, sheet.y)
    below = sheet.y + QR_MM + 4
    sheet.set_font("slips", size=14)
    for text in (
        _("这张收条在不在账上？"),
        _("扫码就能查。"),
        _("账本第 %(seq)s 号") % {"seq": slip.head_seq},
        _("校验字 %(code)s") % {"code": slip.code},
    ):
        sheet.cell(TEXT_MM - QR_MM - QUIET_MM, 8.5, text, new_x="LMARGIN", new_y="NEXT")
    sheet.set_y(below)
    _centred(sheet, 14, _("要捐赠票据，请找%(holder)s开具。") % {"holder": slip.holder})
    _centred(sheet, 14, _("谢谢您帮邻居一把。"))


def _centred(sheet: "FPDF", points: int, text: str, boxed: bool = False) -> None:
    sheet.set_font("slips", size=points)
    sheet.cell(TEXT_MM, points * 0.55 + 1, text, align="C", border=int(boxed), new_x="LMARGIN",
               new_y="NEXT")  # fmt: skip


def _qr(sheet: "FPDF", text: str, left: float, top: float) -> None:
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = QR_MM / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                sheet.rect(left + x * module, top + y * module, module, module, style="F")
