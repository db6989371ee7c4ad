"""What was agreed with a provider, by two different people, and never edited afterwards."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.providers.models.people import Provider
from linli.providers.terms import MODELS, WHOLE


class Agreement(models.Model):
    """Terms for some courses from a day on: proposed by the desk, answered by the provider.

    ``ends_on`` is the first day without it; a new version sets it, and it is the one thing that
    may still change. ``guards.py`` keeps the rest as it was proposed, and two agreements of one
    provider from sharing a course on a day.
    """

    class Privacy:
        public = ("model",)
        internal = (
            "id", "provider", "number", "per_session_fen", "per_head_fen", "share_permille",
            "room_hour_fen", "cancelled_permille", "prepare_minutes", "owed_minutes", "from_on",
            "ends_on", "replaces", "proposed_at", "agreed_at", "declined_at", "key",
        )  # fmt: skip
        personal = ("proposed_by", "answered_by", "declined_because")
        sensitive = ()

    id = primary_key()
    provider = foreign_key(Provider)
    number = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=16)
    per_session_fen = models.BigIntegerField(default=0)
    per_head_fen = models.BigIntegerField(default=0)
    share_permille = models.PositiveSmallIntegerField(default=0)
    room_hour_fen = models.BigIntegerField(default=0)
    cancelled_permille = models.PositiveSmallIntegerField(default=0)
    prepare_minutes = models.PositiveSmallIntegerField(default=0)
    owed_minutes = models.PositiveIntegerField(default=0)
    from_on = models.DateField()
    ends_on = models.DateField(null=True)
    replaces = foreign_key("self", null=True)
    proposed_by = foreign_key("identity.User")
    proposed_at = models.DateTimeField()
    answered_by = foreign_key("identity.User", null=True)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_because = models.CharField(max_length=200, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="teaching_number_once"),
            models.CheckConstraint(condition=Q(model__in=MODELS), name="teaching_model_known"),
            models.CheckConstraint(
                condition=Q(
                    model="free", per_session_fen=0, per_head_fen=0, share_permille=0,
                    room_hour_fen=0,
                )
                | Q(
                    model="per_session", per_session_fen__gt=0, per_head_fen=0, share_permille=0,
                    room_hour_fen=0,
                )
                | Q(
                    model="per_head", per_session_fen=0, per_head_fen__gt=0, share_permille=0,
                    room_hour_fen=0,
                )
                | Q(
                    model="share", per_session_fen=0, per_head_fen=0, share_permille__gt=0,
                    share_permille__lte=WHOLE, room_hour_fen=0,
                )
                | Q(
                    model="room_for_service", per_session_fen=0, per_head_fen=0, share_permille=0,
                    room_hour_fen__gt=0,
                ),
                name="teaching_has_the_rate_of_its_model",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_permille=0)
                | Q(model="per_session", cancelled_permille__lte=WHOLE),
                name="teaching_cancelled_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("from_on")),
                name="teaching_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, declined_at__isnull=True, answered_by=None)
                | Q(agreed_at__isnull=False, declined_at__isnull=True, answered_by__isnull=False)
                | Q(agreed_at__isnull=True, declined_at__isnull=False, answered_by__isnull=False)
                & ~Q(declined_because=""),
                name="teaching_answered_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")),
                name="teaching_by_two",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["provider", "from_on"], name="teaching_provider_from")]


class AgreementCourse(models.Model):
    """A course that an agreement is about."""

    class Privacy:
        public = ("course",)
        internal = ("id", "agreement")
        personal = ()
        sensitive = ()

    id = primary_key()
    agreement = foreign_key(Agreement, related_name="courses")
    course = foreign_key("programmes.Course")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "course"], name="teaching_course_once")
        ]


class Substitution(models.Model):
    """One session of a teacher that somebody else gives, on the same terms."""

    class Privacy:
        public = ("session",)
        internal = ("id", "absent", "substitute", "agreed_at")
        personal = ("agreed_by", "reason")
        sensitive = ()

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    absent = foreign_key(Provider)
    substitute = foreign_key(Provider)
    reason = models.CharField(max_length=60, blank=True)
    agreed_by = foreign_key("identity.User")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "absent"], name="substitution_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["session", "substitute"], name="substitute_once_a_session"
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="substitute_is_somebody_else"
            ),
        ]
