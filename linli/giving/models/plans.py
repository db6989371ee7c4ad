"""Fundraising plans as filed, where to give, and who is related to the holder."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class Plan(models.Model):
    """A public fundraising plan as the holder filed it (慈善法 arts 24, 25). Its progress is for
    the desk; nothing public bears its target.

    ``may_begin_on``: the tenth day after the filing.
    """

    class Privacy:
        public = ("id", "fund", "place", "title", "number", "filed_on", "starts_on", "ends_on")
        internal = (
            "area", "purpose", "target_fen", "costs", "leftover", "may_begin_on", "entered_at",
            "key",
        )  # fmt: skip
        personal = ("in_charge", "entered_by")
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    title = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    filed_on = models.DateField()
    may_begin_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    area = models.CharField(max_length=80)
    in_charge = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    target_fen = models.BigIntegerField(null=True)
    costs = models.CharField(max_length=200)
    leftover = models.CharField(max_length=200)
    entered_by = foreign_key("identity.User")
    entered_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="plan_number_once"),
            models.CheckConstraint(
                condition=Q(may_begin_on__gt=F("filed_on"), starts_on__gte=F("may_begin_on")),
                name="plan_filed_in_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(target_fen__isnull=True) | Q(target_fen__gt=0),
                name="plan_target_above_zero",
            ),
        ]


class RelatedParty(models.Model):
    """Somebody related to the holder or its managers: whose gifts are disclosed (信息公开办法 art.
    14), and who may not be named to receive aid (慈善法 arts 40, 59)."""

    class Privacy:
        public = ()
        internal = ("id", "holder", "kind", "since", "until", "entered_at", "key")
        personal = ("entered_by",)
        sensitive = ("name", "name_blind", "of_whom")

    KINDS = ("founder", "donor", "manager", "family", "company")

    id = primary_key(random_id)
    holder = foreign_key("identity.Organisation")
    kind = models.CharField(max_length=10)
    name = SealedField()
    name_blind = models.BinaryField()
    of_whom = SealedField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    entered_by = foreign_key("identity.User")
    entered_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("founder", "donor", "manager", "family", "company")),
                name="related_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="related_ends_after_it_began",
            ),
        ]


class Disclosure(models.Model):
    """A related party's gift was disclosed: where anybody can read it, and on which day."""

    class Privacy:
        public = ("donation", "disclosed_on", "where")
        internal = ("at",)
        personal = ("by",)
        sensitive = ()

    donation = one_to_one("fund.Donation", primary_key=True)
    disclosed_on = models.DateField()
    where = models.CharField(max_length=200)
    by = foreign_key("identity.User")
    at = models.DateTimeField()


class GivingPoint(models.Model):
    """Where one gives: an address, hours, and the platform the state has designated.

    The newest row holds. No account number and no payment code: those are the holder's.
    """

    class Privacy:
        public = ("fund", "address", "hours", "platform", "platform_url", "said_at")
        internal = ("id",)
        personal = ("said_by",)
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    address = models.CharField(max_length=120)
    hours = models.CharField(max_length=120)
    platform = models.CharField(max_length=60, blank=True)
    platform_url = models.URLField(max_length=300, blank=True)
    said_by = foreign_key("identity.User")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(platform="", platform_url="")
                | ~Q(platform="") & Q(platform_url__startswith="https://"),
                name="giving_platform_with_its_address",
            )
        ]
