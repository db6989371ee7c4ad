"""Gifts, and the papers donors hold for them."""

from django.db import models
from django.db.models import F, Q

from linli.fund.models.funds import Fund
from linli.fund.terms import GENERAL, MISTAKES, PURPOSES
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class Donation(models.Model):
    """Money received. Its id is random: a rising one would tell the moment, and so the donor.

    The public sees ``shown_as`` or, by default, 爱心人士; the donor's name is sealed and may be
    missing altogether (慈善法 art. 38: who gives without a name is recorded without one). Names
    stand in this row alone and never in the chain, so a donor may be forgotten and the chain holds.

    ``purpose`` is what it is bound to now: what it was given for, or what its newest
    ``PurposeChange`` says. ``entry`` stays the one by which it came. The ``origin`` names the
    upper room's record it came from: a pledge, a box, a plan.
    """

    class Privacy:
        public = ("amount_fen", "purpose", "received_on", "display", "shown_as", "entry")
        internal = (
            "id", "fund", "place", "way", "key", "origin_room", "origin_noun", "origin_id",
            "origin_title", "origin_on",
        )  # fmt: skip
        personal = ()
        sensitive = ("donor_name", "donor_blind")

    DISPLAYS = ("anonymous", "alias", "named")
    WAYS = ("transfer", "cash", "box")

    id = primary_key(random_id)
    fund = foreign_key(Fund)
    place = foreign_key("places.Place")
    purpose = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    received_on = models.DateField()
    way = models.CharField(max_length=10)
    display = models.CharField(max_length=10, default="anonymous")
    shown_as = models.CharField(max_length=40, blank=True)
    donor_name = SealedField(null=True)
    donor_blind = models.BinaryField(null=True)
    origin_room = models.CharField(max_length=20, blank=True)
    origin_noun = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True)
    origin_title = models.CharField(max_length=80, blank=True)
    origin_on = models.DateField(null=True)
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="donation_above_zero"),
            models.CheckConstraint(
                condition=Q(purpose__in=(GENERAL, *PURPOSES)), name="donation_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=("transfer", "cash", "box")), name="donation_way_known"
            ),
            models.CheckConstraint(
                condition=Q(display="anonymous", shown_as="")
                | Q(display__in=("alias", "named")) & ~Q(shown_as=""),
                name="donation_shown_as_chosen",
            ),
            models.CheckConstraint(
                condition=~Q(way="box") | Q(origin_noun="box_count", origin_id__isnull=False),
                name="donation_box_was_counted",
            ),
            models.CheckConstraint(
                # Forgotten is forgotten: without the name nothing is left that could find it.
                condition=Q(donor_blind__isnull=True) | Q(donor_name__isnull=False),
                name="donor_found_by_name",
            ),
        ]
        indexes = [
            models.Index(fields=["fund", "-received_on"], name="donation_of_fund"),
            models.Index(fields=["origin_id"], name="donation_of_origin"),
            models.Index(fields=["donor_blind"], name="donation_by_donor"),
        ]


class PurposeChange(models.Model):
    """The donor agreed to another use (慈善法 art. 56), and money not yet spent was bound anew.

    ``taken_back`` reverses the entry that bound it before; ``entry`` binds it again. Two people:
    one writes down the donor's word, another carries it out.
    """

    class Privacy:
        public = ("purpose", "before", "changed_at", "taken_back", "entry")
        internal = ("id", "donation", "way", "agreed_on", "asked_at", "paper", "key")
        personal = ("asked_by", "done_by")
        sensitive = ()

    WAYS = ("signed", "message", "phone")

    id = primary_key(random_id)
    donation = foreign_key(Donation, related_name="changes")
    before = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    way = models.CharField(max_length=10)
    agreed_on = models.DateField()
    paper = foreign_key("papers.Paper", null=True)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    done_by = foreign_key("identity.User", null=True)
    changed_at = models.DateTimeField(null=True)
    taken_back = one_to_one("ledger.Entry", null=True)
    entry = one_to_one("ledger.Entry", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=F("before")), name="change_to_another"),
            models.CheckConstraint(
                condition=Q(purpose__in=(GENERAL, *PURPOSES)), name="change_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(way="phone") | Q(paper__isnull=False), name="change_has_its_paper"
            ),
            models.CheckConstraint(
                condition=Q(done_by__isnull=True, changed_at__isnull=True,
                            taken_back__isnull=True, entry__isnull=True)
                | Q(done_by__isnull=False, changed_at__isnull=False, taken_back__isnull=False,
                    entry__isnull=False) & ~Q(done_by=F("asked_by")),
                name="change_by_two",
            ),
            models.UniqueConstraint(
                fields=["donation"], condition=Q(done_by__isnull=True), name="change_one_at_a_time"
            ),
        ]  # fmt: skip


class TakenBack(models.Model):
    """A gift that was written down wrongly, and reversed: it never was this fund's, or this use's.

    Both entries stay in the book. ``batch`` is the newest that had told of it, if any: the street
    then reads a correction beside the figures. ``first_hand`` had said what it was; the same person
    takes it back only with words.
    """

    class Privacy:
        public = ("reason", "batch", "reversal")
        internal = ("donation", "at", "key")
        personal = ("first_hand", "by")
        sensitive = ("words",)

    donation = one_to_one(Donation, primary_key=True, related_name="taken_back")
    reason = models.CharField(max_length=20)
    words = SealedField(null=True)
    first_hand = foreign_key("identity.User")
    by = foreign_key("identity.User")
    batch = foreign_key("fund.Batch", null=True)
    reversal = one_to_one("ledger.Entry")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=MISTAKES), name="taken_back_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(by=F("first_hand")) | Q(words__isnull=False),
                name="taken_back_by_another_or_with_words",
            ),
        ]


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

    id = primary_key(random_id)
    donation = one_to_one(Donation, related_name="acknowledgement")
    series = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    head = foreign_key("ledger.Entry")
    head_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="acknowledgement_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="acknowledgement_from_one"),
        ]
