"""What is remembered of an operation: its book, its debts and takings, its months' costs."""

from linli.operator.models.costs import CostLine, CostMonth, CostShare
from linli.operator.models.money import (
    Bill,
    Debt,
    Earning,
    GivenBack,
    KeptDeposit,
    Operation,
    Payment,
    Taking,
)

__all__ = [
    "Bill", "CostLine", "CostMonth", "CostShare", "Debt", "Earning", "GivenBack", "KeptDeposit",
    "Operation", "Payment", "Taking",
]  # fmt: skip
