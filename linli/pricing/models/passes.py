"""Season passes: kinds in versions, what they cover, those that were sold, and their uses."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.pricing.models.prices import two_people


class PassKind(models.Model):
    """A version of a season pass: what it covers, for how long, how often, for how much.

    ``code`` holds the versions of one pass together; the newest in force is sold. Either from one
    day to another (a season), or ``days`` days from the day it is paid. ``uses`` None: as often as
    one comes. ``everything``: each course and each room of open access here; else ``covers``.
    """

    class Privacy:
        public = (
            "id", "place", "code", "title", "amount_fen", "everything", "from_on", "to_on", "days",
            "uses", "valid_from", "valid_to",
        )  # fmt: skip
        internal = ("written_at", "in_force_at", "key")
        personal = ("written_by", "in_force_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=40)
    amount_fen = models.BigIntegerField()
    everything = models.BooleanField()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    uses = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    in_force_by = foreign_key("identity.User", null=True)
    in_force_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="pass_price_above_zero"),
            models.CheckConstraint(
                condition=Q(days__isnull=True, from_on__isnull=False, to_on__isnull=False)
                & Q(to_on__gte=F("from_on"))
                | Q(days__isnull=False, from_on__isnull=True, to_on__isnull=True) & Q(days__gt=0),
                name="pass_a_season_or_days",
            ),
            models.CheckConstraint(
                condition=Q(uses__isnull=True) | Q(uses__gt=0), name="pass_uses_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="pass_valid_forwards",
            ),
            two_people("pass_in_force_by_another"),
        ]


class PassCover(models.Model):
    """One thing a pass covers: a course, a programme with its courses, or a room of open access."""

    class Privacy:
        public = ("kind", "course", "programme", "space")
        internal = ("id",)
        personal = ()
        sensitive = ()

    id = primary_key()
    kind = foreign_key(PassKind, related_name="covers")
    course = foreign_key("programmes.Course", null=True)
    programme = foreign_key("programmes.Programme", null=True)
    space = foreign_key("spaces.Space", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course__isnull=False, programme__isnull=True, space__isnull=True)
                | Q(course__isnull=True, programme__isnull=False, space__isnull=True)
                | Q(course__isnull=True, programme__isnull=True, space__isnull=False),
                name="pass_cover_of_one_thing",
            ),
        ]


class SeasonPass(models.Model):
    """A pass of one resident. It begins when it is paid: then its days are known. What it cost, and
    that it was given back, say its quote and that quote's end."""

    class Privacy:
        public = ()
        internal = ("id", "kind", "quote", "uses", "from_on", "to_on", "begun_at", "sold_at", "key")
        personal = ("resident", "sold_by")
        sensitive = ()

    id = primary_key()
    kind = foreign_key(PassKind)
    resident = foreign_key("people.Resident")
    quote = one_to_one("pricing.Quote")
    uses = models.PositiveSmallIntegerField(null=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    begun_at = models.DateTimeField(null=True)
    sold_by = foreign_key("identity.User")
    sold_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, from_on__isnull=True, to_on__isnull=True)
                | Q(begun_at__isnull=False, from_on__isnull=False, to_on__isnull=False)
                & Q(to_on__gte=F("from_on")),
                name="pass_days_known_when_begun",
            ),
        ]
        indexes = [models.Index(fields=["resident", "to_on"], name="pass_of_resident")]


class PassUse(models.Model):
    """That a pass was used for ``thing`` (a quote's line, a visit to a room), the ``number``-th
    time. The key is the limit: two who take the last use cannot both have it."""

    class Privacy:
        public = ()
        internal = ("id", "season_pass", "number", "uses", "on", "thing")
        personal = ()
        sensitive = ()

    id = primary_key()
    season_pass = foreign_key(SeasonPass, related_name="used")
    number = models.PositiveSmallIntegerField()
    uses = models.PositiveSmallIntegerField()
    on = models.DateField()
    thing = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season_pass", "number"], name="pass_used_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=F("uses")),
                name="pass_used_within_its_uses",
            ),
        ]
