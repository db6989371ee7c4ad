"""Money as people write it and as the house keeps it: whole fen, never a fraction.

One yuan is 100 fen. Every amount inside the house is an ``int`` of fen; only the edges speak yuan:
`yuan` reads what a person typed, `spoken` and `in_capitals` write what a person reads. Pure.
"""

import re
import unicodedata

MOST_FEN = 99_999_999_999_99
"""Largest amount a person may type (just under 100 billion yuan): beyond it, a slip of the hand."""

_PLAIN = re.compile(r"(?P<whole>\d{1,30})(?:\.(?P<cents>\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3}){1,9})(?:\.(?P<cents>\d{1,2}))?", re.ASCII)

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def yuan(text: str) -> int:
    """The fen in an amount a person typed: ``"12.34"``, ``"¥1,234"``, ``"１２元"``.

    Full-width digits are read too. Raises ValueError when the text is no amount, has fractions of
    a fen, is negative, groups its digits wrongly, or is larger than `MOST_FEN`; the form field
    `linli.parts.forms.YuanField` says so to a person.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    written = written.removeprefix("¥").removesuffix("元").strip()
    match = _PLAIN.fullmatch(written) or _GROUPED.fullmatch(written)
    if match is None:
        raise ValueError("not an amount in yuan")
    whole = match["whole"].replace(",", "")
    cents = (match["cents"] or "").ljust(2, "0")
    fen = int(whole + cents)
    if fen > MOST_FEN:
        raise ValueError("more yuan than anybody pays")
    return fen


def spoken(fen: int) -> str:
    """``¥1,234``; ``¥1,234.50`` where fen matter; ``-¥5`` below zero."""
    whole, cents = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{whole:,}.{cents:02}" if cents else f"{sign}¥{whole:,}"


def in_capitals(fen: int) -> str:
    """The amount in the capitals of Chinese slips: ``壹仟贰佰叁拾肆元整``, ``壹仟肆佰零玖元伍角``.

    Follows the People's Bank's rules for filling in slips (正确填写票据和结算凭证的基本规定):
    整 after 元, none after 分; after 角 it may be left out and is; 零 stands for a gap.
    Raises ValueError for an amount below zero or above `MOST_FEN`: no slip bears one.
    """
    if not 0 <= fen <= MOST_FEN:
        raise ValueError("only amounts from zero to MOST_FEN are written in capitals")
    whole, cents = divmod(fen, 100)
    if not cents:
        return f"{_whole_in_capitals(whole)}元整"
    yuan_words = f"{_whole_in_capitals(whole)}元" if whole else ""
    return yuan_words + _cents_in_capitals(cents, follows_yuan=whole > 0)


def _cents_in_capitals(cents: int, follows_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    gap = "零" if follows_yuan and not jiao else ""
    return (f"{_DIGITS[jiao]}角" if jiao else gap) + (f"{_DIGITS[fen]}分" if fen else "")


def _whole_in_capitals(number: int) -> str:
    """Groups of four digits from the left, each with its 万 or 亿; one 零 for any gap between."""
    digits = str(number)
    words = ""
    gap = False
    for index, digit in enumerate(digits):
        place = len(digits) - 1 - index
        if digit == "0":
            gap = True
        else:
            words += ("零" if gap and words else "") + _DIGITS[int(digit)] + _PLACES[place % 4]
            gap = False
        group_is_said = place % 4 == 0 and int(digits[max(0, index - 3) : index + 1])
        if group_is_said:
            words += _GROUPS[place // 4]
    return words or "零"
