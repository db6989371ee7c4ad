"""The triggers that keep a quote as it was made, on both engines."""

from linli.kernel.triggers import Guards, append_only
from linli.pricing.models import (
    DepositWaiver,
    PayerBillCredit,
    PayerBillLine,
    Quote,
    QuoteEnd,
    QuoteLine,
)

KEPT = (Quote, QuoteLine, QuoteEnd, DepositWaiver, PayerBillLine, PayerBillCredit)

GUARDS = Guards.of([rule for model in KEPT for rule in append_only(model._meta.db_table)], KEPT)
