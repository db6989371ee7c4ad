"""On what terms a price is divided among those who bear it. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from linli.rules.days import age_on
from linli.rules.words import Words

TERM, SESSION = "term", "session"
PER: Final = (TERM, SESSION)

OPERATOR, FUND, SPONSOR = "operator", "fund", "sponsor"
PAYERS: Final = (OPERATOR, FUND, SPONSOR)

DAY, MONTH, EVER = "day", "month", "ever"
PERIODS: Final = (DAY, MONTH, EVER)

STATUSES: Final[Mapping[str, Words]] = {
    "dibao": Words("低保证", "dibao certificate"),
    "tekun": Words("特困供养证", "tekun certificate"),
    "disability": Words("残疾人证", "disability certificate"),
    "martyr_family": Words("优抚对象证件", "certificate of entitled families of soldiers"),
    "special_family": Words("计生特殊家庭证件", "certificate of families that lost an only child"),
    "student": Words("学生证", "student card"),
}
"""What somebody may show at the desk to pay less: the paper, not what the house knows for benefits
(PIPL art. 6: what was told for aid is not read to set a price)."""

YES, NO, NEEDS_PROOF = "yes", "no", "needs_proof"
FULL_PERMILLE = 1000


class Person(NamedTuple):
    """What a subsidy asks of somebody. ``shown``: the papers they showed that are still good."""

    id: UUID
    born_on: datetime.date
    hukou: str
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A subsidy in force: for whom, and how much. Exactly one of ``permille`` (of the list price)
    and ``fixed_fen``. At most ``cap`` times a person and ``period``; None: no limit."""

    id: UUID
    code: str
    permille: int | None = None
    fixed_fen: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    hukou: str = ""
    status: str = ""
    cap: int | None = None
    period: str = EVER


class Part(NamedTuple):
    """What one subsidy bears: from ``before_fen`` to ``after_fen``."""

    rule: Rule
    before_fen: int
    amount_fen: int
    after_fen: int


def verdict(rule: Rule, person: Person, on: datetime.date) -> str:
    """Whether a subsidy is for this person on that day. Unknown is never no: a paper that was not
    shown is asked for, of whoever meets the rest."""
    years = age_on(person.born_on, on)
    if rule.age_from is not None and years < rule.age_from:
        return NO
    if rule.age_to is not None and years > rule.age_to:
        return NO
    if not person.hukou.startswith(rule.hukou):
        return NO
    if rule.status and rule.status not in person.shown:
        return NEEDS_PROOF
    return YES


def divided(list_fen: int, rules: Iterable[Rule]) -> list[Part]:
    """What each subsidy bears, in their order, never more than is left; what is left, the resident
    pays. Per mille count from the list price, and a fraction of a fen stays with the resident."""
    parts, left = [], list_fen
    for rule in rules:
        wanted = (
            rule.fixed_fen if rule.permille is None else list_fen * rule.permille // FULL_PERMILLE
        )
        amount = min(wanted or 0, left)
        if amount > 0:
            parts.append(Part(rule, left, amount, left - amount))
            left -= amount
    return parts


def period_of(rule: Rule, on: datetime.date) -> str:
    """The period in which a use of it counts, as it is kept: a day, a month, or ever."""
    return {DAY: on.isoformat(), MONTH: f"{on:%Y-%m}", EVER: EVER}[rule.period]


def given_back_permille(days_before: int, *, full_days: int, late_permille: int) -> int:
    """What is given back of a price whose place is cancelled so many days before the beginning:
    all until ``full_days`` before, then ``late_permille``; nothing once it has begun."""
    if days_before < 0:
        return 0
    return FULL_PERMILLE if days_before >= full_days else late_permille


def kept(amount_fen: int, back_permille: int) -> int:
    """What stays due of an amount of which so much is given back; a fraction goes back."""
    return amount_fen * (FULL_PERMILLE - back_permille) // FULL_PERMILLE


def each(total_fen: int, keys: Collection[UUID]) -> dict[UUID, int]:
    """A total over so many sessions, adding up exactly: the earlier ones bear the odd fen."""
    if not keys:
        return {}
    share, odd = divmod(total_fen, len(keys))
    return {key: share + (number < odd) for number, key in enumerate(keys)}


# Season passes ------------------------------------------------------------------------------------


class Kept(NamedTuple):
    """A pass as the rules see it: its days, and how often it may be used (None: always)."""

    first: datetime.date
    last: datetime.date
    uses: int | None = None
    used: int = 0


def pass_days(
    season: tuple[datetime.date, datetime.date] | None, days: int | None, on: datetime.date
) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a pass that is paid on a day: of the season what is left of it,
    else so many days with this one."""
    if season is None:
        return on, on + datetime.timedelta(days=(days or 1) - 1)
    return max(season[0], on), max(season[1], on)


def pass_back_permille(held: Kept, on: datetime.date) -> int:
    """What of a pass is given back on a day, as it is published: of a pass for a number of uses the
    uses that are left, of any other the whole days that are left after this one; all before it has
    begun, nothing once it is over. Rounded up, for whoever gives it back."""
    if on > held.last:
        return 0
    if held.uses is not None:
        left, whole = held.uses - held.used, held.uses
    else:
        left = (held.last - max(on, held.first - datetime.timedelta(days=1))).days
        whole = (held.last - held.first).days + 1
    return -(-left * FULL_PERMILLE // whole)


def pass_earned_fen(paid_fen: int, held: Kept, on: datetime.date) -> int:
    """What of the money paid for a pass is earned by the end of a day: what would not go back. So
    what is earned is never given back."""
    return kept(paid_fen, pass_back_permille(held, on))


def use_fen(amount_fen: int, uses: int) -> int:
    """What one use of a pass is worth; the odd fen are nobody's."""
    return amount_fen // uses
