"""What follows a decision of two people, and what they may decide: limits, visits, ratification."""

from django.db import models
from django.db.models import Q

from linli.fund.models.aid import AidRequest, Grant, Payment
from linli.fund.models.funds import Fund
from linli.fund.models.publishing import Batch
from linli.fund.terms import REASONS, RETURN_REASONS
from linli.kernel.ids import uuid7
from linli.kernel.sealed import SealedField


class AidLimit(models.Model):
    """What two people may decide at this fund before the committee sits; the newest one counts.

    Without a row they may decide nothing alone.
    """

    class Privacy:
        public = ("fund", "small_fen", "emergency_days", "from_on")
        internal = ("id", "at")
        personal = ("set_by",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    small_fen = models.BigIntegerField()
    emergency_days = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    set_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(small_fen__gte=0), name="limit_not_below_zero"),
            models.CheckConstraint(condition=Q(emergency_days__gt=0), name="limit_days_above_zero"),
        ]


class HomeVisit(models.Model):
    """Somebody went to the family's home before it was decided, or wrote down why nobody could.

    ``on`` is empty where nobody went; ``words`` then give the reason.
    """

    class Privacy:
        public = ()
        internal = ("request", "on", "at")
        personal = ("recorded_by",)
        sensitive = ("words",)

    request = models.OneToOneField(
        AidRequest, primary_key=True, on_delete=models.PROTECT, related_name="visit"
    )
    on = models.DateField(null=True)
    words = SealedField()
    recorded_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Application(models.Model):
    """What a programme asks beside the request itself: the papers handed in, the exam's score."""

    class Privacy:
        public = ()
        internal = ("request", "documents")
        personal = ("gaokao_score",)
        sensitive = ()

    request = models.OneToOneField(
        AidRequest, primary_key=True, on_delete=models.PROTECT, related_name="application"
    )
    documents = models.JSONField()
    gaokao_score = models.PositiveSmallIntegerField(null=True)


class Ratification(models.Model):
    """What the committee said afterwards to what two people had decided; a no is remembered too."""

    class Privacy:
        public = ()
        internal = ("grant", "decision", "ratified", "at")
        personal = ()
        sensitive = ()

    grant = models.OneToOneField(
        Grant, primary_key=True, on_delete=models.PROTECT, related_name="ratification"
    )
    decision = models.OneToOneField(
        "committee.Decision", on_delete=models.PROTECT, related_name="+"
    )
    ratified = models.BooleanField()
    at = models.DateTimeField()


class ReturnAsked(models.Model):
    """A payment is asked back, with a class of reason (慈善法 art. 60)."""

    class Privacy:
        public = ()
        internal = ("payment", "reason", "amount_fen", "at", "key")
        personal = ("asked_by",)
        sensitive = ()

    payment = models.OneToOneField(
        Payment, primary_key=True, on_delete=models.PROTECT, related_name="asked_back"
    )
    reason = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    asked_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="return_above_zero"),
            models.CheckConstraint(
                condition=Q(reason__in=RETURN_REASONS), name="return_reason_known"
            ),
        ]


class MoneyReturned(models.Model):
    """The money came back to the holder; another person than who asked enters the bank's line."""

    class Privacy:
        public = ()
        internal = (
            "asked", "fund", "amount_fen", "bank_reference", "returned_on", "at", "entry", "batch",
            "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    asked = models.OneToOneField(
        ReturnAsked, primary_key=True, on_delete=models.PROTECT, related_name="came"
    )
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_fen = models.BigIntegerField()
    bank_reference = models.CharField(max_length=60)
    returned_on = models.DateField()
    at = models.DateTimeField()
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="returned_above_zero"),
            models.UniqueConstraint(
                fields=["fund", "bank_reference"], name="bank_line_returns_once"
            ),
        ]


class PublicNotice(models.Model):
    """What the street reads of one decided and paid request: a number, a class of reason, a band.

    Written with the batch that counts the payment, in no order of days; ``reason`` is empty where
    its class in that batch stands for too few households.
    """

    class Privacy:
        public = ("fund", "batch", "number", "purpose", "reason", "band")
        internal = ("id", "payment")
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    band = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="notice_number_once"),
            models.CheckConstraint(
                condition=Q(reason__in=("", *REASONS)), name="notice_reason_known"
            ),
        ]
