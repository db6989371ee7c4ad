"""Quotes with their lines, how often a subsidy was used, quotes that ended, deposits let off."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.pricing.models.passes import PassKind
from linli.pricing.models.prices import Payer, Price, Subsidy
from linli.pricing.terms import FULL_PERMILLE


class Quote(models.Model):
    """What one person's place, or season pass, costs, and who bears it: never changed.

    What others and a pass bear (``subsidies_fen``) and what the resident pays are the list price
    (CHECK). For a thing of a room above, or a pass of this one: ``origin_*``. ``deposit_fen`` is
    left here with the place and is in none of these sums; a pass has none (CHECK).
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "price", "pass_kind", "course", "session", "origin_room", "origin_noun",
            "origin_id", "origin_title", "on", "list_fen", "subsidies_fen", "resident_fen",
            "market_fen", "deposit_fen", "made_at",
        )  # fmt: skip
        personal = ("resident", "made_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    price = foreign_key(Price, null=True)
    pass_kind = foreign_key(PassKind, null=True)
    course = foreign_key("programmes.Course", null=True)
    session = foreign_key("programmes.ClassSession", null=True)
    origin_room = models.CharField(max_length=20)
    origin_noun = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_title = models.CharField(max_length=80)
    on = models.DateField()
    resident = foreign_key("people.Resident")
    list_fen = models.BigIntegerField()
    subsidies_fen = models.BigIntegerField()
    resident_fen = models.BigIntegerField()
    market_fen = models.BigIntegerField(null=True)
    deposit_fen = models.BigIntegerField(default=0)
    made_by = foreign_key("identity.User", null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin_room", "origin_noun", "origin_id", "resident"],
                name="quote_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(list_fen=F("subsidies_fen") + F("resident_fen"))
                & Q(list_fen__gte=0, subsidies_fen__gte=0, resident_fen__gte=0)
                & (Q(list_fen__gt=0) | Q(deposit_fen__gt=0)),
                name="quote_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(deposit_fen=0)
                | Q(deposit_fen__gt=0, course__isnull=False, price__isnull=False),
                name="quote_deposit_of_a_course",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=False, course__isnull=False, pass_kind__isnull=True)
                | Q(price__isnull=True, course__isnull=True, pass_kind__isnull=False),
                name="quote_of_a_place_or_a_pass",
            ),
        ]
        indexes = [
            models.Index(fields=["course"], name="quote_of_course"),
            models.Index(fields=["place", "made_at"], name="quote_of_place"),
            models.Index(
                fields=["resident"], condition=Q(deposit_fen__gt=0), name="quote_with_deposit"
            ),
        ]


class QuoteLine(models.Model):
    """What one subsidy, or the resident's season pass, bears of a quote, from ``before_fen`` to
    ``after_fen`` (CHECK). A pass bears all of it; nobody is billed for what was paid with it."""

    class Privacy:
        public = ()
        internal = ("id", "quote", "number", "payer", "before_fen", "amount_fen", "after_fen")
        personal = ("subsidy", "season_pass")
        sensitive = ()

    id = primary_key()
    quote = foreign_key(Quote, related_name="lines")
    number = models.PositiveSmallIntegerField()
    subsidy = foreign_key(Subsidy, null=True)
    payer = foreign_key(Payer, null=True)
    season_pass = foreign_key("pricing.SeasonPass", null=True)
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
            models.CheckConstraint(
                condition=Q(subsidy__isnull=False, payer__isnull=False, season_pass__isnull=True)
                | Q(subsidy__isnull=True, payer__isnull=True, season_pass__isnull=False)
                & Q(after_fen=0),
                name="quote_line_by_a_payer_or_a_pass",
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

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
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

    quote = one_to_one(Quote, primary_key=True, related_name="end")
    back_permille = models.PositiveSmallIntegerField()
    ended_by = foreign_key("identity.User", null=True)
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(back_permille__lte=FULL_PERMILLE), name="quote_end_back_at_most_all"
            ),
        ]


class DepositWaiver(models.Model):
    """Somebody was let off the deposit of their place. Why is sealed: it tells of their purse."""

    class Privacy:
        public = ()
        internal = ("quote", "waived_at")
        personal = ("waived_by",)
        sensitive = ("reason",)

    quote = one_to_one(Quote, primary_key=True, related_name="waiver")
    reason = SealedField()
    waived_by = foreign_key("identity.User")
    waived_at = models.DateTimeField()
