"""What was put before the street, batch by batch."""

from django.db import models
from django.db.models import Q

from linli.fund.models.funds import Fund
from linli.kernel.ids import uuid7


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

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    figures = models.JSONField()
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="batch_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="batch_from_one"),
        ]
