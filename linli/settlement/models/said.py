"""What the desk knows of a session whose door nobody kept."""

from django.db import models
from django.db.models import Q

from linli.kernel.columns import foreign_key, primary_key


class Said(models.Model):
    """Whether a session was given, how long and to how many; the newest word holds.

    ``heads``, ``minutes``, ``fees_fen``: None where the door, the timetable or the fees say it.
    """

    class Privacy:
        public = ()
        internal = ("id", "session", "held", "heads", "minutes", "fees_fen", "said_at", "key")
        personal = ("words", "said_by")
        sensitive = ()

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    held = models.BooleanField()
    heads = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    fees_fen = models.BigIntegerField(null=True)
    words = models.CharField(max_length=120)
    said_by = foreign_key("identity.User")
    said_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="said_how_it_is_known"),
            models.CheckConstraint(
                condition=Q(fees_fen__isnull=True) | Q(fees_fen__gte=0), name="said_fees_above_zero"
            ),
        ]
        indexes = [models.Index(fields=["session", "said_at"], name="said_session")]
