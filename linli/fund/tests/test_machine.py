"""Whatever is pressed, in whatever order: nothing is overdrawn, nothing is lost, all adds up.

A small model keeps the sums a child could keep: what each purpose holds, what is set aside.
"""

from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from linli.fund import actions, published, queries
from linli.fund.terms import GENERAL, PURPOSES
from linli.fund.tests.conftest import YUAN, Desk

AMOUNTS = st.integers(1, 3_000)


class Machine(RuleBasedStateMachine):
    """The fund beside the model; ``village`` is set by the test."""

    village: ClassVar = None
    asked = Bundle("asked")
    granted = Bundle("granted")
    instructed = Bundle("instructed")

    @initialize(opening=st.dictionaries(st.sampled_from((GENERAL, *PURPOSES)), AMOUNTS))
    def begin(self, opening):
        self.point = transaction.savepoint()
        self.desk = Desk(self.village, opening)
        self.free = {kind: opening.get(kind, 0) for kind in (GENERAL, *PURPOSES)}
        self.aside = 0

    @rule(amount=AMOUNTS, purpose=st.sampled_from((GENERAL, *PURPOSES)))
    def give(self, amount, purpose):
        self.desk.give(amount, purpose)
        self.free[purpose] += amount

    @rule(target=asked, amount=AMOUNTS, purpose=st.sampled_from(PURPOSES))
    def ask(self, amount, purpose):
        return self.desk.ask(amount, purpose), amount

    @rule(target=granted, one=consumes(asked))
    def decide(self, one):
        request, amount = one
        drawn = self._draw(request.purpose, amount)
        if drawn is None:
            with pytest.raises(actions.NotEnoughMoney):
                self.desk.decide(request, amount)
            return multiple()
        self.desk.decide(request, amount)
        self.aside += amount
        return request, amount, drawn

    @rule(target=instructed, one=consumes(granted))
    def instruct(self, one):
        self.desk.instruct(one[0])
        return one

    @rule(one=consumes(instructed))
    def pay(self, one):
        self.desk.pay(one[0])
        self.aside -= one[1]

    @rule(one=consumes(granted) | consumes(instructed))
    def withdraw(self, one):
        request, amount, drawn = one
        self.desk.withdraw(request)
        self.aside -= amount
        for purpose, taken in drawn.items():
            self.free[purpose] += taken

    @rule()
    def publish(self):
        self.desk.publish()
        shown = published.figures(self.village.here)
        assert shown.adds_up
        assert shown.balance_fen >= self._held() * YUAN
        assert {each.kind for each in shown.paid} <= {*PURPOSES, "together"}

    @invariant()
    def the_book_is_the_model(self):
        card = queries.fund(self.village.auditor, self.desk.fund.pk)
        assert card.free_fen == {kind: fen * YUAN for kind, fen in self.free.items() if fen}
        assert card.approved_fen == self.aside * YUAN
        assert card.holder_fen == self._held() * YUAN

    def teardown(self):
        assert queries.trouble_of(self.desk.fund) == ""
        transaction.savepoint_rollback(self.point)

    def _draw(self, purpose, amount):
        """Own money first, then free money; None when both do not suffice."""
        own = min(amount, self.free[purpose])
        general = amount - own
        if general > self.free[GENERAL]:
            return None
        self.free[purpose] -= own
        self.free[GENERAL] -= general
        return {purpose: own, GENERAL: general}

    def _held(self):
        return sum(self.free.values()) + self.aside


def test_any_order_of_presses(village):
    Machine.village = village
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=5,  # others in each run
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
