"""What may be asked about the fund, at the desk and at home; the street reads ``published``.

A file per noun; the counter is here. What is outside the viewer's scope is ``NotFound``.
"""

from linli.fund.queries.aid import (
    Facts,
    Held,
    HouseholdCard,
    NotCounted,
    RequestCard,
    RequestRow,
    SignedStep,
    asked_at,
    cards_for,
    counts,
    facts_now,
    facts_of,
    hold,
    mine,
    of_household,
    paid_at,
    payment_slip,
    request,
    requests,
)  # fmt: skip
from linli.fund.queries.auditing import (
    AuditedFund,
    AuditedRow,
    TakenStep,
    audited,
    steps_taken,
)
from linli.fund.queries.giving import (
    BatchRow,
    DonationCard,
    FundCard,
    batches,
    donation,
    donations,
    fund,
    fund_of,
    funds,
    income_by_purpose,
    slip,
    slip_pdf,
    trouble_of,
)  # fmt: skip
from linli.fund.queries.tracing import Followed, Part, followed, households_counted
from linli.fund.queries.words import (
    DISPLAY_WORDS,
    PURPOSE_WORDS,
    REASON_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    WAY_WORDS,
)  # fmt: skip

__all__ = [
    "DISPLAY_WORDS", "PURPOSE_WORDS", "REASON_WORDS", "STATE_WORDS", "STEP_WORDS", "WAY_WORDS",
    "AuditedFund", "AuditedRow", "BatchRow", "DonationCard", "Facts", "Followed", "FundCard",
    "Held", "HouseholdCard", "NotCounted", "Part", "RequestCard", "RequestRow", "SignedStep",
    "TakenStep", "asked_at", "audited", "batches", "cards_for", "counts", "donation", "donations",
    "facts_now", "facts_of", "followed", "fund", "fund_of", "funds", "hold", "households_counted",
    "income_by_purpose", "mine", "of_household", "paid_at", "payment_slip", "request", "requests",
    "slip", "slip_pdf", "steps_taken", "trouble_of",
]  # fmt: skip
