"""Whatever is pressed in whatever order: no line carries more than it is, no paper has two."""

from uuid import uuid4

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.holder import actions
from linli.holder.models import Match, StatementLine
from linli.holder.tests.conftest import YUAN, row
from linli.kernel.refusal import Refused
from linli.ledger import queries as ledger

GIFTS = [10, 20, 30, 30, 50]
LINES = [30, 30, 60, 100]

press = st.one_of(
    st.tuples(st.just("match"), st.integers(0, len(LINES) - 1), st.integers(0, len(GIFTS) - 1)),
    st.tuples(st.just("receive"), st.integers(0, len(LINES) - 1), st.integers(1, 120)),
    st.tuples(st.just("takings"), st.integers(0, len(LINES) - 1), st.integers(1, 120)),
    st.tuples(st.just("interest"), st.integers(0, len(LINES) - 1), st.just(0)),
    st.tuples(st.just("undo"), st.integers(0, 30), st.just(0)),
)


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(presses=st.lists(press, max_size=14))
def test_no_line_carries_more_than_it_is(holder, presses):
    world = _World(holder)
    for what, one, other in presses:
        try:
            getattr(world, what)(one, other)
        except Refused:
            continue
        world.insist()
    assert ledger.verify(holder.desk.fund.book_id).sound


class _World:
    """Some lines and some gifts, anew for every example; and what may be pressed on them."""

    def __init__(self, holder) -> None:
        self.holder = holder
        statement = holder.bring(*[row(str(yuan), reference=uuid4().hex) for yuan in LINES])
        self.lines = list(StatementLine.objects.filter(statement=statement).order_by("row"))
        self.gifts = [holder.desk.give(yuan) for yuan in GIFTS]

    def match(self, line: int, gift: int) -> None:
        told = {"line_id": self.lines[line].pk, "donation_id": self.gifts[gift].pk}
        self.holder.do(actions.match_donation, **told)

    def receive(self, line: int, yuan: int) -> None:
        self._on(line, actions.receive_from_line, amount_fen=yuan * YUAN)

    def takings(self, line: int, yuan: int) -> None:
        told = {"line_id": self.lines[line].pk, "takings_id": self.holder.takings(yuan).pk}
        self.holder.do(actions.match_takings, **told)

    def interest(self, line: int, _none: int) -> None:
        self._on(line, actions.match_bank_item, kind="interest")

    def undo(self, which: int, _none: int) -> None:
        made = list(Match.objects.filter(line__in=self.lines).order_by("at", "pk"))
        if made:
            self.holder.do(actions.unmatch, match_id=made[which % len(made)].pk)

    def insist(self) -> None:
        """The rule itself, added up again from the rows."""
        live = Match.objects.filter(line__in=self.lines, unmatch=None)
        used = dict(live.values_list("line").annotate(Sum("amount_fen")).order_by())
        assert all(used.get(line.pk, 0) <= line.amount_fen for line in self.lines)
        papers = list(live.values_list("kind", "target"))
        assert len(papers) == len(set(papers))

    def _on(self, line: int, action, **told) -> None:
        fund = self.holder.desk.fund.pk
        self.holder.do(action, line_id=self.lines[line].pk, fund_id=fund, **told)
