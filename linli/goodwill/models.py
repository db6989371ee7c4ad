"""What a round of visits remembers: the list, the sheets that were signed, and how it ended.

Who may not be one person stands in CHECKs, so each row that two people sign carries both. A list is
frozen when it is approved, a sheet when it is confirmed (``guards.py``).
"""

from django.db import models
from django.db.models import F, Q

from linli.goodwill.terms import GOODS, MONEY, REASONS
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Round(models.Model):
    """One round: what every household on its list gets, the same for each.

    ``each`` counts fen where ``kind`` is money, pieces of ``gift`` where it is goods. ``request``
    is the fund's, for the whole of it. ``words``: why it was sent back, until it is submitted anew.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "fund", "number", "title", "kind", "each", "gift", "begun_at",
            "submitted_at", "approved_at", "request", "key",
        )  # fmt: skip
        personal = ("begun_by", "submitted_by", "approved_by")
        sensitive = ("words",)

    id = primary_key()
    place = foreign_key("places.Place")
    fund = foreign_key("fund.Fund")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=40)
    kind = models.CharField(max_length=6)
    each = models.BigIntegerField()
    gift = foreign_key("giving.GoodsGift", null=True)
    begun_by = foreign_key("identity.User")
    begun_at = models.DateTimeField()
    submitted_by = foreign_key("identity.User", null=True)
    submitted_at = models.DateTimeField(null=True)
    words = SealedField(null=True)
    approved_by = foreign_key("identity.User", null=True)
    approved_at = models.DateTimeField(null=True)
    request = one_to_one("fund.AidRequest", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="round_number_once"),
            models.CheckConstraint(condition=Q(each__gt=0), name="round_each_above_zero"),
            models.CheckConstraint(
                condition=Q(kind=MONEY, gift__isnull=True) | Q(kind=GOODS, gift__isnull=False),
                name="round_money_or_goods",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="round_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True,
                            request__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False,
                    submitted_at__isnull=False)
                & ~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("begun_by"))
                & (Q(kind=MONEY, request__isnull=False) | Q(kind=GOODS, request__isnull=True)),
                name="round_approved_by_another",
            ),
        ]  # fmt: skip


class Listed(models.Model):
    """A household on the list, once, with the class of its reason and how it came there."""

    class Privacy:
        public = ()
        internal = ("id", "round", "found", "listed_at")
        personal = ("household", "reason", "listed_by")
        sensitive = ()

    id = primary_key()
    round = foreign_key(Round, related_name="listed")
    household = foreign_key("people.Household")
    reason = models.CharField(max_length=20)
    found = models.BooleanField()
    listed_by = foreign_key("identity.User")
    listed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "household"], name="listed_once_in_a_round"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="listed_reason_known"),
        ]


class Sheet(models.Model):
    """The paper of one visit. ``number`` counts the visits of the round: the second is for those
    who were absent at the first. ``approved_by`` is the round's, so that a CHECK can compare."""

    class Privacy:
        public = ()
        internal = (
            "id", "round", "number", "issued_at", "handed_on", "photo", "keyed_at", "confirmed_at",
        )  # fmt: skip
        personal = ("handed_by", "approved_by", "keyed_by", "confirmed_by")
        sensitive = ()

    id = primary_key()
    round = foreign_key(Round, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    handed_by = foreign_key("identity.User")
    approved_by = foreign_key("identity.User")
    issued_at = models.DateTimeField()
    handed_on = models.DateField(null=True)
    photo = foreign_key("papers.Paper", null=True)
    keyed_by = foreign_key("identity.User", null=True)
    keyed_at = models.DateTimeField(null=True)
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="sheet_number_once"),
            models.CheckConstraint(
                condition=~Q(handed_by=F("approved_by")), name="handed_out_by_another"
            ),
            models.CheckConstraint(
                condition=Q(keyed_at__isnull=True, keyed_by__isnull=True)
                | Q(keyed_at__isnull=False, keyed_by__isnull=False, photo__isnull=False,
                    handed_on__isnull=False),
                name="keyed_from_a_photo",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False,
                    keyed_at__isnull=False)
                & ~Q(confirmed_by=F("keyed_by")) & ~Q(confirmed_by=F("handed_by")),
                name="sheet_confirmed_by_another",
            ),
        ]  # fmt: skip


class SheetLine(models.Model):
    """A household on a sheet: signed for it, or was not there. ``got`` is None until keyed."""

    class Privacy:
        public = ()
        internal = ("id", "sheet", "listed", "position", "got")
        personal = ()
        sensitive = ()

    id = primary_key()
    sheet = foreign_key(Sheet, related_name="lines")
    listed = foreign_key(Listed, related_name="lines")
    position = models.PositiveSmallIntegerField()
    got = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "listed"], name="sheet_line_once"),
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_line_in_order"),
            # Whoever has signed once gets nothing on a second sheet.
            models.UniqueConstraint(
                fields=["listed"], condition=Q(got=True), name="share_handed_out_once"
            ),
        ]


class Settlement(models.Model):
    """How a round ended, in fen or pieces. The database adds it up."""

    class Privacy:
        public = ()
        internal = (
            "round", "each", "planned", "given", "taken_out", "handed_out", "went_back", "at",
        )  # fmt: skip
        personal = ("by",)
        sensitive = ()

    round = one_to_one(Round, primary_key=True, related_name="settlement")
    each = models.BigIntegerField()
    planned = models.PositiveIntegerField()
    given = models.PositiveIntegerField()
    taken_out = models.BigIntegerField()
    handed_out = models.BigIntegerField()
    went_back = models.BigIntegerField()
    by = foreign_key("identity.User")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given__lte=F("planned")), name="given_no_more_than_planned"
            ),
            models.CheckConstraint(
                condition=Q(taken_out=F("planned") * F("each"))
                & Q(handed_out=F("given") * F("each"))
                & Q(taken_out=F("handed_out") + F("went_back")),
                name="handed_out_and_back_is_taken_out",
            ),
        ]  # fmt: skip
