"""What was sold and what came back. The till makes a sale's id: sending it twice is once."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one
from linli.shop.models.days import Shift, ShopDay, TallySheet, Till
from linli.shop.models.goods import Item


class Sale(models.Model):
    """One sale. ``number`` is the day's, without a gap; ``digest`` is of what the till sent.

    ``kept_fen`` is change the buyer left for the fund (零钱捐). ``head_*`` name the newest entry of
    the fund's book when it was sold: the slip in the buyer's hand bears witness to the chain.
    ``late``: sent after the day had been counted, by a till that had no network.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "day", "till", "shift", "tally", "number", "way", "total_fen", "kept_fen",
            "handed_fen", "head_seq", "head_hash", "made_at", "at", "late", "digest",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True)
    day = foreign_key(ShopDay, related_name="sales")
    till = foreign_key(Till, null=True)
    shift = foreign_key(Shift, null=True)
    tally = one_to_one(TallySheet, null=True, related_name="sale")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=8)
    total_fen = models.BigIntegerField()
    kept_fen = models.BigIntegerField()
    handed_fen = models.BigIntegerField()
    head_seq = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    at = models.DateTimeField()
    late = models.BooleanField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="sale_number_once_a_day"),
            models.CheckConstraint(condition=Q(way__in=("cash", "phone")), name="sale_way_known"),
            models.CheckConstraint(
                condition=Q(total_fen__gte=0, kept_fen__gte=0)
                & (Q(way="cash") | Q(kept_fen=0, handed_fen=F("total_fen")))
                & Q(handed_fen__gte=F("total_fen") + F("kept_fen")),
                name="sale_paid_in_full",
            ),
            models.CheckConstraint(
                condition=Q(till__isnull=False, tally__isnull=True)
                | Q(till__isnull=True, tally__isnull=False),
                name="sale_by_till_or_sheet",
            ),
        ]


class SaleLine(models.Model):
    """One piece of a sale. ``contested``: it was not there any more (sold twice, given away); the
    money is real, so the line stays, and the two who count the day are shown it."""

    class Privacy:
        public = ()
        internal = ("id", "sale", "number", "item", "price_fen", "charged_fen", "contested")
        personal = ()
        sensitive = ()

    sale = foreign_key(Sale, related_name="lines")
    number = models.PositiveSmallIntegerField()
    item = foreign_key(Item)
    price_fen = models.BigIntegerField()
    charged_fen = models.BigIntegerField()
    contested = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sale", "number"], name="sale_line_number_once"),
            models.UniqueConstraint(fields=["sale", "item"], name="sale_line_item_once"),
            models.CheckConstraint(
                condition=Q(charged_fen__gte=0, charged_fen__lte=F("price_fen")),
                name="sale_line_never_dearer",
            ),
        ]


class Return(models.Model):
    """Goods that came back and money that went out, on the day it went out."""

    class Privacy:
        public = ()
        internal = (
            "id", "sale", "day", "till", "shift", "way", "amount_fen", "undo", "at",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True)
    sale = foreign_key(Sale, related_name="returns")
    day = foreign_key(ShopDay, related_name="returns")
    till = foreign_key(Till)
    shift = foreign_key(Shift, null=True)
    way = models.CharField(max_length=8)
    amount_fen = models.BigIntegerField()
    undo = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, way__in=("cash", "phone")), name="return_known"
            )
        ]


class ReturnLine(models.Model):
    """One piece that came back; a line of a sale comes back once."""

    class Privacy:
        public = ()
        internal = ("line", "taken_by", "amount_fen")
        personal = ()
        sensitive = ()

    line = one_to_one(SaleLine, primary_key=True, related_name="returned")
    taken_by = foreign_key(Return, related_name="lines")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0), name="return_line_not_below_zero"
            )
        ]
