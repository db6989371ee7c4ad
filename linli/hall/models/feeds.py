"""A resident's own calendar feed, reached by whoever has its address."""

from django.db import models
from django.db.models import Q

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.ids import random_id


class Feed(models.Model):
    """A secret address a telephone asks for its owner's places. The address itself is not kept.

    ``token_blind`` finds it again and tells nothing. One a resident is live.
    """

    class Privacy:
        public = ()
        internal = ("id", "made_at", "ended_at")
        personal = ("resident",)
        sensitive = ("token_blind",)

    id = primary_key(random_id)
    resident = foreign_key("people.Resident")
    token_blind = models.BinaryField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(ended_at__isnull=True), name="feed_one_live"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("made_at")),
                name="feed_ended_after_made",
            ),
        ]
