"""What was promised, and where gifts lie until they are counted."""

from django.db import models
from django.db.models import F, Q

from linli.giving.terms import EVERY
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class Agreement(models.Model):
    """A written donation agreement (慈善法 art. 39): what, for what, until when; with its paper."""

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "number", "purpose", "amount_fen", "signed_on", "until_on",
            "paper", "written_at", "key",
        )  # fmt: skip
        personal = ("written_by",)
        sensitive = ("donor_name", "goods", "conditions")

    id = primary_key(random_id)
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    number = models.CharField(max_length=40)
    donor_name = SealedField()
    purpose = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField(null=True)
    goods = SealedField(null=True)
    conditions = SealedField(null=True)
    signed_on = models.DateField()
    until_on = models.DateField(null=True)
    paper = foreign_key("papers.Paper")
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="agreement_number_once"),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0),
                name="agreement_above_zero",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=False) | Q(goods__isnull=False),
                name="agreement_about_something",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("signed_on")),
                name="agreement_ends_after_it_began",
            ),
        ]


class Pledge(models.Model):
    """A promise to give, once or regularly. What has come of it are the gifts that name it.

    Nothing is ever charged: the donor pays, and we say kindly when it is late.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "amount_fen", "every", "begins_on", "ends_on", "purpose",
            "display", "agreement", "made_at", "ended_at", "key",
        )  # fmt: skip
        personal = ("made_by", "shown_as")
        sensitive = ("donor_name", "phone", "ended_because")

    id = primary_key(random_id)
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    donor_name = SealedField()
    phone = SealedField(null=True)
    amount_fen = models.BigIntegerField()
    every = models.CharField(max_length=10)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    purpose = models.CharField(max_length=20)
    display = models.CharField(max_length=10)
    shown_as = models.CharField(max_length=40, blank=True)
    agreement = foreign_key(Agreement, null=True)
    made_by = foreign_key("identity.User")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = SealedField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="pledge_above_zero"),
            models.CheckConstraint(condition=Q(every__in=tuple(EVERY)), name="pledge_every_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="pledge_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(display="anonymous", shown_as="")
                | Q(display__in=("alias", "named")) & ~Q(shown_as=""),
                name="pledge_shown_as_chosen",
            ),
        ]


class Box(models.Model):
    """A donation box, by the label on it and where it stands."""

    class Privacy:
        public = ("id", "fund", "place", "label", "stands", "placed_on", "taken_away_on")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    label = models.CharField(max_length=30)
    stands = models.CharField(max_length=60)
    placed_on = models.DateField()
    taken_away_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "label"], name="box_label_once"),
        ]


class BoxCount(models.Model):
    """A box opened and counted by two, each for himself; only when both say the same is it a gift.

    ``pieces``: how many notes and coins of each denomination the first found. A second count that
    differs is kept (``differs_fen``) and both count again, as a new row.
    """

    class Privacy:
        public = ("box", "counted_at", "first_fen")
        internal = ("id", "seal", "pieces", "second_fen", "again_at", "donation", "key")
        personal = ("first_by", "second_by")
        sensitive = ()

    id = primary_key()
    box = foreign_key(Box)
    seal = models.CharField(max_length=30)
    pieces = models.JSONField()
    first_fen = models.BigIntegerField()
    first_by = foreign_key("identity.User")
    counted_at = models.DateTimeField()
    second_fen = models.BigIntegerField(null=True)
    second_by = foreign_key("identity.User", null=True)
    again_at = models.DateTimeField(null=True)
    donation = one_to_one("fund.Donation", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first_fen__gte=0), name="box_count_not_below_zero"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True, second_fen__isnull=True, again_at__isnull=True)
                | Q(second_by__isnull=False, second_fen__isnull=False, again_at__isnull=False)
                & ~Q(second_by=F("first_by")),
                name="box_counted_by_two",
            ),
            # A NULL would let it pass, so it is said twice.
            models.CheckConstraint(
                condition=Q(donation__isnull=True)
                | Q(second_fen__isnull=False, second_fen=F("first_fen")),
                name="box_gift_when_both_agree",
            ),
            models.UniqueConstraint(
                fields=["box"], condition=Q(second_by__isnull=True), name="box_one_count_at_a_time"
            ),
        ]
