"""A month's costs: lines as they were entered, and a rent's shares by floor area."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.operator.models.money import Operation
from linli.operator.terms import MONTHLY


class CostMonth(models.Model):
    """One month of an operation, named by its first day. Lines stand by themselves; the month is
    confirmed once, and whatever comes later is a correction with words."""

    class Privacy:
        public = ()
        internal = ("id", "operation", "month", "begun_at", "confirmed_at")
        personal = ("begun_by", "confirmed_by")
        sensitive = ()

    id = primary_key()
    operation = foreign_key(Operation)
    month = models.DateField()
    begun_by = foreign_key("identity.User")
    begun_at = models.DateTimeField()
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "month"], name="cost_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="cost_month_by_its_first_day"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="cost_month_confirmed_by_someone",
            ),
        ]


class CostLine(models.Model):
    """One cost of a month: for a space, a programme, or (neither) the whole hall.

    Energy keeps its readings (hundredths of a unit) and price (ten-thousandths of a yuan), staff
    its minutes and hourly wage; ``amount_fen`` follows from them, and is None as long as the line
    is not finished (a meter carried over from last month, and not read yet). A correction says in
    ``words`` what was wrong and may be below zero. Who confirms a line is another than who entered
    it.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "month", "kind", "what", "space", "programme", "amount_fen", "start_hundredths",
            "end_hundredths", "price_e4", "minutes", "hourly_fen", "words", "entered_at",
            "confirmed_at", "entry", "key",
        )  # fmt: skip
        personal = ("entered_by", "confirmed_by")
        sensitive = ()

    id = primary_key()
    month = foreign_key(CostMonth, related_name="lines")
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=40)
    space = foreign_key("spaces.Space", null=True)
    programme = foreign_key("programmes.Programme", null=True)
    amount_fen = models.BigIntegerField(null=True)
    start_hundredths = models.BigIntegerField(null=True)
    end_hundredths = models.BigIntegerField(null=True)
    price_e4 = models.BigIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    hourly_fen = models.BigIntegerField(null=True)
    words = models.CharField(max_length=120, blank=True)
    entered_by = foreign_key("identity.User")
    entered_at = models.DateTimeField()
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)
    entry = foreign_key("ledger.Entry", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MONTHLY), name="cost_line_kind_known"),
            models.CheckConstraint(
                condition=Q(space__isnull=True) | Q(programme__isnull=True),
                name="cost_line_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0) | ~Q(words=""),
                name="cost_line_below_zero_says_why",
            ),
            models.CheckConstraint(
                condition=Q(end_hundredths__isnull=True)
                | Q(start_hundredths__isnull=False, end_hundredths__gte=F("start_hundredths")),
                name="cost_line_meter_forwards",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                & Q(entry__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & Q(entry__isnull=False, amount_fen__isnull=False)
                & ~Q(confirmed_by=F("entered_by")),
                name="cost_line_confirmed_by_another",
            ),
        ]


class CostShare(models.Model):
    """A space's part of a cost of the whole hall, by the floor area it had when confirmed."""

    class Privacy:
        public = ()
        internal = ("id", "line", "space", "amount_fen", "area_m2")
        personal = ()
        sensitive = ()

    id = primary_key()
    line = foreign_key(CostLine, related_name="shares")
    space = foreign_key("spaces.Space")
    area_m2 = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "space"], name="cost_share_once_a_space"),
        ]
