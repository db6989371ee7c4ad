"""What may be done with prices. A file per noun; the counter is here."""

from linli.pricing.actions.billing import BearsItself, MonthNotOver, NothingToBill, send_bill
from linli.pricing.actions.prices import (
    EndsBeforeItBegins,
    InForceAlready,
    MarketWithoutSource,
    OneFormula,
    PayerThere,
    PriceNotPossible,
    WrittenBySame,
    end_price,
    end_subsidy,
    name_payer,
    put_price_in_force,
    put_subsidy_in_force,
    require,
    see_proof,
    write_price,
    write_subsidy,
)
from linli.pricing.actions.quoting import (
    NoOperation,
    NothingDue,
    PriceChanged,
    UsedUp,
    collect,
    end_quotes,
    insist_on_price,
    quote,
)

__all__ = [
    "BearsItself", "EndsBeforeItBegins", "InForceAlready", "MarketWithoutSource", "MonthNotOver",
    "NoOperation", "NothingDue", "NothingToBill", "OneFormula", "PayerThere", "PriceChanged",
    "PriceNotPossible", "UsedUp", "WrittenBySame", "collect", "end_price", "end_quotes",
    "end_subsidy", "insist_on_price", "name_payer", "put_price_in_force", "put_subsidy_in_force",
    "quote", "require", "see_proof", "send_bill", "write_price", "write_subsidy",
]  # fmt: skip
