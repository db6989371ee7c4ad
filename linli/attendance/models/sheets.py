"""The sheet of paper: who stood on it in which order, and that it was keyed once."""

from django.db import models
from django.db.models import Q

from linli.kernel.columns import foreign_key, primary_key


class Sheet(models.Model):
    """A printed list of a session. ``number`` stands on it, to find it again."""

    class Privacy:
        public = ()
        internal = ("id", "number", "session", "place", "printed_at", "key")
        personal = ("printed_by",)
        sensitive = ()

    id = primary_key()
    number = models.CharField(max_length=6, unique=True)
    session = foreign_key("programmes.ClassSession")
    place = foreign_key("places.Place")
    printed_at = models.DateTimeField()
    printed_by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)


class SheetLine(models.Model):
    """One name on a sheet, where it stands on the paper."""

    class Privacy:
        public = ()
        internal = ("id", "sheet", "line")
        personal = ("resident",)
        sensitive = ()

    id = primary_key()
    sheet = foreign_key(Sheet, related_name="lines")
    line = models.PositiveSmallIntegerField()
    resident = foreign_key("people.Resident")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "line"], name="door_sheet_line_once"),
            models.UniqueConstraint(fields=["sheet", "resident"], name="door_sheet_names_once"),
        ]


class Keying(models.Model):
    """A sheet was keyed: once, unless the keying was taken back."""

    class Privacy:
        public = ()
        internal = ("id", "sheet", "keyed_at", "key", "taken_back_at", "reason")
        personal = ("keyed_by", "taken_back_by")
        sensitive = ()

    id = primary_key()
    sheet = foreign_key(Sheet)
    keyed_at = models.DateTimeField()
    keyed_by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(taken_back_at__isnull=True),
                name="door_sheet_keyed_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="keying_taken_back_with_reason",
            ),
        ]
