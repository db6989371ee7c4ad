"""What an audit remembers: which sample was drawn, by which seed, out of how many."""

from django.db import models
from django.db.models import F, Q

from linli.audit.terms import KINDS
from linli.kernel.columns import foreign_key, primary_key


class Sample(models.Model):
    """References drawn at random. Whoever ranks the same population by the same seed draws them.

    ``population`` how many there were; ``head_seq`` the newest entry of the book at that moment.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "kind", "seed", "size", "population", "head_seq", "drawn",
            "drawn_at",
        )  # fmt: skip
        personal = ("drawn_by",)
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=10)
    seed = models.CharField(max_length=32)
    size = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    head_seq = models.BigIntegerField()
    drawn = models.JSONField()
    drawn_by = foreign_key("identity.User")
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="sample_kind_known"),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=F("population")) | Q(size=0, population=0),
                name="sample_within_its_population",
            ),
        ]
