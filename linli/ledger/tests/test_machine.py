"""Anybody posting, reversing, closing and crashing in any order, held against a small model.

The model is a few dictionaries and knows nothing of rows: what an account holds, what each purpose
still has, which entries were taken back. After every step the book must say the same and add up.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from linli.ledger import actions, queries
from linli.ledger.actions import writing
from linli.ledger.entry import EntryDraft, Line
from linli.ledger.tests.conftest import ACCOUNTANT, build_places, open_test_book
from tests.village import NOW, TODAY

BOOK = "machine"
# What a line between two accounts does to what they hold: in, on, out, and a cost of no purpose.
ROUTES = {
    ("bank", "fund"): {"bank": 1, "fund": 1},
    ("fund", "approved"): {"fund": -1, "approved": 1},
    ("approved", "bank"): {"approved": -1, "bank": -1},
    ("cost", "bank"): {"cost": 1, "bank": -1},
}
TRACED = ("fund", "approved")
PURPOSES = st.sampled_from(["", "rehab", "school"])
DAYS = st.integers(0, 30).map(lambda ago: TODAY - datetime.timedelta(days=ago))


def lines(routes: Sequence[tuple[str, str]], most: int) -> st.SearchStrategy[list[Line]]:
    """One to three lines along some of the routes."""
    line = st.builds(
        lambda route, amount, purpose: Line(*route, amount, purpose),
        st.sampled_from(routes),
        st.integers(1, most),
        PURPOSES,
    )
    return st.lists(line, min_size=1, max_size=3)


GIFTS = lines([("bank", "fund")], most=200)
SPENDINGS = lines(list(ROUTES)[1:], most=40)
ANYTHING = lines(list(ROUTES), most=100)


class Crash(Exception):
    """The power fails between two statements."""


class Change(NamedTuple):
    """What an entry does: to accounts, and to purposes in traced accounts."""

    held: Counter[str]
    kept: Counter[tuple[str, str]]


@dataclass
class Model:
    """What must be true."""

    held: Counter[str] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    closed: datetime.date | None = None
    posted: dict[str, tuple[EntryDraft, int]] = field(default_factory=dict)
    changes: dict[int, Change] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)

    def is_open(self, day: datetime.date) -> bool:
        return self.closed is None or day > self.closed

    def change(self, lines: Sequence[Line]) -> Change | None:
        """What the lines would do, one after another; None when one of them does not fit."""
        change = Change(Counter(), Counter())
        to_spend = Counter(self.kept)  # what an entry brings in, only a later one can spend
        for line in lines:
            effect = ROUTES[line.debit, line.credit]
            for code, sign in effect.items():
                change.held[code] += sign * line.amount
                if self.held[code] + change.held[code] < 0:
                    return None
            moved = {line.purpose: line.amount}
            for code in TRACED:
                if effect.get(code) == -1:
                    own = min(line.amount, to_spend[code, line.purpose])
                    moved = {line.purpose: own, "": line.amount - own} if line.purpose else moved
                    if any(to_spend[code, purpose] < amount for purpose, amount in moved.items()):
                        return None
                    to_spend.subtract({(code, purpose): n for purpose, n in moved.items()})
            for code in TRACED:
                for purpose, amount in moved.items():
                    change.kept[code, purpose] += effect.get(code, 0) * amount
        return change

    def apply(self, change: Change) -> None:
        self.held.update(change.held)
        self.kept.update(change.kept)

    def undo(self, change: Change) -> None:
        self.held.subtract(change.held)
        self.kept.subtract(change.kept)


class Ledger(RuleBasedStateMachine):
    """One book of the ledger and its model, in a transaction that is rolled back."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        open_test_book(BOOK)
        self.model = Model()
        self.keys = (f"key {number}" for number in count(1))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(lines=GIFTS)
    def receive(self, lines: list[Line]) -> None:
        self._post(lines, TODAY)

    @rule(lines=SPENDINGS)
    def spend(self, lines: list[Line]) -> None:
        self._post(lines, TODAY)

    @rule(lines=ANYTHING, day=DAYS)
    def post_late(self, lines: list[Line], day: datetime.date) -> None:
        self._post(lines, day)

    def _post(self, lines: list[Line], day: datetime.date) -> None:
        draft, key = EntryDraft(BOOK, "gift.received", day, lines=tuple(lines)), next(self.keys)
        change = self.model.change(lines) if self.model.is_open(day) else None
        try:
            entry = actions.post(draft, key=key, by=ACCOUNTANT, at=NOW).entry
        except (actions.NotEnough, actions.PeriodClosed):
            assert change is None
            return
        assert change is not None
        self.model.apply(change)
        self.model.changes[entry.seq] = change
        self.model.posted[key] = (draft, entry.seq)

    @precondition(lambda self: self.model.posted)
    @rule(data=st.data())
    def press_twice(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.model.posted)))
        draft, seq = self.model.posted[key]
        again = actions.post(draft, key=key, by=ACCOUNTANT, at=NOW)
        assert (again.entry.seq, again.created) == (seq, False)
        with pytest.raises(actions.KeyUsedOtherwise):
            actions.post(replace(draft, kind="other.thing"), key=key, by=ACCOUNTANT, at=NOW)

    @precondition(lambda self: self.model.changes)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        seq = data.draw(st.sampled_from(sorted(self.model.changes)))
        key = next(self.keys)
        try:
            actions.reverse(book=BOOK, seq=seq, reason="test", key=key, by=ACCOUNTANT, at=NOW)
        except actions.AlreadyReversed:
            assert seq in self.model.undone
        except (actions.AlreadySpent, actions.NotEnough):
            # Which of several lots was spent the model does not know; but something was.
            assert len(self.model.changes) > 1
        else:
            assert seq not in self.model.undone
            self.model.undone.add(seq)
            self.model.undo(self.model.changes[seq])
            assert min(self.model.held.values()) >= 0
            assert min(self.model.kept.values(), default=0) >= 0

    @precondition(lambda self: len(self.model.changes) > 3)
    @rule(ago=st.integers(1, 30))
    def close(self, ago: int) -> None:
        through = TODAY - datetime.timedelta(days=ago)
        key = next(self.keys)
        try:
            actions.close(book=BOOK, through=through, key=key, by=ACCOUNTANT, at=NOW)
        except actions.PeriodClosed:
            assert not self.model.is_open(through)
        else:
            assert self.model.is_open(through)
            self.model.closed = through

    @rule(lines=GIFTS, place=st.sampled_from(["insert", "_seal", "_pockets", "_transfers"]))
    def crash(self, lines: list[Line], place: str) -> None:
        """The power fails after one of the steps; nothing of the entry may remain."""
        real = getattr(writing, place)

        def fail(*args: object, **kwargs: object) -> None:
            real(*args, **kwargs)
            raise Crash

        draft = EntryDraft(BOOK, "gift.received", TODAY, lines=tuple(lines))
        with (
            mock.patch.object(writing, place, fail),
            pytest.raises(Crash),
            transaction.atomic(),
        ):
            actions.post(draft, key=next(self.keys), by=ACCOUNTANT, at=NOW)

    @invariant()
    def the_book_says_what_the_model_says(self) -> None:
        held = {row.code: row.balance for row in queries.balances(BOOK)}
        assert held == {code: self.model.held[code] for code in held}
        for account in TRACED:
            kept = {purpose: n for (code, purpose), n in self.model.kept.items() if code == account}
            assert queries.unspent(BOOK, account) == {p: n for p, n in kept.items() if n}
        assert queries.book(BOOK).closed_through == self.model.closed

    @invariant()
    def the_book_adds_up(self) -> None:
        verdict = queries.verify(BOOK)
        assert verdict.sound, verdict


@pytest.mark.slow
def test_whatever_happens_the_book_adds_up(db):
    build_places()
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=12,  # others in each run
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
