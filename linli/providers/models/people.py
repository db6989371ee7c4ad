"""Who gives: what they tell of themselves, and the papers that say what they can and may."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.providers.terms import CREDENTIALS, KINDS


class Provider(models.Model):
    """A person or a body that gives services at the hall.

    ``organisation`` is its own, of kind "provider": its teachers hold their role there. What is
    told of it is on the street from ``released_at``, which one of its own people sets; whoever else
    rewrites it takes it off again. ``hall_permille``: what part of its income comes from this
    hall, as it says itself.
    """

    class Privacy:
        public = ("id", "place", "kind", "shown_name", "shown_name_en", "story", "skills")
        internal = ("organisation", "released_at", "entered_at", "closed_on", "key")
        personal = ("entered_by", "released_by", "hall_permille")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    organisation = one_to_one("identity.Organisation")
    kind = models.CharField(max_length=8)
    shown_name = models.CharField(max_length=40)
    shown_name_en = models.CharField(max_length=80, blank=True)
    story = models.TextField(max_length=800, blank=True)
    skills = models.CharField(max_length=200, blank=True)
    hall_permille = models.PositiveSmallIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = foreign_key("identity.User", null=True)
    entered_by = foreign_key("identity.User")
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="provider_kind_known"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(story=""),
                name="provider_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(hall_permille__isnull=True) | Q(hall_permille__lte=1000),
                name="provider_share_of_income_is_one",
            ),
        ]


class Credential(models.Model):
    """A paper that says what a provider can, or may: its number is sealed.

    ``until_on``: the first day on which it no longer holds; None: it does not end. ``whose``: the
    person it names, where the provider is a body.
    """

    class Privacy:
        public = ("kind", "title")
        internal = ("id", "provider", "from_on", "until_on", "paper", "kept_at", "key")
        personal = ("kept_by",)
        sensitive = ("number", "whose")

    id = primary_key()
    provider = foreign_key(Provider, related_name="credentials")
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=60)
    number = SealedField(null=True)
    whose = SealedField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    paper = foreign_key("papers.Paper", null=True)
    kept_by = foreign_key("identity.User")
    kept_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CREDENTIALS), name="credential_kind_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="credential_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="safeguarding") | Q(until_on__isnull=False),
                name="credential_check_is_of_a_year",
            ),
        ]
        indexes = [models.Index(fields=["until_on"], name="credential_until")]
