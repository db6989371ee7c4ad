import datetime
import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0001_committee"),
        ("fund", "0001_fund"),
        ("identity", "0003_committee_roles"),
        ("ledger", "0001_ledger"),
        ("people", "0001_people"),
        ("places", "0001_places"),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="application",
                                serialize=False,
                                to="fund.aidrequest",
                            ),
                        ),
                        ("documents", models.JSONField()),
                        ("gaokao_score", models.PositiveSmallIntegerField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ReturnAsked",
                    fields=[
                        (
                            "payment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="asked_back",
                                serialize=False,
                                to="fund.payment",
                            ),
                        ),
                        ("reason", models.CharField(max_length=20)),
                        ("amount_fen", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="return_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        (
                                            "misused",
                                            "paid_wrongly",
                                            "no_longer_needed",
                                            "not_ratified",
                                        ),
                                    )
                                ),
                                name="return_reason_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicNotice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("purpose", models.CharField(blank=True, max_length=20)),
                        ("reason", models.CharField(blank=True, max_length=30)),
                        ("band", models.PositiveSmallIntegerField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.batch",
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "payment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.payment",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund", "number"), name="notice_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        (
                                            "",
                                            "family_upheaval",
                                            "serious_illness",
                                            "care_and_rehabilitation",
                                            "schooling",
                                            "sudden_event",
                                            "repair",
                                            "activity",
                                        ),
                                    )
                                ),
                                name="notice_reason_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ratification",
                    fields=[
                        (
                            "grant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="ratification",
                                serialize=False,
                                to="fund.grant",
                            ),
                        ),
                        ("ratified", models.BooleanField()),
                        ("at", models.DateTimeField()),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="committee.decision",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="AidLimit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("small_fen", models.BigIntegerField()),
                        ("emergency_days", models.PositiveSmallIntegerField()),
                        ("from_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("small_fen__gte", 0)),
                                name="limit_not_below_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("emergency_days__gt", 0)),
                                name="limit_days_above_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AidProgramme",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("purpose", models.CharField(max_length=20)),
                        ("kind", models.CharField(max_length=8)),
                        ("opens_on", models.DateField()),
                        ("closes_on", models.DateField(null=True)),
                        ("ceiling_fen", models.BigIntegerField()),
                        ("reasons", models.JSONField()),
                        ("documents", models.JSONField()),
                        ("criteria", models.JSONField()),
                        ("not_with", models.JSONField()),
                        ("opened_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ("family_aid", "student_aid"))),
                                name="programme_helps_families",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("aid", "award")),
                                    models.Q(
                                        ("kind", "aid"), ("purpose", "student_aid"), _connector="OR"
                                    ),
                                ),
                                name="programme_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ceiling_fen__gt", 0)),
                                name="programme_has_a_ceiling",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_on__isnull", True),
                                    ("closes_on__gte", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="programme_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HomeVisit",
                    fields=[
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="visit",
                                serialize=False,
                                to="fund.aidrequest",
                            ),
                        ),
                        ("on", models.DateField(null=True)),
                        ("words", linli.kernel.sealed.SealedField()),
                        ("at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="InterestedPerson",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("manager", linli.kernel.sealed.SealedField()),
                        ("relation", linli.kernel.sealed.SealedField()),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("household__isnull", False), ("person__isnull", True)
                                    ),
                                    models.Q(
                                        ("household__isnull", True), ("person__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="interested_person_or_household",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="interest_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="proposal",
                                serialize=False,
                                to="fund.aidrequest",
                            ),
                        ),
                        ("basis", models.CharField(max_length=12)),
                        ("amount_fen", models.BigIntegerField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("basis__in", ("small_sum", "emergency"))),
                                name="proposal_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount_fen__gt", 0), ("words__isnull", True)),
                                    models.Q(
                                        ("amount_fen", 0),
                                        ("basis", "small_sum"),
                                        ("words__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_amount_or_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MoneyReturned",
                    fields=[
                        (
                            "asked",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="came",
                                serialize=False,
                                to="fund.returnasked",
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        ("bank_reference", models.CharField(max_length=60)),
                        ("returned_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.batch",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="returned_above_zero",
                            ),
                            models.UniqueConstraint(
                                fields=("fund", "bank_reference"), name="bank_line_returns_once"
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="grant",
            name="basis",
            field=models.CharField(default="earlier", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="grant",
            name="decision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="committee.decision",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="limit_fen",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="ratify_by",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="refusal",
            name="basis",
            field=models.CharField(default="earlier", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="refusal",
            name="decision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="committee.decision",
            ),
        ),
        migrations.AddField(
            model_name="aidrequest",
            name="programme",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fund.aidprogramme",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="proposal",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fund.proposal",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="proposal",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fund.proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis", "committee"),
                        ("decision__isnull", False),
                        ("proposal__isnull", True),
                    ),
                    models.Q(
                        ("basis__in", ("small_sum", "emergency")),
                        ("decision__isnull", True),
                        ("proposal__isnull", False),
                    ),
                    models.Q(
                        ("basis", "earlier"),
                        ("decision__isnull", True),
                        ("proposal__isnull", True),
                        (
                            "at__lt",
                            datetime.datetime(2026, 12, 1, 0, 0, tzinfo=datetime.timezone.utc),
                        ),
                    ),
                    _connector="OR",
                ),
                name="grant_rests_on_one_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount_fen__lte", models.F("limit_fen")),
                        ("basis", "small_sum"),
                        ("limit_fen__isnull", False),
                        ("ratify_by__isnull", False),
                    ),
                    models.Q(
                        ("basis", "emergency"),
                        ("limit_fen__isnull", True),
                        ("ratify_by__isnull", False),
                    ),
                    models.Q(
                        ("basis__in", ("committee", "earlier")),
                        ("limit_fen__isnull", True),
                        ("ratify_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="grant_small_or_ratified",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposal__isnull", True), ("proposal", models.F("request")), _connector="OR"
                ),
                name="grant_of_its_own_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis", "committee"),
                        ("decision__isnull", False),
                        ("proposal__isnull", True),
                    ),
                    models.Q(
                        ("basis__in", ("small_sum", "emergency")),
                        ("decision__isnull", True),
                        ("proposal__isnull", False),
                    ),
                    models.Q(
                        ("basis", "earlier"),
                        ("decision__isnull", True),
                        ("proposal__isnull", True),
                        (
                            "at__lt",
                            datetime.datetime(2026, 12, 1, 0, 0, tzinfo=datetime.timezone.utc),
                        ),
                    ),
                    _connector="OR",
                ),
                name="refusal_rests_on_one_basis",
            ),
        ),
    ]
