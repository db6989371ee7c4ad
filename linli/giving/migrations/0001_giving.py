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
        ("papers", "0002_source"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("number", models.CharField(max_length=40)),
                        ("donor_name", linli.kernel.sealed.SealedField()),
                        ("purpose", models.CharField(max_length=20)),
                        ("amount_fen", models.BigIntegerField(null=True)),
                        ("goods", linli.kernel.sealed.SealedField(null=True)),
                        ("conditions", linli.kernel.sealed.SealedField(null=True)),
                        ("signed_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("written_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
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
                            models.UniqueConstraint(
                                fields=("fund", "number"), name="agreement_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__isnull", True),
                                    ("amount_fen__gt", 0),
                                    _connector="OR",
                                ),
                                name="agreement_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__isnull", False),
                                    ("goods__isnull", False),
                                    _connector="OR",
                                ),
                                name="agreement_about_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("signed_on")),
                                    _connector="OR",
                                ),
                                name="agreement_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Box",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("label", models.CharField(max_length=30)),
                        ("stands", models.CharField(max_length=60)),
                        ("placed_on", models.DateField()),
                        ("taken_away_on", models.DateField(null=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                            models.UniqueConstraint(fields=("fund", "label"), name="box_label_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "donation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="fund.donation",
                            ),
                        ),
                        ("disclosed_on", models.DateField()),
                        ("where", models.CharField(max_length=200)),
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
                    name="GivingPoint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("address", models.CharField(max_length=120)),
                        ("hours", models.CharField(max_length=120)),
                        ("platform", models.CharField(blank=True, max_length=60)),
                        ("platform_url", models.URLField(blank=True, max_length=300)),
                        ("said_at", models.DateTimeField()),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
                            ),
                        ),
                        (
                            "said_by",
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
                                    models.Q(("platform", ""), ("platform_url", "")),
                                    models.Q(
                                        models.Q(("platform", ""), _negated=True),
                                        ("platform_url__startswith", "https://"),
                                    ),
                                    _connector="OR",
                                ),
                                name="giving_platform_with_its_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsGift",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("what", models.CharField(max_length=60)),
                        ("unit", models.CharField(max_length=10)),
                        ("quantity", models.PositiveIntegerField()),
                        ("left", models.PositiveIntegerField()),
                        ("value_fen", models.BigIntegerField(null=True)),
                        ("value_from", models.CharField(blank=True, max_length=10)),
                        ("good_until", models.DateField(null=True)),
                        ("purpose", models.CharField(max_length=20)),
                        ("donor_name", linli.kernel.sealed.SealedField(null=True)),
                        ("display", models.CharField(max_length=10)),
                        ("shown_as", models.CharField(blank=True, max_length=40)),
                        ("received_on", models.DateField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.fund",
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
                            "received_by",
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
                                    ("left__gte", 0),
                                    ("left__lte", models.F("quantity")),
                                    ("quantity__gt", 0),
                                ),
                                name="goods_left_between_none_and_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("value_fen__isnull", True), ("value_from", "")),
                                    models.Q(
                                        ("value_fen__gt", 0),
                                        ("value_fen__isnull", False),
                                        ("value_from__in", ("invoice", "market")),
                                    ),
                                    _connector="OR",
                                ),
                                name="goods_value_from_a_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("contact", linli.kernel.sealed.SealedField(null=True)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("key", models.UUIDField(unique=True)),
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
                            models.UniqueConstraint(fields=("place", "name"), name="partner_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="partner_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=80)),
                        ("number", models.CharField(max_length=60)),
                        ("filed_on", models.DateField()),
                        ("may_begin_on", models.DateField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("area", models.CharField(max_length=80)),
                        ("in_charge", models.CharField(max_length=40)),
                        ("purpose", models.CharField(max_length=20)),
                        ("target_fen", models.BigIntegerField(null=True)),
                        ("costs", models.CharField(max_length=200)),
                        ("leftover", models.CharField(max_length=200)),
                        ("entered_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entered_by",
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
                                fields=("fund", "number"), name="plan_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("may_begin_on__gt", models.F("filed_on")),
                                    ("starts_on__gte", models.F("may_begin_on")),
                                ),
                                name="plan_filed_in_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="plan_ends_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_fen__isnull", True),
                                    ("target_fen__gt", 0),
                                    _connector="OR",
                                ),
                                name="plan_target_above_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelatedParty",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("name", linli.kernel.sealed.SealedField()),
                        ("name_blind", models.BinaryField()),
                        ("of_whom", linli.kernel.sealed.SealedField(null=True)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("entered_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "entered_by",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ("founder", "donor", "manager", "family", "company"),
                                    )
                                ),
                                name="related_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="related_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoxCount",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("seal", models.CharField(max_length=30)),
                        ("pieces", models.JSONField()),
                        ("first_fen", models.BigIntegerField()),
                        ("counted_at", models.DateTimeField()),
                        ("second_fen", models.BigIntegerField(null=True)),
                        ("again_at", models.DateTimeField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "box",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="giving.box",
                            ),
                        ),
                        (
                            "donation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.donation",
                            ),
                        ),
                        (
                            "first_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "second_by",
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
                                condition=models.Q(("first_fen__gte", 0)),
                                name="box_count_not_below_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("again_at__isnull", True),
                                        ("second_by__isnull", True),
                                        ("second_fen__isnull", True),
                                    ),
                                    models.Q(
                                        ("again_at__isnull", False),
                                        ("second_by__isnull", False),
                                        ("second_fen__isnull", False),
                                        models.Q(
                                            ("second_by", models.F("first_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="box_counted_by_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("donation__isnull", True),
                                    models.Q(
                                        ("second_fen", models.F("first_fen")),
                                        ("second_fen__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="box_gift_when_both_agree",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("second_by__isnull", True)),
                                fields=("box",),
                                name="box_one_count_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsUse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("quantity", models.PositiveIntegerField()),
                        ("reason", models.CharField(max_length=10)),
                        ("origin_room", models.CharField(blank=True, max_length=20)),
                        ("origin_noun", models.CharField(blank=True, max_length=20)),
                        ("origin_id", models.UUIDField(null=True)),
                        ("used_on", models.DateField()),
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
                            "gift",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="giving.goodsgift",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="goods_use_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("household__isnull", False), ("reason", "family")),
                                    models.Q(
                                        ("household__isnull", True),
                                        ("reason__in", ("activity", "spoiled")),
                                    ),
                                    _connector="OR",
                                ),
                                name="goods_use_for_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.random_id,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("donor_name", linli.kernel.sealed.SealedField()),
                        ("phone", linli.kernel.sealed.SealedField(null=True)),
                        ("amount_fen", models.BigIntegerField()),
                        ("every", models.CharField(max_length=10)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField(null=True)),
                        ("purpose", models.CharField(max_length=20)),
                        ("display", models.CharField(max_length=10)),
                        ("shown_as", models.CharField(blank=True, max_length=40)),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_because", linli.kernel.sealed.SealedField(null=True)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "agreement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="giving.agreement",
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
                            "made_by",
                            models.ForeignKey(
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="pledge_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("every__in", ("once", "month", "quarter", "year"))
                                ),
                                name="pledge_every_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("begins_on")),
                                    _connector="OR",
                                ),
                                name="pledge_ends_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("display", "anonymous"), ("shown_as", "")),
                                    models.Q(
                                        ("display__in", ("alias", "named")),
                                        models.Q(("shown_as", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pledge_shown_as_chosen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=10)),
                        ("quantity", models.BigIntegerField()),
                        ("words", models.CharField(blank=True, max_length=120)),
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
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="giving.partner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("money", "goods", "rooms", "hours"))
                                ),
                                name="promise_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="promise_above_zero"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kept",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("kept_on", models.DateField()),
                        ("became", models.CharField(max_length=200)),
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
                            "donation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fund.donation",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept",
                                to="giving.promise",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="kept_above_zero"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
