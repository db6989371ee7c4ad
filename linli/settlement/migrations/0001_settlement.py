import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("operator", "0001_operator"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        ("providers", "0001_providers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("month", models.DateField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("total_fen", models.BigIntegerField()),
                        ("room_minutes", models.PositiveIntegerField(default=0)),
                        ("drafted_at", models.DateTimeField()),
                        ("replaced_at", models.DateTimeField(null=True)),
                        ("shown_at", models.DateTimeField(null=True)),
                        ("agreed_at", models.DateTimeField(null=True)),
                        ("silent", models.BooleanField(default=False)),
                        ("paid_at", models.DateTimeField(null=True)),
                        ("bank_reference", models.CharField(blank=True, max_length=60)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
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
                        (
                            "paid_by",
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
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="providers.provider",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="settlement.statement",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["place", "month"], name="statement_place_month")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provider", "month", "number"), name="statement_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("total_fen__gte", 0)),
                                name="statement_not_below_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at__isnull", True),
                                        ("agreed_by", None),
                                        ("silent", False),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by__isnull", False),
                                        ("silent", False),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by", None),
                                        ("shown_at__isnull", False),
                                        ("silent", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_agreed_by_somebody_or_silence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by__isnull", True),
                                    models.Q(("agreed_by", models.F("drafted_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="statement_not_agreed_by_its_drafter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("bank_reference", ""),
                                        ("paid_at__isnull", True),
                                        ("paid_by", None),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("paid_at__isnull", False),
                                        ("paid_by__isnull", False),
                                        models.Q(("bank_reference", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_paid_after_it_was_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_by__isnull", True),
                                    models.Q(
                                        models.Q(
                                            ("paid_by", models.F("drafted_by")), _negated=True
                                        ),
                                        models.Q(
                                            ("agreed_by__isnull", True),
                                            models.Q(
                                                ("paid_by", models.F("agreed_by")), _negated=True
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_paid_by_a_third",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_at__isnull", True),
                                    ("agreed_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="statement_agreed_is_not_replaced",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Said",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("held", models.BooleanField()),
                        ("heads", models.PositiveSmallIntegerField(null=True)),
                        ("minutes", models.PositiveSmallIntegerField(null=True)),
                        ("fees_fen", models.BigIntegerField(null=True)),
                        ("words", models.CharField(max_length=120)),
                        ("said_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "said_by",
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["session", "said_at"], name="said_session")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="said_how_it_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fees_fen__isnull", True),
                                    ("fees_fen__gte", 0),
                                    _connector="OR",
                                ),
                                name="said_fees_above_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("origin_room", models.CharField(max_length=20)),
                        ("origin_noun", models.CharField(max_length=20)),
                        ("origin_id", models.UUIDField()),
                        ("origin_title", models.CharField(max_length=80)),
                        ("origin_on", models.DateField()),
                        ("starts_at", models.DateTimeField()),
                        ("outcome", models.CharField(max_length=10)),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("prepare_minutes", models.PositiveSmallIntegerField()),
                        ("heads", models.PositiveSmallIntegerField()),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("fees_fen", models.BigIntegerField()),
                        ("model", models.CharField(max_length=16)),
                        ("rate", models.BigIntegerField()),
                        ("cancelled_permille", models.PositiveSmallIntegerField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("room_fen", models.BigIntegerField()),
                        ("live", models.BooleanField(default=True)),
                        (
                            "agreement",
                            models.ForeignKey(
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
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="settlement.statement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("live", True)),
                                fields=("provider", "origin_id"),
                                name="session_settled_once",
                            ),
                            models.UniqueConstraint(
                                fields=("statement", "position"),
                                name="statement_line_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ("held", "cancelled", "not_held"))
                                ),
                                name="line_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__gte", 0),
                                    ("fees_fen__gte", 0),
                                    ("room_fen__gte", 0),
                                ),
                                name="line_not_below_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "not_held"), _negated=True),
                                    ("amount_fen", 0),
                                    _connector="OR",
                                ),
                                name="line_not_held_is_not_paid",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispute",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("answer", models.CharField(blank=True, max_length=200)),
                        ("answered_at", models.DateTimeField(null=True)),
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
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="settlement.line",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="settlement.statement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("line",),
                                name="line_disputed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="dispute_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_by", None),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by", models.F("by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_answered_by_another",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
