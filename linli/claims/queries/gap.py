"""The gap of one month, from what was billed and what arrived: the fund fills it and no more.

Before anything is claimed the gap is what the rules reckon (``rules.gap``). From then on what
happened takes the place of what was promised: a bill the place of the told cost, money that arrived
the place of an entitlement, and a refusal makes it nothing. Each month is reckoned by itself.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.benefits import queries as benefits
from linli.claims import terms
from linli.claims.models import Claim
from linli.claims.queries.reading import Written, written
from linli.identity.permissions import Viewer
from linli.rules.gap import Gap
from linli.rules.words import Words

BY_RULE, BY_GRANT, BY_ARRIVAL, BY_REFUSAL = "rule", "grant", "arrival", "refusal"
"""On what a line of the gap rests."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """What one benefit gives in a month, and on what that figure rests."""

    benefit: Words
    fen: int
    rests_on: str


@dataclass(frozen=True, slots=True)
class MonthGap:
    """A month's cost, what the state gives, and what remains. ``cost_fen`` ``None``: not told."""

    month: datetime.date
    cost_fen: int | None
    billed: bool
    lines: tuple[GapLine, ...]

    @property
    def given_fen(self) -> int:
        """What the state gives in it."""
        return sum(line.fen for line in self.lines)

    @property
    def residual_fen(self) -> int | None:
        """What remains: the most the fund may fill; ``None`` while nobody told the cost."""
        return None if self.cost_fen is None else max(0, self.cost_fen - self.given_fen)


def residual_gap(viewer: Viewer, household_id: UUID, on: datetime.date) -> MonthGap:
    """The gap the fund may fill today: of the last month that was billed, else of this month.

    Raises as ``benefits.verdicts``.
    """
    promised = benefits.residual_gap(viewer, household_id, on)
    known = _of_household(household_id)
    billed = [bill.month for one in known for bill in one.bills]
    this_month = terms.month_of(on)
    recent = [month for month in billed if month >= terms.later(this_month, -1)]
    return _gap(promised, known, max(recent, default=this_month), on)


def monthly_gaps(
    viewer: Viewer, household_id: UUID, on: datetime.date, months: int = 13
) -> list[MonthGap]:
    """The gaps of the months since the first claim counts, the newest first; none before one."""
    known = _of_household(household_id)
    grants = [one.grant.from_month for one in known if one.grant]
    if not grants:
        return []
    promised = benefits.residual_gap(viewer, household_id, on)
    first = max(min(grants), terms.later(terms.month_of(on), 1 - months))
    return [_gap(promised, known, m, on) for m in terms.months_between(first, on)][::-1]


def _of_household(household_id: UUID) -> list[Written]:
    return written(Claim.objects.filter(household=household_id).order_by("opened_at", "id"))


def _gap(
    promised: Gap, known: Sequence[Written], month: datetime.date, on: datetime.date
) -> MonthGap:
    bills = [bill.amount_fen for one in known for bill in one.bills if bill.month == month]
    lines: dict[tuple[str, UUID | None], GapLine] = {}
    for one in known:
        if line := _decided(one, month, on):
            lines[one.claim.benefit, one.claim.person_id] = line
    for given in promised.given:
        by_rule = GapLine(given.verdict.pack.name, given.monthly_fen or 0, BY_RULE)
        lines.setdefault((given.verdict.pack.id, given.verdict.subject), by_rule)
    cost = sum(bills) if bills else promised.cost_fen
    return MonthGap(month, cost, bool(bills), tuple(lines.values()))


def _decided(one: Written, month: datetime.date, on: datetime.date) -> GapLine | None:
    """What a decided claim gives in a month. ``None`` leaves it to the rules.

    So it is with a claim on its way, one given up, and one out of time: what the rules promise may
    yet come, and the fund does not pay what the state would.
    """
    decided = one.last(terms.GRANTED, terms.REFUSED)
    if one.pack is None or decided is None or one.last(terms.WITHDRAWN):
        return None
    account = one.account(on)
    if account is None:
        refused_by_then = terms.month_of(decided.on) <= month
        return GapLine(one.pack.name, 0, BY_REFUSAL) if refused_by_then else None
    row = account.of(month)
    if row is None:
        return None
    if row.arrived_fen:
        return GapLine(one.pack.name, row.arrived_fen, BY_ARRIVAL)
    promised = row.due_fen if row.stands != terms.RUNNING else _running(account, month)
    return GapLine(one.pack.name, promised, BY_GRANT)


def _running(account: terms.Account, month: datetime.date) -> int:
    """What this month will bring, its bill not yet there: the limit, as far as the cap reaches."""
    grant, left = account.grant, account.left_fen
    return grant.monthly_fen if left is None else min(grant.monthly_fen, max(0, left))
