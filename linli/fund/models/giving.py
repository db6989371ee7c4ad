"""Gifts, and the papers donors hold for them."""

from django.db import models
from django.db.models import Q

from linli.fund.models.funds import Fund
from linli.fund.terms import GENERAL, PURPOSES
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class Donation(models.Model):
    """Money received. Its id is random: a rising one would tell the moment, and so the donor.

    The public sees ``shown_as`` or, by default, 爱心人士; the donor's name is sealed and may be
    missing altogether (慈善法 art. 38: who gives without a name is recorded without one).
    """

    class Privacy:
        public = ("amount_fen", "purpose", "received_on", "display", "shown_as", "entry")
        internal = ("id", "fund", "place", "way", "key")
        personal = ()
        sensitive = ("donor_name",)

    DISPLAYS = ("anonymous", "alias", "named")
    WAYS = ("transfer", "cash")

    id = models.UUIDField(primary_key=True, default=random_id)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    received_on = models.DateField()
    way = models.CharField(max_length=10)
    display = models.CharField(max_length=10, default="anonymous")
    shown_as = models.CharField(max_length=40, blank=True)
    donor_name = SealedField(null=True)
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="donation_above_zero"),
            models.CheckConstraint(
                condition=Q(purpose__in=(GENERAL, *PURPOSES)), name="donation_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=("transfer", "cash")), name="donation_way_known"
            ),
            models.CheckConstraint(
                condition=Q(display="anonymous", shown_as="")
                | Q(display__in=("alias", "named")) & ~Q(shown_as=""),
                name="donation_shown_as_chosen",
            ),
        ]
        indexes = [models.Index(fields=["fund", "-received_on"], name="donation_of_fund")]


class Acknowledgement(models.Model):
    """Our own paper for a donation; the fiscal receipt (捐赠票据) is the holder's alone to issue.

    Numbers of a series have no gap, so a missing paper is noticed. ``head`` is the newest entry of
    the book when it was issued: the paper in the donor's hand bears witness to the whole chain.
    """

    class Privacy:
        public = ("series", "number", "head", "head_hash", "issued_at")
        internal = ("id", "donation")
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=random_id)
    donation = models.OneToOneField(
        Donation, on_delete=models.PROTECT, related_name="acknowledgement"
    )
    series = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    head = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    head_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="acknowledgement_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="acknowledgement_from_one"),
        ]
