"""What is known of people, on which basis, and the key that can make it unreadable for ever."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.people.models.homes import Guardianship, Household, Resident
from linli.people.terms import CONSENT, CONSENT_FORMS, LEGAL_DUTY, PAPER, READ_ALOUD, SCREEN


def about_one(name: str) -> models.CheckConstraint:
    """About a person or a household, never both, never neither."""
    one = Q(resident__isnull=True) ^ Q(household__isnull=True)
    return models.CheckConstraint(condition=one, name=name)


class Basis(models.Model):
    """Why we may keep what we keep: a legal duty with its article, or a consent (PIPL art. 13)."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "kind", "purpose", "article", "version", "form", "given_on",
            "withdrawn_at", "about_child",
        )  # fmt: skip
        personal = (
            "resident", "household", "given_by", "guardianship", "paper", "witness", "recorded_by",
        )  # fmt: skip
        sensitive = ()

    class Kind(models.TextChoices):
        LEGAL_DUTY = LEGAL_DUTY, _("法定职责")
        CONSENT = CONSENT, _("本人或监护人同意")

    class Form(models.TextChoices):
        PAPER = PAPER, _("签在纸上（拍照留存）")
        SCREEN = SCREEN, _("在屏幕上确认")
        READ_ALOUD = READ_ALOUD, _("念给本人听，有见证人")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = models.CharField(max_length=80)
    article = models.CharField(max_length=120, blank=True)
    given_by = foreign_key(Resident, null=True)
    guardianship = foreign_key(Guardianship, null=True)
    version = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=12, blank=True, choices=Form.choices)
    paper = foreign_key("papers.Paper", null=True)
    witness = models.CharField(max_length=60, blank=True)
    about_child = models.BooleanField(default=False)
    given_on = models.DateField()
    recorded_by = foreign_key("identity.User", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            about_one("basis_about_one"),
            models.CheckConstraint(
                condition=(Q(kind=LEGAL_DUTY) & ~Q(article="") & Q(form=""))
                | (
                    Q(kind=CONSENT, given_by__isnull=False, form__in=CONSENT_FORMS) & ~Q(version="")
                ),
                name="basis_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(form=PAPER) | Q(paper__isnull=False),
                name="basis_paper_is_kept",
            ),
            models.CheckConstraint(
                condition=~Q(form=READ_ALOUD) | ~Q(witness=""),
                name="basis_read_aloud_is_witnessed",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CONSENT, about_child=True) | Q(guardianship__isnull=False),
                name="basis_child_by_guardian",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "given_on"], name="basis_of_resident"),
            models.Index(fields=["household", "given_on"], name="basis_of_household"),
        ]


class Fact(models.Model):
    """One statement about a person or a household that rules read; never changed, only superseded.

    ``kind`` is a key of ``rules.kinds``. Of several on one kind the latest observed holds. A
    sensitive value, and any about a child under 14, is sealed and rests on a basis.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "kind", "sensitive", "source", "observed_on", "valid_until", "purpose",
            "verified_on", "stated_at", "retracted_at", "retracted_because",
        )  # fmt: skip
        personal = (
            "resident", "household", "value", "paper", "basis", "verified_by", "stated_by",
        )  # fmt: skip
        sensitive = ("value_sealed",)

    class Source(models.TextChoices):
        STATED = "stated", _("本人或家人说的")
        DOCUMENT = "document", _("看过证件或单据")
        REGISTER = "register", _("有关部门的登记")
        DERIVED = "derived", _("由其他情况推算")

    class Because(models.TextChoices):
        WRONG = "wrong", _("记错了")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("同意已撤回")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    kind = models.CharField(max_length=60)
    sensitive = models.BooleanField()
    value = models.CharField(max_length=200, null=True)
    value_sealed = SealedField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    paper = foreign_key("papers.Paper", null=True)
    observed_on = models.DateField()
    valid_until = models.DateField(null=True)
    purpose = models.CharField(max_length=80, blank=True)
    basis = foreign_key(Basis, null=True)
    verified_by = foreign_key("identity.User", null=True)
    verified_on = models.DateField(null=True)
    stated_by = foreign_key("identity.User", null=True)
    stated_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)
    retracted_because = models.CharField(max_length=20, blank=True, choices=Because.choices)

    class Meta:
        constraints = [
            about_one("fact_about_one"),
            models.CheckConstraint(
                condition=Q(sensitive=True, value__isnull=True, value_sealed__isnull=False)
                | Q(sensitive=False, value__isnull=False, value_sealed__isnull=True),
                name="fact_sensitive_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(sensitive=False) | Q(basis__isnull=False),
                name="fact_sensitive_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("observed_on")),
                name="fact_valid_after_observed",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True) | ~Q(retracted_because=""),
                name="fact_retracted_because",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "kind", "observed_on"], name="fact_of_resident"),
            models.Index(fields=["household", "kind", "observed_on"], name="fact_of_household"),
            models.Index(fields=["basis"], name="fact_on_basis"),
        ]


class Sheet(models.Model):
    """All facts in force of one person or household, sealed as one text.

    Rewritten in the transaction that adds a fact. Screening reads a million of these and never
    pivots fact rows.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "written_at")
        personal = ("resident", "household")
        sensitive = ("facts",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = one_to_one(Resident, null=True)
    household = one_to_one(Household, null=True)
    facts = SealedField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [about_one("sheet_about_one")]


class PersonKey(models.Model):
    """A person's own key, wrapped by the house's.

    Destroyed, it makes their sealed deeds unreadable: so an append-only journal forgets.
    """

    class Privacy:
        public = ()
        internal = ("id", "destroyed_at")
        personal = ("resident",)
        sensitive = ("wrapped",)

    id = primary_key()
    resident = one_to_one(Resident)
    wrapped = SealedField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="person_key_is_there_or_gone",
            )
        ]
