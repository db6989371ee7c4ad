"""What may be asked about the shop at the desk; tills and the street read ``published``.

A file per noun; the counter is here. What is outside the viewer's scope is ``NotFound``.
"""

from linli.shop.queries.days import (
    BasisCard,
    DayCard,
    DayRow,
    TallyCard,
    bases,
    basis_today,
    day,
    day_today,
    days,
    overdue_counts,
    purposes,
    sales,
    tally,
)
from linli.shop.queries.goods import (
    LABELS_A_SHEET,
    MOVE_WORDS,
    STAND_WORDS,
    CornerCard,
    HouseholdGoods,
    IntakeCard,
    ItemCard,
    ItemRow,
    StockTakeCard,
    cards_for,
    corner,
    corners,
    expiring,
    intake,
    item,
    item_photo,
    items,
    labels,
    stocktake,
    stocktakes,
)

__all__ = [
    "LABELS_A_SHEET", "MOVE_WORDS", "STAND_WORDS", "BasisCard", "CornerCard", "DayCard", "DayRow",
    "HouseholdGoods",
    "IntakeCard", "ItemCard", "ItemRow", "StockTakeCard", "TallyCard", "bases", "basis_today",
    "cards_for", "corner", "corners", "day", "day_today", "days", "expiring", "intake", "item",
    "item_photo", "items", "labels", "overdue_counts", "purposes", "sales", "stocktake",
    "stocktakes", "tally",
]  # fmt: skip
