"""On what terms an operation's money moves and its month is worked out. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

HALL, CANTEEN = "hall", "canteen"
KINDS: Final = (HALL, CANTEEN)
"""What is run. Each has a book of its own, with one legal owner."""

FEES, RENTS, SUBSIDY, PASSES = "fees", "rents", "subsidy", "passes"
INCOMES: Final = (FEES, RENTS, SUBSIDY, PASSES)
DEPOSITS: Final = "deposits"
"""What is owed back to who left it, and is income only where two people have kept it."""
TAKEN: Final = (*INCOMES, DEPOSITS)
"""What money comes in for over the counter. A bill is never for a deposit: nobody else pays it."""
DEFERRED: Final = (PASSES,)
"""What is paid before it is given: owed to who paid it, and income as it is earned."""
RENT, ENERGY, STAFF, CONSUMABLES, TEACHING = "rent", "energy", "staff", "consumables", "teaching"
EXPENSES: Final = (RENT, ENERGY, STAFF, CONSUMABLES, TEACHING)
MONTHLY: Final = (RENT, ENERGY, STAFF, CONSUMABLES)
"""What is entered once a month; teaching is owed by statements as they are agreed."""

CASH, BANK = "cash", "bank"
MEANS: Final = (CASH, BANK)


@dataclass(frozen=True, slots=True)
class Origin:
    """What an amount is for, in another room: its names, its id, a title and a day frozen then."""

    room: str
    noun: str
    id: UUID
    title: str
    on: datetime.date


# Dividing -----------------------------------------------------------------------------------------

Key = TypeVar("Key")


def divided(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """``total`` in whole parts by weight that add up exactly: the largest remainders get one more.

    Of equal remainders the earlier in ``weights`` is served first. A ``total`` below zero is
    divided as its opposite. Raises ``ValueError`` when there is nobody, or no weight, to divide by.
    """
    whole = sum(weights.values())
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("nothing to divide by")
    if total < 0:
        return {key: -part for key, part in divided(-total, weights).items()}
    parts = {key: total * weight // whole for key, weight in weights.items()}
    left = total - sum(parts.values())
    ranked = sorted(weights, key=lambda key: -(total * weights[key] % whole))
    for key in ranked[:left]:
        parts[key] += 1
    return parts


def metered_fen(start_hundredths: int, end_hundredths: int, price_e4: int) -> int:
    """What a meter's turn costs, in fen, half a fen up. Readings in hundredths of a unit, price in
    ten-thousandths of a yuan (hundredths of a fen), as bills for power state it."""
    return ((end_hundredths - start_hundredths) * price_e4 + 5_000) // 10_000


def wage_fen(minutes: int, hourly_fen: int) -> int:
    """Wages for so many minutes at so much an hour, half a fen up."""
    return (minutes * hourly_fen + 30) // 60


def remitted(owed_fen: Sequence[int], lower_fen: int) -> tuple[list[int], int]:
    """How a lower cost is taken off what is still owed, in order; and what we are owed back."""
    taken = []
    for still in owed_fen:
        part = min(still, lower_fen)
        taken.append(part)
        lower_fen -= part
    return taken, lower_fen
