"""What may be asked: a month at the desk, a statement, one's own, and what a year came to."""

from linli.settlement.queries.delivered import Delivered, as_they_went, delivered, span
from linli.settlement.queries.economy import (
    TeachingCost,
    said_of,
    teachers_of,
    teaching_costs,
)
from linli.settlement.queries.livelihood import GivenSoFar, Livelihood, given, livelihood
from linli.settlement.queries.months import Month, ProviderMonth, asked_session, month
from linli.settlement.queries.statements import (
    DISPUTED,
    LineRow,
    StatementPage,
    StatementRow,
    my_line,
    my_statement,
    my_statements,
    page_of,
    payable,
    statement,
    statements_of,
    to_pay,
    waiting,
)

__all__ = [
    "DISPUTED", "Delivered", "GivenSoFar", "LineRow", "Livelihood", "Month", "ProviderMonth",
    "StatementPage", "StatementRow", "TeachingCost", "as_they_went", "asked_session", "delivered",
    "given", "livelihood", "month", "my_line", "my_statement", "my_statements", "page_of",
    "payable", "said_of", "span", "statement", "statements_of", "teachers_of", "teaching_costs",
    "to_pay", "waiting",
]  # fmt: skip
