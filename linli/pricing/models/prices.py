"""Prices, payers, subsidies, and the papers that were seen."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.pricing.terms import FULL_PERMILLE, PAYERS, PER, PERIODS, STATUSES


def two_people(name: str) -> models.CheckConstraint:
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
    ``late_back_permille`` of it; both are published with the price. ``deposit_fen`` (nought: none)
    is left here besides and comes back; a course that is free may ask for one, and nothing but a
    course can.
    """

    class Privacy:
        public = (
            "id", "place", "course", "per", "amount_fen", "deposit_fen", "market_fen",
            "market_source", "full_back_days", "late_back_permille", "valid_from", "valid_to",
        )  # fmt: skip
        internal = ("written_at", "in_force_at", "key")
        personal = ("written_by", "in_force_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    course = foreign_key("programmes.Course")
    per = models.CharField(max_length=7)
    amount_fen = models.BigIntegerField()
    deposit_fen = models.BigIntegerField(default=0)
    market_fen = models.BigIntegerField(null=True)
    market_source = models.CharField(max_length=120, blank=True)
    full_back_days = models.PositiveSmallIntegerField()
    late_back_permille = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    in_force_by = foreign_key("identity.User", null=True)
    in_force_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, deposit_fen__gte=0)
                | Q(amount_fen=0, deposit_fen__gt=0),
                name="price_above_zero",
            ),
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
            two_people("price_in_force_by_another"),
        ]
        indexes = [models.Index(fields=["course", "valid_from"], name="price_of_course")]


class Payer(models.Model):
    """Somebody besides the resident who bears a part: the operator itself, the fund, a sponsor."""

    class Privacy:
        public = ("id", "place", "kind", "name")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="payer_once_a_place"),
            models.CheckConstraint(condition=Q(kind__in=PAYERS), name="payer_kind_known"),
        ]


class Subsidy(models.Model):
    """A version of a subsidy or discount: for whom, how much, by what right, and who pays it.

    ``course`` None: of every course here. ``pass_code``: of the season pass of this code, and of no
    course. ``cap`` times a person and ``period``, counted over all
    versions of the ``code``.
    """

    class Privacy:
        public = (
            "id", "place", "course", "pass_code", "code", "title", "basis", "payer", "permille",
            "fixed_fen", "age_from", "age_to", "hukou", "status", "cap", "period", "order",
            "valid_from", "valid_to",
        )  # fmt: skip
        internal = ("written_at", "in_force_at", "key")
        personal = ("written_by", "in_force_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    course = foreign_key("programmes.Course", null=True)
    pass_code = models.CharField(max_length=24, blank=True, default="")
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=40)
    basis = models.CharField(max_length=160)
    payer = foreign_key(Payer)
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
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    in_force_by = foreign_key("identity.User", null=True)
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
            models.CheckConstraint(
                condition=Q(pass_code="") | Q(course__isnull=True), name="subsidy_of_one_thing"
            ),
            two_people("subsidy_in_force_by_another"),
        ]


class Proof(models.Model):
    """A worker saw a paper that lets somebody pay less. ``mark`` is a keyed hash of who and which:
    the table can be asked about a person, and can name nobody."""

    class Privacy:
        public = ()
        internal = ("id", "place", "valid_until", "seen_at")
        personal = ("mark", "seen_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    mark = models.BinaryField(max_length=32)
    valid_until = models.DateField()
    seen_by = foreign_key("identity.User")
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mark"], name="proof_of_whom")]
