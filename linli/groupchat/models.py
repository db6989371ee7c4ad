"""What is remembered of a group chat: the texts, sealed, and what became of their lines."""

from django.db import models
from django.db.models import Q

from linli.groupchat.terms import ASIDE, DONE, LEFT, REFUSED, STATES, WAITS
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Group(models.Model):
    """A chat group of a community, by the name its members give it."""

    class Privacy:
        public = ()
        internal = ("id", "place", "name", "since")
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    name = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="chat_group_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="chat_group_has_a_name"),
        ]


class Nickname(models.Model):
    """Whom a nickname means in a group: what a worker chose there last."""

    class Privacy:
        public = ()
        internal = ("id", "group", "chosen_at")
        personal = ("nick", "resident", "chosen_by")
        sensitive = ()

    id = primary_key()
    group = foreign_key(Group)
    nick = models.CharField(max_length=40)
    resident = foreign_key("people.Resident")
    chosen_by = foreign_key("identity.User")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "nick"], name="nickname_once_a_group"),
            models.CheckConstraint(condition=~Q(nick=""), name="nickname_is_said"),
        ]


class EnrolmentSheet(models.Model):
    """A numbered sheet with lines to write names on. It is keyed once: by whom and when."""

    class Privacy:
        public = ()
        internal = ("id", "place", "number", "offer", "session", "rows", "printed_at", "keyed_at")
        personal = ("printed_by", "keyed_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    number = models.PositiveIntegerField()
    offer = foreign_key("hall.Offer")
    session = foreign_key("programmes.ClassSession", null=True)
    rows = models.PositiveSmallIntegerField()
    printed_by = foreign_key("identity.User")
    printed_at = models.DateTimeField()
    keyed_by = foreign_key("identity.User", null=True)
    keyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="enrolment_sheet_number_once"),
            models.CheckConstraint(
                condition=Q(keyed_at__isnull=True, keyed_by__isnull=True)
                | Q(keyed_at__isnull=False, keyed_by__isnull=False),
                name="enrolment_sheet_keyed_by_somebody",
            ),
        ]


class Paste(models.Model):
    """A text as it was pasted, or as it was keyed from a sheet: for what, from which group.

    ``digest`` recognises the same text again without opening it. ``text`` is emptied when its time
    is over (``terms.KEPT_DAYS``).
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "group", "sheet", "offer", "session", "pasted_at")
        personal = ("pasted_by",)
        sensitive = ("text", "digest")

    id = primary_key()
    place = foreign_key("places.Place")
    group = foreign_key(Group, null=True)
    sheet = one_to_one(EnrolmentSheet, null=True)
    offer = foreign_key("hall.Offer")
    session = foreign_key("programmes.ClassSession", null=True)
    text = SealedField(null=True)
    digest = models.BinaryField()
    pasted_by = foreign_key("identity.User")
    pasted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "digest"],
                condition=Q(session__isnull=True),
                name="paste_once_a_course",
            ),
            models.UniqueConstraint(
                fields=["offer", "session", "digest"],
                condition=Q(session__isnull=False),
                name="paste_once_a_session",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True, sheet__isnull=False)
                | Q(group__isnull=False, sheet__isnull=True),
                name="paste_of_a_group_or_a_sheet",
            ),
        ]
        indexes = [
            models.Index(
                fields=["pasted_at"], condition=Q(text__isnull=False), name="paste_still_kept"
            )
        ]


class Line(models.Model):
    """What became of a line. ``key`` recognises who it names, in whatever text of the same thing.

    ``asked``: how many people it was for. ``why``: the refusal, as it was said to the worker.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "paste", "offer", "session", "number", "state", "asked", "party", "why",
            "settled_at",
        )  # fmt: skip
        personal = ("settled_by",)
        sensitive = ("key",)

    id = primary_key()
    paste = foreign_key(Paste)
    offer = foreign_key("hall.Offer")
    session = foreign_key("programmes.ClassSession", null=True)
    key = models.BinaryField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7)
    asked = models.PositiveSmallIntegerField()
    party = foreign_key("hall.Party", null=True)
    why = models.CharField(max_length=200, blank=True)
    settled_by = foreign_key("identity.User")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "key"],
                condition=Q(session__isnull=True),
                name="chat_line_once_a_course",
            ),
            models.UniqueConstraint(
                fields=["offer", "session", "key"],
                condition=Q(session__isnull=False),
                name="chat_line_once_a_session",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="chat_line_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=(DONE, WAITS, LEFT), party__isnull=False, why="")
                | Q(state=REFUSED, party__isnull=True) & ~Q(why="")
                | Q(state=ASIDE, party__isnull=True, why=""),
                name="chat_line_says_what_became",
            ),
        ]
