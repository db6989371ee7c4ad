"""On what terms the fund helps: standing programmes, and rounds with a closing day."""

from django.db import models
from django.db.models import F, Q

from linli.fund.models.funds import Fund
from linli.fund.terms import FAMILY_PURPOSES, NEED, PROGRAMME_KINDS
from linli.kernel.columns import foreign_key, primary_key


class AidProgramme(models.Model):
    """A programme of the fund with its own rules. A round has a closing day, a standing one none.

    ``reasons``: the classes it answers; ``documents``: what is asked for, in plain words;
    ``criteria``: what the ranking counts, ``[{"code", "points"}]`` (``terms.rank``);
    ``not_with``: state benefits beside which it does not pay, so that nobody is funded twice.
    """

    class Privacy:
        public = (
            "id", "fund", "name", "purpose", "kind", "opens_on", "closes_on", "ceiling_fen",
            "reasons", "documents", "criteria", "not_with",
        )  # fmt: skip
        internal = ("opened_at", "key")
        personal = ("opened_by",)
        sensitive = ()

    id = primary_key()
    fund = foreign_key(Fund)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20)
    kind = models.CharField(max_length=8)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)
    ceiling_fen = models.BigIntegerField()
    reasons = models.JSONField()
    documents = models.JSONField()
    criteria = models.JSONField()
    not_with = models.JSONField()
    opened_by = foreign_key("identity.User")
    opened_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=FAMILY_PURPOSES), name="programme_helps_families"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PROGRAMME_KINDS) & (Q(kind=NEED) | Q(purpose="student_aid")),
                name="programme_kind_known",
            ),
            models.CheckConstraint(condition=Q(ceiling_fen__gt=0), name="programme_has_a_ceiling"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="programme_days_in_order",
            ),
        ]
