"""A list brought as a file, until a person says yes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class Roster(models.Model):
    """A workbook that was read, waiting for a person to say yes. Its rows are forgotten after."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "uploaded_at", "state", "article", "purpose", "new_count",
            "same_count", "changed_count", "refused_count", "decided_at",
        )  # fmt: skip
        personal = ("uploaded_by",)
        sensitive = ("rows",)

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("待确认")
        IMPORTED = "imported", _("已导入")
        DISCARDED = "discarded", _("已放弃")

    id = primary_key()
    place = foreign_key("places.Place")
    uploaded_by = foreign_key("identity.User", null=True)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    article = models.CharField(max_length=120)
    purpose = models.CharField(max_length=80)
    rows = SealedField(null=True)
    new_count = models.PositiveIntegerField()
    same_count = models.PositiveIntegerField()
    changed_count = models.PositiveIntegerField()
    refused_count = models.PositiveIntegerField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="previewed", rows__isnull=False, decided_at__isnull=True)
                | (~Q(state="previewed") & Q(rows__isnull=True, decided_at__isnull=False)),
                name="roster_rows_until_decided",
            )
        ]
