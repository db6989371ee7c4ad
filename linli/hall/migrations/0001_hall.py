import django.db.models.deletion
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
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=4)),
                        ("mode", models.CharField(max_length=10)),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField(null=True)),
                        ("commitment", models.CharField(max_length=64, null=True)),
                        ("opened_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.course",
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
                            models.UniqueConstraint(
                                fields=("course", "kind"), name="offer_once_a_course"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("term", "each"))),
                                name="offer_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ("first_come", "lottery"))),
                                name="offer_mode_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_at__isnull", True),
                                    ("closes_at__gt", models.F("opens_at")),
                                    _connector="OR",
                                ),
                                name="offer_closes_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mode", "lottery"), _negated=True),
                                    ("closes_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="offer_lottery_closes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draw",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        ("seed_sealed", linli.kernel.sealed.SealedField(null=True)),
                        ("by_hand", models.BooleanField()),
                        ("drawn_at", models.DateTimeField(null=True)),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "witness",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "offer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("drawn_at__isnull", True),
                                        ("drawn_by__isnull", True),
                                        ("seed", ""),
                                    ),
                                    models.Q(
                                        ("drawn_at__isnull", False),
                                        ("drawn_by__isnull", False),
                                        models.Q(("seed", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="draw_told_when_drawn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("by_hand", False),
                                    ("drawn_at__isnull", True),
                                    models.Q(
                                        ("witness__isnull", False),
                                        models.Q(("witness", models.F("drawn_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="draw_by_hand_before_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("channel", models.CharField(max_length=5)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "ticket",
                            models.UUIDField(default=linli.kernel.ids.random_id, unique=True),
                        ),
                        ("rank", models.PositiveIntegerField(null=True)),
                        ("passed", models.PositiveSmallIntegerField(default=0)),
                        ("kept", models.BooleanField(default=False)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ("app", "phone", "desk", "chat"))
                                ),
                                name="party_channel_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pool",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=20)),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("taken", models.PositiveSmallIntegerField(default=0)),
                        ("age_from", models.PositiveSmallIntegerField(null=True)),
                        ("age_to", models.PositiveSmallIntegerField(null=True)),
                        ("hukou", models.CharField(blank=True, max_length=12)),
                        ("door", models.CharField(max_length=8)),
                        ("flows_at", models.DateTimeField(null=True)),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", True)),
                                fields=("offer", "name"),
                                name="pool_once_a_course",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", False)),
                                fields=("offer", "session", "name"),
                                name="pool_once_a_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("taken__lte", models.F("capacity"))),
                                name="pool_not_oversold",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("door__in", ("anybody", "spoken"))),
                                name="pool_door_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrollment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("state", models.CharField(max_length=9)),
                        ("since", models.DateTimeField()),
                        ("lapses_at", models.DateTimeField(null=True)),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="hall.party",
                            ),
                        ),
                        (
                            "pool",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.pool",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["offer", "session", "state"], name="enrollment_of_what"
                            ),
                            models.Index(fields=["resident", "state"], name="enrollment_of_whom"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("session__isnull", True),
                                    ("state__in", ("placed", "offered", "waiting", "entered")),
                                ),
                                fields=("offer", "resident"),
                                name="enrolled_once_a_course",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("session__isnull", False),
                                    ("state__in", ("placed", "offered", "waiting", "entered")),
                                ),
                                fields=("session", "resident"),
                                name="enrolled_once_a_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "placed",
                                            "offered",
                                            "waiting",
                                            "entered",
                                            "cancelled",
                                            "declined",
                                            "lapsed",
                                            "not_drawn",
                                        ),
                                    )
                                ),
                                name="enrollment_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("pool__isnull", False),
                                        ("state__in", ("placed", "offered")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ("placed", "offered")), _negated=True
                                        ),
                                        ("pool__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrollment_holds_a_place_of_a_pool",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lapses_at__isnull", False), ("state", "offered")),
                                    models.Q(
                                        models.Q(("state", "offered"), _negated=True),
                                        ("lapses_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrollment_offer_lapses",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
