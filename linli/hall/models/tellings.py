"""Who has to be told by voice what became of something they signed up for."""

from django.db import models
from django.db.models import Q

from linli.hall.terms import NEWS
from linli.kernel.columns import foreign_key, primary_key


class Telling(models.Model):
    """A call to make: somebody without a login signed up for a course that has changed.

    ``news``: what happened to ``count`` sessions, the first of which was, or is, at ``first_at``.
    ``told_at`` None: nobody has called yet.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "course", "news", "count", "first_at", "reason", "since", "told_at",
        )  # fmt: skip
        personal = ("resident", "told_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    course = foreign_key("programmes.Course")
    resident = foreign_key("people.Resident")
    news = models.CharField(max_length=9)
    count = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField()
    reason = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(news__in=NEWS), name="telling_news_known"),
            models.CheckConstraint(condition=Q(count__gt=0), name="telling_of_something"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False),
                name="telling_told_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["course", "resident", "news", "since", "first_at"], name="telling_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place", "since"],
                condition=Q(told_at__isnull=True),
                name="telling_to_make",
            ),
        ]
