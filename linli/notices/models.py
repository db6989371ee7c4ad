"""What is remembered of what was told."""

from django.db import models

from linli.kernel.columns import foreign_key, primary_key


class Notice(models.Model):
    """One thing told to one user. The row is the in-app notice and the outbox of the provider."""

    class Privacy:
        public = ()
        internal = (
            "id", "key", "kind", "subject_kind", "details", "created_at", "seen_at", "claimed_at",
            "sent_at",
        )  # fmt: skip
        personal = ("to", "subject_id")
        sensitive = ()

    id = primary_key()
    key = models.CharField(max_length=120, unique=True)
    to = foreign_key("identity.User")
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to", "seen_at", "-created_at"], name="notice_of_user"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(claimed_at__isnull=True),
                name="notice_waiting",
            ),
        ]
