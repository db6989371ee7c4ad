"""Who may open a record, who asked to, who is shielded, and who comes in as themself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField
from linli.people.models.homes import Household, Resident
from linli.people.models.knowledge import about_one


class Assignment(models.Model):
    """A supervisor's word that one worker may open a minor's record, in a scope, until a day.

    It is the approval that 未成年人网络保护条例 art. 36 asks for. Of a household: all its minors.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "scope", "purpose", "since_on", "until_on", "assigned_at")
        personal = ("resident", "household", "worker", "supervisor")
        sensitive = ()

    class Scope(models.TextChoices):
        CASE = "case", _("办理个案：整份档案")
        CONTACT = "contact", _("只看姓名、监护人和联系方式")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    worker = foreign_key("identity.User")
    supervisor = foreign_key("identity.User")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    purpose = models.CharField(max_length=80)
    since_on = models.DateField()
    until_on = models.DateField()
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [
            about_one("assignment_about_one"),
            models.CheckConstraint(
                condition=~Q(worker=F("supervisor")), name="assignment_by_another"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="assignment_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["worker", "until_on"], name="assignment_of_worker")]


class OpeningRequest(models.Model):
    """A wish to open one minor's record, its reason, and another person's answer."""

    class Privacy:
        public = ()
        internal = ("id", "place", "asked_at", "decided_at", "granted", "until_on")
        personal = ("resident", "asked_by", "decided_by")
        sensitive = ("reason",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    reason = SealedField()
    decided_by = foreign_key("identity.User", null=True)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="opening_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, granted__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted__isnull=False),
                name="opening_decided_or_not",
            ),
            models.CheckConstraint(
                condition=Q(granted=True, until_on__isnull=False)
                | (Q(until_on__isnull=True) & (Q(granted__isnull=True) | Q(granted=False))),
                name="opening_granted_until",
            ),
            models.UniqueConstraint(
                fields=["resident", "asked_by"],
                condition=Q(decided_at__isnull=True),
                name="opening_asked_once",
            ),
        ]


class Shield(models.Model):
    """Somebody must not be found: no family member is shown where they are or who asked about them.

    While it is in force their record shows in nobody's "my file" but their own, whoever is guardian
    on paper.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "since_on", "until_on")
        personal = ("resident", "set_by")
        sensitive = ("reason",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident)
    reason = SealedField()
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    set_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until_on__isnull=True), name="shield_once"
            )
        ]


class ResidentLogin(models.Model):
    """Which login is which resident's."""

    class Privacy:
        public = ()
        internal = ("id", "linked_at", "ended_at")
        personal = ("resident", "user")
        sensitive = ()

    id = primary_key()
    resident = foreign_key(Resident)
    user = foreign_key("identity.User")
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(ended_at__isnull=True), name="login_of_resident"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="login_is_one_resident"
            ),
        ]
