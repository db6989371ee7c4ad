"""What the shop remembers. Nearly every row is a fact that was added and never changed: where a
piece stands, what a day took and what state it is in are read off them."""

from linli.shop.models.days import (
    Basis,
    BillDay,
    Closing,
    MerchantBill,
    SecondCount,
    Shift,
    ShopDay,
    TallySheet,
    Till,
)
from linli.shop.models.goods import Corner, GoodsGiven, Intake, Item, Move, Price, StockTake
from linli.shop.models.sales import Return, ReturnLine, Sale, SaleLine

__all__ = [
    "Basis", "BillDay", "Closing", "Corner", "GoodsGiven", "Intake", "Item", "MerchantBill", "Move",
    "Price", "Return", "ReturnLine", "Sale", "SaleLine", "SecondCount", "Shift", "ShopDay",
    "StockTake", "TallySheet", "Till",
]  # fmt: skip
