"""On what terms amounts move: floors, and which lots are drawn where money is traced.

Pure: an entry's lines are tried here, one after another, before anything is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Ref = tuple[int, int, int]
"""Where a lot was made: the entry's seq, the line, the part of the line. Later is greater."""


class OpenLot(NamedTuple):
    """A lot with something left; ``purpose`` is empty for free money."""

    ref: Ref
    purpose: str
    left: int


class Draw(NamedTuple):
    """An amount that a line takes out of a lot."""

    ref: Ref
    amount: int


class Make(NamedTuple):
    """A lot that a line makes; ``source`` where the money only moved on from another account."""

    account: str
    purpose: str
    amount: int
    source: Ref | None


class Moves(NamedTuple):
    """What one line does to lots. Parts are counted from 1 in the order of ``makes``."""

    draws: Sequence[Draw] = ()
    makes: Sequence[Make] = ()


class Short(Exception):
    """An account lacks ``missing``: below its floor, or (``purpose`` given) for this purpose."""

    def __init__(self, pocket: "Pocket", missing: int, purpose: str | None = None) -> None:
        super().__init__(pocket.code)
        self.pocket, self.missing, self.purpose = pocket, missing, purpose


@dataclass
class Pocket:
    """An account as the next line finds it. ``lots`` need only cover what will be drawn."""

    code: str
    name: str
    side: int
    traced: bool
    floor: int | None
    balance: int
    lots: list[OpenLot] = field(default_factory=list)

    def move(self, amount: int) -> None:
        """Add ``amount`` (negative: take). Raises ``Short`` below the floor."""
        self.balance += amount
        if amount < 0 and self.floor is not None and self.balance < self.floor:
            raise Short(self, self.floor - self.balance)

    def draw(self, amount: int, purpose: str) -> list[tuple[Draw, str]]:
        """Take ``amount`` for ``purpose`` out of the lots: each draw with its lot's purpose.

        Money given for this very purpose goes first, then free money; within each, first in, first
        out. Money given for another purpose is never touched (慈善法: gifts are used as agreed).
        Raises ``Short`` when these do not suffice.
        """
        drawn: list[tuple[Draw, str]] = []
        missing = amount
        usable = [lot for lot in self.lots if lot.purpose in ("", purpose)]
        for lot in sorted(usable, key=lambda lot: (lot.purpose == "", lot.ref)):
            taken = min(lot.left, missing)
            if taken:
                drawn.append((Draw(lot.ref, taken), lot.purpose))
                self.lots.remove(lot)
                self.lots.append(lot._replace(left=lot.left - taken))
                missing -= taken
        if missing:
            raise Short(self, missing, purpose)
        return drawn


def transfer(debit: Pocket, credit: Pocket, amount: int, purpose: str) -> Moves:
    """Try one line on both accounts; what it does to their lots.

    Between two traced accounts money moves on with the purposes it has. What an entry itself brings
    into a traced account, only a later entry can draw. Raises ``Short``.
    """
    grows, shrinks = [], []
    for pocket, grown_by in ((debit, 1), (credit, -1)):
        if pocket.side == grown_by:
            grows.append(pocket)
            pocket.move(amount)
        else:
            shrinks.append(pocket)
            pocket.move(-amount)
    drawn = [pair for pocket in shrinks if pocket.traced for pair in pocket.draw(amount, purpose)]
    makes: list[Make] = []
    for pocket in grows:
        if pocket.traced:
            moved_on = [Make(pocket.code, kept, draw.amount, draw.ref) for draw, kept in drawn]
            makes += moved_on or [Make(pocket.code, purpose, amount, None)]
    return Moves([draw for draw, _ in drawn], makes)
