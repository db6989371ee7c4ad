"""What may be done: say how a session went, draft, agree or object, answer, pay."""

from linli.settlement.actions.agreeing import (
    AlreadyDisputed,
    Corrected,
    LineDisputed,
    NotChanged,
    OwnDraft,
    PaidToSubstitute,
    StatementClosed,
    WordsMissing,
    agree,
    answer,
    dispute,
)
from linli.settlement.actions.drafting import (
    Drafted,
    MonthNotOver,
    NoBook,
    NothingToSettle,
    NotOver,
    draft,
    draft_all,
    say,
)
from linli.settlement.actions.paying import NotAgreed, NothingToPay, OwnStatement, pay

__all__ = [
    "AlreadyDisputed", "Corrected", "Drafted", "LineDisputed", "MonthNotOver", "NoBook",
    "NotAgreed", "NotChanged", "NotOver", "NothingToPay", "NothingToSettle", "OwnDraft",
    "OwnStatement", "PaidToSubstitute", "StatementClosed", "WordsMissing", "agree", "answer",
    "dispute", "draft", "draft_all", "pay", "say",
]  # fmt: skip
