import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0005_operator"),
        ("ledger", "0001_ledger"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        ("spaces", "0001_spaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Operation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("name", models.CharField(max_length=80)),
                        ("series", models.CharField(max_length=8, unique=True)),
                        ("give_back_limit_fen", models.BigIntegerField(default=0)),
                        ("opened_on", models.DateField()),
                        (
                            "book",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.book",
                                to_field="code",
                            ),
                        ),
                        (
                            "operator",
                            models.ForeignKey(
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "kind"), name="operation_once_a_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("hall", "canteen"))),
                                name="operation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("give_back_limit_fen__gte", 0)),
                                name="operation_limit_not_below_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostMonth",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("month", models.DateField()),
                        ("begun_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
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
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.operation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("operation", "month"), name="cost_month_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="cost_month_by_its_first_day",
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
                                    ),
                                    _connector="OR",
                                ),
                                name="cost_month_confirmed_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Debt",
                    fields=[
                        ("origin_room", models.CharField(max_length=20)),
                        ("origin_noun", models.CharField(max_length=20)),
                        ("origin_id", models.UUIDField()),
                        ("origin_title", models.CharField(max_length=80)),
                        ("origin_on", models.DateField()),
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("amount_fen", models.BigIntegerField()),
                        ("paid_fen", models.BigIntegerField(default=0)),
                        ("remitted_fen", models.BigIntegerField(default=0)),
                        ("owed_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        (
                            "owed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.operation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "operation",
                                    "origin_room",
                                    "origin_noun",
                                    "origin_id",
                                    "kind",
                                ),
                                name="debt_once_for_a_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ("rent", "energy", "staff", "consumables", "teaching"),
                                    )
                                ),
                                name="debt_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="debt_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_fen__gte", 0),
                                    ("remitted_fen__gte", 0),
                                    (
                                        "amount_fen__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("paid_fen"), "+", models.F("remitted_fen")
                                        ),
                                    ),
                                ),
                                name="debt_not_paid_twice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bill",
                    fields=[
                        ("origin_room", models.CharField(max_length=20)),
                        ("origin_noun", models.CharField(max_length=20)),
                        ("origin_id", models.UUIDField()),
                        ("origin_title", models.CharField(max_length=80)),
                        ("origin_on", models.DateField()),
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("amount_fen", models.BigIntegerField()),
                        ("received_fen", models.BigIntegerField(default=0)),
                        ("sent_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.operation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "operation",
                                    "origin_room",
                                    "origin_noun",
                                    "origin_id",
                                    "kind",
                                ),
                                name="bill_once_for_a_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "fees",
                                            "rents",
                                            "subsidy",
                                            "rent",
                                            "energy",
                                            "staff",
                                            "consumables",
                                            "teaching",
                                        ),
                                    )
                                ),
                                name="bill_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="bill_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_fen__gte", 0),
                                    ("amount_fen__gte", models.F("received_fen")),
                                ),
                                name="bill_not_received_twice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("what", models.CharField(max_length=40)),
                        ("amount_fen", models.BigIntegerField(null=True)),
                        ("start_hundredths", models.BigIntegerField(null=True)),
                        ("end_hundredths", models.BigIntegerField(null=True)),
                        ("price_e4", models.BigIntegerField(null=True)),
                        ("minutes", models.PositiveIntegerField(null=True)),
                        ("hourly_fen", models.BigIntegerField(null=True)),
                        ("words", models.CharField(blank=True, max_length=120)),
                        ("entered_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
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
                        (
                            "month",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="operator.costmonth",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("rent", "energy", "staff", "consumables"))
                                ),
                                name="cost_line_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("space__isnull", True),
                                    ("programme__isnull", True),
                                    _connector="OR",
                                ),
                                name="cost_line_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__isnull", True),
                                    ("amount_fen__gte", 0),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cost_line_below_zero_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_hundredths__isnull", True),
                                    models.Q(
                                        ("end_hundredths__gte", models.F("start_hundredths")),
                                        ("start_hundredths__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="cost_line_meter_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                        ("entry__isnull", True),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("amount_fen__isnull", False),
                                        ("entry__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("entered_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="cost_line_confirmed_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        ("bank_reference", models.CharField(max_length=60)),
                        ("paid_on", models.DateField()),
                        ("paid_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "debt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="operator.debt",
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
                            "owed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paid_by",
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
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="payment_of_debt_above_0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("bank_reference", ""), _negated=True),
                                name="payment_by_the_bank",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owed_by__isnull", True),
                                    models.Q(("owed_by", models.F("paid_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="payment_by_another_than_owed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Taking",
                    fields=[
                        ("origin_room", models.CharField(max_length=20)),
                        ("origin_noun", models.CharField(max_length=20)),
                        ("origin_id", models.UUIDField()),
                        ("origin_title", models.CharField(max_length=80)),
                        ("origin_on", models.DateField()),
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=12)),
                        ("means", models.CharField(max_length=4)),
                        ("amount_fen", models.BigIntegerField()),
                        ("back_fen", models.BigIntegerField(default=0)),
                        ("received_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "bill",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.bill",
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
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.operation",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["origin_room", "origin_noun", "origin_id"],
                                name="taking_for_what",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("operation", "year", "number"), name="receipt_numbered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("fees", "rents", "subsidy")),
                                    ("bill__isnull", False),
                                    _connector="OR",
                                ),
                                name="taking_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("means__in", ("cash", "bank"))),
                                name="taking_means_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="taking_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back_fen__gte", 0), ("amount_fen__gte", models.F("back_fen"))
                                ),
                                name="taking_not_given_back_twice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostShare",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("area_m2", models.PositiveIntegerField()),
                        ("amount_fen", models.BigIntegerField()),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="operator.costline",
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
                                fields=("line", "space"), name="cost_share_once_a_space"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GivenBack",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        ("together_fen", models.BigIntegerField()),
                        ("means", models.CharField(max_length=4)),
                        ("reason", models.CharField(max_length=60)),
                        ("limit_fen", models.BigIntegerField()),
                        ("given_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backs",
                                to="operator.taking",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="given_back_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("means__in", ("cash", "bank"))),
                                name="given_back_means_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="given_back_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("together_fen__lte", models.F("limit_fen")),
                                    models.Q(("given_by", models.F("received_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="given_back_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("together_fen__gte", models.F("amount_fen"))),
                                name="given_back_counts_itself",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
