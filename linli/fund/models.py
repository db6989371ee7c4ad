"""What the fund remembers. Its rows are facts that were added one after another; a state is derived
from which of them exist. How much money there is, the ledger remembers (``ledger.Book``)."""

from django.db import models
from django.db.models import F, Q

from linli.fund.terms import GENERAL, PURPOSES, REASONS
from linli.kernel.ids import random_id, uuid7
from linli.kernel.sealed import SealedField


class Fund(models.Model):
    """A community's charity fund. It has no account of its own: all its money is in the holder's
    books, and ours are reconciled to them (the community-fund guides of Hunan and Hubei).

    ``series`` begins the numbers of its acknowledgements, as ``JA`` in ``JA2026``.
    """

    class Privacy:
        public = ("id", "place", "holder", "name", "name_en", "series", "opened_on")
        internal = ("book",)
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    book = models.OneToOneField(
        "ledger.Book", to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    series = models.CharField(max_length=8, unique=True)
    opened_on = models.DateField()


class Purpose(models.Model):
    """A use that the fund's agreement permits. Money given for one is spent on no other."""

    class Privacy:
        public = ("id", "fund", "kind")
        internal = ()
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="purposes")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "kind"], name="purpose_once_in_a_fund"),
            models.CheckConstraint(condition=Q(kind__in=PURPOSES), name="purpose_permitted"),
        ]


class OpeningBalance(models.Model):
    """What the holder confirmed to hold for the fund on the day our books began; never twice."""

    class Privacy:
        public = ("fund", "amount_fen", "on", "entry")
        internal = ("statement",)
        personal = ()
        sensitive = ()

    fund = models.OneToOneField(
        Fund, primary_key=True, on_delete=models.PROTECT, related_name="opening"
    )
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    statement = models.CharField(max_length=60)
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="opening_not_below_zero")
        ]


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


class AidRequest(models.Model):
    """A request for money, as it was asked; what became of it stands in the facts that follow.

    ``gap_fen`` is what state aid leaves open of a month's need, worked out on the day it was
    asked (None where the purpose is not to fill a gap). ``persons`` counts whom it helps. The
    ``origin`` names the upper room's record it came from, frozen, without a foreign key.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "purpose", "reason", "asked_fen", "gap_fen", "persons",
            "origin_room", "origin_noun", "origin_id", "origin_title", "origin_on", "asked_at",
            "key",
        )  # fmt: skip
        personal = ("household", "person", "asked_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    household = models.ForeignKey(
        "people.Household", null=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "people.Resident", null=True, on_delete=models.PROTECT, related_name="+"
    )
    persons = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=30)
    asked_fen = models.BigIntegerField()
    gap_fen = models.BigIntegerField(null=True)
    origin_room = models.CharField(max_length=20, blank=True)
    origin_noun = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True)
    origin_title = models.CharField(max_length=80, blank=True)
    origin_on = models.DateField(null=True)
    asked_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(asked_fen__gt=0), name="aid_asked_above_zero"),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="aid_purpose_permitted"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="aid_reason_known"),
            models.CheckConstraint(
                condition=Q(household__isnull=True, person__isnull=True, gap_fen__isnull=True,
                            persons=0)
                | Q(household__isnull=False, persons__gt=0)
                & (Q(gap_fen__isnull=True) | Q(gap_fen__gte=F("asked_fen"))),
                name="aid_never_above_the_gap",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["fund", "-asked_at"], name="aid_of_fund"),
            models.Index(fields=["household", "-asked_at"], name="aid_of_household"),
        ]


class Grant(models.Model):
    """The committee said yes, and the money was set aside in the same breath (``entry``)."""

    class Privacy:
        public = ()
        internal = ("request", "amount_fen", "at", "entry", "key")
        personal = ()
        sensitive = ()

    request = models.OneToOneField(
        AidRequest, primary_key=True, on_delete=models.PROTECT, related_name="grant"
    )
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="grant_above_zero")
        ]


class Refusal(models.Model):
    """The committee said no, and why, in words the family may read."""

    class Privacy:
        public = ()
        internal = ("request", "at", "key")
        personal = ()
        sensitive = ("words",)

    request = models.OneToOneField(
        AidRequest, primary_key=True, on_delete=models.PROTECT, related_name="refusal"
    )
    words = SealedField()
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)


class Instruction(models.Model):
    """The holder was asked to pay. Only what was granted can be: the key points at the grant."""

    class Privacy:
        public = ()
        internal = ("grant", "at", "key")
        personal = ()
        sensitive = ()

    grant = models.OneToOneField(
        Grant, primary_key=True, on_delete=models.PROTECT, related_name="instruction"
    )
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)


class Batch(models.Model):
    """One publication of the fund's figures: what the public is shown, never the day's state.

    ``figures`` is what ``published.py`` reads (terms.Shown already applied); ``entry`` puts the
    same figures into the chain.
    """

    class Privacy:
        public = ("id", "fund", "number", "published_at", "figures", "entry")
        internal = ("key",)
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    figures = models.JSONField()
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="batch_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="batch_from_one"),
        ]


class Payment(models.Model):
    """The holder paid: a second person entered its bank reference and day.

    ``batch`` is the publication that counted it; empty while it waits for a large enough group.
    """

    class Privacy:
        public = ()
        internal = (
            "instruction", "fund", "bank_reference", "paid_on", "at", "entry", "batch", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    instruction = models.OneToOneField(
        Instruction, primary_key=True, on_delete=models.PROTECT, related_name="payment"
    )
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    bank_reference = models.CharField(max_length=60)
    paid_on = models.DateField()
    at = models.DateTimeField()
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            # One line of the holder's statement pays one request: the second is a slip or a fraud.
            models.UniqueConstraint(fields=["fund", "bank_reference"], name="bank_line_pays_once"),
        ]


class Withdrawal(models.Model):
    """The request was taken back before it was paid; what was set aside went back (``entry``)."""

    class Privacy:
        public = ()
        internal = ("request", "at", "entry", "key")
        personal = ()
        sensitive = ()

    request = models.OneToOneField(
        AidRequest, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField()
    entry = models.OneToOneField(
        "ledger.Entry", null=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.UUIDField(unique=True)
