"""What is remembered of voices. The sound lies sealed among the papers."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.voices.terms import LANGUAGES, MOST_SECONDS


class Recording(models.Model):
    """A minute of somebody reading something aloud.

    ``spoken_by``: in whatever words they wish to be called, or none. It is heard from
    ``published_at`` until ``withdrawn_at``; then its paper is destroyed.
    """

    class Privacy:
        public = ("id", "language", "seconds", "published_at")
        internal = (
            "place", "room", "noun", "origin", "title", "paper", "recorded_at", "withdrawn_at",
            "key",
        )  # fmt: skip
        personal = ("spoken_by", "recorded_by", "published_by", "withdrawn_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    room = models.CharField(max_length=20)
    noun = models.CharField(max_length=20)
    origin = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    language = models.CharField(max_length=3)
    spoken_by = models.CharField(max_length=40, blank=True)
    seconds = models.PositiveSmallIntegerField()
    paper = one_to_one("papers.Paper")
    recorded_by = foreign_key("identity.User")
    recorded_at = models.DateTimeField()
    published_by = foreign_key("identity.User", null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = foreign_key("identity.User", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "room", "noun", "origin", "language"],
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="recording_live_once",
            ),
            models.CheckConstraint(
                condition=Q(seconds__gte=1, seconds__lte=MOST_SECONDS),
                name="recording_of_two_minutes_at_most",
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="recording_language_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="recording_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="recording_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(withdrawn_at__gte=F("published_at")),
                name="recording_withdrawn_after",
            ),
        ]
