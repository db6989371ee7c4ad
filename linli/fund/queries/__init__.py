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
    not_visited,
    of_household,
    paid_at,
    request,
    requests,
    to_decide,
    to_docket,
)  # fmt: skip
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
from linli.fund.queries.programmes import (
    ProgrammeCard,
    ProgrammeRow,
    open_at,
    open_to_residents,
    programme,
    programme_of,
    programme_row,
    programmes,
)
from linli.fund.queries.words import (
    BAND_WORDS,
    BASIS_WORDS,
    CRITERION_WORDS,
    DISPLAY_WORDS,
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
    "BAND_WORDS", "BASIS_WORDS", "CRITERION_WORDS", "DISPLAY_WORDS", "PROGRAMME_WORDS",
    "PURPOSE_WORDS", "REASON_WORDS", "RETURN_WORDS", "STATE_WORDS", "STEP_WORDS", "WAY_WORDS",
    "BatchRow", "DonationCard", "Facts", "FundCard", "Held", "HouseholdCard", "InterestRow",
    "LimitCard", "ProgrammeCard", "ProgrammeRow", "RequestCard", "RequestRow", "SignedStep",
    "UnratifiedRow", "asked_at", "batches", "cards_for", "counts", "donation", "donations",
    "facts_now", "facts_of", "fund", "fund_of", "funds", "hold", "income_by_purpose", "interests",
    "limit_card", "limit_of", "mine", "not_visited", "number_of", "of_household", "open_at",
    "open_to_residents", "paid_at", "programme", "programme_of", "programme_row", "programmes",
    "request", "requests", "slip", "slip_pdf", "to_decide", "to_docket", "trouble_of", "unratified",
    "visit_words",
]  # fmt: skip
