"""What was put before the street, batch by batch."""

from django.db import models
from django.db.models import Q

from linli.fund.models.funds import Fund
from linli.kernel.columns import foreign_key, one_to_one, primary_key


class Batch(models.Model):
    """One publication of the fund's figures: what the public is shown, never the day's state.

    ``figures`` is what ``published.py`` reads (terms.Shown already applied); ``entry`` puts the
    same figures into the chain.
    """

    class Privacy:
        public = ("id", "fund", "number", "published_at", "figures", "entry")
        internal = ("key",)
        personal = ()
        sensitive = ()

    id = primary_key()
    fund = foreign_key(Fund)
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    figures = models.JSONField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="batch_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="batch_from_one"),
        ]
