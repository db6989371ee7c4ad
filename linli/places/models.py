"""What is remembered of places."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key
from linli.kernel.tongues import as_read
from linli.places.terms import KINDS

LEVELS = ("province", "city", "district", "subdistrict", "community", "grid", "building")


class Place(models.Model):
    """One node of the tree. ``code`` begins with its parent's code, so scope is a prefix.

    Codes of 2, 4, 6, 9 and 12 digits are official (GB/T 2260 + GB/T 10114); below the community
    they are local and joined by dots: ``350206005023.G01.B12``. ``edition`` says which publication
    a code was taken from, since communities are split, merged and renumbered.
    """

    class Privacy:
        public = ("code", "parent", "level", "name", "name_en", "opened_on", "closed_on", "edition")
        internal = ()
        personal = ()
        sensitive = ()

    code = models.CharField(primary_key=True, max_length=24)
    parent = foreign_key("self", null=True)
    level = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    edition = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="place_level_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="place_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(code__startswith=F("parent")),
                name="place_code_under_parent",
            ),
        ]

    def __str__(self) -> str:
        """The name in the reader's language, as far as the place has one in it."""
        return as_read(self.name, self.name_en)


class DayOff(models.Model):
    """A day a notice of the State Council names, entered here: off, or made up for.

    What came with the software is no row but a file (``terms.shipped``); a year that has rows here
    is told by them alone. ``kind``: off or work.
    """

    class Privacy:
        public = ("day", "kind", "name", "name_en", "source")
        internal = ()
        personal = ()
        sensitive = ()

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=4)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="day_off_kind_known"),
            models.CheckConstraint(condition=~Q(source=""), name="day_off_has_source"),
        ]
