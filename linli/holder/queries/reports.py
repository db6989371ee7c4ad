"""What a fund's year says in the structure of 《民间非营利组织会计制度》, and its budget.

Every figure is added up from the fund's own book. A gift for a purpose is 限定性, one for none is
非限定性; what a grant draws follows the money it drew. Costs stand on the day they were granted,
for from then on the money is owed.
"""

import datetime
from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from linli.fund import queries as funds
from linli.fund.queries import PURPOSE_WORDS, FundCard
from linli.holder.models import Budget
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.ledger import queries as ledger
from linli.ledger.queries import Movement

AVAILABLE = "available"
BEGINNING = datetime.date(2000, 1, 1)
"""Before any book of ours began."""

KIND_WORDS = {
    "opening.confirmed": gettext_lazy("期初转入"),
    "donation.received": gettext_lazy("捐赠收入"),
    "takings.received": gettext_lazy("义卖收入"),
    "interest.received": gettext_lazy("其他收入：银行利息"),
    "aid.granted": gettext_lazy("业务活动成本"),
    "aid.returned": gettext_lazy("收回的帮扶"),
    "fee.charged": gettext_lazy("管理费用：银行手续费"),
}


class ReportRow(NamedTuple):
    """A line of a report: what is free, what is bound to a purpose, in fen."""

    word: Any
    free: int
    bound: int
    sum: bool = False

    @property
    def total(self) -> int:
        return self.free + self.bound


class BudgetRow(NamedTuple):
    """A use's budget of a year against what was granted for it; None where none is confirmed.

    ``waits``: an amount that somebody entered and nobody has confirmed, with its id.
    """

    purpose: str
    word: Any
    budget_fen: int | None
    actual_fen: int
    waits_fen: int | None
    waits: UUID | None
    mine: bool

    @property
    def left_fen(self) -> int | None:
        """What of the budget is left; below zero where more was granted."""
        return None if self.budget_fen is None else self.budget_fen - self.actual_fen


class YearReport(NamedTuple):
    """A fund's year: what changed (业务活动表), how it stood then (资产负债表), its budget."""

    fund: FundCard
    year: int
    until: datetime.date
    before: ReportRow
    activity: tuple[ReportRow, ...]
    after: ReportRow
    assets_fen: int
    owed_fen: int
    budget: tuple[BudgetRow, ...]

    @property
    def adds_up(self) -> bool:
        """Assets are what is owed and the net assets: 资产 = 负债 + 净资产."""
        return self.assets_fen == self.owed_fen + self.after.total


def year_report(viewer: Viewer, fund_id: UUID, year: int, on: datetime.date) -> YearReport:
    """The year of one fund, to today in the running one. Raises ``NotFound``."""
    fund = funds.fund(viewer, fund_id)
    first = datetime.date(year, 1, 1)
    until = min(datetime.date(year, 12, 31), on)
    earlier = ledger.movements(fund.book, BEGINNING, first - datetime.timedelta(days=1))
    moves = ledger.movements(fund.book, first, until)
    before = _net(gettext("年初净资产"), earlier)
    after = _net(gettext("期末净资产"), [*earlier, *moves])
    return YearReport(
        fund=fund,
        year=year,
        until=until,
        before=before,
        activity=tuple(_activity(moves)),
        after=after,
        assets_fen=_holds("holder", [*earlier, *moves]),
        owed_fen=-_holds("approved", [*earlier, *moves]),
        budget=tuple(_budget(viewer, fund, year, moves)),
    )


def _activity(moves: list[Movement]) -> list[ReportRow]:
    """Each kind of income and cost, costs by their use; what the ledger calls otherwise, apart."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for move in moves:
        if sign := _sign(move):
            by_use = move.purpose if move.kind == "aid.granted" else ""
            sums[move.kind, by_use][0] += sign * move.free
            sums[move.kind, by_use][1] += sign * (move.amount - move.free)
    order = list(KIND_WORDS)
    ranked = sorted(sums, key=lambda key: (key[0] not in order, *key))
    ranked.sort(key=lambda key: order.index(key[0]) if key[0] in order else len(order))
    rows = [ReportRow(_word(*key), *sums[key]) for key in ranked]
    total = ReportRow(
        gettext("净资产变动"), sum(r.free for r in rows), sum(r.bound for r in rows), sum=True
    )
    return [*rows, total]


def _word(kind: str, use: str) -> str:
    word = str(KIND_WORDS.get(kind, gettext("其他")))
    return gettext("%(word)s：%(use)s") % {"word": word, "use": PURPOSE_WORDS[use]} if use else word


def _sign(move: Movement) -> int:
    """Whether a line adds to the net assets, takes from them, or does neither."""
    return (move.credit == AVAILABLE) - (move.debit == AVAILABLE)


def _net(word: str, moves: list[Movement]) -> ReportRow:
    free = sum(_sign(move) * move.free for move in moves)
    total = sum(_sign(move) * move.amount for move in moves)
    return ReportRow(word, free, total - free, sum=True)


def _holds(account: str, moves: list[Movement]) -> int:
    """What an account holds, debits less credits."""
    return sum(((move.debit == account) - (move.credit == account)) * move.amount for move in moves)


def _budget(viewer: Viewer, fund: FundCard, year: int, moves: list[Movement]) -> list[BudgetRow]:
    actual: dict[str, int] = defaultdict(int)
    for move in moves:
        if move.kind == "aid.granted":
            actual[move.purpose] -= _sign(move) * move.amount
    rows: dict[str, list[Budget]] = defaultdict(list)
    for row in Budget.objects.filter(fund=fund.id, year=year).order_by("number"):
        rows[row.purpose].append(row)
    return [
        _budget_row(viewer, purpose, actual[purpose], rows[purpose]) for purpose in fund.purposes
    ]


def _budget_row(viewer: Viewer, purpose: str, actual: int, rows: list[Budget]) -> BudgetRow:
    confirmed = [row for row in rows if row.confirmed_at]
    waits = rows[-1] if rows and not rows[-1].confirmed_at else None
    signed = identity.signatures(("budget", waits.pk)) if waits else []
    return BudgetRow(
        purpose=purpose,
        word=PURPOSE_WORDS[purpose],
        budget_fen=confirmed[-1].amount_fen if confirmed else None,
        actual_fen=actual,
        waits_fen=waits.amount_fen if waits else None,
        waits=waits.pk if waits else None,
        mine=any(each.actor_id == viewer.user_id for each in signed),
    )


def may_budget(viewer: Viewer, fund: FundCard) -> tuple[bool, bool]:
    """Whether the viewer may enter this fund's budget, and confirm another's."""
    enter = viewer.may(Permission.BUDGET_ENTER, place=fund.place)
    return enter, viewer.may(Permission.BUDGET_CONFIRM, place=fund.place)
