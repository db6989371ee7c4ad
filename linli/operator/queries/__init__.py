"""What may be asked of an operation. A file per noun; the counter is here."""

from linli.operator.queries.money import (
    EXPENSE_WORDS,
    INCOME_WORDS,
    KIND_WORDS,
    MEANS_WORDS,
    DebtRow,
    OperationCard,
    TakingCard,
    backs_of,
    bill_state,
    debts_of,
    mismatches,
    open_debts,
    operation,
    operation_of,
    operations,
    taking,
    takings_of,
)

__all__ = [
    "EXPENSE_WORDS", "INCOME_WORDS", "KIND_WORDS", "MEANS_WORDS", "DebtRow", "OperationCard",
    "TakingCard", "backs_of", "bill_state", "debts_of", "mismatches", "open_debts", "operation",
    "operation_of", "operations", "taking", "takings_of",
]  # fmt: skip
