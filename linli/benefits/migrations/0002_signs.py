import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0001_benefits"),
        ("identity", "0001_identity"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hint",
            name="hint_answered_by_somebody",
        ),
        migrations.AddConstraint(
            model_name="hint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        ("answer__in", ("right", "has_it", "wrong", "declined", "not_now")),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    models.Q(
                        ("answer", "has_it"),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="hint_answered_by_somebody",
            ),
        ),
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="HardshipNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
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
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        ("said_by", models.CharField(max_length=10)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("whereabouts", linli.kernel.sealed.SealedField(null=True)),
                        ("lead", models.UUIDField(null=True, unique=True)),
                        ("raised_at", models.DateTimeField()),
                        (
                            "raised_by",
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
                        ("given_on", models.DateField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=10)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answer_words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["place", "answer", "given_to"], name="note_of_place"
                            ),
                            models.Index(
                                fields=["household", "raised_at"], name="note_of_household"
                            ),
                            models.Index(fields=["raised_by", "raised_at"], name="note_of_noter"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("said_by__in", ("worker", "steward", "neighbour", "lead"))
                                ),
                                name="note_said_by_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("lead__isnull", False),
                                        ("said_by", "lead"),
                                        ("words__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("said_by", "lead"), _negated=True),
                                        ("lead__isnull", True),
                                        ("words__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_has_words_or_a_lead",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("household__isnull", False),
                                    ("whereabouts__isnull", False),
                                    _connector="OR",
                                ),
                                name="note_says_who_or_where",
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
                                name="note_given_on_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("answer__in", ("real", "helped", "no_need")),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_answered_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Caught",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        ("how", models.CharField(max_length=10)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("caught_at", models.DateTimeField()),
                        (
                            "caught_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["household", "caught_at"], name="caught_of_household"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how__in", ("fund", "case", "referred", "nothing"))
                                ),
                                name="caught_somehow",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how__in", ("referred", "nothing")), _negated=True),
                                    ("words__isnull", False),
                                    _connector="OR",
                                ),
                                name="caught_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftAlone",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        ("since_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("until_at", models.DateTimeField(null=True)),
                        (
                            "taken_back_by",
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
                                condition=models.Q(("until_at__isnull", True)),
                                fields=("household",),
                                name="left_alone_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_by__isnull", True), ("until_at__isnull", True)
                                    ),
                                    models.Q(
                                        ("taken_back_by__isnull", False),
                                        ("until_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="left_alone_until_somebody_said",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
