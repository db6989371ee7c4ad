"""共建单位: firms and offices that promised money, goods, rooms or hours, and what they kept."""

from django.db import models
from django.db.models import F, Q

from linli.giving.terms import UNITS
from linli.kernel.ids import uuid7
from linli.kernel.sealed import SealedField


class Partner(models.Model):
    """An organisation that stands by the community. Its name is public, its contact is not."""

    class Privacy:
        public = ("id", "place", "name", "since", "until")
        internal = ("key",)
        personal = ()
        sensitive = ("contact",)

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    contact = SealedField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="partner_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="partner_ends_after_it_began",
            ),
        ]


class Promise(models.Model):
    """What a partner promised for a year, in fen, pieces or whole hours."""

    class Privacy:
        public = ("partner", "year", "kind", "quantity", "words")
        internal = ("id", "at", "key")
        personal = ("by",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="promises")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    quantity = models.BigIntegerField()
    words = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=tuple(UNITS)), name="promise_kind_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="promise_above_zero"),
        ]


class Kept(models.Model):
    """A part of a promise that was kept, and what it became, in words without a name.

    ``donation``: the gift itself, where it was money: what the fund has not received is not kept.
    """

    class Privacy:
        public = ("promise", "quantity", "kept_on", "became")
        internal = ("id", "donation", "at", "key")
        personal = ("by",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="kept")
    quantity = models.BigIntegerField()
    kept_on = models.DateField()
    became = models.CharField(max_length=200)
    donation = models.OneToOneField(
        "fund.Donation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="kept_above_zero")]
