"""Who asks for which hours of the week, and which they were given."""

from django.db import models
from django.db.models import F, Q

from linli.allocation.models.rounds import AllocationRound
from linli.allocation.terms import BANDS, CHANNELS, DAY_QUARTERS, MOST_TIMES, QUARTER
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField

DAY_MINUTES = DAY_QUARTERS * QUARTER


class Application(models.Model):
    """A group or an organisation asks for weekly hours: one live application a round each.

    ``ticket`` names it in public, where it does not want to be named. ``resident``: who sees it
    from the phone. ``counts`` and ``points``: by the rule, frozen when the suggestion was made.
    """

    class Privacy:
        public = (
            "ticket", "expected_people", "needs", "band", "residents", "benefit", "times",
            "counts", "points",
        )  # fmt: skip
        internal = (
            "id", "round", "purpose", "channel", "named", "organisation", "applied_at",
            "corrected_at", "correction", "withdrawn_at", "key",
        )  # fmt: skip
        personal = ("resident", "title", "applied_by", "corrected_by", "withdrawn_by")
        sensitive = ("group_name", "group_blind", "contact")

    id = primary_key()
    round = foreign_key(AllocationRound, related_name="applications")
    ticket = models.UUIDField(unique=True, default=random_id)
    resident = foreign_key("people.Resident", null=True)
    organisation = foreign_key("identity.Organisation", null=True)
    group_name = SealedField(null=True)
    group_blind = models.BinaryField(null=True)
    contact = SealedField(null=True)
    named = models.BooleanField()
    title = models.CharField(max_length=60)
    purpose = models.CharField(max_length=12)
    expected_people = models.PositiveIntegerField()
    needs = models.JSONField(default=list)
    band = models.CharField(max_length=12, blank=True)
    residents = models.BooleanField()
    benefit = models.BooleanField()
    times = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=5)
    applied_by = foreign_key("identity.User", null=True)
    applied_at = models.DateTimeField()
    corrected_by = foreign_key("identity.User", null=True)
    corrected_at = models.DateTimeField(null=True)
    correction = models.CharField(max_length=120, blank=True)
    counts = models.JSONField(null=True)
    points = models.PositiveSmallIntegerField(null=True)
    withdrawn_by = foreign_key("identity.User", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(withdrawn_at__isnull=True, organisation__isnull=False),
                name="application_once_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["round", "group_blind"],
                condition=Q(withdrawn_at__isnull=True, group_blind__isnull=False),
                name="application_once_a_group",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, group_name__isnull=True)
                | Q(organisation__isnull=True, group_name__isnull=False, group_blind__isnull=False),
                name="application_for_one",
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1, times__lte=MOST_TIMES), name="application_times_a_week"
            ),
            models.CheckConstraint(
                condition=Q(expected_people__gt=0), name="application_of_somebody"
            ),
            models.CheckConstraint(condition=Q(band__in=tuple(BANDS)), name="application_band"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="application_channel"),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True) | ~Q(correction=""),
                name="application_corrected_why",
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="applications_of_resident")]


class Wish(models.Model):
    """A weekly hour somebody would like, in their order. Minutes of the day; ``rooms`` empty: any
    room of the round that fits. ``why``: the rule did not give it (a key of ``terms.WHY``)."""

    class Privacy:
        public = (
            "application", "priority", "weekday", "earliest_minute", "latest_minute",
            "least_minutes", "most_minutes", "rooms", "why",
        )  # fmt: skip
        internal = ("id", "key")
        personal = ()
        sensitive = ()

    id = primary_key()
    application = foreign_key(Application, related_name="wishes")
    priority = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    earliest_minute = models.PositiveSmallIntegerField()
    latest_minute = models.PositiveSmallIntegerField()
    least_minutes = models.PositiveSmallIntegerField()
    most_minutes = models.PositiveSmallIntegerField()
    rooms = models.JSONField(default=list)
    why = models.CharField(max_length=10, blank=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="wish_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(latest_minute__lte=DAY_MINUTES)
                & Q(latest_minute__gte=F("earliest_minute") + F("least_minutes")),
                name="wish_fits_its_window",
            ),
            models.CheckConstraint(
                condition=Q(least_minutes__gt=0, most_minutes__gte=F("least_minutes")),
                name="wish_least_and_most",
            ),
        ]


class AllocatedSlot(models.Model):
    """An hour of every week. ``suggested`` by the rule, or put there by a person, who says why.

    A plan is changed by taking an hour out (``out_…``) and putting another in (``replaces``), so
    what was suggested always stands beside. ``series``: its dates, once the plan was confirmed.
    """

    class Privacy:
        public = (
            "id", "round", "wish", "space", "weekday", "from_minute", "until_minute", "suggested",
            "put_reason", "out_at", "out_reason", "replaces", "given_back_at", "number",
        )  # fmt: skip
        internal = ("application", "series", "put_at")
        personal = ("put_by", "out_by", "given_back_by")
        sensitive = ()

    id = primary_key()
    round = foreign_key(AllocationRound, related_name="slots")
    application = foreign_key(Application, related_name="slots")
    wish = foreign_key(Wish, null=True)
    number = models.PositiveSmallIntegerField()
    space = foreign_key("spaces.Space")
    weekday = models.PositiveSmallIntegerField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()
    suggested = models.BooleanField()
    put_by = foreign_key("identity.User", null=True)
    put_at = models.DateTimeField()
    put_reason = models.CharField(max_length=120, blank=True)
    out_by = foreign_key("identity.User", null=True)
    out_at = models.DateTimeField(null=True)
    out_reason = models.CharField(max_length=200, blank=True)
    replaces = foreign_key("self", null=True)
    series = one_to_one("spaces.BookingSeries", null=True)
    given_back_by = foreign_key("identity.User", null=True)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "space", "weekday", "from_minute"],
                condition=Q(out_at__isnull=True),
                name="slot_once_in_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, until_minute__lte=DAY_MINUTES)
                & Q(until_minute__gt=F("from_minute")),
                name="slot_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(suggested=True) | ~Q(put_reason=""), name="slot_put_there_why"
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | ~Q(out_reason=""), name="slot_taken_out_why"
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | Q(series__isnull=True),
                name="slot_booked_is_not_taken_out",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True) | Q(series__isnull=False),
                name="slot_given_back_was_booked",
            ),
        ]
