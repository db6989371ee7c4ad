"""What may be asked about the fund, at the desk and at home; the street reads ``published``.

A file per noun; the counter is here. What is outside the viewer's scope is ``NotFound``.
"""

from linli.fund.queries.aid import (
    RequestCard,
    SignedStep,
    counts,
    not_visited,
    request,
    requests,
    to_decide,
    to_docket,
)
from linli.fund.queries.auditing import AuditedFund, AuditedRow, TakenStep, audited, steps_taken
from linli.fund.queries.deciding import (
    InterestRow,
    LimitCard,
    UnratifiedRow,
    interests,
    limit_card,
    limit_of,
    unratified,
    visit_words,
)
from linli.fund.queries.donors import ReceiptOf, donor_blind, gift_by_receipt, gifts_of, given_from
from linli.fund.queries.doubling import Beside, Whom, beside
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
    TakingsRow,
    gift_numbered,
    gifts,
    instruction,
    instructions,
    receipts_wished,
    takings,
    takings_held,
)
from linli.fund.queries.households import (
    HouseholdCard,
    NotCounted,
    PayeeHint,
    asked_at,
    cards_for,
    family_asked_for,
    household_of,
    mine,
    of_household,
    paid_at,
    payee_hint,
    payment_slip,
)
from linli.fund.queries.programmes import (
    PapersCard,
    ProgrammeCard,
    ProgrammeRow,
    open_at,
    open_to_residents,
    papers_of,
    programme,
    programme_row,
    programmes,
)
from linli.fund.queries.rows import RequestRow
from linli.fund.queries.standing import Facts, Held, facts_now, facts_of, hold
from linli.fund.queries.tracing import (
    Counted,
    Followed,
    Part,
    counted_since,
    followed,
    households_counted,
)
from linli.fund.queries.words import (
    BAND_WORDS,
    BASIS_WORDS,
    CONSENT_WORDS,
    CRITERION_WORDS,
    DISPLAY_WORDS,
    GIVEN_FOR,
    MISTAKE_WORDS,
    PAYEE_WORDS,
    PROGRAMME_WORDS,
    PURPOSE_WORDS,
    REASON_WORDS,
    RETURN_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    WAY_WORDS,
    number_of,
)

__all__ = [
    "BAND_WORDS", "BASIS_WORDS", "CONSENT_WORDS", "CRITERION_WORDS", "DISPLAY_WORDS", "GIVEN_FOR",
    "MISTAKE_WORDS", "PAYEE_WORDS", "PROGRAMME_WORDS", "PURPOSE_WORDS", "REASON_WORDS",
    "RETURN_WORDS", "STATE_WORDS", "STEP_WORDS", "WAY_WORDS", "AuditedFund", "AuditedRow",
    "BatchRow", "Beside", "ChangeRow", "Counted", "DonationCard", "DonationPage", "Facts",
    "Followed", "FundCard", "GiftRow", "Held", "Home", "HouseholdCard", "InstructionCard",
    "InterestRow", "LimitCard", "NotCounted", "PapersCard", "Part", "PayeeHint", "ProgrammeCard",
    "ProgrammeRow", "ReceiptOf", "ReceiptRow", "RequestCard", "RequestRow", "SignedStep",
    "TakenStep", "TakingsRow", "UnratifiedRow", "Whom", "asked_at", "audited", "bank_items_fen",
    "batches", "beside", "cards_for", "consent_paper", "counted_since", "counts", "donation",
    "donations", "donor_blind", "facts_now", "facts_of", "family_asked_for", "followed", "fund",
    "fund_of", "funds", "gift_by_receipt", "gift_numbered", "gifts", "gifts_of", "given_from",
    "hold", "home_of", "household_of", "households_counted", "income_by_purpose", "instruction",
    "instructions", "interests", "limit_card", "limit_of", "mine", "not_visited", "number_of",
    "of_household", "open_at", "open_to_residents", "paid_at", "papers_of", "payee_hint",
    "payment_slip", "permits", "programme", "programme_row", "programmes", "receipts_wished",
    "request", "requests", "slip", "slip_pdf", "steps_taken", "takings", "takings_held",
    "to_decide", "to_docket", "trouble_of", "unratified", "visit_words",
]  # fmt: skip
