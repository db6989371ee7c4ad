"""Gifts that were taken back; who the payee of an instruction is to the family."""

import django.db.models.deletion
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fund", "0002_money"),
        ("ledger", "0001_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                (
                    "donation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="taken_back",
                        serialize=False,
                        to="fund.donation",
                    ),
                ),
                ("reason", models.CharField(max_length=20)),
                ("words", linli.kernel.sealed.SealedField(null=True)),
                (
                    "first_hand",
                    models.ForeignKey(
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
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.batch",
                    ),
                ),
                (
                    "reversal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("key", models.UUIDField(unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ("wrong_fund", "wrong_purpose", "entered_twice", "no_gift"),
                            )
                        ),
                        name="taken_back_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", models.F("first_hand")), _negated=True),
                            ("words__isnull", False),
                            _connector="OR",
                        ),
                        name="taken_back_by_another_or_with_words",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="turn",
            name="turn_says_what_it_must",
        ),
        migrations.AddField(
            model_name="turn",
            name="payee_is",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "instructed"),
                        ("payee_account__isnull", False),
                        ("payee_name__isnull", False),
                        models.Q(
                            models.Q(
                                ("payee_is__in", ("", "adult", "institution")),
                                ("words__isnull", True),
                            ),
                            models.Q(("payee_is", "other"), ("words__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("kind", "accepted"),
                        ("payee_account__isnull", True),
                        ("payee_is", ""),
                        ("payee_name__isnull", True),
                        ("words__isnull", True),
                    ),
                    models.Q(
                        ("kind", "returned"),
                        ("payee_account__isnull", True),
                        ("payee_is", ""),
                        ("payee_name__isnull", True),
                        ("words__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="turn_says_what_it_must",
            ),
        ),
    ]
