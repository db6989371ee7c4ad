"""What the journal remembers. Rows are only ever added; ``guards.py`` makes the engines insist."""

from django.db import models

from linli.kernel.ids import uuid7


class Deed(models.Model):
    """One thing done. ``details`` holds ids, states and amounts, never a name or a reason.

    ``sealed`` holds personal values under the person's own key: destroying that key is how an
    append-only journal forgets. ``xid`` is PostgreSQL's transaction, set by a trigger, so that a
    reader never steps over a deed whose transaction is still open (queries.after).
    """

    class Privacy:
        public = ()
        internal = ("seq", "id", "at", "verb", "place_code", "subject_kind", "details", "xid")
        personal = ("actor_id", "subject_id", "on_behalf_of")
        sensitive = ("sealed",)

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid7, unique=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    place_code = models.CharField(max_length=24, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    xid = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="deed_subject"),
            models.Index(fields=["place_code", "seq"], name="deed_place"),
        ]


class Read(models.Model):
    """Somebody looked at one part of a protected record. Written by the door, before the answer."""

    class Privacy:
        public = ()
        internal = ("seq", "at", "place_code", "part")
        personal = ("viewer_id", "subject_kind", "subject_id", "basis")
        sensitive = ()

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    viewer_id = models.UUIDField(null=True)
    place_code = models.CharField(max_length=24, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    part = models.CharField(max_length=40)
    basis = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "seq"], name="read_subject")]


class Cursor(models.Model):
    """How far an errand has read the deeds."""

    class Privacy:
        public = ()
        internal = ("name", "seq")
        personal = ()
        sensitive = ()

    name = models.CharField(primary_key=True, max_length=60)
    seq = models.BigIntegerField(default=0)


class Slot(models.Model):
    """An errand's turn, taken once: two clocks cannot both do the night's work."""

    class Privacy:
        public = ()
        internal = ("id", "name", "due_at", "taken_at")
        personal = ()
        sensitive = ()

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="slot_taken_once")]
