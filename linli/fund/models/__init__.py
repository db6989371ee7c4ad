"""What the fund remembers. Its rows are facts that were added one after another; a state is derived
from which of them exist. How much money there is, the ledger remembers (``ledger.Book``)."""

from linli.fund.models.aid import (
    AidRequest,
    Grant,
    Instruction,
    Payment,
    Proposal,
    Refusal,
    RoundShare,
    Withdrawal,
)
from linli.fund.models.deciding import (
    AidLimit,
    Application,
    HomeVisit,
    MoneyReturned,
    PublicNotice,
    Ratification,
    ReturnAsked,
)
from linli.fund.models.funds import Fund, OpeningBalance, Purpose
from linli.fund.models.giving import Acknowledgement, Donation, PurposeChange, TakenBack
from linli.fund.models.holding import BankItem, OfficialReceipt, ReceiptWish, Turn, UndonePayment
from linli.fund.models.programmes import AidProgramme
from linli.fund.models.publishing import Batch
from linli.fund.models.takings import Takings
from linli.fund.models.ties import InterestedPerson

__all__ = [
    "Acknowledgement", "AidLimit", "AidProgramme", "AidRequest", "Application", "BankItem",
    "Batch", "Donation", "Fund", "Grant", "HomeVisit", "Instruction", "InterestedPerson",
    "MoneyReturned", "OfficialReceipt", "OpeningBalance", "Payment", "Proposal", "PublicNotice",
    "Purpose", "PurposeChange", "Ratification", "ReceiptWish", "Refusal", "ReturnAsked",
    "RoundShare", "TakenBack", "Takings", "Turn", "UndonePayment", "Withdrawal",
]  # fmt: skip
