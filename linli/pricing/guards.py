"""The triggers that keep a quote as it was made, on both engines."""

from linli.kernel.triggers import Guards, append_only
from linli.pricing.models import PayerBillCredit, PayerBillLine, Quote, QuoteEnd, QuoteLine

KEPT = (Quote, QuoteLine, QuoteEnd, PayerBillLine, PayerBillCredit)

GUARDS = Guards.of([rule for model in KEPT for rule in append_only(model._meta.db_table)], KEPT)
