"""A season's allocation: groups wish for a weekly time, a worker allots, a series comes of it."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.ids import uuid7
from linli.kernel.sealed import SealedField
from linli.spaces.models.bookings import BookingSeries
from linli.spaces.models.rooms import Space, _fk
from linli.spaces.terms import PARTS_OF_DAY


class AllocationRound(models.Model):
    """One season: from which day to which rooms are allotted, and until when wishes come in."""

    class Privacy:
        public = ("id", "place", "title", "from_on", "until_on", "wishes_until_on", "settled_at")
        internal = ("opened_by", "opened_at", "settled_by")
        personal = ()
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    title = models.CharField(max_length=40)
    from_on = models.DateField()
    until_on = models.DateField()
    wishes_until_on = models.DateField()
    opened_by = _fk("identity.User", null=True)
    opened_at = models.DateTimeField()
    settled_by = _fk("identity.User", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "title"], name="round_title_once"),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on"), wishes_until_on__lte=F("from_on")),
                name="allocation_runs_forwards",
            ),
        ]


class Wish(models.Model):
    """What a group wishes for: a room, a weekday, a part of the day, how long. ``priority``: 1 is
    its first wish."""

    class Privacy:
        public = ()
        internal = (
            "id", "round", "space", "organisation", "weekday", "part_of_day", "min_minutes",
            "max_minutes", "priority", "people", "title", "series", "declined_because",
            "entered_by", "entered_at", "decided_by", "decided_at", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ("group_name", "contact")

    id = models.UUIDField(primary_key=True, default=uuid7)
    round = _fk(AllocationRound, related_name="wishes")
    space = _fk(Space)
    organisation = _fk("identity.Organisation", null=True)
    group_name = SealedField(null=True)
    contact = SealedField(null=True)
    title = models.CharField(max_length=60)
    weekday = models.PositiveSmallIntegerField()
    part_of_day = models.CharField(max_length=9)
    min_minutes = models.PositiveSmallIntegerField()
    max_minutes = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    series = models.OneToOneField(
        BookingSeries, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_because = models.CharField(max_length=80, blank=True)
    entered_by = _fk("identity.User", null=True)
    entered_at = models.DateTimeField()
    decided_by = _fk("identity.User", null=True)
    decided_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="wish_weekday_known"),
            models.CheckConstraint(
                condition=Q(part_of_day__in=tuple(PARTS_OF_DAY)), name="wish_part_of_day_known"
            ),
            models.CheckConstraint(
                condition=Q(min_minutes__gt=0, min_minutes__lte=F("max_minutes")),
                name="wish_length_forwards",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True) | Q(declined_because=""),
                name="wish_allotted_or_declined",
            ),
        ]
