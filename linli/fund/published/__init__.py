"""What the public may know of the fund: frozen values without a name. The privacy officer's file.

Everything here was fixed when a batch was published, so between two batches nothing moves. No
figure stands for fewer than ``terms.SMALLEST_GROUP`` households, nor does a difference of two
(``terms.roll_up``). Income and balance stand apart and are never one figure. An acknowledgement is
looked up by its number; which gift it is for is told to whoever reads the code off the paper.
"""

from linli.fund.published.adding import Proof, proof
from linli.fund.published.corrections import Correction, corrections
from linli.fund.published.gifts import Gift, gifts
from linli.fund.published.notices import NoticeRow, notices
from linli.fund.published.papers import Paper, Receipt, receipt, receipts
from linli.fund.published.sums import (
    ByUse,
    FundFigures,
    Group,
    PublishedFund,
    Quarter,
    edition,
    figures,
    funds,
    holder_of,
)
from linli.fund.published.takings import Lot, lots_from
from linli.fund.published.tracing import Trace, TraceLine, trace

__all__ = [
    "ByUse", "Correction", "FundFigures", "Gift", "Group", "Lot", "NoticeRow", "Paper", "Proof",
    "PublishedFund", "Quarter", "Receipt", "Trace", "TraceLine", "corrections", "edition",
    "figures", "funds", "gifts", "holder_of", "lots_from", "notices", "proof", "receipt",
    "receipts", "trace",
]  # fmt: skip
