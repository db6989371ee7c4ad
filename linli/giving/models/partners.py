"""共建单位: firms and offices that promised money, goods, rooms or hours, and what they kept."""

from django.db import models
from django.db.models import F, Q

from linli.giving.terms import UNITS
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Partner(models.Model):
    """An organisation that stands by the community. Its name is public, its contact is not."""

    class Privacy:
        public = ("id", "place", "name", "since", "until")
        internal = ("key",)
        personal = ()
        sensitive = ("contact",)

    id = primary_key()
    place = foreign_key("places.Place")
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

    id = primary_key()
    partner = foreign_key(Partner, related_name="promises")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    quantity = models.BigIntegerField()
    words = models.CharField(max_length=120, blank=True)
    by = foreign_key("identity.User")
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

    id = primary_key()
    promise = foreign_key(Promise, related_name="kept")
    quantity = models.BigIntegerField()
    kept_on = models.DateField()
    became = models.CharField(max_length=200)
    donation = one_to_one("fund.Donation", null=True)
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="kept_above_zero")]
