"""The triggers that make a shop's moves, sales and counts append-only, on both engines.

Goods have no second book that would notice a changed row; so a move is kept as a transfer is.
"""

from linli.kernel.triggers import Guards, append_only
from linli.shop.models import Closing, Move, Return, ReturnLine, Sale, SaleLine, SecondCount

KEPT = (Move, Sale, SaleLine, Return, ReturnLine, Closing, SecondCount)

GUARDS = Guards.of(
    [rule for model in KEPT for rule in append_only(model._meta.db_table)],
    KEPT,
)
