"""What is remembered of those who sign in, what they may do, and what they have signed."""

import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from linli.identity.permissions import ROLES
from linli.kernel.columns import foreign_key, primary_key


class UserManager(BaseUserManager["User"]):
    """Finds users; making one is ``identity.actions``' verb."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=self.model.normalize_username(username or ""))


class User(AbstractBaseUser):
    """A login. Not a resident: people links the two where a resident has one."""

    class Privacy:
        public = ()
        internal = (
            "id", "is_active", "last_login", "must_change_password", "password_set_on", "language",
            "demo",
        )  # fmt: skip
        personal = ("username", "name", "office")
        sensitive = ("password",)

    id = primary_key()
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    office = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_set_on = models.DateField(null=True)
    demo = models.BooleanField(default=False)

    objects = UserManager()

    holds_roles = True
    """False where it is known that they never held one: then nobody need ask which are in force."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = ["name"]

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """A login as it is stored and compared: full-width and capital letters are forgiven."""
        return super().normalize_username(username.strip()).casefold()

    def password_is_due(self, on: datetime.date) -> bool:
        """Whether the password must be changed before anything else: handed out, or too old."""
        if self.must_change_password:
            return True
        oldest = on - datetime.timedelta(days=settings.LINLI_PASSWORD_DAYS)
        return self.password_set_on is not None and self.password_set_on < oldest

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that holds funds, runs a room or gives services; seen by its own people everywhere.

    ``place`` is where it was entered: the administrators there appoint its people.
    """

    class Privacy:
        public = ("id", "name", "name_en", "kind", "usc_code")
        internal = ("place",)
        personal = ()
        sensitive = ()

    KINDS = ("holder", "operator", "provider", "partner_unit")

    id = primary_key()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20)
    usc_code = models.CharField(max_length=18, blank=True)
    place = foreign_key("places.Place", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("holder", "operator", "provider", "partner_unit")),
                name="organisation_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role, at a place or in an organisation; ``until_on`` is the first day without it."""

    class Privacy:
        public = ()
        internal = ("id", "role", "place", "organisation", "from_on", "until_on")
        personal = ("user",)
        sensitive = ()

    id = primary_key()
    user = foreign_key(User)
    role = models.CharField(max_length=30)
    place = foreign_key("places.Place", null=True)
    organisation = foreign_key(Organisation, null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=tuple(ROLES)), name="role_known"),
            models.CheckConstraint(
                condition=Q(place__isnull=True) ^ Q(organisation__isnull=True),
                name="role_at_place_or_in_organisation",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="role_ends_after_it_began",
            ),
        ]


class SignOff(models.Model):
    """One person's word on one step of one thing.

    ``UNIQUE(subject, actor)`` makes four eyes a fact about persons, on every engine, without a
    trigger: nobody can take two steps of the same thing. ``UNIQUE(subject, step)``: no step twice.
    """

    class Privacy:
        public = ()
        internal = ("id", "subject_kind", "subject_id", "step", "at")
        personal = ("actor",)
        sensitive = ()

    id = primary_key()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    step = models.CharField(max_length=20)
    actor = foreign_key(User)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "step"], name="signoff_step_once"
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "actor"], name="signoff_person_once"
            ),
        ]
