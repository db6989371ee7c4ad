import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_ledger"),
        ("operator", "0002_passes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.RebuildRoom(
            steps=[
                migrations.RemoveConstraint(
                    model_name="taking",
                    name="taking_not_given_back_twice",
                ),
                migrations.RemoveConstraint(
                    model_name="taking",
                    name="taking_kind_known",
                ),
                migrations.AddField(
                    model_name="taking",
                    name="kept_fen",
                    field=models.BigIntegerField(default=0),
                ),
                migrations.AddIndex(
                    model_name="taking",
                    index=models.Index(
                        condition=models.Q(("kind", "deposits")),
                        fields=["operation"],
                        name="taking_of_deposits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("fees", "rents", "subsidy", "passes", "deposits")),
                            ("bill__isnull", False),
                            _connector="OR",
                        ),
                        name="taking_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kept_fen", 0), models.Q(("kind", "deposits"), _negated=True)
                            ),
                            models.Q(
                                ("bill__isnull", True), ("kept_fen__gte", 0), ("kind", "deposits")
                            ),
                            _connector="OR",
                        ),
                        name="taking_kept_of_deposits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("back_fen__gte", 0),
                            (
                                "amount_fen__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("back_fen"), "+", models.F("kept_fen")
                                ),
                            ),
                        ),
                        name="taking_not_given_back_twice",
                    ),
                ),
                migrations.CreateModel(
                    name="KeptDeposit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "taking",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operator.taking",
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=60)),
                        ("missed_at", models.DateTimeField()),
                        ("called_at", models.DateTimeField()),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "entry",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("undone_reason", models.CharField(blank=True, max_length=60)),
                        (
                            "undone_entry",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                        ("key", models.UUIDField(unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)),
                                name="kept_deposit_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="kept_deposit_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("called_at__gte", models.F("missed_at")),
                                    ("proposed_at__gte", models.F("called_at")),
                                ),
                                name="kept_deposit_after_a_call",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                        ("entry", None),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("entry__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("proposed_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="kept_deposit_by_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at", None),
                                        ("undone_by", None),
                                        ("undone_entry", None),
                                        ("undone_reason", ""),
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="kept_deposit_undone_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at", None),
                                    models.Q(("entry", None), ("undone_entry", None)),
                                    models.Q(
                                        ("entry__isnull", False), ("undone_entry__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="kept_deposit_undone_in_the_book",
                            ),
                        ]
                    },
                ),
            ],
        ),
    ]
