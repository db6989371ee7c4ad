"""Bookings, the quarter hours they hold, and series of them."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.spaces.models.rooms import Space
from linli.spaces.terms import BUFFERS, PURPOSES, STATES


class BookingSeries(models.Model):
    """The same time of many days. Each date has a verdict of its own (``SeriesDate``)."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "space", "weekdays", "every_weeks", "from_minute",
            "until_minute", "from_on", "until_on", "skip_days_off", "purpose", "expected_people",
            "before_minutes", "after_minutes", "private", "organisation", "made_by", "made_at",
            "key",
        )  # fmt: skip
        personal = ("title", "resident")
        sensitive = ("group_name", "contact")

    id = primary_key()
    place = foreign_key("places.Place")
    space = foreign_key(Space)
    title = models.CharField(max_length=60)
    purpose = models.CharField(max_length=12)
    expected_people = models.PositiveIntegerField(null=True)
    before_minutes = models.PositiveSmallIntegerField()
    after_minutes = models.PositiveSmallIntegerField()
    private = models.BooleanField()
    resident = foreign_key("people.Resident", null=True)
    organisation = foreign_key("identity.Organisation", null=True)
    group_name = SealedField(null=True)
    contact = SealedField(null=True)
    weekdays = models.JSONField()
    every_weeks = models.PositiveSmallIntegerField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    skip_days_off = models.BooleanField()
    made_by = foreign_key("identity.User", null=True)
    made_at = models.DateTimeField()
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on"), from_minute__lt=F("until_minute")),
                name="series_runs_forwards",
            ),
            models.CheckConstraint(condition=Q(every_weeks__gt=0), name="series_comes_again"),
        ]


class Booking(models.Model):
    """A room held for a time: by a room above (``origin_…``), a resident, an organisation, a group.

    ``lapses_at``: from then on it is free again when read, unless it was answered (a wish) or
    somebody came (a confirmed one); who needs the time sweeps it. Only a live booking has slots.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "space", "start_at", "end_at", "before_minutes", "after_minutes",
            "private", "purpose", "expected_people", "origin_room", "origin_noun", "origin_id",
            "origin_title", "organisation", "series", "state", "lapses_at", "release_minutes",
            "asked_at", "decided_at", "ended_at", "checked_in_at", "key",
        )  # fmt: skip
        personal = ("title", "resident", "asked_by", "decided_by", "ended_by", "reason")
        sensitive = ("group_name", "group_blind", "contact")

    id = primary_key()
    place = foreign_key("places.Place")
    space = foreign_key(Space)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    before_minutes = models.PositiveSmallIntegerField(default=0)
    after_minutes = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=60)
    private = models.BooleanField(default=False)
    purpose = models.CharField(max_length=12, blank=True)
    expected_people = models.PositiveIntegerField(null=True)
    origin_room = models.CharField(max_length=20, blank=True)
    origin_noun = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True)
    origin_title = models.CharField(max_length=80, blank=True)
    resident = foreign_key("people.Resident", null=True)
    organisation = foreign_key("identity.Organisation", null=True)
    group_name = SealedField(null=True)
    group_blind = models.BinaryField(null=True)
    contact = SealedField(null=True)
    series = foreign_key(BookingSeries, null=True, related_name="bookings")
    state = models.CharField(max_length=10)
    lapses_at = models.DateTimeField(null=True)
    release_minutes = models.PositiveSmallIntegerField(null=True)
    asked_by = foreign_key("identity.User", null=True)
    asked_at = models.DateTimeField()
    decided_by = foreign_key("identity.User", null=True)
    decided_at = models.DateTimeField(null=True)
    ended_by = foreign_key("identity.User", null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    checked_in_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_at__gt=F("start_at")), name="booking_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(before_minutes__in=BUFFERS, after_minutes__in=BUFFERS),
                name="booking_buffers_whole_quarters",
            ),
            models.CheckConstraint(
                condition=Q(state__in=tuple(STATES)), name="booking_state_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose="") | Q(purpose__in=tuple(PURPOSES)),
                name="booking_purpose_known",
            ),
            models.CheckConstraint(
                condition=Q(expected_people__isnull=True) | Q(expected_people__gt=0),
                name="booking_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(origin_id__isnull=True, origin_room="", origin_noun="")
                | Q(origin_id__isnull=False) & ~Q(origin_room="") & ~Q(origin_noun=""),
                name="booking_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(resident__isnull=True, organisation__isnull=True)
                | Q(resident__isnull=True, group_name__isnull=True)
                | Q(organisation__isnull=True, group_name__isnull=True),
                name="booking_for_one_at_most",
            ),
            models.CheckConstraint(
                condition=~Q(state="requested") | Q(lapses_at__isnull=False),
                name="booking_wish_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(checked_in_at__isnull=True) | Q(lapses_at__isnull=True),
                name="booking_come_does_not_lapse",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "start_at"], name="bookings_of_place"),
            models.Index(fields=["space", "start_at"], name="bookings_of_space"),
            models.Index(fields=["place", "asked_at"], condition=Q(state="requested"),
                         name="bookings_waiting"),
        ]  # fmt: skip


class Slot(models.Model):
    """A quarter of an hour of a leaf (whole quarters since 1970, UTC). The key is the guard: two
    bookings that meet want the same row, on either engine, whatever anybody has checked before."""

    class Privacy:
        public = ()
        internal = ("pk", "leaf", "quarter", "booking", "buffer")
        personal = ()
        sensitive = ()

    pk = models.CompositePrimaryKey("leaf", "quarter")
    leaf = foreign_key(Space)
    quarter = models.IntegerField()
    booking = foreign_key(Booking, related_name="slots")
    buffer = models.BooleanField()


class SeriesDate(models.Model):
    """One date of a series: its booking, or why there is none yet. ``dropped``: by a person."""

    class Privacy:
        public = ()
        internal = ("id", "series", "on", "verdict", "blocked_by", "booking")
        personal = ()
        sensitive = ()

    id = primary_key()
    series = foreign_key(BookingSeries, related_name="dates")
    on = models.DateField()
    verdict = models.CharField(max_length=14)
    blocked_by = foreign_key(Booking, null=True)
    booking = one_to_one(Booking, null=True, related_name="series_date")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "on"], name="series_date_once"),
            models.CheckConstraint(
                condition=Q(
                    verdict__in=("booked", "taken", "closed", "outside_hours", "day_off", "dropped")
                ),
                name="series_date_verdict_known",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="booked") | Q(booking__isnull=False),
                name="series_date_booked_by",
            ),
        ]
