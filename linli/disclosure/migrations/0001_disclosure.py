import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fund", "0002_money"),
        ("giving", "0001_giving"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Undertaking",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("title", models.CharField(max_length=80)),
                        ("began_on", models.DateField()),
                        ("ends_on", models.DateField(null=True)),
                        ("ended_on", models.DateField(null=True)),
                        ("begun_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("campaign", "project"))),
                                name="undertaking_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ends_on__isnull", True),
                                        ("ends_on__gte", models.F("began_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ended_on__isnull", True),
                                        ("ended_on__gte", models.F("began_on")),
                                        _connector="OR",
                                    ),
                                ),
                                name="undertaking_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("rule", models.CharField(max_length=16)),
                        ("due_on", models.DateField()),
                        ("published_on", models.DateField()),
                        ("words", models.CharField(max_length=200)),
                        ("link", models.URLField(max_length=300)),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="giving.plan",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="disclosure.undertaking",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rule__in", ("three_monthly", "after_end", "yearly"))
                                ),
                                name="disclosure_rule_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="disclosure_says_something",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undertaking__isnull", False)),
                                fields=("undertaking", "rule", "due_on"),
                                name="disclosed_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("plan__isnull", False)),
                                fields=("plan", "rule", "due_on"),
                                name="plan_disclosed_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("plan__isnull", True), ("undertaking__isnull", True)
                                ),
                                fields=("fund", "rule", "due_on"),
                                name="fund_disclosed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undertaking__isnull", True),
                                    ("plan__isnull", True),
                                    _connector="OR",
                                ),
                                name="disclosed_of_one_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", models.CharField(max_length=400)),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="disclosure.disclosureentry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="correction_says_what",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
