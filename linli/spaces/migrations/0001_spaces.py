import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0004_hall_keeper"),
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Space",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("name_en", models.CharField(blank=True, max_length=60)),
                        ("kind", models.CharField(max_length=20)),
                        ("area_m2", models.PositiveIntegerField(null=True)),
                        ("capacity_people", models.PositiveIntegerField()),
                        ("features", models.JSONField(default=list)),
                        ("equipment", models.JSONField(default=list)),
                        ("open_access", models.BooleanField(default=False)),
                        ("private", models.BooleanField(default=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
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
                                fields=("place", "name"), name="space_name_once_in_a_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "hall",
                                            "joy_classroom",
                                            "social_work_room",
                                            "children_art_room",
                                            "gym",
                                            "counselling",
                                            "meeting",
                                            "other",
                                        ),
                                    )
                                ),
                                name="space_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity_people__gt", 0)),
                                name="space_holds_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="space_not_in_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="space_closed_after_opened",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookingSeries",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=60)),
                        ("purpose", models.CharField(max_length=12)),
                        ("expected_people", models.PositiveIntegerField(null=True)),
                        ("before_minutes", models.PositiveSmallIntegerField()),
                        ("after_minutes", models.PositiveSmallIntegerField()),
                        ("private", models.BooleanField()),
                        ("group_name", linli.kernel.sealed.SealedField(null=True)),
                        ("contact", linli.kernel.sealed.SealedField(null=True)),
                        ("weekdays", models.JSONField()),
                        ("every_weeks", models.PositiveSmallIntegerField()),
                        ("from_minute", models.PositiveSmallIntegerField()),
                        ("until_minute", models.PositiveSmallIntegerField()),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("skip_days_off", models.BooleanField()),
                        ("made_at", models.DateTimeField()),
                        ("key", models.UUIDField(null=True, unique=True)),
                        (
                            "made_by",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_minute__lt", models.F("until_minute")),
                                    ("until_on__gte", models.F("from_on")),
                                ),
                                name="series_runs_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("every_weeks__gt", 0)),
                                name="series_comes_again",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningRule",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("weekdays", models.JSONField()),
                        ("from_minute", models.PositiveSmallIntegerField()),
                        ("until_minute", models.PositiveSmallIntegerField()),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("on_days_off", models.CharField(max_length=6)),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opening_rules",
                                to="spaces.space",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_minute__lt", models.F("until_minute")),
                                    ("until_minute__lte", 1440),
                                ),
                                name="opening_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="opening_in_force_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("on_days_off__in", ("closed", "usual"))),
                                name="opening_days_off_known",
                            ),
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
                        ("start_at", models.DateTimeField()),
                        ("end_at", models.DateTimeField()),
                        ("reason", models.CharField(max_length=60)),
                        ("set_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(null=True)),
                        (
                            "lifted_by",
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
                            "set_by",
                            models.ForeignKey(
                                null=True,
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
                        "indexes": [
                            models.Index(fields=["place", "end_at"], name="closures_of_place")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end_at__gt", models.F("start_at"))),
                                name="closure_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="closure_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookingPolicy",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("booker", models.CharField(max_length=12)),
                        ("needs_approval", models.BooleanField()),
                        ("decide_hours", models.PositiveSmallIntegerField()),
                        ("release_minutes", models.PositiveSmallIntegerField(null=True)),
                        ("max_lead_days", models.PositiveSmallIntegerField(null=True)),
                        ("min_notice_hours", models.PositiveSmallIntegerField(null=True)),
                        ("max_hours_week", models.PositiveSmallIntegerField(null=True)),
                        ("max_hours_month", models.PositiveSmallIntegerField(null=True)),
                        ("purposes", models.JSONField(default=list)),
                        ("exempt_roles", models.JSONField(default=list)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("set_at", models.DateTimeField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
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
                                condition=models.Q(
                                    ("booker__in", ("resident", "organisation", "group"))
                                ),
                                name="policy_booker_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decide_hours__gt", 0)),
                                name="policy_answers_in_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="policy_in_force_forwards",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("start_at", models.DateTimeField()),
                        ("end_at", models.DateTimeField()),
                        ("before_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("after_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=60)),
                        ("private", models.BooleanField(default=False)),
                        ("purpose", models.CharField(blank=True, max_length=12)),
                        ("expected_people", models.PositiveIntegerField(null=True)),
                        ("origin_room", models.CharField(blank=True, max_length=20)),
                        ("origin_noun", models.CharField(blank=True, max_length=20)),
                        ("origin_id", models.UUIDField(null=True)),
                        ("origin_title", models.CharField(blank=True, max_length=80)),
                        ("group_name", linli.kernel.sealed.SealedField(null=True)),
                        ("group_blind", models.BinaryField(null=True)),
                        ("contact", linli.kernel.sealed.SealedField(null=True)),
                        ("state", models.CharField(max_length=10)),
                        ("lapses_at", models.DateTimeField(null=True)),
                        ("release_minutes", models.PositiveSmallIntegerField(null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=120)),
                        ("checked_in_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(null=True, unique=True)),
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
                            "decided_by",
                            models.ForeignKey(
                                null=True,
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
                            "organisation",
                            models.ForeignKey(
                                null=True,
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
                            "resident",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["place", "start_at"], name="bookings_of_place"),
                            models.Index(fields=["space", "start_at"], name="bookings_of_space"),
                            models.Index(
                                condition=models.Q(("state", "requested")),
                                fields=["place", "asked_at"],
                                name="bookings_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end_at__gt", models.F("start_at"))),
                                name="booking_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("after_minutes__in", (0, 15, 30, 45, 60, 90, 120)),
                                    ("before_minutes__in", (0, 15, 30, 45, 60, 90, 120)),
                                ),
                                name="booking_buffers_whole_quarters",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "requested",
                                            "confirmed",
                                            "refused",
                                            "cancelled",
                                            "released",
                                            "lapsed",
                                            "no_show",
                                        ),
                                    )
                                ),
                                name="booking_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose", ""),
                                    (
                                        "purpose__in",
                                        (
                                            "meeting",
                                            "activity",
                                            "rehearsal",
                                            "learning",
                                            "celebration",
                                            "talk",
                                            "other",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_purpose_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expected_people__isnull", True),
                                    ("expected_people__gt", 0),
                                    _connector="OR",
                                ),
                                name="booking_of_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("origin_id__isnull", True),
                                        ("origin_noun", ""),
                                        ("origin_room", ""),
                                    ),
                                    models.Q(
                                        ("origin_id__isnull", False),
                                        models.Q(("origin_room", ""), _negated=True),
                                        models.Q(("origin_noun", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_origin_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("organisation__isnull", True), ("resident__isnull", True)
                                    ),
                                    models.Q(
                                        ("group_name__isnull", True), ("resident__isnull", True)
                                    ),
                                    models.Q(
                                        ("group_name__isnull", True), ("organisation__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_for_one_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "requested"), _negated=True),
                                    ("lapses_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="booking_wish_has_a_deadline",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_in_at__isnull", True),
                                    ("lapses_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="booking_come_does_not_lapse",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "leaf",
                                "quarter",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("quarter", models.IntegerField()),
                        ("buffer", models.BooleanField()),
                        (
                            "booking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="spaces.booking",
                            ),
                        ),
                        (
                            "leaf",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.space",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SeriesDate",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("verdict", models.CharField(max_length=14)),
                        (
                            "blocked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="spaces.booking",
                            ),
                        ),
                        (
                            "booking",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series_date",
                                to="spaces.booking",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dates",
                                to="spaces.bookingseries",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "on"), name="series_date_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verdict__in",
                                        (
                                            "booked",
                                            "taken",
                                            "closed",
                                            "outside_hours",
                                            "day_off",
                                            "dropped",
                                        ),
                                    )
                                ),
                                name="series_date_verdict_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "booked"), _negated=True),
                                    ("booking__isnull", False),
                                    _connector="OR",
                                ),
                                name="series_date_booked_by",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
