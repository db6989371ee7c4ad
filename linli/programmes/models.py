"""What is remembered of programmes, courses and their sessions."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.programmes.terms import GOALS, ON_DAYS_OFF, SCENES


class Programme(models.Model):
    """Something the community offers, for people of some ages, in one of the four scenes.

    ``age_from`` and ``age_to`` are whole years, both meant; None: no bound. A ``closed_group``
    (psychology, social work; MZ/T 095 on group work) stands on lists, screens and calendars under
    its ``neutral_title`` alone.
    """

    class Privacy:
        public = ("id", "place", "scene", "age_from", "age_to", "neutral_title", "closed_on")
        internal = ("title", "title_en", "summary", "closed_group", "opened_at", "key")
        personal = ("opened_by",)
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    scene = models.CharField(max_length=12)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    closed_group = models.BooleanField(default=False)
    neutral_title = models.CharField(max_length=40, blank=True)
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scene__in=SCENES), name="programme_scene_known"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_to__gte=F("age_from")),
                name="programme_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_group=False) | ~Q(neutral_title=""),
                name="programme_closed_has_neutral_title",
            ),
        ]


class ProgrammeGoal(models.Model):
    """One of the four goals a programme serves."""

    class Privacy:
        public = ("programme", "goal")
        internal = ("id",)
        personal = ()
        sensitive = ()

    id = primary_key()
    programme = foreign_key(Programme, related_name="goals")
    goal = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "goal"], name="programme_goal_once"),
            models.CheckConstraint(condition=Q(goal__in=GOALS), name="programme_goal_known"),
        ]


class Course(models.Model):
    """A programme as it is held: these people at most, by these timetables."""

    class Privacy:
        public = ("id", "programme", "place", "capacity")
        internal = ("title", "opened_at", "key")
        personal = ("opened_by",)
        sensitive = ()

    id = primary_key()
    programme = foreign_key(Programme)
    place = foreign_key("places.Place")
    title = models.CharField(max_length=40)
    capacity = models.PositiveSmallIntegerField()
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="course_has_places"),
        ]


class Timetable(models.Model):
    """A course's rule from ``first_on`` on: RFC 5545 on days, an hour of wall time, a room.

    A change of rule is a new row; the sessions it takes over point at it, those behind them stay.
    """

    class Privacy:
        public = (
            "id", "course", "rule", "first_on", "starts_at", "minutes", "on_days_off", "space",
            "where",
        )  # fmt: skip
        internal = ("before_minutes", "after_minutes", "set_at")
        personal = ("set_by",)
        sensitive = ()

    id = primary_key()
    course = foreign_key(Course, related_name="timetables")
    rule = models.CharField(max_length=120)
    first_on = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    on_days_off = models.CharField(max_length=4)
    space = foreign_key("spaces.Space", null=True)
    where = models.CharField(max_length=60, blank=True)
    before_minutes = models.PositiveSmallIntegerField(default=0)
    after_minutes = models.PositiveSmallIntegerField(default=0)
    set_by = foreign_key("identity.User")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="timetable_has_minutes"),
            models.CheckConstraint(
                condition=Q(on_days_off__in=ON_DAYS_OFF), name="timetable_days_off_known"
            ),
            models.CheckConstraint(
                condition=Q(space__isnull=False) | ~Q(where=""), name="timetable_somewhere"
            ),
        ]


class ClassSession(models.Model):
    """One meeting of a course. ``recurrence_on``: the day its rule means, whenever it is held.

    ``booking`` holds its room; None while it is held outside, or not at all. ``by_hand``: somebody
    changed or cancelled this one alone, so that a change of the whole leaves it. ``sequence`` rises
    with each change (RFC 5545, SEQUENCE).
    """

    class Privacy:
        public = (
            "id", "course", "timetable", "place", "recurrence_on", "start_at", "end_at", "sequence",
            "cancelled_at",
        )  # fmt: skip
        internal = ("booking", "by_hand", "cancel_reason")
        personal = ()
        sensitive = ()

    id = primary_key()
    course = foreign_key(Course)
    timetable = foreign_key(Timetable)
    place = foreign_key("places.Place")
    recurrence_on = models.DateField()
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    booking = one_to_one("spaces.Booking", null=True)
    by_hand = models.BooleanField(default=False)
    sequence = models.PositiveSmallIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "start_at"],
                condition=Q(cancelled_at__isnull=True),
                name="session_once_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(end_at__gt=F("start_at")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | Q(cancelled_at__isnull=False, booking__isnull=True) & ~Q(cancel_reason=""),
                name="session_cancelled_with_reason_and_no_room",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "start_at"], name="session_place_start"),
            models.Index(fields=["course", "start_at"], name="session_course_start"),
        ]
