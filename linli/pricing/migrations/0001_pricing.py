import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.ids
import linli.kernel.opening
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
                    name="Payer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("name", models.CharField(max_length=60)),
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
                                fields=("place", "name"), name="payer_once_a_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("operator", "fund", "sponsor"))),
                                name="payer_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Price",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("per", models.CharField(max_length=7)),
                        ("amount_fen", models.BigIntegerField()),
                        ("market_fen", models.BigIntegerField(null=True)),
                        ("market_source", models.CharField(blank=True, max_length=120)),
                        ("full_back_days", models.PositiveSmallIntegerField()),
                        ("late_back_permille", models.PositiveSmallIntegerField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("written_at", models.DateTimeField()),
                        ("in_force_at", models.DateTimeField(null=True)),
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
                            "in_force_by",
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
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["course", "valid_from"], name="price_of_course")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="price_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("per__in", ("term", "session"))),
                                name="price_per_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("late_back_permille__lte", 1000)),
                                name="price_back_at_most_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("market_fen__isnull", True), ("market_source", "")),
                                    models.Q(
                                        ("market_fen__gt", 0),
                                        ("market_fen__isnull", False),
                                        models.Q(("market_source", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_market_with_its_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="price_valid_forwards",
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
                                name="price_in_force_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proof",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("mark", models.BinaryField(max_length=32)),
                        ("valid_until", models.DateField()),
                        ("seen_at", models.DateTimeField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "seen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["mark"], name="proof_of_whom")],
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyUse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.CharField(max_length=24)),
                        ("period", models.CharField(max_length=10)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("cap", models.PositiveSmallIntegerField()),
                        ("line", models.UUIDField(unique=True)),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resident", "place", "code", "period", "number"),
                                name="subsidy_used_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__gte", 1), ("number__lte", models.F("cap"))
                                ),
                                name="subsidy_used_within_its_cap",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("origin_room", models.CharField(max_length=20)),
                        ("origin_noun", models.CharField(max_length=20)),
                        ("origin_id", models.UUIDField()),
                        ("origin_title", models.CharField(max_length=80)),
                        ("on", models.DateField()),
                        ("list_fen", models.BigIntegerField()),
                        ("subsidies_fen", models.BigIntegerField()),
                        ("resident_fen", models.BigIntegerField()),
                        ("market_fen", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.course",
                            ),
                        ),
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
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                        (
                            "price",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.price",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["course"], name="quote_of_course"),
                            models.Index(fields=["place", "made_at"], name="quote_of_place"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("origin_room", "origin_noun", "origin_id", "resident"),
                                name="quote_once_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "list_fen",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("subsidies_fen"), "+", models.F("resident_fen")
                                        ),
                                    ),
                                    ("list_fen__gt", 0),
                                    ("resident_fen__gte", 0),
                                    ("subsidies_fen__gte", 0),
                                ),
                                name="quote_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayerBill",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("month", models.DateField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("sent_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.payer",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payer", "month"), name="payer_bill_once_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="payer_bill_above_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subsidy",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.CharField(max_length=24)),
                        ("title", models.CharField(max_length=40)),
                        ("basis", models.CharField(max_length=160)),
                        ("permille", models.PositiveSmallIntegerField(null=True)),
                        ("fixed_fen", models.BigIntegerField(null=True)),
                        ("age_from", models.PositiveSmallIntegerField(null=True)),
                        ("age_to", models.PositiveSmallIntegerField(null=True)),
                        ("hukou", models.CharField(blank=True, max_length=12)),
                        ("status", models.CharField(blank=True, max_length=16)),
                        ("cap", models.PositiveSmallIntegerField(null=True)),
                        ("period", models.CharField(max_length=5)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("written_at", models.DateTimeField()),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
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
                            "in_force_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.payer",
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
                            "written_by",
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
                                condition=models.Q(
                                    models.Q(
                                        ("fixed_fen__gt", 0),
                                        ("fixed_fen__isnull", False),
                                        ("permille__isnull", True),
                                    ),
                                    models.Q(
                                        ("fixed_fen__isnull", True),
                                        ("permille__isnull", False),
                                        ("permille__gt", 0),
                                        ("permille__lte", 1000),
                                    ),
                                    _connector="OR",
                                ),
                                name="subsidy_one_formula",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True),
                                name="subsidy_by_what_right",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        (
                                            "",
                                            "dibao",
                                            "tekun",
                                            "disability",
                                            "martyr_family",
                                            "special_family",
                                            "student",
                                        ),
                                    )
                                ),
                                name="subsidy_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period__in", ("day", "month", "ever"))),
                                name="subsidy_period_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cap__isnull", True), ("cap__gt", 0), _connector="OR"
                                ),
                                name="subsidy_cap_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="subsidy_valid_forwards",
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
                                name="subsidy_in_force_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("before_fen", models.BigIntegerField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("after_fen", models.BigIntegerField()),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.payer",
                            ),
                        ),
                        (
                            "quote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="pricing.quote",
                            ),
                        ),
                        (
                            "subsidy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.subsidy",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quote", "number"), name="quote_line_numbered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "before_fen",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amount_fen"), "+", models.F("after_fen")
                                        ),
                                    ),
                                    ("after_fen__gte", 0),
                                    ("amount_fen__gt", 0),
                                ),
                                name="quote_line_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteEnd",
                    fields=[
                        (
                            "quote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="end",
                                serialize=False,
                                to="pricing.quote",
                            ),
                        ),
                        ("back_permille", models.PositiveSmallIntegerField()),
                        ("ended_at", models.DateTimeField()),
                        (
                            "ended_by",
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
                                condition=models.Q(("back_permille__lte", 1000)),
                                name="quote_end_back_at_most_all",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayerBillLine",
                    fields=[
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="billed",
                                serialize=False,
                                to="pricing.quoteline",
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        (
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="pricing.payerbill",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="payer_bill_line_above_0",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
