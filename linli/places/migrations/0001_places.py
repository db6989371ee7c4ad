import linli.kernel.opening
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        (
                            "code",
                            models.CharField(max_length=24, primary_key=True, serialize=False),
                        ),
                        ("level", models.CharField(max_length=12)),
                        ("name", models.CharField(max_length=60)),
                        ("name_en", models.CharField(blank=True, max_length=80)),
                        ("opened_on", models.DateField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        ("edition", models.CharField(blank=True, max_length=60)),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "level__in",
                                        (
                                            "province",
                                            "city",
                                            "district",
                                            "subdistrict",
                                            "community",
                                            "grid",
                                            "building",
                                        ),
                                    )
                                ),
                                name="place_level_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("opened_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="place_closed_after_opened",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    ("code__startswith", models.F("parent")),
                                    _connector="OR",
                                ),
                                name="place_code_under_parent",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
