"""What people felt of a session, and who was called because they had not come."""

from django.db import models
from django.db.models import Q

from linli.attendance.terms import FACES, OUTCOMES
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class Feedback(models.Model):
    """One of three faces, once a person and session; words if somebody wants to say more."""

    class Privacy:
        public = ()
        internal = ("id", "session", "face", "at", "key")
        personal = ("resident", "by")
        sensitive = ("words",)

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    resident = foreign_key("people.Resident")
    face = models.PositiveSmallIntegerField()
    words = SealedField(null=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
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

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
    session = foreign_key("programmes.ClassSession", null=True)
    outcome = models.CharField(max_length=9, blank=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
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
