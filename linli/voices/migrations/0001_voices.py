import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("papers", "0003_voices"),
        ("places", "0002_days_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("room", models.CharField(max_length=20)),
                        ("noun", models.CharField(max_length=20)),
                        ("origin", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=80)),
                        ("language", models.CharField(max_length=3)),
                        ("spoken_by", models.CharField(blank=True, max_length=40)),
                        ("seconds", models.PositiveSmallIntegerField()),
                        ("recorded_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
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
                            "recorded_by",
                            models.ForeignKey(
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
                                condition=models.Q(
                                    ("published_at__isnull", False), ("withdrawn_at__isnull", True)
                                ),
                                fields=("place", "room", "noun", "origin", "language"),
                                name="recording_live_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seconds__gte", 1), ("seconds__lte", 120)),
                                name="recording_of_two_minutes_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ("nan", "zh", "hak", "en"))),
                                name="recording_language_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", True),
                                        ("published_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recording_published_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recording_withdrawn_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    ("published_at__isnull", True),
                                    ("withdrawn_at__gte", models.F("published_at")),
                                    _connector="OR",
                                ),
                                name="recording_withdrawn_after",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
