import django.db.models.deletion
import django.db.models.expressions
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fund", "0002_money"),
        ("giving", "0001_giving"),
        ("papers", "0002_source"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=6)),
                        ("each", models.BigIntegerField()),
                        ("begun_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "begun_by",
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
                            "gift",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="giving.goodsgift",
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
                            "request",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.aidrequest",
                            ),
                        ),
                        (
                            "submitted_by",
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
                            models.UniqueConstraint(
                                fields=("place", "number"), name="round_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("each__gt", 0)), name="round_each_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("gift__isnull", True), ("kind", "money")),
                                    models.Q(("gift__isnull", False), ("kind", "goods")),
                                    _connector="OR",
                                ),
                                name="round_money_or_goods",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("submitted_at__isnull", True),
                                        ("submitted_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_submitted_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True),
                                        ("approved_by__isnull", True),
                                        ("request__isnull", True),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("submitted_at__isnull", False),
                                        models.Q(
                                            ("approved_by", models.F("submitted_by")), _negated=True
                                        ),
                                        models.Q(
                                            ("approved_by", models.F("begun_by")), _negated=True
                                        ),
                                        models.Q(
                                            models.Q(("kind", "money"), ("request__isnull", False)),
                                            models.Q(("kind", "goods"), ("request__isnull", True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_approved_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listed",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("reason", models.CharField(max_length=20)),
                        ("found", models.BooleanField()),
                        ("listed_at", models.DateTimeField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        (
                            "listed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listed",
                                to="goodwill.round",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "household"), name="listed_once_in_a_round"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        (
                                            "alone_80",
                                            "severe_disability",
                                            "dibao",
                                            "low_income",
                                            "rigid_expense",
                                            "tekun",
                                            "serious_illness",
                                            "bereavement",
                                            "child_in_difficulty",
                                            "upheaval",
                                            "veteran",
                                            "other",
                                        ),
                                    )
                                ),
                                name="listed_reason_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("issued_at", models.DateTimeField()),
                        ("handed_on", models.DateField(null=True)),
                        ("keyed_at", models.DateTimeField(null=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
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
                            "handed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "keyed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="goodwill.round",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "number"), name="sheet_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_by", models.F("approved_by")), _negated=True
                                ),
                                name="handed_out_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("keyed_at__isnull", True), ("keyed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("handed_on__isnull", False),
                                        ("keyed_at__isnull", False),
                                        ("keyed_by__isnull", False),
                                        ("photo__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="keyed_from_a_photo",
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
                                        ("keyed_at__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("keyed_by")), _negated=True
                                        ),
                                        models.Q(
                                            ("confirmed_by", models.F("handed_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_confirmed_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "round",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="settlement",
                                serialize=False,
                                to="goodwill.round",
                            ),
                        ),
                        ("each", models.BigIntegerField()),
                        ("planned", models.PositiveIntegerField()),
                        ("given", models.PositiveIntegerField()),
                        ("taken_out", models.BigIntegerField()),
                        ("handed_out", models.BigIntegerField()),
                        ("went_back", models.BigIntegerField()),
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
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("given__lte", models.F("planned"))),
                                name="given_no_more_than_planned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "taken_out",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("planned"), "*", models.F("each")
                                        ),
                                    ),
                                    (
                                        "handed_out",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("given"), "*", models.F("each")
                                        ),
                                    ),
                                    (
                                        "taken_out",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("handed_out"), "+", models.F("went_back")
                                        ),
                                    ),
                                ),
                                name="handed_out_and_back_is_taken_out",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("got", models.BooleanField(null=True)),
                        (
                            "listed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="goodwill.listed",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="goodwill.sheet",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "listed"), name="sheet_line_once"
                            ),
                            models.UniqueConstraint(
                                fields=("sheet", "position"), name="sheet_line_in_order"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("got", True)),
                                fields=("listed",),
                                name="share_handed_out_once",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
