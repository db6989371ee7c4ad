"""What passes between a fund and its holder: turns over a payment, bank items, receipts."""

from django.db import models
from django.db.models import Q

from linli.fund.models.aid import Instruction
from linli.fund.models.funds import Fund
from linli.fund.models.giving import Donation
from linli.fund.terms import ADULT, INSTITUTION, OTHER
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Turn(models.Model):
    """One turn over an instruction: the fund instructed, the holder accepted or returned it.

    The last turn tells whose move it is. The payee is what the bank needs and no more; a returned
    instruction says why (``words``), and the next one may name the payee anew. Money for a family
    goes to one of its adults or to an institution (``payee_is``), else ``words`` say why.
    """

    class Privacy:
        public = ()
        internal = ("id", "instruction", "number", "kind", "payee_is", "at", "key")
        personal = ()
        sensitive = ("payee_name", "payee_account", "words")

    KINDS = ("instructed", "accepted", "returned")

    id = primary_key()
    instruction = foreign_key(Instruction, related_name="turns")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    payee_is = models.CharField(max_length=12, blank=True)
    payee_name = SealedField(null=True)
    payee_account = SealedField(null=True)
    words = SealedField(null=True)
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instruction", "number"], name="turn_once"),
            models.CheckConstraint(
                condition=Q(kind="instructed", payee_name__isnull=False,
                            payee_account__isnull=False)
                & (Q(payee_is__in=("", ADULT, INSTITUTION), words__isnull=True)
                   | Q(payee_is=OTHER, words__isnull=False))
                | Q(kind="accepted", payee_name__isnull=True, payee_account__isnull=True,
                    payee_is="", words__isnull=True)
                | Q(kind="returned", payee_name__isnull=True, payee_account__isnull=True,
                    payee_is="", words__isnull=False),
                name="turn_says_what_it_must",
            ),
        ]  # fmt: skip


class UndonePayment(models.Model):
    """A payment whose bank line was taken away again, with the entry and the one that reversed it.

    The request waits for its line anew. What a batch has published is not undone this way.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "instruction", "bank_reference", "paid_on", "entry", "reversal", "at", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    instruction = foreign_key(Instruction, related_name="undone")
    bank_reference = models.CharField(max_length=60)
    paid_on = models.DateField()
    entry = one_to_one("ledger.Entry")
    reversal = one_to_one("ledger.Entry")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)


class BankItem(models.Model):
    """A charge of the bank, or its interest: what moves the holder's account without a person.

    ``reversal`` is the entry that took it back, where its line turned out to be something else.
    """

    class Privacy:
        public = ("fund", "kind", "amount_fen", "on", "entry", "reversal")
        internal = ("id", "key")
        personal = ()
        sensitive = ()

    KINDS = ("fee", "interest")

    id = primary_key()
    fund = foreign_key(Fund)
    kind = models.CharField(max_length=10)
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    entry = one_to_one("ledger.Entry")
    reversal = one_to_one("ledger.Entry", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="bank_item_above_zero"),
            models.CheckConstraint(
                condition=Q(kind__in=("fee", "interest")), name="bank_item_known"
            ),
        ]


class ReceiptWish(models.Model):
    """The donor wants the holder's official receipt (捐赠票据): asked for, and not yet numbered."""

    class Privacy:
        public = ()
        internal = ("donation", "at")
        personal = ()
        sensitive = ()

    donation = one_to_one(Donation, primary_key=True, related_name="receipt_wish")
    at = models.DateTimeField()


class OfficialReceipt(models.Model):
    """The number of the official receipt that the holder issued for a donation; once only."""

    class Privacy:
        public = ()
        internal = ("wish", "number", "issued_on", "at")
        personal = ()
        sensitive = ()

    wish = one_to_one(ReceiptWish, primary_key=True, related_name="official")
    number = models.CharField(max_length=40, unique=True)
    issued_on = models.DateField()
    at = models.DateTimeField()
