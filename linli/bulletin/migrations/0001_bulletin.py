import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0002_days_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Bulletin",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("kind", models.CharField(max_length=6)),
                        ("pinned", models.BooleanField(default=False)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("put_up_version", models.PositiveSmallIntegerField(null=True)),
                        ("shown_from", models.DateField(null=True)),
                        ("drafted_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "number"), name="bulletin_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("news", "closed", "event", "call"))
                                ),
                                name="bulletin_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number__isnull", True),
                                        ("pinned", False),
                                        ("published_at__isnull", True),
                                        ("published_by__isnull", True),
                                        ("put_up_version__isnull", True),
                                        ("shown_from__isnull", True),
                                    ),
                                    models.Q(
                                        ("number__gte", 1),
                                        ("number__isnull", False),
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                        ("put_up_version__isnull", False),
                                        ("put_up_version__lte", models.F("version")),
                                        ("shown_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="bulletin_put_up_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reason", ""),
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bulletin_withdrawn_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        ("shown_until", models.DateField()),
                        ("why", models.CharField(blank=True, max_length=60)),
                        ("written_at", models.DateTimeField()),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="bulletin.bulletin",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bulletin", "version"), name="wording_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version__gte", 1),
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="wording_says_something",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
