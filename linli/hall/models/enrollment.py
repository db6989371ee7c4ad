"""Parties, and each of their people's place."""

from django.db import models
from django.db.models import Q

from linli.hall.models.offers import Offer, Pool, _fk
from linli.hall.terms import CHANNELS, HOLDING, LIVE, STATES
from linli.kernel.ids import random_id, uuid7


class Party(models.Model):
    """People who come together: all get a place or none does. One person is a party too.

    ``ticket`` is what a lottery draws and a list shows: it tells neither who nor when. ``passed``:
    how often a smaller party was served first, because there was not enough for all of this one.
    ``kept`` is set while freed places are kept for it. ``lost_before`` comes with its
    ``rank``: how often it had not been drawn before, which goes first. It is published, or nobody
    could draw the lots again.
    """

    class Privacy:
        public = ("ticket", "lost_before")
        internal = (
            "id",
            "offer",
            "session",
            "channel",
            "asked_at",
            "passed",
            "kept",
            "key",
            "rank",
        )
        personal = ("contact", "asked_by")
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    session = _fk("programmes.ClassSession", null=True)
    contact = _fk("people.Resident")
    channel = models.CharField(max_length=5)
    asked_by = _fk("identity.User")
    asked_at = models.DateTimeField()
    ticket = models.UUIDField(unique=True, default=random_id)
    rank = models.PositiveIntegerField(null=True)
    lost_before = models.PositiveSmallIntegerField(null=True)
    passed = models.PositiveSmallIntegerField(default=0)
    kept = models.BooleanField(default=False)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="party_channel_known"),
        ]


class Enrollment(models.Model):
    """One person's place, or wish for one. ``lapses_at``: until when an offered place is kept.

    Whoever holds a place is counted in its pool; nobody has two for the same thing.
    """

    class Privacy:
        public = ()
        internal = ("id", "offer", "session", "party", "pool", "state", "since", "lapses_at")
        personal = ("resident",)
        sensitive = ()

    id = models.UUIDField(primary_key=True, default=uuid7)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    session = _fk("programmes.ClassSession", null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="enrollments")
    resident = _fk("people.Resident")
    pool = models.ForeignKey(Pool, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9)
    since = models.DateTimeField()
    lapses_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "resident"],
                condition=Q(session__isnull=True, state__in=LIVE),
                name="enrolled_once_a_course",
            ),
            models.UniqueConstraint(
                fields=["session", "resident"],
                condition=Q(session__isnull=False, state__in=LIVE),
                name="enrolled_once_a_session",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="enrollment_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING, pool__isnull=False)
                | ~Q(state__in=HOLDING) & Q(pool__isnull=True),
                name="enrollment_holds_a_place_of_a_pool",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", lapses_at__isnull=False)
                | ~Q(state="offered") & Q(lapses_at__isnull=True),
                name="enrollment_offer_lapses",
            ),
        ]
        indexes = [
            models.Index(fields=["offer", "session", "state"], name="enrollment_of_what"),
            models.Index(fields=["resident", "state"], name="enrollment_of_whom"),
        ]
