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
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Headcount",
                    fields=[
                        (
                            "session",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="programmes.classsession",
                            ),
                        ),
                        ("capacity", models.PositiveSmallIntegerField()),
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
                                            models.F("capacity"), "+", models.F("over")
                                        ),
                                    )
                                ),
                                name="headcount_not_more_than_places",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.CharField(max_length=6, unique=True)),
                        ("printed_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "printed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Card",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("token", models.BinaryField(max_length=16, unique=True)),
                        ("issued_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("revoked_at", models.DateTimeField(null=True)),
                        (
                            "issued_by",
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
                            "revoked_by",
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
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("resident",),
                                name="card_one_a_resident",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("revoked_at__isnull", True), ("revoked_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("revoked_at__isnull", False), ("revoked_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="card_revoked_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("face", models.PositiveSmallIntegerField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
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
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "resident"), name="feedback_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("face__in", (3, 2, 1))),
                                name="feedback_face_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["place", "resident"], name="reminder_of_whom")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Keying",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("keyed_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        (
                            "keyed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.sheet",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at__isnull", True)),
                                fields=("sheet",),
                                name="door_sheet_keyed_once",
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
                                name="keying_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("line", models.PositiveSmallIntegerField()),
                        (
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="attendance.sheet",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "line"), name="door_sheet_line_once"
                            ),
                            models.UniqueConstraint(
                                fields=("sheet", "resident"), name="door_sheet_names_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guests",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("count", models.PositiveSmallIntegerField()),
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
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
                            "keying",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.keying",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["session"], name="guests_of_session")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("count__gt", 0), ("count__lte", 20)),
                                name="guests_some_not_hundreds",
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
                                name="guests_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("state", models.CharField(max_length=7)),
                        ("band", models.CharField(max_length=10)),
                        ("at", models.DateTimeField()),
                        ("method", models.CharField(max_length=7)),
                        ("key", models.UUIDField()),
                        ("left_at", models.DateTimeField(null=True)),
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
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
                            "keying",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.keying",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["resident", "session"], name="attendance_of_whom")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at__isnull", True)),
                                fields=("session", "resident"),
                                name="attendance_once_a_session",
                            ),
                            models.UniqueConstraint(
                                fields=("key", "resident"), name="attendance_once_a_press"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("present", "excused"))),
                                name="attendance_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "method__in",
                                        (
                                            "qr",
                                            "card",
                                            "list",
                                            "name",
                                            "paper",
                                            "walk_in",
                                            "app",
                                            "phone",
                                            "desk",
                                        ),
                                    )
                                ),
                                name="attendance_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_at__isnull", True), ("state", "present"), _connector="OR"
                                ),
                                name="attendance_left_after_coming",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("keying__isnull", True),
                                    models.Q(
                                        ("method", "paper"),
                                        models.Q(("state", "excused"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_keyed_from_paper",
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
                                name="attendance_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
