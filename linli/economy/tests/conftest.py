"""A December of calligraphy: three Tuesdays, looked at on the second of January."""

import datetime
from uuid import UUID

import pytest

from linli.economy import queries
from linli.economy.queries import HallMonth
from linli.operator import actions as operators
from linli.operator.actions import Cost
from linli.programmes.tests.conftest import School
from linli.settlement.tests.conftest import AFTER, DECEMBER, Finance
from tests.village import HERE


class Ledgers(Finance):
    """What the tests do with a month of the hall."""

    def enter(self, *costs: Cost) -> None:
        """Enter the month's costs and let another person confirm them."""
        month = operators.begin_month(
            operation_id=self.office.operation.pk, month=DECEMBER, by=self.keeper, at=AFTER
        )
        for number, cost in enumerate(costs):
            operators.save_line(
                month_id=month.pk, cost=cost, key=_key(number), by=self.keeper, at=AFTER
            )
        operators.confirm_month(month_id=month.pk, by=self.accountant, at=AFTER, key=_key(99))

    def month(self, at: datetime.datetime = AFTER) -> HallMonth:
        return queries.month_of(HERE, DECEMBER, at)


def _key(number: int) -> UUID:
    return UUID(int=number + 1)


@pytest.fixture
def ledgers(village) -> Ledgers:
    return Ledgers(village, School(village))
