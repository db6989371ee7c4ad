import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fund", "0002_money"),
        ("identity", "0003_roles_of_the_fund"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="MonthClose",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("through", models.DateField()),
                        ("bank_fen", models.BigIntegerField()),
                        ("books_fen", models.BigIntegerField()),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("prepared_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["holder", "-through"], name="close_of_holder")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bank_fen", models.F("books_fen")),
                                    ("words__isnull", False),
                                    _connector="OR",
                                ),
                                name="difference_is_explained",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankAccount",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("number", linli.kernel.sealed.SealedField()),
                        ("tail", models.CharField(max_length=4)),
                        ("opened_at", models.DateTimeField()),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("holder", "name"), name="bank_account_name_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("purpose", models.CharField(max_length=20)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund", "year", "purpose", "number"), name="budget_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gte", 0)),
                                name="budget_not_below_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundRule",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", linli.kernel.sealed.SealedField()),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                    ],
                ),
                migrations.CreateModel(
                    name="AccountCode",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("part", models.CharField(max_length=16)),
                        ("code", models.CharField(blank=True, max_length=20)),
                        ("name", models.CharField(max_length=60)),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="identity.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("holder", "part"), name="holder_account_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "part__in",
                                        (
                                            "bank",
                                            "donation_free",
                                            "donation_bound",
                                            "interest",
                                            "aid",
                                            "fee",
                                            "payable",
                                            "net_free",
                                            "net_bound",
                                        ),
                                    )
                                ),
                                name="account_part_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("read_at", models.DateTimeField()),
                        ("state", models.CharField(default="read", max_length=10)),
                        ("columns", models.JSONField()),
                        ("rows", linli.kernel.sealed.SealedField(null=True)),
                        ("new_count", models.PositiveIntegerField(default=0)),
                        ("known_count", models.PositiveIntegerField(default=0)),
                        ("first_on", models.DateField(null=True)),
                        ("last_on", models.DateField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "bank_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="holder.bankaccount",
                            ),
                        ),
                        (
                            "read_by",
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
                                fields=["bank_account", "-read_at"], name="statement_of_account"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("rows__isnull", False),
                                        ("state", "read"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("rows__isnull", True),
                                        ("state__in", ("imported", "discarded")),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_rows_until_decided",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reconciliation",
                    fields=[
                        (
                            "close",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="reconciliation",
                                serialize=False,
                                to="holder.monthclose",
                            ),
                        ),
                        ("through", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "confirmed_by",
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
                            "prepared_by",
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
                                fields=("holder", "through"), name="month_closed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_by", models.F("confirmed_by")), _negated=True
                                ),
                                name="month_closed_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("row", models.PositiveIntegerField()),
                        ("on", models.DateField()),
                        ("direction", models.CharField(max_length=3)),
                        ("amount_fen", models.BigIntegerField()),
                        ("balance_fen", models.BigIntegerField(null=True)),
                        ("reference", models.CharField(blank=True, max_length=40)),
                        ("other_name", linli.kernel.sealed.SealedField(null=True)),
                        ("other_account", linli.kernel.sealed.SealedField(null=True)),
                        ("remark", linli.kernel.sealed.SealedField(null=True)),
                        ("identity", models.CharField(max_length=64, unique=True)),
                        (
                            "bank_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="holder.bankaccount",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="holder.statement",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["bank_account", "-on"], name="line_of_account")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="line_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ("in", "out"))),
                                name="line_in_or_out",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Match",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("target", models.UUIDField()),
                        ("nth", models.PositiveSmallIntegerField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="holder.statementline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "target", "nth"), name="match_nth_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="match_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["donation", "interest", "takings", "instruction", "fee"],
                                    )
                                ),
                                name="match_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="explanation",
                                serialize=False,
                                to="holder.statementline",
                            ),
                        ),
                        ("words", linli.kernel.sealed.SealedField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("how", models.CharField(max_length=6)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="holder.statementline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "number"), name="assignment_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how__in", ("remark", "rule", "hand", "match"))
                                ),
                                name="assignment_how_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unmatch",
                    fields=[
                        (
                            "match",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="unmatch",
                                serialize=False,
                                to="holder.match",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
            ],
        ),
    ]
