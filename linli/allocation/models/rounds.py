"""A round: a season, the rooms it hands out, the rule published when it opened."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class AllocationRound(models.Model):
    """The hours of a season's weeks are handed out. ``rule``: points by key of ``terms.COUNTS``.

    ``commitment``: to the seed of the lots, published from the beginning; ``seed`` is told when the
    suggestion is made. ``planned_by``: who made or last changed the plan; somebody else confirms.
    """

    class Privacy:
        public = (
            "id", "place", "title", "season_from", "season_until", "opens_at", "closes_at",
            "rule", "lacking_bands", "commitment", "seed", "suggested_at", "confirmed_at",
            "called_off_at", "called_off_why",
        )  # fmt: skip
        internal = ("opened_at", "key")
        personal = ("opened_by", "suggested_by", "planned_by", "confirmed_by", "called_off_by")
        sensitive = ("seed_sealed",)

    id = primary_key()
    place = foreign_key("places.Place")
    title = models.CharField(max_length=40)
    season_from = models.DateField()
    season_until = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    rule = models.JSONField()
    lacking_bands = models.JSONField(default=list)
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, blank=True)
    seed_sealed = SealedField()
    opened_by = foreign_key("identity.User", null=True)
    opened_at = models.DateTimeField()
    suggested_by = foreign_key("identity.User", null=True)
    suggested_at = models.DateTimeField(null=True)
    planned_by = foreign_key("identity.User", null=True)
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)
    called_off_by = foreign_key("identity.User", null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(max_length=120, blank=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(season_until__gte=F("season_from")), name="round_season_forwards"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(suggested_at__isnull=True, seed="", planned_by__isnull=True)
                | Q(
                    suggested_at__isnull=False,
                    suggested_at__gte=F("closes_at"),
                    planned_by__isnull=False,
                )
                & ~Q(seed=""),
                name="round_suggested_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    planned_by__isnull=False,
                )
                & ~Q(confirmed_by=F("planned_by")),
                name="round_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True)
                | Q(confirmed_at__isnull=True) & ~Q(called_off_why=""),
                name="round_called_off_why",
            ),
        ]
        indexes = [models.Index(fields=["place", "season_from"], name="rounds_of_place")]


class RoundRoom(models.Model):
    """A room that a round hands out. ``seen``: what the rule saw of it when the suggestion was made
    (``name``, ``people``, ``has``, ``leaves``, ``open``: ``[weekday, from, until]``); until then
    None."""

    class Privacy:
        public = ("id", "round", "space", "seen")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    round = foreign_key(AllocationRound, related_name="rooms")
    space = foreign_key("spaces.Space")
    seen = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "space"], name="room_once_a_round"),
        ]
