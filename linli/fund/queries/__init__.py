"""What may be asked about the fund, at the desk and at home; the street reads ``published``.

A file per noun; the counter is here. What is outside the viewer's scope is ``NotFound``.
"""

from linli.fund.queries.aid import (
    Facts,
    Held,
    HouseholdCard,
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
    request,
    requests,
)  # fmt: skip
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
    permits,
    slip,
    slip_pdf,
    trouble_of,
)  # fmt: skip
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
    "BatchRow", "DonationCard", "Facts", "FundCard", "Held", "HouseholdCard", "RequestCard",
    "RequestRow", "SignedStep", "asked_at", "batches", "cards_for", "counts", "donation",
    "donations", "facts_now", "facts_of", "fund", "fund_of", "funds", "hold", "income_by_purpose",
    "mine", "of_household", "paid_at", "permits", "request", "requests", "slip", "slip_pdf",
    "trouble_of",
]  # fmt: skip
