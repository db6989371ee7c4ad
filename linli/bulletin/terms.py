"""On what terms something is put up: its kinds, its length, the numbers it may show, and in what
type it stands on one sheet of paper. Pure.

What everybody reads names nobody by a number: an identity number is never put up, a mobile phone's
only when whoever puts it up has said that it may be.
"""

import re
import unicodedata
from math import ceil
from typing import NamedTuple

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
    """How a sheet is set: title and text in points, and the lines of the text by their size."""

    title_pt: int
    text_pt: int
    leading: float


TYPES = (Type(36, 24, 1.6), Type(32, 20, 1.6), Type(28, 17, 1.45), Type(24, 14, 1.45))
"""From the largest to what all paper of the house is printed in; ``bulletin.css`` has the same."""

TITLE_LEADING = 1.4
SHEET_WIDE_PT, SHEET_HIGH_PT = 504, 430
"""What an A4 sheet has for title and text: without its margins, what the head says besides, and the
code at the foot."""


def type_of(title: str, text: str) -> int:
    """The largest of ``TYPES`` in which this stands on one sheet, by its place there; the smallest
    where there are more lines than any of them holds."""
    for number, each in enumerate(TYPES):
        high = _lines(title, each.title_pt) * each.title_pt * TITLE_LEADING
        high += _lines(text, each.text_pt) * each.text_pt * each.leading
        if high <= SHEET_HIGH_PT:
            return number
    return len(TYPES) - 1


def _lines(text: str, size_pt: int) -> int:
    """Into so many lines a text is broken; a letter's width is left for where none may be."""
    letters = (SHEET_WIDE_PT - size_pt) / size_pt
    return sum(max(1, ceil(_wide(line) / letters)) for line in text.split("\n"))


def _wide(line: str) -> float:
    """How wide a line is, in letters of Chinese; others are narrower by two fifths."""
    return sum(1 if unicodedata.east_asian_width(each) in "WFA" else 0.6 for each in line)


def _plain(text: str) -> str:
    """With the digits of a Chinese keyboard made into plain ones."""
    return unicodedata.normalize("NFKC", text)
