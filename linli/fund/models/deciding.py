"""What follows a decision of two people, and what they may decide: limits, visits, ratification."""

from django.db import models
from django.db.models import Q

from linli.fund.models.aid import AidRequest, Grant, Payment
from linli.fund.models.funds import Fund
from linli.fund.models.publishing import Batch
from linli.fund.terms import REASONS, RETURN_REASONS
from linli.kernel.columns import foreign_key, one_to_one, primary_key
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

    id = primary_key()
    fund = foreign_key(Fund)
    small_fen = models.BigIntegerField()
    emergency_days = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    set_by = foreign_key("identity.User")
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

    request = one_to_one(AidRequest, primary_key=True, related_name="visit")
    on = models.DateField(null=True)
    words = SealedField()
    recorded_by = foreign_key("identity.User")
    at = models.DateTimeField()


class Application(models.Model):
    """What a programme asks beside the request itself: the papers handed in, the exam's score."""

    class Privacy:
        public = ()
        internal = ("request", "documents")
        personal = ("gaokao_score",)
        sensitive = ()

    request = one_to_one(AidRequest, primary_key=True, related_name="application")
    documents = models.JSONField()
    gaokao_score = models.PositiveSmallIntegerField(null=True)


class Ratification(models.Model):
    """What the committee said afterwards to what two people had decided; a no is remembered too."""

    class Privacy:
        public = ()
        internal = ("grant", "decision", "ratified", "at")
        personal = ()
        sensitive = ()

    grant = one_to_one(Grant, primary_key=True, related_name="ratification")
    decision = one_to_one("committee.Decision")
    ratified = models.BooleanField()
    at = models.DateTimeField()


class ReturnAsked(models.Model):
    """A payment is asked back, with a class of reason (慈善法 art. 60)."""

    class Privacy:
        public = ()
        internal = ("payment", "reason", "amount_fen", "at", "key")
        personal = ("asked_by",)
        sensitive = ()

    payment = one_to_one(Payment, primary_key=True, related_name="asked_back")
    reason = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    asked_by = foreign_key("identity.User")
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

    asked = one_to_one(ReturnAsked, primary_key=True, related_name="came")
    fund = foreign_key(Fund, db_index=False)
    amount_fen = models.BigIntegerField()
    bank_reference = models.CharField(max_length=60)
    returned_on = models.DateField()
    at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    batch = foreign_key(Batch, null=True)
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

    id = primary_key()
    fund = foreign_key(Fund, db_index=False)
    batch = foreign_key(Batch)
    payment = one_to_one(Payment)
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
