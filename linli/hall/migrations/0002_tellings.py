import django.db.models.deletion
import linli.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hall", "0001_hall"),
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="lost_before",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("news", models.CharField(max_length=9)),
                ("count", models.PositiveSmallIntegerField()),
                ("first_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.course",
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
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resident",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=["place", "since"],
                        name="telling_to_make",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("news__in", ("moved", "added", "cancelled", "restored"))
                        ),
                        name="telling_news_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)), name="telling_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_at__isnull", True), ("told_by__isnull", True)),
                            models.Q(("told_at__isnull", False), ("told_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="telling_told_by_somebody",
                    ),
                    models.UniqueConstraint(
                        fields=("course", "resident", "news", "since", "first_at"),
                        name="telling_once",
                    ),
                ],
            },
        ),
    ]
