import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("spaces", "0001_spaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Occupancy",
                    fields=[
                        (
                            "space",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="spaces.space",
                            ),
                        ),
                        ("most", models.PositiveSmallIntegerField()),
                        ("inside", models.PositiveSmallIntegerField(default=0)),
                        ("over", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "inside__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("most"), "+", models.F("over")
                                        ),
                                    )
                                ),
                                name="gym_occupancy_not_more_than_terms",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Questions",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("items", models.JSONField()),
                        ("set_at", models.DateTimeField()),
                        (
                            "by",
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
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("space", "number"), name="gym_questions_numbered"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Induction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("shown_on", models.DateField()),
                        ("shown_by", models.CharField(max_length=20)),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        (
                            "by",
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
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
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
                                condition=models.Q(("taken_back_at__isnull", True)),
                                fields=("space", "resident"),
                                name="gym_induction_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shown_by", ""), _negated=True),
                                name="gym_induction_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reason", ""),
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_induction_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenTerms",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("most_people", models.PositiveSmallIntegerField()),
                        ("age_from", models.PositiveSmallIntegerField(null=True)),
                        ("accompanied_from", models.PositiveSmallIntegerField(null=True)),
                        ("age_to", models.PositiveSmallIntegerField(null=True)),
                        ("induction", models.BooleanField()),
                        ("induction_when", models.CharField(blank=True, max_length=60)),
                        ("card_needed", models.BooleanField()),
                        ("pass_needed", models.BooleanField()),
                        ("health_months", models.PositiveSmallIntegerField(null=True)),
                        ("from_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("until_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
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
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                        (
                            "questions",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="gym.questions",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_at__isnull", True)),
                                fields=("space",),
                                name="gym_terms_one_in_force",
                            ),
                            models.UniqueConstraint(
                                fields=("space", "number"), name="gym_terms_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most_people__gt", 0)),
                                name="gym_terms_let_somebody_in",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accompanied_from__isnull", True),
                                    models.Q(
                                        ("accompanied_from__lt", models.F("age_from")),
                                        ("age_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_terms_accompanied_before_alone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("age_to__isnull", True),
                                    ("age_from__isnull", True),
                                    ("age_to__gte", models.F("age_from")),
                                    _connector="OR",
                                ),
                                name="gym_terms_ages_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("health_months__isnull", True), ("questions__isnull", True)
                                    ),
                                    models.Q(
                                        ("health_months__gt", 0),
                                        ("health_months__isnull", False),
                                        ("questions__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_terms_declaration_has_questions",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_by__isnull", True), ("until_at__isnull", True)
                                    ),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("until_at__gte", models.F("from_at")),
                                        ("until_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_terms_ended_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("declared_on", models.DateField()),
                        ("good_until", models.DateField()),
                        ("channel", models.CharField(max_length=5)),
                        ("answers", linli.kernel.sealed.SealedField(null=True)),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
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
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "questions",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="gym.questions",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("space", "resident"),
                                name="gym_declaration_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ("my", "desk", "paper"))),
                                name="gym_declaration_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("good_until__gt", models.F("declared_on"))),
                                name="gym_declaration_good_for_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answers__isnull", False),
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("answers__isnull", True),
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_declaration_forgotten_when_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Talk",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("outcome", linli.kernel.sealed.SealedField(null=True)),
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
                            "declaration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to="gym.declaration",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("method", models.CharField(max_length=4)),
                        ("key", models.UUIDField(unique=True)),
                        ("left_at", models.DateTimeField(null=True)),
                        ("left_key", models.UUIDField(null=True, unique=True)),
                        ("forgotten", models.BooleanField(default=False)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "companion",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "left_by",
                            models.ForeignKey(
                                null=True,
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
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="gym.openterms",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["space", "entered_at"], name="gym_visits_of_room"),
                            models.Index(
                                fields=["resident", "entered_at"], name="gym_visits_of_resident"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("forgotten", False),
                                    ("left_at__isnull", True),
                                    ("taken_back_at__isnull", True),
                                ),
                                fields=("space", "resident"),
                                name="gym_visit_inside_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("method__in", ("card", "name"))),
                                name="gym_visit_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("companion__isnull", True),
                                    models.Q(("companion", models.F("resident")), _negated=True),
                                    _connector="OR",
                                ),
                                name="gym_visit_companion_is_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                                    models.Q(
                                        ("forgotten", False),
                                        ("left_at__gte", models.F("entered_at")),
                                        ("left_at__isnull", False),
                                        ("left_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_visit_left_after_entering",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reason", ""),
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gym_visit_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
