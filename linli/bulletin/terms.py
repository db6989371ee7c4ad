"""On what terms something is put up: its kinds, its length, the numbers it may show. Pure.

What everybody reads names nobody by a number: an identity number is never put up, a mobile phone's
only when whoever puts it up has said that it may be.
"""

import re
import unicodedata

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


def _plain(text: str) -> str:
    """With the digits of a Chinese keyboard made into plain ones."""
    return unicodedata.normalize("NFKC", text)
