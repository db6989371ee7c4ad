"""What is remembered of papers. The content lies sealed in a file of its own, not in a row."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel import sounds
from linli.kernel.columns import foreign_key, primary_key
from linli.papers.terms import RETENTION_YEARS

JPEG, PDF = "image/jpeg", "application/pdf"


class Paper(models.Model):
    """One document as it was handed in, made harmless.

    ``guarded``: only the room whose record it proves may show it, after its own checks.
    ``keep_until`` is empty while the purpose lasts; after that day the file is destroyed and the
    row stays, to say that there was one.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "kind", "guarded", "media_type", "size_bytes", "pages", "retention",
            "keep_until", "kept_at", "destroyed_at",
        )  # fmt: skip
        personal = ("kept_by",)
        sensitive = ()

    class Kind(models.TextChoices):
        CONSENT = "consent", _("同意书")
        CERTIFICATE = "certificate", _("残疾人证")
        DIAGNOSIS = "diagnosis", _("诊断证明")
        BILL = "bill", _("票据")
        REGISTER = "register", _("户口簿")
        OTHER = "other", _("其他材料")
        VOICE = "voice", _("录音")

    id = primary_key()
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    guarded = models.BooleanField(default=False)
    media_type = models.CharField(max_length=20)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    retention = models.CharField(max_length=12)
    keep_until = models.DateField(null=True)
    kept_at = models.DateTimeField()
    kept_by = foreign_key("identity.User", null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=(JPEG, PDF, *sounds.KINDS)),
                name="paper_media_type_known",
            ),
            models.CheckConstraint(
                condition=Q(retention__in=tuple(RETENTION_YEARS)), name="paper_retention_known"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(keep_until__isnull=False),
                name="paper_destroyed_only_when_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["keep_until"],
                condition=Q(destroyed_at__isnull=True),
                name="paper_still_kept",
            )
        ]

    @property
    def file(self) -> Path:
        """Where the sealed content lies; spread over 256 folders by the id's random end."""
        return folder() / self.id.hex[-2:] / f"{self.id}.sealed"

    @property
    def context(self) -> str:
        """What the content is bound to: put under another paper's name, it does not open."""
        return f"papers_paper.file:{self.id}"


def folder() -> Path:
    """The folder of all sealed files of this house."""
    return Path(settings.LINLI_DATA) / "papers"
