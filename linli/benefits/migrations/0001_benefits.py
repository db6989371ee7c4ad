import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_identity"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Workload",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("families_a_week", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("families_a_week__lte", 100)),
                                name="workload_bearable",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("benefit", models.CharField(max_length=60)),
                        ("edition", models.CharField(max_length=20)),
                        ("state", models.CharField(max_length=10)),
                        ("monthly_fen", models.BigIntegerField()),
                        ("waiting_fen", models.BigIntegerField()),
                        ("why", linli.kernel.sealed.SealedField()),
                        ("found_at", models.DateTimeField()),
                        ("given_on", models.DateField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=10)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("again_on", models.DateField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "given_to",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
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
                        "indexes": [
                            models.Index(
                                fields=["place", "answer", "given_to"], name="hint_of_place"
                            ),
                            models.Index(fields=["given_to", "given_on"], name="hint_of_worker"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("household", "person", "benefit"),
                                name="hint_once_for_a_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", True)),
                                fields=("household", "benefit"),
                                name="hint_once_for_a_household",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("eligible", "one_away", "two_away", "to_ask"))
                                ),
                                name="hint_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("monthly_fen__gte", 0), ("waiting_fen__gte", 0)
                                ),
                                name="hint_not_below_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        (
                                            "answer__in",
                                            ("right", "has_it", "wrong", "declined", "not_now"),
                                        ),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="hint_answered_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("given_on__isnull", True), ("given_to__isnull", True)
                                    ),
                                    models.Q(
                                        ("given_on__isnull", False), ("given_to__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hint_given_on_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("again_on__isnull", True),
                                    ("answer", "not_now"),
                                    _connector="OR",
                                ),
                                name="hint_again_later",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImpactAssessment",
                    fields=[
                        (
                            "place",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="places.place",
                            ),
                        ),
                        ("edition", models.CharField(max_length=20)),
                        ("written_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("signed_at__isnull", True), ("signed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        models.Q(
                                            ("signed_by", models.F("written_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_signed_by_another",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
