"""What people felt of a session, and who was called because they had not come."""

from django.db import models
from django.db.models import Q

from linli.attendance.terms import FACES, NO_NUMBER, OUTCOMES, TROUBLE, UNREACHED
from linli.kernel.columns import foreign_key, one_to_one, primary_key
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
    """Somebody was called because they had not come; written once and for all.

    ``session``: the last they missed when they were first called. ``attempt``: which call about
    it, counted from 1, each once whoever presses at the same time, until one reaches them. A
    call about a deposit names no session, for there may be several, and keeps what they ``said``.
    ``lead``: how a social worker is told, of trouble, after the last try, and of who has no number
    (guards.py insists).
    Of the calls before these were asked, ``outcome`` and ``attempt`` are not known.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "session", "attempt", "at", "key")
        personal = ("resident", "by", "outcome", "lead")
        sensitive = ("said",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
    session = foreign_key("programmes.ClassSession", null=True)
    attempt = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=9, blank=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    said = SealedField(null=True)
    lead = one_to_one("cases.Lead", null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "session", "attempt"], name="reminder_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["resident", "session"],
                condition=~Q(outcome=UNREACHED),
                name="reminder_answered_once",
            ),
            models.CheckConstraint(
                condition=Q(attempt__isnull=True) | Q(attempt__gte=1, session__isnull=False),
                name="reminder_attempt_about_a_session",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=True)
                | Q(outcome=TROUBLE)
                | Q(outcome__in=(UNREACHED, NO_NUMBER), attempt__isnull=False),
                name="reminder_told_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=True, outcome="") | Q(outcome__in=OUTCOMES),
                name="reminder_says_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["place", "resident"], name="reminder_of_whom")]
