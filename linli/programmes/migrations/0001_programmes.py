import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0002_days_off"),
        ("spaces", "0001_spaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=40)),
                        ("title_en", models.CharField(blank=True, max_length=80)),
                        ("summary", models.CharField(blank=True, max_length=400)),
                        ("scene", models.CharField(max_length=12)),
                        ("age_from", models.PositiveSmallIntegerField(null=True)),
                        ("age_to", models.PositiveSmallIntegerField(null=True)),
                        ("closed_group", models.BooleanField(default=False)),
                        ("neutral_title", models.CharField(blank=True, max_length=40)),
                        ("opened_at", models.DateTimeField()),
                        ("closed_on", models.DateField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "opened_by",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scene__in",
                                        ("i_charity", "i_family", "i_learning", "i_sports"),
                                    )
                                ),
                                name="programme_scene_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("age_from__isnull", True),
                                    ("age_to__isnull", True),
                                    ("age_to__gte", models.F("age_from")),
                                    _connector="OR",
                                ),
                                name="programme_ages_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_group", False),
                                    models.Q(("neutral_title", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="programme_closed_has_neutral_title",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=40)),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("opened_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "opened_by",
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
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("capacity__gt", 0)), name="course_has_places"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeGoal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("goal", models.CharField(max_length=20)),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "goal"), name="programme_goal_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "goal__in",
                                        (
                                            "cost_down",
                                            "efficiency_up",
                                            "resident_benefit",
                                            "sustainability",
                                        ),
                                    )
                                ),
                                name="programme_goal_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Timetable",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("rule", models.CharField(max_length=120)),
                        ("first_on", models.DateField()),
                        ("starts_at", models.TimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("on_days_off", models.CharField(max_length=4)),
                        ("where", models.CharField(blank=True, max_length=60)),
                        ("before_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("after_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("set_at", models.DateTimeField()),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="timetables",
                                to="programmes.course",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)), name="timetable_has_minutes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("on_days_off__in", ("skip", "keep", "move"))),
                                name="timetable_days_off_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("space__isnull", False),
                                    models.Q(("where", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="timetable_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassSession",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("recurrence_on", models.DateField()),
                        ("start_at", models.DateTimeField()),
                        ("end_at", models.DateTimeField()),
                        ("by_hand", models.BooleanField(default=False)),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("cancel_reason", models.CharField(blank=True, max_length=60)),
                        (
                            "booking",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.booking",
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
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.course",
                            ),
                        ),
                        (
                            "timetable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.timetable",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["place", "start_at"], name="session_place_start"),
                            models.Index(
                                fields=["course", "start_at"], name="session_course_start"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                fields=("course", "start_at"),
                                name="session_once_at_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end_at__gt", models.F("start_at"))),
                                name="session_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancel_reason", ""), ("cancelled_at__isnull", True)),
                                    models.Q(
                                        ("booking__isnull", True),
                                        ("cancelled_at__isnull", False),
                                        models.Q(("cancel_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_cancelled_with_reason_and_no_room",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
