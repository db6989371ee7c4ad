"""Parties, and each of their people's place."""

from django.db import models
from django.db.models import Q

from linli.hall.models.offers import Offer, Pool
from linli.hall.terms import CHANNELS, HOLDING, LIVE, STATES, SWEPT
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class Party(models.Model):
    """People who come together: all get a place or none does. One person is a party too.

    ``ticket`` is what a lottery draws and a list shows: it tells neither who nor when. ``passed``:
    how often a smaller party was served first, because there was not enough for all of this one.
    ``kept`` is set while freed places are kept for it. ``lost_before`` comes with its
    ``rank``: how often it had not been drawn before, which goes first. It is published, or nobody
    could draw the lots again. ``got``: whether, once lots were drawn, it ever had a place, by its
    lot or from the line; who gave it back had it all the same.
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
            "got",
        )
        personal = ("contact", "asked_by")
        sensitive = ()

    id = primary_key()
    offer = foreign_key(Offer)
    session = foreign_key("programmes.ClassSession", null=True)
    contact = foreign_key("people.Resident")
    channel = models.CharField(max_length=5)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    ticket = models.UUIDField(unique=True, default=random_id)
    rank = models.PositiveIntegerField(null=True)
    lost_before = models.PositiveSmallIntegerField(null=True)
    got = models.BooleanField(null=True)
    passed = models.PositiveSmallIntegerField(default=0)
    kept = models.BooleanField(default=False)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="party_channel_known"),
            models.CheckConstraint(
                condition=Q(got__isnull=True) | Q(rank__isnull=False), name="party_got_by_its_lot"
            ),
        ]


class Enrollment(models.Model):
    """One person's place, or wish for one. ``lapses_at``: until when a place is kept that waits for
    their yes, or for a keeper's.

    Whoever holds a place is counted in its pool; nobody has two for the same thing.
    """

    class Privacy:
        public = ()
        internal = ("id", "offer", "session", "party", "pool", "state", "since", "lapses_at")
        personal = ("resident",)
        sensitive = ()

    id = primary_key()
    offer = foreign_key(Offer)
    session = foreign_key("programmes.ClassSession", null=True)
    party = foreign_key(Party, related_name="enrollments")
    resident = foreign_key("people.Resident")
    pool = foreign_key(Pool, null=True)
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
                condition=Q(state__in=tuple(SWEPT), lapses_at__isnull=False)
                | ~Q(state__in=tuple(SWEPT)) & Q(lapses_at__isnull=True),
                name="enrollment_offer_lapses",
            ),
        ]
        indexes = [
            models.Index(fields=["offer", "session", "state"], name="enrollment_of_what"),
            models.Index(fields=["resident", "offer", "session"], name="enrollment_of_whom"),
        ]


class Asking(models.Model):
    """A party asks a keeper for a yes, and what was answered: one answer an asking. Who is refused,
    or not heard in time, may ask again with a ``note``.
    """

    class Privacy:
        public = ()
        internal = ("id", "party", "turn", "asked_at", "approved", "answered_at")
        personal = ("asked_by", "answered_by", "reason")
        sensitive = ("note",)

    id = primary_key()
    party = foreign_key(Party)
    turn = models.PositiveSmallIntegerField()
    note = SealedField(null=True)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    answered_by = foreign_key("identity.User", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "turn"], name="asking_one_a_turn"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True, answered_by=None, answered_at=None, reason="")
                | Q(approved=True, answered_by__isnull=False, answered_at__isnull=False, reason="")
                | Q(approved=False, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(reason=""),
                name="asking_answered_once_and_a_no_says_why",
            ),
        ]
