import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0001_attendance"),
        ("identity", "__first__"),
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        ("spaces", "0001_spaces"),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="FetchPermit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", linli.kernel.sealed.SealedField(null=True)),
                        ("relation", models.CharField(max_length=12)),
                        ("until_on", models.DateField()),
                        ("named_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
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
                            "resident",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
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
                        "indexes": [models.Index(fields=["child"], name="fetch_permit_of_child")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name__isnull", False), ("resident__isnull", True)),
                                    models.Q(("name__isnull", True), ("resident__isnull", False)),
                                    _connector="OR",
                                ),
                                name="fetch_permit_names_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child", models.F("named_by")), _negated=True),
                                    models.Q(
                                        ("resident__isnull", True),
                                        models.Q(("child", models.F("resident")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="fetch_permit_for_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="fetch_permit_taken_back_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOverRoom",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("since_at", models.DateTimeField()),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_at__isnull", True)),
                                fields=("space",),
                                name="hand_over_room_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_by__isnull", True), ("until_at__isnull", True)
                                    ),
                                    models.Q(
                                        ("ended_by__isnull", False), ("until_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_room_ended_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildSign",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=7)),
                        ("value", linli.kernel.sealed.SealedField()),
                        ("agreed_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
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
                            "taken_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at__isnull", True)),
                                fields=("child", "kind"),
                                name="child_sign_one_of_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("allergy", "photo"))),
                                name="child_sign_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="child_sign_taken_back_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("brought_name", linli.kernel.sealed.SealedField(null=True)),
                        ("brought_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        ("other_name", linli.kernel.sealed.SealedField(null=True)),
                        ("other_reason", linli.kernel.sealed.SealedField(null=True)),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("fetched_at", models.DateTimeField(null=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "brought_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "brought_noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "brought_permit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.fetchpermit",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "fetch_noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fetched_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "fetched_permit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.fetchpermit",
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "session"], name="hand_over_of_child")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("fetched_at__isnull", True), ("taken_back_at__isnull", True)
                                ),
                                fields=("session", "child"),
                                name="hand_over_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("brought_by__isnull", False),
                                        ("brought_name", None),
                                        ("brought_permit", None),
                                    ),
                                    models.Q(
                                        ("brought_by", None),
                                        ("brought_name", None),
                                        ("brought_permit__isnull", False),
                                    ),
                                    models.Q(
                                        ("brought_by", None),
                                        ("brought_name__isnull", False),
                                        ("brought_permit", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_brought_by_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("asked_at", None),
                                        ("asked_by", None),
                                        ("other_name", None),
                                        ("other_reason", None),
                                    ),
                                    models.Q(
                                        ("asked_at__isnull", False),
                                        ("asked_by__isnull", False),
                                        ("other_name__isnull", False),
                                        ("other_reason__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_exception_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("fetch_noted_by", None),
                                        ("fetched_at", None),
                                        ("fetched_by", None),
                                        ("fetched_permit", None),
                                    ),
                                    models.Q(
                                        ("fetch_noted_by__isnull", False),
                                        ("fetched_at__isnull", False),
                                        models.Q(
                                            models.Q(
                                                ("fetched_by__isnull", False),
                                                ("fetched_permit", None),
                                            ),
                                            models.Q(
                                                ("fetched_by", None),
                                                ("fetched_permit__isnull", False),
                                            ),
                                            models.Q(
                                                ("asked_by__isnull", False),
                                                ("fetched_by", None),
                                                ("fetched_permit", None),
                                                models.Q(
                                                    ("asked_by", models.F("fetch_noted_by")),
                                                    _negated=True,
                                                ),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_fetched_by_named_or_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fetched_at", None),
                                    ("fetched_at__gte", models.F("brought_at")),
                                    _connector="OR",
                                ),
                                name="hand_over_fetched_after_brought",
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
                                name="hand_over_taken_back_with_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
