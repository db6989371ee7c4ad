"""On what terms something is put up: its kinds, its length, the numbers it may show, and in what
type and on how many sheets of paper it stands. Pure.

What everybody reads names nobody by a number: an identity number is never put up, a mobile phone's
only when whoever puts it up has said that it may be.
"""

import re
import unicodedata
from typing import NamedTuple

from linli.kernel.typesetting import Block, lines_of, onto_sheets

LONGEST_TITLE = 40
LONGEST_TEXT = 600
LONGEST_REASON = 60
LONGEST_DAYS = 366

NEWS, CLOSED, EVENT, CALL = "news", "closed", "event", "call"
KINDS = (NEWS, CLOSED, EVENT, CALL)

_IDENTITY = re.compile(r"(?<!\d)\d{6}[\s-]?\d{8}[\s-]?\d{3}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")


def shows_identity_number(text: str) -> bool:
    """Whether something written like an identity number of GB 11643 stands in it."""
    return bool(_IDENTITY.search(_plain(text)))


def mobiles(text: str) -> list[str]:
    """The mobile phone numbers that stand in it, as they are written."""
    return [found.group() for found in _MOBILE.finditer(_plain(text))]


def tidy(text: str) -> str:
    """What was typed, without blanks at the ends of lines and without more than one empty line."""
    lines = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


class Type(NamedTuple):
    """How a sheet is set: title and text in points, the lines of the text by their size, and how
    many columns of them stand side by side."""

    title_pt: int
    text_pt: int
    leading: float
    columns: int = 1

    @property
    def column_wide(self) -> float:
        """How many letters stand side by side in a column."""
        gaps = (self.columns - 1) * GAP_PT
        return (SHEET_WIDE_PT - gaps) / self.columns / self.text_pt

    def text_high(self, title: str) -> float:
        """What is left for a column of the text, in points."""
        lines = lines_of(title, SHEET_WIDE_PT / self.title_pt)
        return SHEET_HIGH_PT - lines * self.title_pt * TITLE_LEADING


TYPES = (
    Type(36, 24, 1.6), Type(32, 20, 1.6), Type(32, 20, 1.6, columns=2), Type(28, 17, 1.45),
    Type(28, 17, 1.45, columns=2), Type(24, 14, 1.45), Type(24, 14, 1.45, columns=2),
    Type(24, 14, 1.45, columns=3),
)  # fmt: skip
"""From the largest to what all paper of the house is printed in, and nothing smaller: a notice is
read standing. ``bulletin.css`` has the same. Columns are for many short lines, none of which they
break."""

TITLE_LEADING = 1.4
PARAGRAPH = 0.75
"""What lies between paragraphs, by the size of the text."""

SHEET_WIDE_PT, SHEET_HIGH_PT, GAP_PT = 504, 440, 18
"""What an A4 sheet has for title and text: without its margins, what the head says besides, and the
code at the foot; and what lies between columns."""


class Setting(NamedTuple):
    """How a text is printed: its type, by its place in ``TYPES``, and what stands on each sheet."""

    type: int
    sheets: tuple[str, ...]


def setting_of(title: str, text: str) -> Setting:
    """The fewest sheets, and of the ways to have so few the largest type. A sheet ends between
    paragraphs, within one only if it is longer than a sheet, within a line never.

    The longest text there may be is one sheet if it has few lines.
    """
    found = [
        Setting(number, sheets)
        for number, each in enumerate(TYPES)
        if (sheets := _sheets(title, text, each))
    ]
    return min(found, key=lambda each: len(each.sheets))


def _sheets(title: str, text: str, type_: Type) -> tuple[str, ...] | None:
    """What stands on each sheet in a type; None where a line is longer than it has room for."""
    line_high = type_.text_pt * type_.leading
    paragraphs = [each.split("\n") for each in text.split("\n\n")]
    lines = [[lines_of(line, type_.column_wide) for line in each] for each in paragraphs]
    high = type_.text_high(title)
    longest = max(many for each in lines for many in each)
    if longest * line_high > high or (type_.columns > 1 and longest > 1):
        return None
    blocks = [
        Block(number and PARAGRAPH * type_.text_pt, [many * line_high for many in each])
        for number, each in enumerate(lines)
    ]
    return tuple(
        "\n\n".join("\n".join(paragraphs[one.block][one.first : one.end]) for one in sheet)
        for sheet in onto_sheets(blocks, high=high, columns=type_.columns)
    )


def _plain(text: str) -> str:
    """With the digits of a Chinese keyboard made into plain ones."""
    return unicodedata.normalize("NFKC", text)
