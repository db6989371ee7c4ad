import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0006_teacher"),
        ("papers", "0002_source"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Provider",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("shown_name", models.CharField(max_length=40)),
                        ("shown_name_en", models.CharField(blank=True, max_length=80)),
                        ("story", models.TextField(blank=True, max_length=800)),
                        ("skills", models.CharField(blank=True, max_length=200)),
                        ("hall_permille", models.PositiveSmallIntegerField(null=True)),
                        ("released_at", models.DateTimeField(null=True)),
                        ("entered_at", models.DateTimeField()),
                        ("closed_on", models.DateField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
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
                            "released_by",
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
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("person", "body"))),
                                name="provider_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("released_at__isnull", True), ("released_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        models.Q(("story", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="provider_released_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hall_permille__isnull", True),
                                    ("hall_permille__lte", 1000),
                                    _connector="OR",
                                ),
                                name="provider_share_of_income_is_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Credential",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=16)),
                        ("title", models.CharField(max_length=60)),
                        ("number", linli.kernel.sealed.SealedField(null=True)),
                        ("whose", linli.kernel.sealed.SealedField(null=True)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("kept_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "kept_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credentials",
                                to="providers.provider",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["until_on"], name="credential_until")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "qualification",
                                            "title",
                                            "health",
                                            "safeguarding",
                                            "other",
                                        ),
                                    )
                                ),
                                name="credential_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gt", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="credential_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "safeguarding"), _negated=True),
                                    ("until_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="credential_check_is_of_a_year",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("model", models.CharField(max_length=16)),
                        ("per_session_fen", models.BigIntegerField(default=0)),
                        ("per_head_fen", models.BigIntegerField(default=0)),
                        ("share_permille", models.PositiveSmallIntegerField(default=0)),
                        ("room_hour_fen", models.BigIntegerField(default=0)),
                        ("cancelled_permille", models.PositiveSmallIntegerField(default=0)),
                        ("prepare_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("owed_minutes", models.PositiveIntegerField(default=0)),
                        ("from_on", models.DateField()),
                        ("ends_on", models.DateField(null=True)),
                        ("proposed_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(null=True)),
                        ("declined_at", models.DateTimeField(null=True)),
                        ("declined_because", models.CharField(blank=True, max_length=200)),
                        ("key", models.UUIDField(unique=True)),
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
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="providers.agreement",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="providers.provider",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["provider", "from_on"], name="teaching_provider_from"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provider", "number"), name="teaching_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "model__in",
                                        (
                                            "free",
                                            "per_session",
                                            "per_head",
                                            "share",
                                            "room_for_service",
                                        ),
                                    )
                                ),
                                name="teaching_model_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("model", "free"),
                                        ("per_head_fen", 0),
                                        ("per_session_fen", 0),
                                        ("room_hour_fen", 0),
                                        ("share_permille", 0),
                                    ),
                                    models.Q(
                                        ("model", "per_session"),
                                        ("per_head_fen", 0),
                                        ("per_session_fen__gt", 0),
                                        ("room_hour_fen", 0),
                                        ("share_permille", 0),
                                    ),
                                    models.Q(
                                        ("model", "per_head"),
                                        ("per_head_fen__gt", 0),
                                        ("per_session_fen", 0),
                                        ("room_hour_fen", 0),
                                        ("share_permille", 0),
                                    ),
                                    models.Q(
                                        ("model", "share"),
                                        ("per_head_fen", 0),
                                        ("per_session_fen", 0),
                                        ("room_hour_fen", 0),
                                        ("share_permille__gt", 0),
                                        ("share_permille__lte", 1000),
                                    ),
                                    models.Q(
                                        ("model", "room_for_service"),
                                        ("per_head_fen", 0),
                                        ("per_session_fen", 0),
                                        ("room_hour_fen__gt", 0),
                                        ("share_permille", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="teaching_has_the_rate_of_its_model",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancelled_permille", 0),
                                    models.Q(
                                        ("cancelled_permille__lte", 1000), ("model", "per_session")
                                    ),
                                    _connector="OR",
                                ),
                                name="teaching_cancelled_is_a_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="teaching_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at__isnull", True),
                                        ("answered_by", None),
                                        ("declined_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("declined_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", True),
                                        ("answered_by__isnull", False),
                                        ("declined_at__isnull", False),
                                        models.Q(("declined_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="teaching_answered_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    models.Q(
                                        ("answered_by", models.F("proposed_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="teaching_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Substitution",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        ("agreed_at", models.DateTimeField()),
                        (
                            "absent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="providers.provider",
                            ),
                        ),
                        (
                            "agreed_by",
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
                            "substitute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="providers.provider",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "absent"), name="substitution_once_a_session"
                            ),
                            models.UniqueConstraint(
                                fields=("session", "substitute"), name="substitute_once_a_session"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("absent", models.F("substitute")), _negated=True
                                ),
                                name="substitute_is_somebody_else",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementCourse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="courses",
                                to="providers.agreement",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "course"), name="teaching_course_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
