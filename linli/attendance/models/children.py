"""Children handed over: in which rooms, to whom, and that each went home in somebody's hand."""

from django.db import models
from django.db.models import F, Q

from linli.attendance.terms import SIGN_KINDS
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField

_TAKEN_BACK = Q(taken_back_at__isnull=True, taken_back_by__isnull=True) | Q(
    taken_back_at__isnull=False, taken_back_by__isnull=False
)


class HandOverRoom(models.Model):
    """A room in which children are handed over, from one day of the desk's to another."""

    class Privacy:
        public = ()
        internal = ("id", "space", "place", "since_at", "until_at")
        personal = ("by", "ended_by")
        sensitive = ()

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    since_at = models.DateTimeField()
    by = foreign_key("identity.User")
    until_at = models.DateTimeField(null=True)
    ended_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], condition=Q(until_at__isnull=True), name="hand_over_room_once"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, ended_by__isnull=True)
                | Q(until_at__isnull=False, ended_by__isnull=False),
                name="hand_over_room_ended_by_somebody",
            ),
        ]


class FetchPermit(models.Model):
    """An adult a guardian named to fetch their child: by name, or a neighbour by their record.

    It holds until its day, unless taken back, and only while who named them may be told of the
    child: that is asked when it is read.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "until_on", "named_at", "taken_back_at", "key")
        personal = ("child", "resident", "relation", "named_by", "by", "taken_back_by")
        sensitive = ("name",)

    id = primary_key()
    child = foreign_key("people.Resident")
    place = foreign_key("places.Place")
    resident = foreign_key("people.Resident", null=True)
    name = SealedField(null=True)
    relation = models.CharField(max_length=12)
    until_on = models.DateField()
    named_by = foreign_key("people.Resident")
    named_at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resident__isnull=True, name__isnull=False)
                | Q(resident__isnull=False, name__isnull=True),
                name="fetch_permit_names_one",
            ),
            models.CheckConstraint(
                condition=~Q(child=F("named_by"))
                & (Q(resident__isnull=True) | ~Q(child=F("resident"))),
                name="fetch_permit_for_another",
            ),
            models.CheckConstraint(condition=_TAKEN_BACK, name="fetch_permit_taken_back_by"),
        ]
        indexes = [models.Index(fields=["child"], name="fetch_permit_of_child")]


class ChildSign(models.Model):
    """What the door must know of a child, told by a guardian who agreed to it on a day.

    ``wording``: by number (``SIGN_WORDING``), the words that were agreed to; None before they were
    numbered, when the door alone was named.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "kind", "agreed_on", "wording", "at", "taken_back_at", "key")
        personal = ("child", "told_by", "by", "taken_back_by")
        sensitive = ("value",)

    id = primary_key()
    child = foreign_key("people.Resident")
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=7)
    value = SealedField()
    told_by = foreign_key("people.Resident")
    agreed_on = models.DateField()
    wording = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(taken_back_at__isnull=True),
                name="child_sign_one_of_a_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=SIGN_KINDS), name="child_sign_known"),
            models.CheckConstraint(condition=_TAKEN_BACK, name="child_sign_taken_back_by"),
        ]


class HandOver(models.Model):
    """A child was brought, and fetched: by a guardian, by somebody a guardian named, or by somebody
    on nobody's list, for whom one keeper asked and another let them, with a reason.

    ``asked_by`` wrote ``other_name`` and ``other_reason``; ``fetch_noted_by`` saw the child go.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "session", "place", "brought_at", "key", "asked_at", "fetched_at",
            "taken_back_at",
        )  # fmt: skip
        personal = (
            "child", "brought_by", "brought_permit", "brought_noted_by", "asked_by", "fetched_by",
            "fetched_permit", "fetch_noted_by", "taken_back_by", "reason",
        )  # fmt: skip
        sensitive = ("brought_name", "other_name", "other_reason")

    id = primary_key()
    session = foreign_key("programmes.ClassSession")
    place = foreign_key("places.Place")
    child = foreign_key("people.Resident")
    brought_by = foreign_key("people.Resident", null=True)
    brought_permit = foreign_key(FetchPermit, null=True)
    brought_name = SealedField(null=True)
    brought_at = models.DateTimeField()
    brought_noted_by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    other_name = SealedField(null=True)
    other_reason = SealedField(null=True)
    asked_by = foreign_key("identity.User", null=True)
    asked_at = models.DateTimeField(null=True)
    fetched_by = foreign_key("people.Resident", null=True)
    fetched_permit = foreign_key(FetchPermit, null=True)
    fetched_at = models.DateTimeField(null=True)
    fetch_noted_by = foreign_key("identity.User", null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "child"],
                condition=Q(fetched_at__isnull=True, taken_back_at__isnull=True),
                name="hand_over_one_open",
            ),
            models.CheckConstraint(
                condition=Q(brought_by__isnull=False, brought_permit=None, brought_name=None)
                | Q(brought_by=None, brought_permit__isnull=False, brought_name=None)
                | Q(brought_by=None, brought_permit=None, brought_name__isnull=False),
                name="hand_over_brought_by_one",
            ),
            models.CheckConstraint(
                condition=Q(other_name=None, other_reason=None, asked_by=None, asked_at=None)
                | Q(
                    other_name__isnull=False,
                    other_reason__isnull=False,
                    asked_by__isnull=False,
                    asked_at__isnull=False,
                ),
                name="hand_over_exception_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    fetched_at=None, fetch_noted_by=None, fetched_by=None, fetched_permit=None
                )
                | Q(fetched_at__isnull=False, fetch_noted_by__isnull=False)
                & (
                    Q(fetched_by__isnull=False, fetched_permit=None)
                    | Q(fetched_by=None, fetched_permit__isnull=False)
                    | Q(fetched_by=None, fetched_permit=None, asked_by__isnull=False)
                    & ~Q(asked_by=F("fetch_noted_by"))
                ),
                name="hand_over_fetched_by_named_or_two",
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None) | Q(fetched_at__gte=F("brought_at")),
                name="hand_over_fetched_after_brought",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="hand_over_taken_back_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["child", "session"], name="hand_over_of_child")]
