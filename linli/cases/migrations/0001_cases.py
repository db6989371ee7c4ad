import linli.kernel.opening
import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="CaseFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("protected", models.BooleanField(default=False)),
                        ("opened_at", models.DateTimeField()),
                        ("assigned_at", models.DateTimeField(null=True)),
                        ("reopened_at", models.DateTimeField(null=True)),
                        ("reopening", linli.kernel.sealed.SealedField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "assigned_by",
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
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "worker",
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
                                fields=["place", "closed_at", "-opened_at"], name="case_of_place"
                            ),
                            models.Index(fields=["worker", "closed_at"], name="case_of_worker"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True), ("person__isnull", False)
                                ),
                                fields=("household", "person"),
                                name="case_open_once_per_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True), ("person__isnull", True)
                                ),
                                fields=("household",),
                                name="case_open_once_per_household",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("assigned_at__isnull", True),
                                        ("assigned_by__isnull", True),
                                        ("worker__isnull", True),
                                    ),
                                    models.Q(
                                        ("assigned_at__isnull", False),
                                        ("assigned_by__isnull", False),
                                        ("worker__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_assigned_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "at"], name="assessment_of_case")],
                    },
                ),
                migrations.CreateModel(
                    name="CasePlan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        ("every_days", models.PositiveSmallIntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "at"], name="plan_of_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("every_days__in", (7, 14, 30, 90))),
                                name="plan_rhythm_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        ("outcome", models.CharField(max_length=16)),
                        ("monitor_until", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "at"], name="closure_of_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        (
                                            "reached",
                                            "partly",
                                            "handed_over",
                                            "moved",
                                            "ended_by_family",
                                        ),
                                    )
                                ),
                                name="closure_outcome_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "at"], name="evaluation_of_case")],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        ("teller", models.CharField(max_length=12)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "on"], name="follow_up_of_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "teller__in",
                                        ("parent", "institution", "volunteer", "self", "worker"),
                                    )
                                ),
                                name="follow_up_teller_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intervention",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        ("kind", models.CharField(max_length=16)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "at"], name="intervention_of_case")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "visit",
                                            "call",
                                            "paperwork",
                                            "referral",
                                            "fund",
                                            "company",
                                        ),
                                    )
                                ),
                                name="intervention_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lead",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("channel", models.CharField(max_length=12)),
                        ("harm", models.CharField(default="no", max_length=8)),
                        ("words", linli.kernel.sealed.SealedField()),
                        ("whereabouts", linli.kernel.sealed.SealedField(null=True)),
                        ("contact", linli.kernel.sealed.SealedField(null=True)),
                        ("raised_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(null=True)),
                        ("declined_at", models.DateTimeField(null=True)),
                        ("declined_because", models.CharField(blank=True, max_length=16)),
                        ("declined_words", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "building",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                        (
                            "declined_by",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
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
                            "raised_by",
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
                                condition=models.Q(
                                    ("case__isnull", True), ("declined_at__isnull", True)
                                ),
                                fields=["place", "raised_at"],
                                name="lead_waiting",
                            ),
                            models.Index(fields=["case"], name="lead_of_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ("street", "resident", "staff"))
                                ),
                                name="lead_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("harm__in", ("no", "unsure", "yes"))),
                                name="lead_harm_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case__isnull", True),
                                    ("declined_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="lead_answered_one_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("declined_at__isnull", True), ("declined_because", "")
                                    ),
                                    models.Q(
                                        ("declined_at__isnull", False),
                                        (
                                            "declined_because__in",
                                            (
                                                "already_helped",
                                                "elsewhere",
                                                "no_need",
                                                "not_wanted",
                                                "cannot_find",
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="lead_declined_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DomainScore",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("domain", models.CharField(max_length=20)),
                        ("score", models.PositiveSmallIntegerField()),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "assessment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.assessment",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.casefile",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.followup",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["case", "domain", "on", "at"], name="score_of_case"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "domain__in",
                                        (
                                            "communication",
                                            "learning",
                                            "self_care",
                                            "health",
                                            "family_strain",
                                            "economic",
                                            "neighbours",
                                        ),
                                    )
                                ),
                                name="score_domain_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                                name="score_is_a_step",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("assessment__isnull", True),
                                    ("follow_up__isnull", True),
                                    _connector="XOR",
                                ),
                                name="score_seen_by_one_look",
                            ),
                            models.UniqueConstraint(
                                fields=("assessment", "domain"), name="score_once_per_assessment"
                            ),
                            models.UniqueConstraint(
                                fields=("follow_up", "domain"), name="score_once_per_follow_up"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("domain", models.CharField(max_length=20)),
                        ("target", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("words", linli.kernel.sealed.SealedField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.caseplan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "domain"), name="goal_once_per_domain"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "domain__in",
                                        (
                                            "communication",
                                            "learning",
                                            "self_care",
                                            "health",
                                            "family_strain",
                                            "economic",
                                            "neighbours",
                                        ),
                                    )
                                ),
                                name="goal_domain_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalResult",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("result", models.CharField(max_length=8)),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.evaluation",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.goal",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evaluation", "goal"), name="result_once_per_goal"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result__in", ("reached", "partly", "not_yet"))
                                ),
                                name="result_known",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
