"""What may be asked about prices. A file per noun; the counter is here."""

from linli.pricing.queries.accounts import (
    Account,
    Earned,
    LineCard,
    QuoteCard,
    accounts_of,
    earned_by,
    paid_for,
    unsettled,
)
from linli.pricing.queries.bills import (
    BillLine,
    BillPage,
    PayerCard,
    bill_page,
    bill_sheet,
    payers,
)
from linli.pricing.queries.deposits import (
    Deposit,
    deposit,
    deposits,
    deposits_lying,
    deposits_of,
    get_deposit,
    may_at,
    why_waived,
)
from linli.pricing.queries.desk_pages import (
    PAYER_WORDS,
    PER_WORDS,
    PERIOD_WORDS,
    PriceRow,
    SubsidyRow,
    count_to_activate,
    insist_on_resident,
    prices,
    subsidies,
)
from linli.pricing.queries.passes import (
    EarnedRow,
    KindRow,
    MonthEarned,
    PassCard,
    covering_courses,
    described,
    get_pass,
    is_used,
    kinds_on_sale,
    month_earned,
    pass_in_force,
    pass_kinds,
    passes_of,
    place_of,
    sold_passes,
)
from linli.pricing.queries.previews import (
    Needed,
    Preview,
    Shelf,
    pass_previews,
    previews,
    shelf,
)
from linli.pricing.queries.standing import (
    pass_subsidies,
    price_days,
    price_ids,
    prices_on,
    subsidies_on,
)
from linli.pricing.terms import SESSION, STATUSES, TERM

__all__ = [
    "PAYER_WORDS", "PERIOD_WORDS", "PER_WORDS", "SESSION", "STATUSES", "TERM", "Account",
    "BillLine", "BillPage", "Deposit", "Earned", "EarnedRow", "KindRow", "LineCard", "MonthEarned",
    "Needed", "PassCard", "PayerCard", "Preview", "PriceRow", "QuoteCard", "Shelf", "SubsidyRow",
    "accounts_of", "bill_page", "bill_sheet", "count_to_activate", "covering_courses", "deposit",
    "deposits", "deposits_lying", "deposits_of", "described", "earned_by", "get_deposit",
    "get_pass", "insist_on_resident", "is_used", "kinds_on_sale", "may_at", "month_earned",
    "paid_for", "pass_in_force", "pass_kinds", "pass_previews", "pass_subsidies", "passes_of",
    "payers", "place_of", "previews", "price_days", "price_ids", "prices", "prices_on", "shelf",
    "sold_passes", "subsidies", "subsidies_on", "unsettled", "why_waived",
]  # fmt: skip
