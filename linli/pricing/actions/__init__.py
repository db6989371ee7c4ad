"""What may be done with prices and passes. A file per noun; the counter is here."""

from linli.pricing.actions.billing import BearsItself, MonthNotOver, NothingToBill, send_bill
from linli.pricing.actions.deposits import (
    DepositThere,
    NoDepositDue,
    NoDepositHeld,
    WhyLetOff,
    collect_deposit,
    return_deposit,
    waive_deposit,
)
from linli.pricing.actions.passes import (
    CoversNothing,
    NotOnSale,
    SeasonOrDays,
    StillCovers,
    collect_pass,
    earn_passes,
    end_pass_kind,
    put_pass_in_force,
    return_pass,
    sell_pass,
    use_pass,
    write_pass,
)
from linli.pricing.actions.prices import (
    EndsBeforeItBegins,
    InForceAlready,
    MarketWithoutSource,
    NoDepositHere,
    OneFormula,
    OneThing,
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
from linli.pricing.actions.uses import give_back_use

__all__ = [
    "BearsItself", "CoversNothing", "DepositThere", "EndsBeforeItBegins", "InForceAlready",
    "MarketWithoutSource", "MonthNotOver", "NoDepositDue", "NoDepositHeld", "NoDepositHere",
    "NoOperation", "NotOnSale", "NothingDue", "NothingToBill", "OneFormula", "OneThing",
    "PayerThere", "PriceChanged", "PriceNotPossible", "SeasonOrDays", "StillCovers", "UsedUp",
    "WhyLetOff", "WrittenBySame", "collect", "collect_deposit", "collect_pass", "earn_passes",
    "end_pass_kind", "end_price", "end_quotes", "end_subsidy", "give_back_use",
    "insist_on_price", "name_payer", "put_pass_in_force", "put_price_in_force",
    "put_subsidy_in_force", "quote", "require", "return_deposit", "return_pass", "see_proof",
    "sell_pass", "send_bill", "use_pass", "waive_deposit", "write_pass", "write_price",
    "write_subsidy",
]  # fmt: skip
