"""What the public may know of the fund: frozen values without a name. The privacy officer's file.

Everything here was fixed when a batch was published, so between two batches nothing moves. No
figure stands for fewer than ``terms.SMALLEST_GROUP`` households, nor does a difference of two
(``terms.roll_up``). Income and balance stand apart and are never one figure. An acknowledgement is
looked up by its number; which gift it is for is told to whoever reads the code off the paper.
"""

from linli.fund.published.adding import Proof, proof
from linli.fund.published.notices import NoticeRow, notices
from linli.fund.published.papers import Receipt, receipt
from linli.fund.published.sums import ByUse, FundFigures, Group, Quarter, edition, figures

__all__ = [
    "ByUse", "FundFigures", "Group", "NoticeRow", "Proof", "Quarter", "Receipt", "edition",
    "figures", "notices", "proof", "receipt",
]  # fmt: skip
