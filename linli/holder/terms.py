"""On what terms a bank line is the same line, fits a paper, and a month may be closed. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linli.kernel.canon import canon, sha256hex

IN, OUT = "in", "out"

DONATION, INSTRUCTION, FEE, INTEREST, TAKINGS = (
    "donation",
    "instruction",
    "fee",
    "interest",
    "takings",
)
MATCH_KINDS = {
    DONATION: IN,
    INTEREST: IN,
    TAKINGS: IN,
    INSTRUCTION: OUT,
    FEE: OUT,
}
"""What a line may be matched to, and in which direction its money goes. Takings are the shop's."""

WRONG_PURPOSE = "wrong_purpose"
"""The one mistake about a gift that leaves its line with the same fund."""

NEAR = datetime.timedelta(days=3)
"""A bank enters what happened on a Friday on the Monday after."""

OLD = datetime.timedelta(days=30)
"""Unclaimed for longer than this is told in public."""

UNCLAIMED, GIVEN, MATCHED, EXPLAINED = "unclaimed", "given", "matched", "explained"

PARTS = (
    "bank",
    "donation_free",
    "donation_bound",
    "interest",
    "aid",
    "fee",
    "payable",
    "net_free",
    "net_bound",
)
"""The accounts that our vouchers name, whatever the holder's own codes for them are."""


def identity(
    account: str,
    on: datetime.date,
    direction: str,
    amount_fen: int,
    reference: str,
    balance_fen: int | None,
    occurrence: int,
) -> str:
    """What makes a line the same line in two files. ``occurrence`` counts equal ones in a file."""
    return sha256hex(
        canon([account, on.isoformat(), direction, amount_fen, reference, balance_fen, occurrence])
    )


class Fit(NamedTuple):
    """Why a paper may be the one a line is about; ``same_amount`` must hold, the others help."""

    same_amount: bool
    same_name: bool
    near: bool

    @property
    def strength(self) -> int:
        """How much speaks for it."""
        return 4 * self.same_amount + 2 * self.same_name + self.near


def fit(line: tuple[int, str, datetime.date], paper: tuple[int, str, datetime.date]) -> Fit:
    """Hold a line (what is left of it in fen, the other side's name, the day) against a paper."""
    left_fen, name, on = line
    amount_fen, known_as, day = paper
    same_name = bool(name) and _plain(name) == _plain(known_as)
    return Fit(left_fen == amount_fen, same_name, abs(on - day) <= NEAR)


def last_day(month: datetime.date) -> datetime.date:
    """The last day of the month a day lies in."""
    following = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return following - datetime.timedelta(days=1)


def only_one(found: Iterable[object]) -> bool:
    """Whether exactly one was found: two possible funds are none."""
    return len(set(found)) == 1


def named_in(text: str, words: Sequence[str]) -> bool:
    """Whether a remark names a fund by one of its words; a word of one character is none."""
    plain = _plain(text)
    return any(len(word) > 1 and _plain(word) in plain for word in words)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
