"""What is remembered of prices, subsidies, quotes and payers' bills."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.kernel.ids import uuid7
from linli.pricing.terms import FULL_PERMILLE, PAYERS, PER, PERIODS, STATUSES


def _fk(to: Any, **options: Any) -> Any:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", **options)


def _two_people(name: str) -> models.CheckConstraint:
    """Whoever wrote it does not put it into force."""
    return models.CheckConstraint(
        condition=Q(in_force_by__isnull=True, in_force_at__isnull=True)
        | Q(in_force_by__isnull=False, in_force_at__isnull=False) & ~Q(in_force_by=F("written_by")),
        name=name,
    )


class Price(models.Model):
    """A version of what a course costs: a term or a session. The newest in force counts.

    ``market_fen`` is what the same costs elsewhere, by ``market_source``; both or neither. Of a
    place cancelled ``full_back_days`` or more before the beginning all is given back, later
    ``late_back_permille`` of it; both are published with the price.
    """

    class Privacy:
        public = (
            "id", "place", "course", "per", "amount_fen", "market_fen", "market_source",
            "full_back_days", "late_back_permille", "valid_from", "valid_to",
        )  # fmt: skip
        internal = ("written_at", "in_force_at", "key")
        personal = ("written_by", "in_force_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    course = _fk("programmes.Course")
    per = models.CharField(max_length=7)
    amount_fen = models.BigIntegerField()
    market_fen = models.BigIntegerField(null=True)
    market_source = models.CharField(max_length=120, blank=True)
    full_back_days = models.PositiveSmallIntegerField()
    late_back_permille = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    written_by = _fk("identity.User")
    written_at = models.DateTimeField()
    in_force_by = _fk("identity.User", null=True)
    in_force_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="price_above_zero"),
            models.CheckConstraint(condition=Q(per__in=PER), name="price_per_known"),
            models.CheckConstraint(
                condition=Q(late_back_permille__lte=FULL_PERMILLE), name="price_back_at_most_all"
            ),
            models.CheckConstraint(
                condition=Q(market_fen__isnull=True, market_source="")
                | Q(market_fen__gt=0, market_fen__isnull=False) & ~Q(market_source=""),
                name="price_market_with_its_source",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="price_valid_forwards",
            ),
            _two_people("price_in_force_by_another"),
        ]
        indexes = [models.Index(fields=["course", "valid_from"], name="price_of_course")]


class Payer(models.Model):
    """Somebody besides the resident who bears a part: the operator itself, the fund, a sponsor."""

    class Privacy:
        public = ("id", "place", "kind", "name")
        internal = ()
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="payer_once_a_place"),
            models.CheckConstraint(condition=Q(kind__in=PAYERS), name="payer_kind_known"),
        ]


class Subsidy(models.Model):
    """A version of a subsidy or discount: for whom, how much, by what right, and who pays it.

    ``course`` None: of every course here. ``cap`` times a person and ``period``, counted over all
    versions of the ``code``.
    """

    class Privacy:
        public = (
            "id", "place", "course", "code", "title", "basis", "payer", "permille", "fixed_fen",
            "age_from", "age_to", "hukou", "status", "cap", "period", "order", "valid_from",
            "valid_to",
        )  # fmt: skip
        internal = ("written_at", "in_force_at", "key")
        personal = ("written_by", "in_force_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    course = _fk("programmes.Course", null=True)
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=40)
    basis = models.CharField(max_length=160)
    payer = _fk(Payer)
    permille = models.PositiveSmallIntegerField(null=True)
    fixed_fen = models.BigIntegerField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    hukou = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=16, blank=True)
    cap = models.PositiveSmallIntegerField(null=True)
    period = models.CharField(max_length=5)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    written_by = _fk("identity.User")
    written_at = models.DateTimeField()
    in_force_by = _fk("identity.User", null=True)
    in_force_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(permille__isnull=True, fixed_fen__isnull=False, fixed_fen__gt=0)
                | Q(fixed_fen__isnull=True, permille__isnull=False)
                & Q(permille__gt=0, permille__lte=FULL_PERMILLE),
                name="subsidy_one_formula",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="subsidy_by_what_right"),
            models.CheckConstraint(
                condition=Q(status__in=("", *STATUSES)), name="subsidy_status_known"
            ),
            models.CheckConstraint(condition=Q(period__in=PERIODS), name="subsidy_period_known"),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__gt=0), name="subsidy_cap_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="subsidy_valid_forwards",
            ),
            _two_people("subsidy_in_force_by_another"),
        ]


class Proof(models.Model):
    """A worker saw a paper that lets somebody pay less. ``mark`` is a keyed hash of who and which:
    the table can be asked about a person, and can name nobody."""

    class Privacy:
        public = ()
        internal = ("id", "place", "valid_until", "seen_at")
        personal = ("mark", "seen_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    mark = models.BinaryField(max_length=32)
    valid_until = models.DateField()
    seen_by = _fk("identity.User")
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mark"], name="proof_of_whom")]


class Quote(models.Model):
    """What one person's place costs, and who bears it: never changed. The subsidies and what the
    resident pays are the list price (CHECK). For a thing of a room above: ``origin_*``."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "price", "course", "session", "origin_room", "origin_noun", "origin_id",
            "origin_title", "on", "list_fen", "subsidies_fen", "resident_fen", "market_fen",
            "made_at",
        )  # fmt: skip
        personal = ("resident", "made_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    price = _fk(Price)
    course = _fk("programmes.Course")
    session = _fk("programmes.ClassSession", null=True)
    origin_room = models.CharField(max_length=20)
    origin_noun = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_title = models.CharField(max_length=80)
    on = models.DateField()
    resident = _fk("people.Resident")
    list_fen = models.BigIntegerField()
    subsidies_fen = models.BigIntegerField()
    resident_fen = models.BigIntegerField()
    market_fen = models.BigIntegerField(null=True)
    made_by = _fk("identity.User", null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin_room", "origin_noun", "origin_id", "resident"],
                name="quote_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(list_fen=F("subsidies_fen") + F("resident_fen"))
                & Q(list_fen__gt=0, subsidies_fen__gte=0, resident_fen__gte=0),
                name="quote_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["course"], name="quote_of_course"),
            models.Index(fields=["place", "made_at"], name="quote_of_place"),
        ]


class QuoteLine(models.Model):
    """What one subsidy bears of a quote, from ``before_fen`` to ``after_fen`` (CHECK)."""

    class Privacy:
        public = ()
        internal = ("id", "quote", "number", "payer", "before_fen", "amount_fen", "after_fen")
        personal = ("subsidy",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    subsidy = _fk(Subsidy)
    payer = _fk(Payer)
    before_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    after_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "number"], name="quote_line_numbered_once"),
            models.CheckConstraint(
                condition=Q(before_fen=F("amount_fen") + F("after_fen"))
                & Q(amount_fen__gt=0, after_fen__gte=0),
                name="quote_line_adds_up",
            ),
        ]


class SubsidyUse(models.Model):
    """That somebody used a subsidy, the ``number``-th time in its period. The key is the limit:
    two who come at once cannot both be the first."""

    class Privacy:
        public = ()
        internal = ("id", "place", "code", "period", "number", "cap", "line")
        personal = ("resident",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    resident = _fk("people.Resident")
    code = models.CharField(max_length=24)
    period = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    cap = models.PositiveSmallIntegerField()
    line = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "place", "code", "period", "number"],
                name="subsidy_used_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=F("cap")),
                name="subsidy_used_within_its_cap",
            ),
        ]


class QuoteEnd(models.Model):
    """The place was given back: so much of what each bears is given back with it."""

    class Privacy:
        public = ()
        internal = ("quote", "back_permille", "ended_at")
        personal = ("ended_by",)
        sensitive = ()

    quote = models.OneToOneField(
        Quote, primary_key=True, on_delete=models.PROTECT, related_name="end"
    )
    back_permille = models.PositiveSmallIntegerField()
    ended_by = _fk("identity.User", null=True)
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(back_permille__lte=FULL_PERMILLE), name="quote_end_back_at_most_all"
            ),
        ]


class PayerBill(models.Model):
    """A payer's month, as it was sent. Named by the month's first day."""

    class Privacy:
        public = ()
        internal = ("id", "payer", "month", "amount_fen", "sent_at", "key")
        personal = ("sent_by",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    payer = _fk(Payer)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    sent_by = _fk("identity.User")
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

    line = models.OneToOneField(
        QuoteLine, primary_key=True, on_delete=models.PROTECT, related_name="billed"
    )
    bill = models.ForeignKey(PayerBill, on_delete=models.PROTECT, related_name="lines")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payer_bill_line_above_0"),
        ]
