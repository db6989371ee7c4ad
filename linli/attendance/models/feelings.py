"""What people felt of a session, and who was called because they had not come."""

from django.db import models
from django.db.models import Q

from linli.attendance.models.sheets import _fk
from linli.attendance.terms import FACES
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

    ``reached``: whether they were spoken with, and ``said``: what they said, where a deposit hung
    on it; else nobody asks.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "at", "key", "reached")
        personal = ("resident", "by")
        sensitive = ("said",)

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = _fk("places.Place")
    resident = _fk("people.Resident")
    at = models.DateTimeField()
    by = _fk("identity.User")
    reached = models.BooleanField(null=True)
    said = SealedField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["place", "resident"], name="reminder_of_whom")]
