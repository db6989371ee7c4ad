"""The hall's operator with its book, and what the tests do with its money."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.ledger import queries as ledger
from linli.operator import actions, queries
from linli.operator.actions import Origin
from tests.village import HERE, NOW, TODAY


class Office:
    """The operator's office: the accountant, the keeper at the counter, and the book."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village = village
        self.accountant, self.keeper = village.operator_accountant, village.hall_keeper
        self.operation = actions.open_operation(
            place=HERE, operator_id=village.operator.pk, name="全龄友好馆运营账", series="YY",
            by=self.accountant, at=NOW,
        )  # fmt: skip

    def origin(self, title: str = "十月授课结算单", noun: str = "statement") -> Origin:
        return Origin("providers", noun, uuid4(), title, TODAY)

    def owe(self, amount_fen=300_00, **about):
        about = {"kind": "teaching", "origin": self.origin(), "by": self.keeper, **about}
        about.setdefault("key", uuid4())
        return actions.owe(operation_id=self.operation.pk, amount_fen=amount_fen, at=NOW, **about)

    def pay(self, origin: Origin, amount_fen=300_00, **about):
        about = {"by": self.accountant, "bank_reference": "B-1", "key": uuid4(), **about}
        return actions.pay(
            operation_id=self.operation.pk, origin=origin, amount_fen=amount_fen, at=NOW, **about
        )

    def receive(self, amount_fen=30_00, **about):
        about = {"kind": "fees", "means": "cash", "by": self.keeper, "key": uuid4(), **about}
        about.setdefault("origin", Origin("hall", "quote", uuid4(), "书法班", TODAY))
        return actions.receive(
            operation_id=self.operation.pk, amount_fen=amount_fen, at=NOW, **about
        )

    def give_back(self, taking, amount_fen=30_00, **about):
        about = {"by": self.accountant, "means": "cash", "reason": "不来了", **about}
        about.setdefault("key", uuid4())
        return actions.give_back(
            operation_id=self.operation.pk, taking_id=taking.pk, amount_fen=amount_fen, at=NOW,
            **about,
        )  # fmt: skip

    def holds(self) -> dict[str, int]:
        """What the accounts hold that hold something; and the book says what the rows say."""
        assert queries.mismatches(self.operation.pk) == []
        return {a.code: a.balance for a in ledger.balances(self.operation.book_id) if a.balance}


OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture
def office(village) -> Office:
    return Office(village)
