"""Who is in the room: a counter with a CHECK behind it, and a row for everybody who came."""

from django.db import models
from django.db.models import F, Q

from linli.attendance.models.sheets import Keying
from linli.attendance.terms import EXCUSED, METHODS, MOST_GUESTS, PRESENT, STATES
from linli.kernel.columns import foreign_key, one_to_one, primary_key


class Headcount(models.Model):
    """How many are in a session, against its places. Whoever comes or goes holds this row.

    ``over``: how many more than the places had come in already when it was keyed from paper or sent
    by a device that had been without network. What has happened is written down, and told.
    """

    class Privacy:
        public = ()
        internal = ("session", "capacity", "inside", "over")
        personal = ()
        sensitive = ()

    session = one_to_one("programmes.ClassSession", primary_key=True)
    capacity = models.PositiveSmallIntegerField()
    inside = models.PositiveSmallIntegerField(default=0)
    over = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inside__lte=F("capacity") + F("over")),
                name="headcount_not_more_than_places",
            ),
        ]


class Attendance(models.Model):
    """Somebody came to a session, or said that they would not. Never deleted: taken back.

    ``band``: the age band on the session's day, kept because people move away and what was does not
    change. ``left_at``: went home before the end. ``key`` is the press's: a party is one press.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "session", "place", "state", "at", "method", "key", "band", "keying", "left_at",
            "taken_back_at", "reason",
        )  # fmt: skip
        personal = ("resident", "by", "taken_back_by")
        sensitive = ()

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
    state = models.CharField(max_length=7)
    band = models.CharField(max_length=10)
    at = models.DateTimeField()
    method = models.CharField(max_length=7)
    by = foreign_key("identity.User")
    key = models.UUIDField()
    keying = foreign_key(Keying, null=True)
    left_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "resident"],
                condition=Q(taken_back_at__isnull=True),
                name="attendance_once_a_session",
            ),
            models.UniqueConstraint(fields=["key", "resident"], name="attendance_once_a_press"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="attendance_state_known"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="attendance_method_known"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(state=PRESENT),
                name="attendance_left_after_coming",
            ),
            models.CheckConstraint(
                condition=Q(keying__isnull=True) | Q(method="paper") & ~Q(state=EXCUSED),
                name="attendance_keyed_from_paper",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="attendance_taken_back_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["resident", "session"], name="attendance_of_whom")]


class Guests(models.Model):
    """People nobody here knows came along: a number, no name."""

    class Privacy:
        public = ()
        internal = (
            "id", "session", "count", "at", "key", "keying", "taken_back_at", "reason",
        )  # fmt: skip
        personal = ("by", "taken_back_by")
        sensitive = ()

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    count = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    keying = foreign_key(Keying, null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0, count__lte=MOST_GUESTS), name="guests_some_not_hundreds"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="guests_taken_back_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["session"], name="guests_of_session")]


class Card(models.Model):
    """A resident's card: a random token printed as QR, of which only a keyed hash is kept."""

    class Privacy:
        public = ()
        internal = ("id", "place", "token", "key", "issued_at", "revoked_at")
        personal = ("resident", "issued_by", "revoked_by")
        sensitive = ()

    id = primary_key()
    resident = foreign_key("people.Resident")
    place = foreign_key("places.Place")
    token = models.BinaryField(max_length=16, unique=True)
    issued_at = models.DateTimeField()
    issued_by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(revoked_at__isnull=True),
                name="card_one_a_resident",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="card_revoked_by_somebody",
            ),
        ]
