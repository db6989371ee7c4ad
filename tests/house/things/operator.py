"""The operator's book."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from linli.operator import actions as operators
from tests.house.things.base import Parameters, Village, once
from tests.village import HERE, NOW, TODAY


@once
def operating(village: Village) -> SimpleNamespace:
    """A book, October with a line by the keeper, a debt and a receipt."""
    book, keep = {"by": village.operator_accountant, "at": NOW}, {"by": village.hall_keeper}
    run = operators.open_operation(
        place=HERE, operator_id=village.operator.pk, name="运营账", series="YY", **book
    )
    month = operators.begin_month(
        operation_id=run.pk, month=datetime.date(2026, 10, 1), at=NOW, **keep
    )
    operators.save_line(
        month_id=month.pk, cost=operators.Cost("rent", "房租", amount_fen=1_00), key=uuid4(),
        at=NOW, **keep,
    )  # fmt: skip
    thing = operators.Origin("providers", "statement", uuid4(), "结算单", TODAY)
    about = {"operation_id": run.pk, "amount_fen": 1_00, "origin": thing, "at": NOW, **keep}
    debt = operators.owe(kind="teaching", key=uuid4(), **about)
    taking = operators.receive(kind="fees", means="cash", key=uuid4(), **about)
    return SimpleNamespace(run=run.pk, debt=debt.pk, taking=taking.pk)


def operation(village: Village) -> Parameters:
    return {"operation_id": operating(village).run}


def operation_debt(village: Village) -> Parameters:
    return {**operation(village), "debt_id": operating(village).debt}


def cost_month(village: Village) -> Parameters:
    return {**operation(village), "month": "2026-10"}


def operation_receipt(village: Village) -> Parameters:
    return {"taking_id": operating(village).taking}
