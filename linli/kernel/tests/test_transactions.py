"""One action, one transaction, tried again by whoever opened it."""

import pytest
from django.db import OperationalError, connection

from linli.kernel import transactions
from linli.kernel.transactions import one_transaction


class Cause(Exception):
    """A driver's error with the engine's code."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def failing(times: int, sqlstate: str = "40P01"):
    """An action that the engine undoes so many times; and how often it was run."""
    runs = []

    @one_transaction
    def action() -> str:
        assert connection.in_atomic_block
        runs.append(1)
        if len(runs) <= times:
            raise OperationalError from Cause(sqlstate)
        return "done"

    return action, runs


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(transactions, "LONGEST_PAUSE_SECONDS", 0)


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_tries_again_when_the_engine_asks_to(fresh_database, sqlstate):
    action, runs = failing(2, sqlstate)
    assert action() == "done"
    assert len(runs) == 3


def test_gives_up_in_the_end(fresh_database):
    action, runs = failing(99)
    with pytest.raises(OperationalError):
        action()
    assert len(runs) == transactions.ATTEMPTS


def test_does_not_try_again_for_another_reason(fresh_database):
    action, runs = failing(1, "57014")
    with pytest.raises(OperationalError):
        action()
    assert len(runs) == 1


def test_leaves_it_to_the_caller_whose_transaction_it_is(db):
    action, runs = failing(1)
    with pytest.raises(OperationalError):
        action()
    assert len(runs) == 1
