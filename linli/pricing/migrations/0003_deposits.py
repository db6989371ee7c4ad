import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("pricing", "0002_passes"),
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.RebuildRoom(
            steps=[
                migrations.RemoveConstraint(
                    model_name="price",
                    name="price_above_zero",
                ),
                migrations.RemoveConstraint(
                    model_name="quote",
                    name="quote_adds_up",
                ),
                migrations.AddField(
                    model_name="price",
                    name="deposit_fen",
                    field=models.BigIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="quote",
                    name="deposit_fen",
                    field=models.BigIntegerField(default=0),
                ),
                migrations.AddIndex(
                    model_name="quote",
                    index=models.Index(
                        condition=models.Q(("deposit_fen__gt", 0)),
                        fields=["resident"],
                        name="quote_with_deposit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="price",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gt", 0), ("deposit_fen__gte", 0)),
                            models.Q(("amount_fen", 0), ("deposit_fen__gt", 0)),
                            _connector="OR",
                        ),
                        name="price_above_zero",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="quote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "list_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("subsidies_fen"), "+", models.F("resident_fen")
                                ),
                            ),
                            ("list_fen__gte", 0),
                            ("resident_fen__gte", 0),
                            ("subsidies_fen__gte", 0),
                            models.Q(("list_fen__gt", 0), ("deposit_fen__gt", 0), _connector="OR"),
                        ),
                        name="quote_adds_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="quote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("deposit_fen", 0),
                            models.Q(
                                ("course__isnull", False),
                                ("deposit_fen__gt", 0),
                                ("price__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="quote_deposit_of_a_course",
                    ),
                ),
                migrations.CreateModel(
                    name="DepositWaiver",
                    fields=[
                        (
                            "quote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="waiver",
                                serialize=False,
                                to="pricing.quote",
                            ),
                        ),
                        ("reason", linli.kernel.sealed.SealedField()),
                        (
                            "waived_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("waived_at", models.DateTimeField()),
                    ],
                ),
            ],
        ),
    ]
