"""What a selling day of the charity corner brought: a lot of the fund, with where it came from."""

from django.db import models
from django.db.models import Q

from linli.fund.models.funds import Fund
from linli.fund.terms import GENERAL, PURPOSES
from linli.kernel.columns import foreign_key, one_to_one, primary_key


class Takings(models.Model):
    """Money that two people counted, or that the merchant's bill confirmed.

    ``sold_fen`` is what the slips say, ``difference_fen`` what was more or less of it: told here
    and in the chain, absorbed nowhere. The ``origin`` names the upper room's record, frozen,
    without a foreign key; ``part`` tells cash and phone of one day apart.
    """

    class Privacy:
        public = ("amount_fen", "sold_fen", "difference_fen", "purpose", "on", "entry")
        internal = (
            "id", "fund", "place", "part", "origin_room", "origin_noun", "origin_id",
            "origin_title", "origin_on", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    fund = foreign_key(Fund)
    place = foreign_key("places.Place")
    purpose = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    sold_fen = models.BigIntegerField()
    difference_fen = models.BigIntegerField()
    part = models.CharField(max_length=8)
    on = models.DateField()
    origin_room = models.CharField(max_length=20)
    origin_noun = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_title = models.CharField(max_length=80)
    origin_on = models.DateField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="takings_not_below_zero"),
            models.CheckConstraint(
                condition=Q(purpose__in=(GENERAL, *PURPOSES)), name="takings_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(part__in=("cash", "phone")), name="takings_part_known"
            ),
            models.UniqueConstraint(
                fields=["origin_room", "origin_noun", "origin_id", "part"], name="takings_once"
            ),
        ]
        indexes = [models.Index(fields=["fund", "-on"], name="takings_of_fund")]
