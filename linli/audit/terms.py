"""How a sample is drawn, and what counts as unusual. Pure; nothing here is a policy's figure."""

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from linli.rules.words import Words

KINDS = ("payments", "donations", "receipts", "closings")
SIZES = (5, 10, 25)

BACK_DATED_DAYS = 7
NIGHT_ENDS, NIGHT_BEGINS = 7, 21
SATURDAY = 5
ROUND_FEN = 1_000_00
JUST_UNDER = 20
"""An amount within a twentieth below a round thousand stands "just under" it."""
OFTEN = 3
"""So many steps by one person for one family within the period are told."""

PATTERNS: Final[Mapping[str, Words]] = {
    "same_reference": Words(
        "同一个银行流水号用了不止一次", "the same bank reference more than once"
    ),
    "just_under": Words("金额刚好低于整千", "an amount just under a round thousand"),
    "same_person": Words(
        "同一个人常替同一户办手续", "one person often taking steps for the same family"
    ),
    "reversal": Words("冲回的账", "an entry taken back"),
    "back_dated": Words("记账比发生晚了一周以上", "entered more than a week after it happened"),
    "odd_hours": Words("夜里或周末记的账", "entered at night or on a weekend"),
    "gap": Words("收条断号", "a gap in the receipts' numbers"),
}


class Row(NamedTuple):
    """A payment, a gift, a receipt or a closing, as an auditor is shown it. No name.

    ``ref`` is what a sample holds; ``about`` what the amount was for, as a code.
    """

    ref: str
    on: datetime.date
    fen: int | None
    about: str
    seq: int
    bank_reference: str = ""


class Step(NamedTuple):
    """Somebody took a step of a request for a household."""

    actor: str
    household: str
    step: str


class Posted(NamedTuple):
    """An entry, as far as its days and hours tell; ``posted_at`` is local."""

    seq: int
    kind: str
    occurred_on: datetime.date
    posted_at: datetime.datetime
    reverses: int | None


class Unusual(NamedTuple):
    """One thing found: which pattern, where to look, and what was seen."""

    pattern: str
    where: str
    seen: str

    @property
    def words(self) -> Words:
        return PATTERNS[self.pattern]

    @property
    def is_of_entry(self) -> bool:
        """Whether ``where`` is the number of an entry of the book."""
        return self.pattern in ("reversal", "back_dated", "odd_hours")


def by_pattern(found: Iterable[Unusual]) -> list[tuple[Words, list[Unusual]]]:
    """What was found, each pattern once with all that belongs to it."""
    groups: dict[str, list[Unusual]] = {}
    for one in found:
        groups.setdefault(one.pattern, []).append(one)
    return [(PATTERNS[pattern], rows) for pattern, rows in groups.items()]


def draw(seed: str, population: Iterable[str], size: int) -> list[str]:
    """The ``size`` references whose hash with the seed is smallest: any language draws the same."""
    ranked = sorted(population, key=lambda ref: hashlib.sha256(f"{seed}:{ref}".encode()).digest())
    return ranked[:size]


def unusual(
    payments: Sequence[Row],
    steps: Iterable[Step],
    entries: Iterable[Posted],
    receipts: Mapping[str, Sequence[int]],
) -> list[Unusual]:
    """Everything unusual, pattern by pattern, in the order of the book."""
    entries = list(entries)
    return [
        *_same_reference(payments),
        *_just_under(payments),
        *_same_person(steps),
        *_of_entries(entries),
        *_gaps(receipts),
    ]


def _same_reference(payments: Sequence[Row]) -> list[Unusual]:
    by_reference: dict[str, list[Row]] = defaultdict(list)
    for row in payments:
        by_reference[re.sub(r"[\W_]", "", row.bank_reference).upper()].append(row)
    return [
        Unusual("same_reference", " ".join(row.ref for row in rows), rows[0].bank_reference)
        for reference, rows in by_reference.items()
        if reference and len(rows) > 1
    ]


def _just_under(payments: Sequence[Row]) -> list[Unusual]:
    found = []
    for row in payments:
        missing = -(row.fen or 0) % ROUND_FEN
        if row.fen and 0 < missing <= (row.fen + missing) // JUST_UNDER:
            found.append(Unusual("just_under", row.ref, f"{row.fen / 100:.2f}"))
    return found


def _same_person(steps: Iterable[Step]) -> list[Unusual]:
    together: dict[tuple[str, str], int] = defaultdict(int)
    for step in steps:
        together[step.actor, step.household] += 1
    return [
        Unusual("same_person", household, f"{actor} ×{count}")
        for (actor, household), count in together.items()
        if count >= OFTEN
    ]


def _of_entries(entries: Sequence[Posted]) -> list[Unusual]:
    found = []
    for entry in entries:
        ref = str(entry.seq)
        if entry.reverses is not None:
            found.append(Unusual("reversal", ref, str(entry.reverses)))
        late = (entry.posted_at.date() - entry.occurred_on).days
        if late > BACK_DATED_DAYS:
            found.append(Unusual("back_dated", ref, str(entry.occurred_on)))
        at_night = not NIGHT_ENDS <= entry.posted_at.hour < NIGHT_BEGINS
        if at_night or entry.posted_at.weekday() >= SATURDAY:
            found.append(Unusual("odd_hours", ref, f"{entry.posted_at:%Y-%m-%d %H:%M}"))
    order = list(PATTERNS)
    return sorted(found, key=lambda one: order.index(one.pattern))


def _gaps(receipts: Mapping[str, Sequence[int]]) -> list[Unusual]:
    return [
        Unusual("gap", series, str(number))
        for series, numbers in receipts.items()
        for number in range(1, max(numbers, default=0) + 1)
        if number not in set(numbers)
    ]
