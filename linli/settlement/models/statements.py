"""A provider's statement of a month, its lines, and what was said to them."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.settlement.terms import OUTCOMES


class Statement(models.Model):
    """What a provider is owed for a month. ``number`` counts a month's statements and versions.

    ``replaced_at``: a corrected version took its place. ``silent``: nobody said anything for
    fourteen days after ``shown_at``. The three hands are three people, by CHECK.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "provider", "operation", "place", "month", "number", "replaces", "total_fen",
            "room_minutes", "drafted_at", "replaced_at", "shown_at", "agreed_at", "silent",
            "paid_at", "bank_reference", "key",
        )  # fmt: skip
        personal = ("drafted_by", "agreed_by", "paid_by")
        sensitive = ()

    id = primary_key()
    provider = foreign_key("providers.Provider")
    operation = foreign_key("operator.Operation")
    place = foreign_key("places.Place")
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    replaces = one_to_one("self", null=True)
    total_fen = models.BigIntegerField()
    room_minutes = models.PositiveIntegerField(default=0)
    drafted_by = foreign_key("identity.User")
    drafted_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    agreed_by = foreign_key("identity.User", null=True)
    agreed_at = models.DateTimeField(null=True)
    silent = models.BooleanField(default=False)
    paid_by = foreign_key("identity.User", null=True)
    paid_at = models.DateTimeField(null=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "month", "number"], name="statement_number_once"
            ),
            models.CheckConstraint(condition=Q(total_fen__gte=0), name="statement_not_below_zero"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by=None, silent=False)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, silent=False)
                | Q(agreed_at__isnull=False, agreed_by=None, silent=True, shown_at__isnull=False),
                name="statement_agreed_by_somebody_or_silence",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("drafted_by")),
                name="statement_not_agreed_by_its_drafter",
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_by=None, bank_reference="")
                | Q(paid_at__isnull=False, paid_by__isnull=False, agreed_at__isnull=False)
                & ~Q(bank_reference=""),
                name="statement_paid_after_it_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(paid_by__isnull=True)
                | ~Q(paid_by=F("drafted_by"))
                & (Q(agreed_by__isnull=True) | ~Q(paid_by=F("agreed_by"))),
                name="statement_paid_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(agreed_at__isnull=True),
                name="statement_agreed_is_not_replaced",
            ),
        ]
        indexes = [models.Index(fields=["place", "month"], name="statement_place_month")]


class Line(models.Model):
    """A session on a statement, frozen: its title, its day, how it went and what it pays.

    ``live``: of the version in force. A session is on one live line of a provider; and of an
    agreement, for a substitute has the line of who is absent.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "statement", "provider", "position", "origin_room", "origin_noun", "origin_id",
            "origin_title", "origin_on", "starts_at", "outcome", "minutes", "prepare_minutes",
            "heads", "capacity", "fees_fen", "agreement", "model", "rate", "cancelled_permille",
            "amount_fen", "room_fen", "live",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    statement = foreign_key(Statement, related_name="lines")
    provider = foreign_key("providers.Provider")
    position = models.PositiveSmallIntegerField()
    origin_room = models.CharField(max_length=20)
    origin_noun = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_title = models.CharField(max_length=80)
    origin_on = models.DateField()
    starts_at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    minutes = models.PositiveSmallIntegerField()
    prepare_minutes = models.PositiveSmallIntegerField()
    heads = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    fees_fen = models.BigIntegerField()
    agreement = foreign_key("providers.Agreement")
    model = models.CharField(max_length=16)
    rate = models.BigIntegerField()
    cancelled_permille = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField()
    room_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "origin_id"],
                condition=Q(live=True),
                name="session_settled_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "origin_id"],
                condition=Q(live=True) & ~Q(outcome="not_held"),
                name="session_settled_once_an_agreement",
            ),
            models.UniqueConstraint(
                fields=["statement", "position"], name="statement_line_position_once"
            ),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="line_outcome_known"),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, room_fen__gte=0, fees_fen__gte=0),
                name="line_not_below_zero",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_held") | Q(amount_fen=0),
                name="line_not_held_is_not_paid",
            ),
        ]


class Dispute(models.Model):
    """What a provider said is wrong with a line, and what the desk answered."""

    class Privacy:
        public = ()
        internal = ("id", "statement", "line", "at", "answered_at")
        personal = ("words", "by", "answer", "answered_by")
        sensitive = ()

    id = primary_key()
    statement = foreign_key(Statement, related_name="disputes")
    line = foreign_key(Line, related_name="disputes")
    words = models.CharField(max_length=200)
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True)
    answered_by = foreign_key("identity.User", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(answered_at__isnull=True), name="line_disputed_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="dispute_says_what"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(answered_by=F("by")),
                name="dispute_answered_by_another",
            ),
        ]
