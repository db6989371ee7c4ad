"""What the fund remembers. Its rows are facts that were added one after another; a state is derived
from which of them exist. How much money there is, the ledger remembers (``ledger.Book``)."""

from linli.fund.models.aid import AidRequest, Grant, Instruction, Payment, Refusal, Withdrawal
from linli.fund.models.funds import Fund, OpeningBalance, Purpose
from linli.fund.models.giving import Acknowledgement, Donation
from linli.fund.models.publishing import Batch
from linli.fund.models.takings import Takings

__all__ = [
    "Acknowledgement", "AidRequest", "Batch", "Donation", "Fund", "Grant", "Instruction",
    "OpeningBalance", "Payment", "Purpose", "Refusal", "Takings", "Withdrawal",
]  # fmt: skip
