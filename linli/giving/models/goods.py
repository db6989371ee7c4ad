"""Goods given for use, not for sale (those are the shop's): what came, where each piece went."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class GoodsGift(models.Model):
    """Goods received for the fund's purposes (慈善法 arts 36: usable, safe; 38: kind, number).

    ``value_fen`` only where a paper says it; ``left`` falls with every use and never below none.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "what", "unit", "quantity", "left", "value_fen", "value_from",
            "good_until", "received_on", "purpose", "display", "key",
        )  # fmt: skip
        personal = ("received_by", "shown_as")
        sensitive = ("donor_name",)

    VALUE_FROM = ("", "invoice", "market")

    id = primary_key(random_id)
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    what = models.CharField(max_length=60)
    unit = models.CharField(max_length=10)
    quantity = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    value_fen = models.BigIntegerField(null=True)
    value_from = models.CharField(max_length=10, blank=True)
    good_until = models.DateField(null=True)
    purpose = models.CharField(max_length=20)
    donor_name = SealedField(null=True)
    display = models.CharField(max_length=10)
    shown_as = models.CharField(max_length=40, blank=True)
    received_on = models.DateField()
    received_by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, left__lte=F("quantity"), left__gte=0),
                name="goods_left_between_none_and_all",
            ),
            models.CheckConstraint(
                condition=Q(value_fen__isnull=True, value_from="")
                | Q(value_fen__isnull=False, value_fen__gt=0, value_from__in=("invoice", "market")),
                name="goods_value_from_a_paper",
            ),
        ]


class GoodsUse(models.Model):
    """So many pieces left the shelf: for whom, as the upper room's record (``origin``), and why."""

    class Privacy:
        public = ()
        internal = (
            "id", "gift", "quantity", "used_on", "reason", "origin_room", "origin_noun",
            "origin_id", "at", "key",
        )  # fmt: skip
        personal = ("household", "by")
        sensitive = ()

    REASONS = ("family", "activity", "spoiled")

    id = primary_key()
    gift = foreign_key(GoodsGift, related_name="uses")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=10)
    household = foreign_key("people.Household", null=True)
    origin_room = models.CharField(max_length=20, blank=True)
    origin_noun = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True)
    used_on = models.DateField()
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="goods_use_above_zero"),
            models.CheckConstraint(
                condition=Q(reason="family", household__isnull=False)
                | Q(reason__in=("activity", "spoiled"), household__isnull=True),
                name="goods_use_for_whom",
            ),
        ]
