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
from linli.pricing.queries.desk_pages import (
    PAYER_WORDS,
    PER_WORDS,
    PERIOD_WORDS,
    PriceRow,
    SubsidyRow,
    insist_on_resident,
    prices,
    subsidies,
)
from linli.pricing.queries.standing import (
    Needed,
    Preview,
    previews,
    price_ids,
    prices_on,
    subsidies_on,
)
from linli.pricing.terms import SESSION, STATUSES, TERM

__all__ = [
    "PAYER_WORDS", "PERIOD_WORDS", "PER_WORDS", "SESSION", "STATUSES", "TERM", "Account",
    "BillLine", "BillPage", "Earned", "LineCard", "Needed", "PayerCard", "Preview", "PriceRow",
    "QuoteCard", "SubsidyRow", "accounts_of", "bill_page", "bill_sheet", "earned_by",
    "insist_on_resident", "paid_for", "payers", "previews", "price_ids", "prices", "prices_on",
    "subsidies", "subsidies_on", "unsettled",
]  # fmt: skip
