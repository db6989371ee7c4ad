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
        ("identity", "0006_teacher"),
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("spaces", "0001_spaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="AllocationRound",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=40)),
                        ("season_from", models.DateField()),
                        ("season_until", models.DateField()),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField()),
                        ("rule", models.JSONField()),
                        ("lacking_bands", models.JSONField(default=list)),
                        ("commitment", models.CharField(max_length=64)),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        ("seed_sealed", linli.kernel.sealed.SealedField()),
                        ("opened_at", models.DateTimeField()),
                        ("suggested_at", models.DateTimeField(null=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("called_off_at", models.DateTimeField(null=True)),
                        ("called_off_why", models.CharField(blank=True, max_length=120)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "called_off_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
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
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "suggested_by",
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
                            models.Index(fields=["place", "season_from"], name="rounds_of_place")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("season_until__gte", models.F("season_from"))),
                                name="round_season_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                                name="round_closes_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("planned_by__isnull", True),
                                        ("seed", ""),
                                        ("suggested_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("planned_by__isnull", False),
                                        ("suggested_at__gte", models.F("closes_at")),
                                        ("suggested_at__isnull", False),
                                        models.Q(("seed", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_suggested_after_closing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("planned_by__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("planned_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_confirmed_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("called_off_at__isnull", True),
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        models.Q(("called_off_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_called_off_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "ticket",
                            models.UUIDField(default=linli.kernel.ids.random_id, unique=True),
                        ),
                        ("group_name", linli.kernel.sealed.SealedField(null=True)),
                        ("group_blind", models.BinaryField(null=True)),
                        ("contact", linli.kernel.sealed.SealedField(null=True)),
                        ("named", models.BooleanField()),
                        ("title", models.CharField(max_length=60)),
                        ("purpose", models.CharField(max_length=12)),
                        ("expected_people", models.PositiveIntegerField()),
                        ("needs", models.JSONField(default=list)),
                        ("band", models.CharField(blank=True, max_length=12)),
                        ("residents", models.BooleanField()),
                        ("benefit", models.BooleanField()),
                        ("times", models.PositiveSmallIntegerField()),
                        ("channel", models.CharField(max_length=5)),
                        ("applied_at", models.DateTimeField()),
                        ("corrected_at", models.DateTimeField(null=True)),
                        ("correction", models.CharField(blank=True, max_length=120)),
                        ("counts", models.JSONField(null=True)),
                        ("points", models.PositiveSmallIntegerField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "applied_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "corrected_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="allocation.allocationround",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                            models.Index(fields=["resident"], name="applications_of_resident")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False), ("withdrawn_at__isnull", True)
                                ),
                                fields=("round", "organisation"),
                                name="application_once_an_organisation",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("group_blind__isnull", False), ("withdrawn_at__isnull", True)
                                ),
                                fields=("round", "group_blind"),
                                name="application_once_a_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("group_name__isnull", True),
                                        ("organisation__isnull", False),
                                    ),
                                    models.Q(
                                        ("group_blind__isnull", False),
                                        ("group_name__isnull", False),
                                        ("organisation__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="application_for_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("times__gte", 1), ("times__lte", 7)),
                                name="application_times_a_week",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expected_people__gt", 0)),
                                name="application_of_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "band__in",
                                        (
                                            "",
                                            "toddler",
                                            "preschool",
                                            "school",
                                            "teen",
                                            "adult",
                                            "elder",
                                            "eldest",
                                        ),
                                    )
                                ),
                                name="application_band",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ("app", "phone", "desk"))),
                                name="application_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrected_at__isnull", True),
                                    models.Q(("correction", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="application_corrected_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundRoom",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("seen", models.JSONField(null=True)),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rooms",
                                to="allocation.allocationround",
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
                                fields=("round", "space"), name="room_once_a_round"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("priority", models.PositiveSmallIntegerField()),
                        ("weekday", models.PositiveSmallIntegerField()),
                        ("earliest_minute", models.PositiveSmallIntegerField()),
                        ("latest_minute", models.PositiveSmallIntegerField()),
                        ("least_minutes", models.PositiveSmallIntegerField()),
                        ("most_minutes", models.PositiveSmallIntegerField()),
                        ("rooms", models.JSONField(default=list)),
                        ("why", models.CharField(blank=True, max_length=10)),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="allocation.application",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)), name="wish_on_a_weekday"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("latest_minute__lte", 1440),
                                    (
                                        "latest_minute__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("earliest_minute"),
                                            "+",
                                            models.F("least_minutes"),
                                        ),
                                    ),
                                ),
                                name="wish_fits_its_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("least_minutes__gt", 0),
                                    ("most_minutes__gte", models.F("least_minutes")),
                                ),
                                name="wish_least_and_most",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllocatedSlot",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("weekday", models.PositiveSmallIntegerField()),
                        ("from_minute", models.PositiveSmallIntegerField()),
                        ("until_minute", models.PositiveSmallIntegerField()),
                        ("suggested", models.BooleanField()),
                        ("put_at", models.DateTimeField()),
                        ("put_reason", models.CharField(blank=True, max_length=120)),
                        ("out_at", models.DateTimeField(null=True)),
                        ("out_reason", models.CharField(blank=True, max_length=200)),
                        ("given_back_at", models.DateTimeField(null=True)),
                        (
                            "given_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "out_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "put_by",
                            models.ForeignKey(
                                null=True,
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
                                to="allocation.allocatedslot",
                            ),
                        ),
                        (
                            "series",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.bookingseries",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="allocation.allocationround",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="allocation.application",
                            ),
                        ),
                        (
                            "wish",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocation.wish",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("out_at__isnull", True)),
                                fields=("round", "space", "weekday", "from_minute"),
                                name="slot_once_in_a_plan",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_minute__lte", 1440),
                                    ("weekday__lte", 6),
                                    ("until_minute__gt", models.F("from_minute")),
                                ),
                                name="slot_within_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suggested", True),
                                    models.Q(("put_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="slot_put_there_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("out_at__isnull", True),
                                    models.Q(("out_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="slot_taken_out_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("out_at__isnull", True),
                                    ("series__isnull", True),
                                    _connector="OR",
                                ),
                                name="slot_booked_is_not_taken_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_back_at__isnull", True),
                                    ("series__isnull", False),
                                    _connector="OR",
                                ),
                                name="slot_given_back_was_booked",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
