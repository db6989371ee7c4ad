"""What somebody was shown, what they declared of their health, and how the talk about it went."""

from django.db import models
from django.db.models import F, Q

from linli.gym.models.rooms import Questions
from linli.gym.terms import CHANNELS
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class Induction(models.Model):
    """Somebody was shown the machines of a room, once. Taken back with a reason, never deleted."""

    class Privacy:
        public = ()
        internal = ("id", "space", "place", "shown_on", "at", "key", "taken_back_at")
        personal = ("resident", "shown_by", "by", "taken_back_by", "reason")
        sensitive = ()

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
    shown_on = models.DateField()
    shown_by = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "resident"],
                condition=Q(taken_back_at__isnull=True),
                name="gym_induction_once",
            ),
            models.CheckConstraint(condition=~Q(shown_by=""), name="gym_induction_by_somebody"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="gym_induction_taken_back_with_reason",
            ),
        ]


class Declaration(models.Model):
    """Somebody answered a room's questions, or a child's guardian did, for so long.

    ``answers``: sealed; gone as soon as it ends, because a newer one was given, it was withdrawn or
    the room asks for none any more. Nobody opens them once it has lapsed; ``erased_on``: the day on
    which they were destroyed for that. It says that it has lapsed before and after.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "space", "place", "questions", "declared_on", "good_until", "channel", "at",
            "key", "ended_at", "erased_on",
        )  # fmt: skip
        personal = ("resident", "told_by", "by", "ended_by")
        sensitive = ("answers",)

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident")
    questions = foreign_key(Questions)
    told_by = foreign_key("people.Resident")
    declared_on = models.DateField()
    good_until = models.DateField()
    channel = models.CharField(max_length=5)
    answers = SealedField(null=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = foreign_key("identity.User", null=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "resident"],
                condition=Q(ended_at__isnull=True),
                name="gym_declaration_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="gym_declaration_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(good_until__gt=F("declared_on")), name="gym_declaration_good_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="gym_declaration_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, erased_on=None, answers__isnull=False)
                | Q(answers=None) & (Q(ended_at__isnull=False) | Q(erased_on__isnull=False)),
                name="gym_declaration_forgotten_when_over",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(erased_on__gt=F("good_until")),
                name="gym_declaration_erased_once_lapsed",
            ),
        ]


class Talk(models.Model):
    """A keeper talked with somebody who had answered "yes": may come, with somebody, better not.

    The last one counts. What was said is nobody's to keep: there is no field for it.
    """

    class Privacy:
        public = ()
        internal = ("id", "declaration", "at", "key")
        personal = ("by",)
        sensitive = ("outcome",)

    id = primary_key()
    declaration = foreign_key(Declaration, related_name="talks")
    outcome = SealedField(null=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
