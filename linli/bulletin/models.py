"""What is remembered of the board: a bulletin, and every wording it ever had."""

from django.db import models
from django.db.models import F, Q

from linli.bulletin.terms import KINDS
from linli.kernel.columns import foreign_key, primary_key


class Bulletin(models.Model):
    """Something the street is told. ``number``: its address, given when it is put up.

    ``version``: of the wording in force. ``put_up_version``: of the one that was put up; whatever
    came later is a correction. It stands from ``shown_from`` until its wording's ``shown_until``.
    """

    class Privacy:
        public = (
            "id", "place", "number", "kind", "pinned", "version", "put_up_version", "shown_from",
            "published_at", "withdrawn_at", "reason",
        )  # fmt: skip
        internal = ("drafted_at", "key")
        personal = ("drafted_by", "published_by", "withdrawn_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=6)
    pinned = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField(default=1)
    put_up_version = models.PositiveSmallIntegerField(null=True)
    shown_from = models.DateField(null=True)
    drafted_by = foreign_key("identity.User")
    drafted_at = models.DateTimeField()
    published_by = foreign_key("identity.User", null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = foreign_key("identity.User", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="bulletin_number_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="bulletin_kind_known"),
            models.CheckConstraint(
                condition=Q(
                    number__isnull=True, published_at__isnull=True, published_by__isnull=True,
                    put_up_version__isnull=True, shown_from__isnull=True, pinned=False,
                )
                | Q(
                    number__isnull=False, number__gte=1, published_at__isnull=False,
                    published_by__isnull=False, put_up_version__isnull=False,
                    put_up_version__lte=F("version"), shown_from__isnull=False,
                ),
                name="bulletin_put_up_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(reason=""),
                name="bulletin_withdrawn_with_a_reason",
            ),
        ]  # fmt: skip


class Wording(models.Model):
    """What a bulletin says, from ``written_at`` until the next one; rows are never changed.

    ``why``: what was wrong with the one before, where that one had been put up.
    """

    class Privacy:
        public = ("id", "bulletin", "version", "title", "text", "shown_until", "why", "written_at")
        internal = ()
        personal = ("written_by",)
        sensitive = ()

    id = primary_key()
    bulletin = foreign_key("bulletin.Bulletin")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=40)
    text = models.TextField()
    shown_until = models.DateField()
    why = models.CharField(max_length=60, blank=True)
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "version"], name="wording_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(title="") & ~Q(text=""),
                name="wording_says_something",
            ),
        ]  # fmt: skip
