"""What is remembered of applications to offices outside: what happened, and what came of it.

Where an application stands is derived from its steps and arrivals. Nothing is overwritten: what was
entered by mistake is taken back, with its moment, and stays readable.
"""

from django.db import models
from django.db.models import Q

from linli.claims import terms
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class Claim(models.Model):
    """One application for one benefit, for one person or a whole household.

    ``snapshot``: the verdict it began from, with the facts it rested on. ``basis``: by whose
    consent we act for them; without one nothing is handed in. ``waiting_fen``: what a month of
    waiting loses, as reckoned when it was opened. ``ended_at`` follows its last step.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "worker", "opened_by", "opened_at", "ended_at")
        personal = (
            "household", "person", "benefit", "edition", "rule_sha256", "basis", "waiting_fen",
        )  # fmt: skip
        sensitive = ("snapshot",)

    id = primary_key()
    place = foreign_key("places.Place")
    household = foreign_key("people.Household")
    person = foreign_key("people.Resident", null=True)
    benefit = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    rule_sha256 = models.CharField(max_length=64)
    snapshot = SealedField()
    waiting_fen = models.BigIntegerField()
    basis = foreign_key("people.Basis", null=True)
    worker = foreign_key("identity.User")
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person", "benefit"],
                condition=Q(person__isnull=False, ended_at__isnull=True),
                name="claim_once_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["household", "benefit"],
                condition=Q(person__isnull=True, ended_at__isnull=True),
                name="claim_once_for_a_household",
            ),
            models.CheckConstraint(condition=Q(waiting_fen__gte=0), name="claim_waiting_not_minus"),
        ]
        indexes = [
            models.Index(fields=["place", "ended_at"], name="claim_of_place"),
            models.Index(fields=["worker", "ended_at"], name="claim_of_worker"),
            models.Index(fields=["household"], name="claim_of_household"),
        ]


class Step(models.Model):
    """What happened to a claim on a day, as somebody saw it.

    ``due_on``: until when the office wants more, or an appeal may be made. ``amount_fen``,
    ``yearly_cap_fen``, ``from_month``, ``until_on``, ``rhythm``: of a grant (``terms.Grant``);
    ``until_on`` of a renewal too. ``reference``: the office's number. ``fact``: what the step made
    known of the family, retracted when the step is taken back.
    """

    class Privacy:
        public = ()
        internal = ("id", "claim", "recorded_at", "recorded_by", "taken_back_at")
        personal = (
            "kind", "on", "due_on", "amount_fen", "yearly_cap_fen", "from_month", "until_on",
            "rhythm", "photo", "fact",
        )  # fmt: skip
        sensitive = ("reference", "words")

    id = primary_key()
    claim = foreign_key(Claim)
    kind = models.CharField(max_length=12)
    on = models.DateField()
    due_on = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    yearly_cap_fen = models.BigIntegerField(null=True)
    from_month = models.DateField(null=True)
    until_on = models.DateField(null=True)
    rhythm = models.CharField(max_length=8, blank=True)
    fact = foreign_key("people.Fact", null=True)
    reference = SealedField(null=True)
    words = SealedField(null=True)
    photo = foreign_key("papers.Paper", null=True)
    recorded_at = models.DateTimeField()
    recorded_by = foreign_key("identity.User")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=terms.STEPS), name="claim_step_known"),
            models.CheckConstraint(
                condition=Q(kind=terms.GRANTED, amount_fen__isnull=False, amount_fen__gte=0)
                & Q(from_month__isnull=False, from_month__day=1)
                | ~Q(kind=terms.GRANTED) & Q(amount_fen__isnull=True, from_month__isnull=True),
                name="claim_grant_says_how_much",
            ),
            models.CheckConstraint(
                condition=Q(yearly_cap_fen__isnull=True) | Q(yearly_cap_fen__gt=0),
                name="claim_cap_above_nought",
            ),
            models.CheckConstraint(
                condition=Q(rhythm="") | Q(rhythm__in=terms.RHYTHMS), name="claim_rhythm_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=terms.REFUSED) | Q(words__isnull=False),
                name="claim_refusal_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["claim"], name="claim_step_of_claim")]


class HandedPaper(models.Model):
    """One place of a claim's checklist, filled: which of the papers asked for, and its photo."""

    class Privacy:
        public = ()
        internal = ("id", "claim", "position", "kept_at", "kept_by")
        personal = ("paper", "photo")
        sensitive = ()

    id = primary_key()
    claim = foreign_key(Claim)
    position = models.PositiveSmallIntegerField()
    paper = models.CharField(max_length=60)
    photo = foreign_key("papers.Paper", null=True)
    kept_at = models.DateTimeField()
    kept_by = foreign_key("identity.User")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "position"], name="claim_paper_once")
        ]


class Settlement(models.Model):
    """Bills of some months, handed in together for the money."""

    class Privacy:
        public = ()
        internal = ("id", "claim", "recorded_at", "recorded_by", "taken_back_at")
        personal = ("first_month", "last_month", "handed_in_on")
        sensitive = ()

    id = primary_key()
    claim = foreign_key(Claim)
    first_month = models.DateField()
    last_month = models.DateField()
    handed_in_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = foreign_key("identity.User")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__day=1, last_month__day=1)
                & Q(first_month__lte=models.F("last_month")),
                name="claim_settlement_of_months",
            )
        ]
        indexes = [models.Index(fields=["claim"], name="claim_settlement_of_claim")]


class Bill(models.Model):
    """What an institution charged for a month. ``institution`` is sealed: it tells a condition."""

    class Privacy:
        public = ()
        internal = ("id", "claim", "recorded_at", "recorded_by", "taken_back_at")
        personal = ("month", "amount_fen", "photo")
        sensitive = ("institution",)

    id = primary_key()
    claim = foreign_key(Claim)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    institution = SealedField(null=True)
    photo = foreign_key("papers.Paper", null=True)
    recorded_at = models.DateTimeField()
    recorded_by = foreign_key("identity.User")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1, amount_fen__gt=0), name="claim_bill_of_a_month"
            )
        ]
        indexes = [models.Index(fields=["claim"], name="claim_bill_of_claim")]


class Arrival(models.Model):
    """Money that reached the family, as somebody saw it; it never passes through our books."""

    class Privacy:
        public = ()
        internal = ("id", "claim", "recorded_at", "recorded_by", "taken_back_at")
        personal = ("arrived_on", "amount_fen", "first_month", "last_month", "seen_as", "photo")
        sensitive = ()

    id = primary_key()
    claim = foreign_key(Claim)
    arrived_on = models.DateField()
    amount_fen = models.BigIntegerField()
    first_month = models.DateField()
    last_month = models.DateField()
    seen_as = models.CharField(max_length=12)
    photo = foreign_key("papers.Paper", null=True)
    recorded_at = models.DateTimeField()
    recorded_by = foreign_key("identity.User")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__day=1, last_month__day=1, amount_fen__gt=0)
                & Q(first_month__lte=models.F("last_month")),
                name="claim_arrival_of_months",
            ),
            models.CheckConstraint(
                condition=Q(seen_as__in=terms.SEEN_AS), name="claim_arrival_seen"
            ),
        ]
        indexes = [models.Index(fields=["claim"], name="claim_arrival_of_claim")]
