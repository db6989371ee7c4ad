"""What the fund remembers. Its rows are facts that were added one after another; a state is derived
from which of them exist. How much money there is, the ledger remembers (``ledger.Book``)."""

from linli.fund.models.aid import AidRequest, Grant, Instruction, Payment, Refusal, Withdrawal
from linli.fund.models.funds import Fund, OpeningBalance, Purpose
from linli.fund.models.giving import Acknowledgement, Donation, PurposeChange
from linli.fund.models.holding import BankItem, OfficialReceipt, ReceiptWish, Turn, UndonePayment
from linli.fund.models.publishing import Batch
from linli.fund.models.takings import Takings

__all__ = [
    "Acknowledgement", "AidRequest", "BankItem", "Batch", "Donation", "Fund", "Grant",
    "Instruction", "OfficialReceipt", "OpeningBalance", "Payment", "Purpose", "PurposeChange",
    "ReceiptWish", "Refusal", "Takings", "Turn", "UndonePayment", "Withdrawal",
]  # fmt: skip
