"""Offers, their pools, and the drawing of lots."""

from django.db import models
from django.db.models import F, Q

from linli.hall.terms import DOORS, FEW, HOME, KINDS, MODES, WHOM
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Offer(models.Model):
    """A course's places: for the whole of it, or for each session. One of each kind a course.

    ``closes_at`` None: until the session begins. A lottery has a closing and the commitment to its
    seed, published when it opens; None there: the seed is drawn by hand, in front of everyone.
    ``ended_at``: a keeper ended enrolling early, and said why; it may be opened again.
    """

    class Privacy:
        public = (
            "id", "course", "place", "kind", "mode", "opens_at", "closes_at", "commitment",
            "ended_at", "end_reason",
        )  # fmt: skip
        internal = ("opened_at", "key")
        personal = ("opened_by",)
        sensitive = ()

    id = primary_key()
    course = foreign_key("programmes.Course")
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=4)
    mode = models.CharField(max_length=10)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    commitment = models.CharField(max_length=64, null=True)
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=60, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "kind"], name="offer_once_a_course"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="offer_kind_known"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="offer_mode_known"),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="offer_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(mode="lottery") | Q(closes_at__isnull=False),
                name="offer_lottery_closes",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="offer_ended_with_reason",
            ),
        ]


class Pool(models.Model):
    """Places of one kind: general, or kept for an age, a hukou, or whoever is spoken with.

    ``session`` None: of the whole course. ``taken`` counts the enrollments that hold one.
    ``edition`` rises when what it is for is called off, ended or drawn: whoever locks it and had
    read an earlier one looks again, for what was open then may be open no more.
    """

    class Privacy:
        public = (
            "id", "offer", "session", "name", "capacity", "taken", "age_from", "age_to", "hukou",
            "door", "flows_at",
        )  # fmt: skip
        internal = ("edition",)
        personal = ()
        sensitive = ()

    id = primary_key()
    offer = foreign_key(Offer)
    session = foreign_key("programmes.ClassSession", null=True)
    name = models.CharField(max_length=20)
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    hukou = models.CharField(max_length=12, blank=True)
    door = models.CharField(max_length=8)
    flows_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "name"],
                condition=Q(session__isnull=True),
                name="pool_once_a_course",
            ),
            models.UniqueConstraint(
                fields=["offer", "session", "name"],
                condition=Q(session__isnull=False),
                name="pool_once_a_session",
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="pool_not_oversold"),
            models.CheckConstraint(condition=Q(door__in=DOORS), name="pool_door_known"),
        ]


class Round(models.Model):
    """From ``opens_at`` on, before the offer opens to everybody, some may ask for its places.

    ``times`` and ``since_on``: those who had fewer places since a day; ``age_from`` and ``age_to``:
    those who live with somebody of these ages.
    """

    class Privacy:
        public = ("id", "offer", "opens_at", "whom", "times", "since_on", "age_from", "age_to")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    offer = foreign_key(Offer)
    opens_at = models.DateTimeField()
    whom = models.CharField(max_length=4)
    times = models.PositiveSmallIntegerField(null=True)
    since_on = models.DateField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "opens_at"], name="round_one_an_hour"),
            models.CheckConstraint(condition=Q(whom__in=WHOM), name="round_whom_known"),
            models.CheckConstraint(
                condition=Q(whom=FEW, times__gt=0, times__isnull=False, since_on__isnull=False)
                | ~Q(whom=FEW) & Q(times__isnull=True, since_on__isnull=True),
                name="round_counts_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(whom=HOME, age_from__isnull=False)
                | Q(whom=HOME, age_to__isnull=False)
                | ~Q(whom=HOME) & Q(age_from__isnull=True, age_to__isnull=True),
                name="round_of_homes_has_ages",
            ),
        ]


class Draw(models.Model):
    """An offer's lots: the seed, told when it was used. ``by_hand``: thrown in the hall, before
    ``witness``, who is not whoever keyed it."""

    class Privacy:
        public = ("id", "offer", "seed", "by_hand", "drawn_at")
        internal = ()
        personal = ("drawn_by", "witness")
        sensitive = ("seed_sealed",)

    id = primary_key()
    offer = one_to_one(Offer)
    seed = models.CharField(max_length=64, blank=True)
    seed_sealed = SealedField(null=True)
    by_hand = models.BooleanField()
    drawn_by = foreign_key("identity.User", null=True)
    witness = foreign_key("identity.User", null=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, seed="", drawn_by__isnull=True)
                | Q(drawn_at__isnull=False, drawn_by__isnull=False) & ~Q(seed=""),
                name="draw_told_when_drawn",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=False)
                | Q(drawn_at__isnull=True)
                | Q(witness__isnull=False) & ~Q(witness=F("drawn_by")),
                name="draw_by_hand_before_another",
            ),
        ]
