"""The tree of rooms, when they are open, when they are not, and who may ask for them."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.spaces.terms import BOOKERS, DAY_MINUTES, KINDS, ON_DAYS_OFF


class Space(models.Model):
    """A room, a part of one, or a hall of several. Who claims it claims every leaf beneath it.

    ``private``: lists, screens and refusals say 内部使用 instead of what happens in it.
    ``open_access``: people come and go (the gym); it can still be booked as a whole.
    """

    class Privacy:
        public = (
            "id", "place", "parent", "name", "name_en", "kind", "area_m2", "capacity_people",
            "features", "equipment", "open_access", "order", "opened_on", "closed_on",
        )  # fmt: skip
        internal = ("private",)
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    parent = foreign_key("self", null=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    area_m2 = models.PositiveIntegerField(null=True)
    capacity_people = models.PositiveIntegerField()
    features = models.JSONField(default=list)
    equipment = models.JSONField(default=list)
    open_access = models.BooleanField(default=False)
    private = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="space_name_once_in_a_place"),
            models.CheckConstraint(condition=Q(kind__in=tuple(KINDS)), name="space_kind_known"),
            models.CheckConstraint(condition=Q(capacity_people__gt=0), name="space_holds_somebody"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="space_not_in_itself"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="space_closed_after_opened",
            ),
        ]


class OpeningRule(models.Model):
    """When a room is open: weekdays (0 = Monday), wall minutes of its day, from one day to another.

    A room without rules of its own is open when the hall it lies in is.
    """

    class Privacy:
        public = (
            "id", "space", "weekdays", "from_minute", "until_minute", "from_on", "until_on",
            "on_days_off",
        )  # fmt: skip
        internal = ("set_by", "set_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    space = foreign_key(Space, related_name="opening_rules")
    weekdays = models.JSONField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    on_days_off = models.CharField(max_length=6)
    set_by = foreign_key("identity.User", null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_minute__lt=F("until_minute"), until_minute__lte=DAY_MINUTES),
                name="opening_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="opening_in_force_forwards",
            ),
            models.CheckConstraint(
                condition=Q(on_days_off__in=tuple(ON_DAYS_OFF)), name="opening_days_off_known"
            ),
        ]


class Closure(models.Model):
    """A room, or with no room every room of the place, is shut for a time. Bookings it meets stand
    until a person moves or cancels them; new ones are refused."""

    class Privacy:
        public = ("id", "place", "space", "start_at", "end_at", "reason", "lifted_at")
        internal = ("set_by", "set_at", "lifted_by")
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    space = foreign_key(Space, null=True)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    reason = models.CharField(max_length=60)
    set_by = foreign_key("identity.User", null=True)
    set_at = models.DateTimeField()
    lifted_by = foreign_key("identity.User", null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_at__gt=F("start_at")), name="closure_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="closure_says_why"),
        ]
        indexes = [models.Index(fields=["place", "end_at"], name="closures_of_place")]


class BookingPolicy(models.Model):
    """Who may have a room, and how much of it. The nearest in force counts: the room's own, else
    that of the hall it lies in, else the place's (``space`` empty).

    ``exempt_roles``: workers who book for others without these limits. ``purposes``: empty is any.
    ``decide_hours``: how long a wish holds its time; ``release_minutes``: after so many minutes
    without anybody a booking is free again (empty: never).
    """

    class Privacy:
        public = (
            "id", "place", "space", "booker", "needs_approval", "decide_hours", "release_minutes",
            "max_lead_days", "min_notice_hours", "max_hours_week", "max_hours_month", "purposes",
            "from_on", "until_on",
        )  # fmt: skip
        internal = ("exempt_roles", "set_by", "set_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    space = foreign_key(Space, null=True)
    booker = models.CharField(max_length=12)
    needs_approval = models.BooleanField()
    decide_hours = models.PositiveSmallIntegerField()
    release_minutes = models.PositiveSmallIntegerField(null=True)
    max_lead_days = models.PositiveSmallIntegerField(null=True)
    min_notice_hours = models.PositiveSmallIntegerField(null=True)
    max_hours_week = models.PositiveSmallIntegerField(null=True)
    max_hours_month = models.PositiveSmallIntegerField(null=True)
    purposes = models.JSONField(default=list)
    exempt_roles = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    set_by = foreign_key("identity.User", null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(booker__in=tuple(BOOKERS)), name="policy_booker_known"
            ),
            models.CheckConstraint(condition=Q(decide_hours__gt=0), name="policy_answers_in_time"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="policy_in_force_forwards",
            ),
        ]
