"""What is remembered of prices, passes, quotes and payers' bills. A file per noun."""

from linli.pricing.models.bills import PayerBill, PayerBillCredit, PayerBillLine
from linli.pricing.models.passes import PassCover, PassKind, PassUse, SeasonPass
from linli.pricing.models.prices import Payer, Price, Proof, Subsidy
from linli.pricing.models.quotes import DepositWaiver, Quote, QuoteEnd, QuoteLine, SubsidyUse

__all__ = [
    "DepositWaiver", "PassCover", "PassKind", "PassUse", "Payer", "PayerBill", "PayerBillCredit",
    "PayerBillLine", "Price", "Proof", "Quote", "QuoteEnd", "QuoteLine", "SeasonPass", "Subsidy",
    "SubsidyUse",
]  # fmt: skip
