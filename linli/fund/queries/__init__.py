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
)
from linli.fund.queries.donors import ReceiptOf, donor_blind, gift_by_receipt, gifts_of, given_from
from linli.fund.queries.giving import (
    BatchRow,
    ChangeRow,
    DonationCard,
    DonationPage,
    FundCard,
    Home,
    bank_items_fen,
    batches,
    consent_paper,
    donation,
    donations,
    fund,
    fund_of,
    funds,
    home_of,
    income_by_purpose,
    permits,
    slip,
    slip_pdf,
    trouble_of,
)
from linli.fund.queries.holding import (
    GiftRow,
    InstructionCard,
    ReceiptRow,
    gift_numbered,
    gifts,
    instruction,
    instructions,
    receipts_wished,
)
from linli.fund.queries.words import (
    CONSENT_WORDS,
    DISPLAY_WORDS,
    PURPOSE_WORDS,
    REASON_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    WAY_WORDS,
)

__all__ = [
    "CONSENT_WORDS", "DISPLAY_WORDS", "PURPOSE_WORDS", "REASON_WORDS", "STATE_WORDS", "STEP_WORDS",
    "WAY_WORDS", "BatchRow", "ChangeRow", "DonationCard", "DonationPage", "Facts", "FundCard",
    "GiftRow", "Held", "Home", "HouseholdCard", "InstructionCard", "ReceiptOf", "ReceiptRow",
    "RequestCard", "RequestRow", "SignedStep", "asked_at", "bank_items_fen", "batches", "cards_for",
    "consent_paper", "counts", "donation", "donations", "donor_blind", "facts_now", "facts_of",
    "fund", "fund_of", "funds", "gift_by_receipt", "gift_numbered", "gifts", "gifts_of",
    "given_from", "hold", "home_of", "income_by_purpose", "instruction", "instructions", "mine",
    "of_household", "paid_at", "permits", "receipts_wished", "request", "requests", "slip",
    "slip_pdf", "trouble_of",
]  # fmt: skip
