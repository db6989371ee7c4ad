import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operator", "0001_operator"),
    ]

    operations = [
        linli.kernel.opening.RebuildRoom(
            steps=[
                migrations.RemoveConstraint(
                    model_name="bill",
                    name="bill_kind_known",
                ),
                migrations.AddConstraint(
                    model_name="bill",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "fees",
                                    "rents",
                                    "subsidy",
                                    "passes",
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
                ),
                migrations.RemoveConstraint(
                    model_name="taking",
                    name="taking_kind_known",
                ),
                migrations.AddConstraint(
                    model_name="taking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("fees", "rents", "subsidy", "passes")),
                            ("bill__isnull", False),
                            _connector="OR",
                        ),
                        name="taking_kind_known",
                    ),
                ),
                migrations.CreateModel(
                    name="Earning",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
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
                        ("kind", models.CharField(max_length=12)),
                        ("month", models.DateField()),
                        ("amount_fen", models.BigIntegerField()),
                        (
                            "earned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("earned_at", models.DateTimeField()),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        ("key", models.UUIDField(unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("operation", "kind", "month"), name="earning_once_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("passes",))),
                                name="earning_of_prepayments",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="earning_by_its_first_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="earning_above_zero"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
