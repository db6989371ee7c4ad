"""The corner, what was handed in, and every move of every piece."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.shop.terms import CATEGORIES, CONDITIONS, MOVES, STANDS


class Corner(models.Model):
    """A charity-sale corner of a community; what it takes goes to one fund."""

    class Privacy:
        public = ("id", "place", "fund", "name", "name_en", "spot", "hours", "opened_on")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    fund = foreign_key("fund.Fund")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    spot = models.CharField(max_length=80)
    hours = models.CharField(max_length=80)
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="corner_name_once_in_a_place")
        ]


class Intake(models.Model):
    """What one person handed in at one time; its number stands on the slip that both sign.

    Who gives may stay unnamed (慈善法 art. 38); a name is sealed and printed on the slip alone.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "corner", "year", "number", "wants_to_know", "received_on", "received_by", "at",
            "key",
        )  # fmt: skip
        personal = ()
        sensitive = ("donor_name",)

    id = primary_key()
    corner = foreign_key(Corner)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    donor_name = SealedField(null=True)
    wants_to_know = models.BooleanField(default=False)
    received_on = models.DateField()
    received_by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corner", "year", "number"], name="intake_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="intake_from_one"),
        ]


class Item(models.Model):
    """One piece. ``code`` stands on its label; where it is, its last move says."""

    class Privacy:
        public = ("code", "category", "condition", "title")
        internal = ("id", "corner", "intake", "expires_on", "photo", "estimate_fen", "key")
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    intake = foreign_key(Intake, related_name="items")
    code = models.CharField(max_length=6, unique=True)
    category = models.CharField(max_length=20)
    condition = models.CharField(max_length=8)
    title = models.CharField(max_length=40)
    expires_on = models.DateField(null=True)
    photo = foreign_key("papers.Paper", null=True)
    estimate_fen = models.BigIntegerField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=tuple(CATEGORIES)), name="item_category_known"
            ),
            models.CheckConstraint(
                condition=Q(condition__in=tuple(CONDITIONS)), name="item_condition_known"
            ),
            models.CheckConstraint(
                condition=Q(estimate_fen__gte=0), name="item_estimate_not_below_zero"
            ),
        ]


class Price(models.Model):
    """What a piece costs from a moment on. The newest is in force; older ones stay, because a
    till without network may have sold at them."""

    class Privacy:
        public = ("price_fen",)
        internal = ("id", "item", "at", "by")
        personal = ()
        sensitive = ()

    id = primary_key()
    item = foreign_key(Item, related_name="prices")
    price_fen = models.BigIntegerField()
    at = models.DateTimeField()
    by = foreign_key("identity.User")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_fen__gte=0), name="price_not_below_zero")
        ]
        indexes = [models.Index(fields=["item", "-at"], name="price_of_item")]


class StockTake(models.Model):
    """Somebody counted what is there; a second person confirms, and only then pieces move."""

    class Privacy:
        public = ()
        internal = (
            "id", "corner", "seen", "counted_by", "counted_at", "confirmed_by", "confirmed_at",
            "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    seen = models.JSONField()
    counted_by = foreign_key("identity.User")
    counted_at = models.DateTimeField()
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("counted_by")),
                name="stocktake_by_two",
            )
        ]


class Move(models.Model):
    """One move of one piece, numbered from 1 without a gap; the last one says where it stands.

    Like a transfer of money it is added and never changed: what was wrong is moved back.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "item", "number", "kind", "came_from", "goes_to", "reason", "stocktake", "at",
            "by",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    item = foreign_key(Item, related_name="moves")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    came_from = models.CharField(max_length=8)
    goes_to = models.CharField(max_length=8)
    reason = models.CharField(max_length=12, blank=True)
    stocktake = foreign_key(StockTake, null=True, related_name="moves")
    at = models.DateTimeField()
    by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            # Two hands that move one piece at once want the same number: only one gets it.
            models.UniqueConstraint(fields=["item", "number"], name="move_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="move_from_one"),
            models.CheckConstraint(condition=Q(kind__in=tuple(MOVES)), name="move_kind_known"),
            models.CheckConstraint(
                condition=Q(came_from__in=tuple(STANDS), goes_to__in=tuple(STANDS))
                & ~Q(came_from=F("goes_to")),
                name="move_goes_somewhere",
            ),
        ]


class GoodsGiven(models.Model):
    """To whom a piece was given. The household is sealed; the blind value finds its own again."""

    class Privacy:
        public = ()
        internal = ("move", "on")
        personal = ()
        sensitive = ("household", "household_blind")

    move = one_to_one(Move, primary_key=True, related_name="given")
    household = SealedField()
    household_blind = models.BinaryField()
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["household_blind", "-on"], name="given_to_household")]
