"""By what right a day is opened, who opened it, on which devices it sells, and how it was counted.

"Two people" is a rule of the database: whoever opened the day or counted first cannot be the second
who counts.
"""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.shop.models.goods import Corner
from linli.shop.terms import RIGHTS


class Basis(models.Model):
    """By what right the corner sells, from one day to another. Under a plan filed by the holder
    its number, days and account are printed on the counter sheet (慈善法 arts. 23–25)."""

    class Privacy:
        public = ("kind", "certificate", "plan", "filed_on", "from_on", "until_on", "account")
        internal = ("id", "corner", "recorded_by", "recorded_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    kind = models.CharField(max_length=16)
    certificate = models.CharField(max_length=60, blank=True)
    plan = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=120, blank=True)
    filed_on = models.DateField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    recorded_by = foreign_key("identity.User")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=tuple(RIGHTS)), name="basis_kind_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="basis_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="public_plan")
                | Q(filed_on__isnull=False, until_on__isnull=False, filed_on__lt=F("from_on"))
                & ~Q(certificate="") & ~Q(plan="") & ~Q(account=""),
                name="basis_plan_is_whole",
            ),
        ]  # fmt: skip


class ShopDay(models.Model):
    """A day on which the corner sells, or an event with a title and a spot of its own."""

    class Privacy:
        public = ("on", "title", "spot", "purpose")
        internal = (
            "id", "corner", "basis", "lower_percent", "free_most", "code_is_ours", "sheet_photo",
            "float_counts", "float_fen", "opened_by", "opened_at", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    basis = foreign_key(Basis)
    on = models.DateField()
    title = models.CharField(max_length=40, blank=True)
    spot = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=20)
    lower_percent = models.PositiveSmallIntegerField()
    free_most = models.PositiveSmallIntegerField()
    code_is_ours = models.BooleanField()
    sheet_photo = foreign_key("papers.Paper", null=True)
    float_counts = models.JSONField()
    float_fen = models.BigIntegerField()
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corner", "on"], name="shop_day_once"),
            models.CheckConstraint(
                condition=Q(float_fen__gte=0, lower_percent__lte=100), name="shop_day_limits"
            ),
        ]


class Till(models.Model):
    """A device that was unlocked for a day. Its signed cookie is worth nothing on another."""

    class Privacy:
        public = ()
        internal = ("id", "day", "number", "unlocked_by", "unlocked_at", "locked_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    day = foreign_key(ShopDay, related_name="tills")
    number = models.PositiveSmallIntegerField()
    unlocked_by = foreign_key("identity.User")
    unlocked_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="till_number_once")]


class Shift(models.Model):
    """A volunteer's turn at the tills of a day: four digits, of which a keyed hash is kept."""

    class Privacy:
        public = ()
        internal = ("id", "day", "made_by", "made_at")
        personal = ("volunteer",)
        sensitive = ("code_blind",)

    id = primary_key()
    day = foreign_key(ShopDay, related_name="shifts")
    volunteer = models.CharField(max_length=20)
    code_blind = models.BinaryField()
    made_by = foreign_key("identity.User")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "code_blind"], name="shift_code_once_a_day")
        ]


class TallySheet(models.Model):
    """A printed sheet for a day without power; keyed once, because a sale of its own names it."""

    class Privacy:
        public = ()
        internal = ("id", "corner", "day", "number", "printed_by", "printed_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    day = foreign_key(ShopDay)
    number = models.PositiveIntegerField()
    printed_by = foreign_key("identity.User")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corner", "number"], name="tally_number_once")
        ]


class Closing(models.Model):
    """The first count: selling ends. ``bag`` is the number of the sealed bag of who was alone."""

    class Privacy:
        public = ()
        internal = (
            "day", "counted_by", "counted_at", "counts", "counted_fen", "expected_fen", "bag",
            "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    day = one_to_one(ShopDay, primary_key=True, related_name="closing")
    counted_by = foreign_key("identity.User")
    counted_at = models.DateTimeField()
    counts = models.JSONField()
    counted_fen = models.BigIntegerField()
    expected_fen = models.BigIntegerField()
    bag = models.CharField(max_length=20, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counted_fen__gte=0, expected_fen__gte=0), name="closing_not_below_zero"
            )
        ]


class SecondCount(models.Model):
    """The second person's count, which is the one that holds. What is more or less than the slips
    say stands here by itself: the database adds it up again."""

    class Privacy:
        public = ()
        internal = (
            "closing", "opened_by", "counted_by", "second_by", "at", "counts", "counted_fen",
            "float_fen", "expected_fen", "difference_fen", "takings_fen", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    closing = one_to_one(Closing, primary_key=True, related_name="second")
    opened_by = foreign_key("identity.User")
    counted_by = foreign_key("identity.User")
    second_by = foreign_key("identity.User")
    at = models.DateTimeField()
    counts = models.JSONField()
    counted_fen = models.BigIntegerField()
    float_fen = models.BigIntegerField()
    expected_fen = models.BigIntegerField()
    difference_fen = models.BigIntegerField()
    takings_fen = models.BigIntegerField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(second_by=F("opened_by")) & ~Q(second_by=F("counted_by")),
                name="count_by_two",
            ),
            models.CheckConstraint(
                condition=Q(
                    difference_fen=F("counted_fen") - F("float_fen") - F("expected_fen")
                ),
                name="count_difference_not_absorbed",
            ),
            models.CheckConstraint(
                condition=Q(counted_fen__lt=F("float_fen"), takings_fen=0)
                | Q(takings_fen=F("counted_fen") - F("float_fen"), takings_fen__gte=0),
                name="count_takings_without_change",
            ),
        ]  # fmt: skip


class MerchantBill(models.Model):
    """A bill of the holder's merchant account that was imported; the same file never twice."""

    class Privacy:
        public = ()
        internal = ("id", "corner", "digest", "imported_by", "imported_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    corner = foreign_key(Corner)
    digest = models.CharField(max_length=64)
    imported_by = foreign_key("identity.User")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corner", "digest"], name="merchant_bill_once")
        ]


class BillDay(models.Model):
    """What the bill says came in by phone on a day; one word for a day and no second."""

    class Privacy:
        public = ()
        internal = ("id", "bill", "corner", "on", "amount_fen", "lines")
        personal = ()
        sensitive = ()

    id = primary_key()
    bill = foreign_key(MerchantBill, related_name="days")
    corner = foreign_key(Corner)
    on = models.DateField()
    amount_fen = models.BigIntegerField()
    lines = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corner", "on"], name="bill_day_once"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="bill_day_not_below_zero"),
        ]
