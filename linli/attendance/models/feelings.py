"""What people felt of a session, and who was called because they had not come."""

from django.db import models
from django.db.models import Q

from linli.attendance.models.sheets import _fk
from linli.attendance.terms import FACES, OUTCOMES
from linli.kernel.ids import uuid7
from linli.kernel.sealed import SealedField


class Feedback(models.Model):
    """One of three faces, once a person and session; words if somebody wants to say more."""

    class Privacy:
        public = ()
        internal = ("id", "session", "face", "at", "key")
        personal = ("resident", "by")
        sensitive = ("words",)

    id = models.UUIDField(primary_key=True, default=uuid7)
    session = _fk("programmes.ClassSession")
    resident = _fk("people.Resident")
    face = models.PositiveSmallIntegerField()
    words = SealedField(null=True)
    at = models.DateTimeField()
    by = _fk("identity.User")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "resident"], name="feedback_once"),
            models.CheckConstraint(condition=Q(face__in=FACES), name="feedback_face_known"),
        ]


class Reminder(models.Model):
    """Somebody was called because they had not come; what was before it counts no more.

    ``session``: the last they missed then. One call answers it, whoever presses at the same time; a
    call about a deposit names none, for there may be several, and keeps what they ``said``. Of the
    calls before that was asked, the ``outcome`` is not known.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "session", "at", "key")
        personal = ("resident", "by", "outcome")
        sensitive = ("said",)

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    resident = _fk("people.Resident")
    session = _fk("programmes.ClassSession", null=True)
    outcome = models.CharField(max_length=9, blank=True)
    at = models.DateTimeField()
    by = _fk("identity.User")
    said = SealedField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resident", "session"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(session__isnull=True, outcome="") | Q(outcome__in=OUTCOMES),
                name="reminder_says_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["place", "resident"], name="reminder_of_whom")]
