import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pricing", "0001_pricing"),
        ("spaces", "0001_spaces"),
    ]

    operations = [
        linli.kernel.opening.RebuildRoom(
            steps=[
                migrations.CreateModel(
                    name="PassKind",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
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
                        ("code", models.CharField(max_length=24)),
                        ("title", models.CharField(max_length=40)),
                        ("amount_fen", models.BigIntegerField()),
                        ("everything", models.BooleanField()),
                        ("from_on", models.DateField(null=True)),
                        ("to_on", models.DateField(null=True)),
                        ("days", models.PositiveSmallIntegerField(null=True)),
                        ("uses", models.PositiveSmallIntegerField(null=True)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "in_force_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="pass_price_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("days__isnull", True),
                                        ("from_on__isnull", False),
                                        ("to_on__isnull", False),
                                        ("to_on__gte", models.F("from_on")),
                                    ),
                                    models.Q(
                                        ("days__isnull", False),
                                        ("from_on__isnull", True),
                                        ("to_on__isnull", True),
                                        ("days__gt", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="pass_a_season_or_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("uses__isnull", True), ("uses__gt", 0), _connector="OR"
                                ),
                                name="pass_uses_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="pass_valid_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("in_force_at__isnull", True), ("in_force_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("in_force_at__isnull", False),
                                        ("in_force_by__isnull", False),
                                        models.Q(
                                            ("in_force_by", models.F("written_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="pass_in_force_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassCover",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="pricing.passkind",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.course",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.programme",
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
                                    models.Q(
                                        ("course__isnull", False),
                                        ("programme__isnull", True),
                                        ("space__isnull", True),
                                    ),
                                    models.Q(
                                        ("course__isnull", True),
                                        ("programme__isnull", False),
                                        ("space__isnull", True),
                                    ),
                                    models.Q(
                                        ("course__isnull", True),
                                        ("programme__isnull", True),
                                        ("space__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="pass_cover_of_one_thing",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="quote",
                    name="pass_kind",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.passkind",
                    ),
                ),
                migrations.AlterField(
                    model_name="quote",
                    name="price",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.price",
                    ),
                ),
                migrations.AlterField(
                    model_name="quote",
                    name="course",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.course",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="quote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("course__isnull", False),
                                ("pass_kind__isnull", True),
                                ("price__isnull", False),
                            ),
                            models.Q(
                                ("course__isnull", True),
                                ("pass_kind__isnull", False),
                                ("price__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="quote_of_a_place_or_a_pass",
                    ),
                ),
                migrations.CreateModel(
                    name="SeasonPass",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.passkind",
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
                            "quote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.quote",
                            ),
                        ),
                        ("uses", models.PositiveSmallIntegerField(null=True)),
                        ("from_on", models.DateField(null=True)),
                        ("to_on", models.DateField(null=True)),
                        ("begun_at", models.DateTimeField(null=True)),
                        (
                            "sold_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sold_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["resident", "to_on"], name="pass_of_resident")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("begun_at__isnull", True),
                                        ("from_on__isnull", True),
                                        ("to_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("begun_at__isnull", False),
                                        ("from_on__isnull", False),
                                        ("to_on__isnull", False),
                                        ("to_on__gte", models.F("from_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="pass_days_known_when_begun",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassUse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "season_pass",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="used",
                                to="pricing.seasonpass",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("uses", models.PositiveSmallIntegerField()),
                        ("on", models.DateField()),
                        ("thing", models.UUIDField(unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season_pass", "number"), name="pass_used_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__gte", 1), ("number__lte", models.F("uses"))
                                ),
                                name="pass_used_within_its_uses",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="quoteline",
                    name="season_pass",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.seasonpass",
                    ),
                ),
                migrations.AlterField(
                    model_name="quoteline",
                    name="subsidy",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.subsidy",
                    ),
                ),
                migrations.AlterField(
                    model_name="quoteline",
                    name="payer",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.payer",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="quoteline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("payer__isnull", False),
                                ("season_pass__isnull", True),
                                ("subsidy__isnull", False),
                            ),
                            models.Q(
                                ("payer__isnull", True),
                                ("season_pass__isnull", False),
                                ("subsidy__isnull", True),
                                ("after_fen", 0),
                            ),
                            _connector="OR",
                        ),
                        name="quote_line_by_a_payer_or_a_pass",
                    ),
                ),
                migrations.AddField(
                    model_name="subsidy",
                    name="pass_code",
                    field=models.CharField(blank=True, default="", max_length=24),
                ),
                migrations.AddConstraint(
                    model_name="subsidy",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("pass_code", ""), ("course__isnull", True), _connector="OR"
                        ),
                        name="subsidy_of_one_thing",
                    ),
                ),
                migrations.CreateModel(
                    name="PayerBillCredit",
                    fields=[
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="credited",
                                serialize=False,
                                to="pricing.payerbillline",
                            ),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credits",
                                to="pricing.payerbill",
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="payer_bill_credit_above_0",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
