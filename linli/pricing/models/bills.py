"""A payer's month as it was billed, line by line, and what was taken off it later."""

from django.db import models
from django.db.models import Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.pricing.models.prices import Payer
from linli.pricing.models.quotes import QuoteLine


class PayerBill(models.Model):
    """A payer's month, as it was sent. Named by the month's first day."""

    class Privacy:
        public = ()
        internal = ("id", "payer", "month", "amount_fen", "sent_at", "key")
        personal = ("sent_by",)
        sensitive = ()

    id = primary_key()
    payer = foreign_key(Payer)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    sent_by = foreign_key("identity.User")
    sent_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "month"], name="payer_bill_once_a_month"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payer_bill_above_zero"),
        ]


class PayerBillLine(models.Model):
    """One line of a bill: a subsidy of one quote, billed once."""

    class Privacy:
        public = ()
        internal = ("line", "bill", "amount_fen")
        personal = ()
        sensitive = ()

    line = one_to_one(QuoteLine, primary_key=True, related_name="billed")
    bill = foreign_key(PayerBill, related_name="lines")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payer_bill_line_above_0"),
        ]


class PayerBillCredit(models.Model):
    """What a later bill takes off: the place of a line that was billed was given back since."""

    class Privacy:
        public = ()
        internal = ("line", "bill", "amount_fen")
        personal = ()
        sensitive = ()

    line = one_to_one(PayerBillLine, primary_key=True, related_name="credited")
    bill = foreign_key(PayerBill, related_name="credits")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payer_bill_credit_above_0"),
        ]
