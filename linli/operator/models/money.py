"""An operation, what it owes and paid, what it took and gave back."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.operator.terms import DEFERRED, DEPOSITS, EXPENSES, INCOMES, KINDS, MEANS, TAKEN


class Operation(models.Model):
    """An organisation that runs the hall, or the canteen, of a community, and the book of it.

    ``series`` begins the numbers of its receipts. Up to ``give_back_limit_fen`` whoever took money
    may give it back too; above it another person must. Nought: always another person.
    """

    class Privacy:
        public = ("id", "operator", "place", "kind", "name", "series", "opened_on")
        internal = ("book", "give_back_limit_fen")
        personal = ()
        sensitive = ()

    id = primary_key()
    operator = foreign_key("identity.Organisation")
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=8)
    book = one_to_one("ledger.Book", to_field="code")
    name = models.CharField(max_length=80)
    series = models.CharField(max_length=8, unique=True)
    give_back_limit_fen = models.BigIntegerField(default=0)
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="operation_once_a_place"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="operation_kind_known"),
            models.CheckConstraint(
                condition=Q(give_back_limit_fen__gte=0), name="operation_limit_not_below_zero"
            ),
        ]


class Of(models.Model):
    """What an amount is for: an ``terms.Origin``, kept as it was then."""

    origin_room = models.CharField(max_length=20)
    origin_noun = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_title = models.CharField(max_length=80)
    origin_on = models.DateField()

    class Meta:
        abstract = True


ORIGIN = ("origin_room", "origin_noun", "origin_id", "origin_title", "origin_on")


class Debt(Of):
    """What an operation owes: a statement that was agreed, a month's costs that were confirmed.

    ``remitted_fen``: what a correction took off it before it was paid.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "operation", "kind", "amount_fen", "paid_fen", "remitted_fen", *ORIGIN, "owed_at",
            "entry", "key",
        )  # fmt: skip
        personal = ("owed_by",)
        sensitive = ()

    id = primary_key()
    operation = foreign_key(Operation)
    kind = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField(default=0)
    remitted_fen = models.BigIntegerField(default=0)
    owed_by = foreign_key("identity.User", null=True)
    owed_at = models.DateTimeField()
    entry = foreign_key("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "origin_room", "origin_noun", "origin_id", "kind"],
                name="debt_once_for_a_thing",
            ),
            models.CheckConstraint(condition=Q(kind__in=EXPENSES), name="debt_kind_known"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="debt_above_zero"),
            models.CheckConstraint(
                condition=Q(paid_fen__gte=0, remitted_fen__gte=0)
                & Q(amount_fen__gte=F("paid_fen") + F("remitted_fen")),
                name="debt_not_paid_twice",
            ),
        ]


class Payment(models.Model):
    """What was paid of a debt. ``owed_by`` stands here again: who owed it does not pay it."""

    class Privacy:
        public = ()
        internal = (
            "id", "debt", "amount_fen", "paid_on", "bank_reference", "paid_at", "entry", "key",
        )  # fmt: skip
        personal = ("owed_by", "paid_by")
        sensitive = ()

    id = primary_key()
    debt = foreign_key(Debt, related_name="payments")
    amount_fen = models.BigIntegerField()
    bank_reference = models.CharField(max_length=60)
    paid_on = models.DateField()
    owed_by = foreign_key("identity.User", null=True)
    paid_by = foreign_key("identity.User")
    paid_at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_of_debt_above_0"),
            models.CheckConstraint(condition=~Q(bank_reference=""), name="payment_by_the_bank"),
            models.CheckConstraint(
                condition=Q(owed_by__isnull=True) | ~Q(owed_by=F("paid_by")),
                name="payment_by_another_than_owed",
            ),
        ]


class Bill(Of):
    """What others owe the operation: a payer's month, a cost that was lowered after it was paid."""

    class Privacy:
        public = ()
        internal = (
            "id", "operation", "kind", "amount_fen", "received_fen", *ORIGIN, "sent_at", "entry",
            "key",
        )  # fmt: skip
        personal = ("sent_by",)
        sensitive = ()

    id = primary_key()
    operation = foreign_key(Operation)
    kind = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField()
    received_fen = models.BigIntegerField(default=0)
    sent_by = foreign_key("identity.User", null=True)
    sent_at = models.DateTimeField()
    entry = foreign_key("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "origin_room", "origin_noun", "origin_id", "kind"],
                name="bill_once_for_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=(*INCOMES, *EXPENSES)), name="bill_kind_known"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="bill_above_zero"),
            models.CheckConstraint(
                condition=Q(received_fen__gte=0) & Q(amount_fen__gte=F("received_fen")),
                name="bill_not_received_twice",
            ),
        ]


class Taking(Of):
    """Money that came in, with the number of the receipt that was given for it.

    ``back_fen``: given back; ``kept_fen``: a deposit's, kept by two people. Never both of a fen.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "operation", "year", "number", "kind", "means", "amount_fen", "back_fen",
            "kept_fen", *ORIGIN, "bill", "received_at", "entry", "key",
        )  # fmt: skip
        personal = ("received_by",)
        sensitive = ()

    id = primary_key()
    operation = foreign_key(Operation)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    means = models.CharField(max_length=4)
    amount_fen = models.BigIntegerField()
    back_fen = models.BigIntegerField(default=0)
    kept_fen = models.BigIntegerField(default=0)
    bill = foreign_key(Bill, null=True)
    received_by = foreign_key("identity.User")
    received_at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "year", "number"], name="receipt_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TAKEN) | Q(bill__isnull=False), name="taking_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kept_fen=0) & ~Q(kind=DEPOSITS)
                | Q(kind=DEPOSITS, kept_fen__gte=0, bill__isnull=True),
                name="taking_kept_of_deposits",
            ),
            models.CheckConstraint(condition=Q(means__in=MEANS), name="taking_means_known"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="taking_above_zero"),
            models.CheckConstraint(
                condition=Q(back_fen__gte=0) & Q(amount_fen__gte=F("back_fen") + F("kept_fen")),
                name="taking_not_given_back_twice",
            ),
        ]
        indexes = [
            models.Index(
                fields=["origin_room", "origin_noun", "origin_id"], name="taking_for_what"
            ),
            models.Index(
                fields=["operation"], condition=Q(kind=DEPOSITS), name="taking_of_deposits"
            ),
        ]


class GivenBack(models.Model):
    """Money given back. Above the limit of that day, by another person than who had taken it.

    ``together_fen``: with this, all that went back of that taking.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "taking", "amount_fen", "together_fen", "means", "reason", "limit_fen",
            "given_at", "entry", "key",
        )  # fmt: skip
        personal = ("received_by", "given_by")
        sensitive = ()

    id = primary_key()
    taking = foreign_key(Taking, related_name="backs")
    amount_fen = models.BigIntegerField()
    together_fen = models.BigIntegerField()
    means = models.CharField(max_length=4)
    reason = models.CharField(max_length=60)
    limit_fen = models.BigIntegerField()
    received_by = foreign_key("identity.User")
    given_by = foreign_key("identity.User")
    given_at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="given_back_above_zero"),
            models.CheckConstraint(condition=Q(means__in=MEANS), name="given_back_means_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="given_back_says_why"),
            models.CheckConstraint(
                condition=Q(together_fen__lte=F("limit_fen")) | ~Q(given_by=F("received_by")),
                name="given_back_by_another",
            ),
            models.CheckConstraint(
                condition=Q(together_fen__gte=F("amount_fen")), name="given_back_counts_itself"
            ),
        ]


class KeptDeposit(models.Model):
    """Somebody says that a deposit is not given back, and another confirms it; until then, and once
    it is undone, it is owed back. Said once a deposit: a no is a no.

    Only after it was missed, and after a call about it: both moments stand here.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "taking", "amount_fen", "missed_at", "called_at", "proposed_at", "confirmed_at",
            "entry", "undone_at", "undone_entry", "key",
        )  # fmt: skip
        personal = ("reason", "undone_reason", "proposed_by", "confirmed_by", "undone_by")
        sensitive = ()

    id = primary_key()
    taking = one_to_one(Taking)
    amount_fen = models.BigIntegerField()
    reason = models.CharField(max_length=60)
    missed_at = models.DateTimeField()
    called_at = models.DateTimeField()
    proposed_by = foreign_key("identity.User")
    proposed_at = models.DateTimeField()
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)
    entry = one_to_one("ledger.Entry", null=True)
    undone_by = foreign_key("identity.User", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=60, blank=True)
    undone_entry = one_to_one("ledger.Entry", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="kept_deposit_above_zero"),
            models.CheckConstraint(condition=~Q(reason=""), name="kept_deposit_says_why"),
            models.CheckConstraint(
                condition=Q(called_at__gte=F("missed_at")) & Q(proposed_at__gte=F("called_at")),
                name="kept_deposit_after_a_call",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, entry=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, entry__isnull=False)
                & ~Q(confirmed_by=F("proposed_by")),
                name="kept_deposit_by_two",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None, undone_reason="", undone_entry=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_reason=""),
                name="kept_deposit_undone_says_why",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None)
                | Q(entry=None, undone_entry=None)
                | Q(entry__isnull=False, undone_entry__isnull=False),
                name="kept_deposit_undone_in_the_book",
            ),
        ]


class Earning(models.Model):
    """What of prepayments of a kind was booked as income for a month, named by its first day."""

    class Privacy:
        public = ()
        internal = ("id", "operation", "kind", "month", "amount_fen", "earned_at", "entry", "key")
        personal = ("earned_by",)
        sensitive = ()

    id = primary_key()
    operation = foreign_key(Operation)
    kind = models.CharField(max_length=12)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    earned_by = foreign_key("identity.User")
    earned_at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "kind", "month"], name="earning_once_a_month"
            ),
            models.CheckConstraint(condition=Q(kind__in=DEFERRED), name="earning_of_prepayments"),
            models.CheckConstraint(condition=Q(month__day=1), name="earning_by_its_first_day"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="earning_above_zero"),
        ]
