import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("papers", "0001_papers"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("benefit", models.CharField(max_length=60)),
                        ("edition", models.CharField(max_length=20)),
                        ("rule_sha256", models.CharField(max_length=64)),
                        ("snapshot", linli.kernel.sealed.SealedField()),
                        ("waiting_fen", models.BigIntegerField()),
                        ("opened_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "basis",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.basis",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["place", "ended_at"], name="claim_of_place"),
                            models.Index(fields=["worker", "ended_at"], name="claim_of_worker"),
                            models.Index(fields=["household"], name="claim_of_household"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), ("person__isnull", False)
                                ),
                                fields=("household", "person", "benefit"),
                                name="claim_once_for_a_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), ("person__isnull", True)
                                ),
                                fields=("household", "benefit"),
                                name="claim_once_for_a_household",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("waiting_fen__gte", 0)),
                                name="claim_waiting_not_minus",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bill",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("month", models.DateField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("institution", linli.kernel.sealed.SealedField(null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["claim"], name="claim_bill_of_claim")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0), ("month__day", 1)),
                                name="claim_bill_of_a_month",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("arrived_on", models.DateField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("first_month", models.DateField()),
                        ("last_month", models.DateField()),
                        ("seen_as", models.CharField(max_length=12)),
                        ("recorded_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["claim"], name="claim_arrival_of_claim")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__gt", 0),
                                    ("first_month__day", 1),
                                    ("last_month__day", 1),
                                    ("first_month__lte", models.F("last_month")),
                                ),
                                name="claim_arrival_of_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "seen_as__in",
                                        ("bank_message", "passbook", "family_said", "office_said"),
                                    )
                                ),
                                name="claim_arrival_seen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandedPaper",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("paper", models.CharField(max_length=60)),
                        ("kept_at", models.DateTimeField()),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "kept_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("claim", "position"), name="claim_paper_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("first_month", models.DateField()),
                        ("last_month", models.DateField()),
                        ("handed_in_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["claim"], name="claim_settlement_of_claim")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_month__day", 1),
                                    ("last_month__day", 1),
                                    ("first_month__lte", models.F("last_month")),
                                ),
                                name="claim_settlement_of_months",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("on", models.DateField()),
                        ("due_on", models.DateField(null=True)),
                        ("amount_fen", models.BigIntegerField(null=True)),
                        ("yearly_cap_fen", models.BigIntegerField(null=True)),
                        ("from_month", models.DateField(null=True)),
                        ("until_on", models.DateField(null=True)),
                        ("rhythm", models.CharField(blank=True, max_length=8)),
                        ("reference", linli.kernel.sealed.SealedField(null=True)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "fact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.fact",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["claim"], name="claim_step_of_claim")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "submitted",
                                            "received",
                                            "more_wanted",
                                            "supplied",
                                            "chased",
                                            "granted",
                                            "refused",
                                            "appealed",
                                            "reported",
                                            "renewed",
                                            "stopped",
                                            "withdrawn",
                                        ),
                                    )
                                ),
                                name="claim_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount_fen__gte", 0),
                                        ("amount_fen__isnull", False),
                                        ("kind", "granted"),
                                        ("from_month__day", 1),
                                        ("from_month__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "granted"), _negated=True),
                                        ("amount_fen__isnull", True),
                                        ("from_month__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_grant_says_how_much",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yearly_cap_fen__isnull", True),
                                    ("yearly_cap_fen__gt", 0),
                                    _connector="OR",
                                ),
                                name="claim_cap_above_nought",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rhythm", ""),
                                    ("rhythm__in", ("month", "quarter")),
                                    _connector="OR",
                                ),
                                name="claim_rhythm_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "refused"), _negated=True),
                                    ("words__isnull", False),
                                    _connector="OR",
                                ),
                                name="claim_refusal_has_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
