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
        ("papers", "0002_source"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Corner",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("name_en", models.CharField(blank=True, max_length=80)),
                        ("spot", models.CharField(max_length=80)),
                        ("hours", models.CharField(max_length=80)),
                        ("opened_on", models.DateField()),
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
                                fields=("place", "name"), name="corner_name_once_in_a_place"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Basis",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=16)),
                        ("certificate", models.CharField(blank=True, max_length=60)),
                        ("plan", models.CharField(blank=True, max_length=60)),
                        ("account", models.CharField(blank=True, max_length=120)),
                        ("filed_on", models.DateField(null=True)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("public_plan", "holder_goods", "mutual_help"))
                                ),
                                name="basis_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="basis_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "public_plan"), _negated=True),
                                    models.Q(
                                        ("filed_on__isnull", False),
                                        ("filed_on__lt", models.F("from_on")),
                                        ("until_on__isnull", False),
                                        models.Q(("certificate", ""), _negated=True),
                                        models.Q(("plan", ""), _negated=True),
                                        models.Q(("account", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="basis_plan_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("donor_name", linli.kernel.sealed.SealedField(null=True)),
                        ("wants_to_know", models.BooleanField(default=False)),
                        ("received_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
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
                            models.UniqueConstraint(
                                fields=("corner", "year", "number"), name="intake_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="intake_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MerchantBill",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("imported_at", models.DateTimeField()),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                        (
                            "imported_by",
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
                                fields=("corner", "digest"), name="merchant_bill_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StockTake",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("seen", models.JSONField()),
                        ("counted_at", models.DateTimeField()),
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
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                        (
                            "counted_by",
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
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("counted_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="stocktake_by_two",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShopDay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("title", models.CharField(blank=True, max_length=40)),
                        ("spot", models.CharField(blank=True, max_length=80)),
                        ("purpose", models.CharField(max_length=20)),
                        ("lower_percent", models.PositiveSmallIntegerField()),
                        ("free_most", models.PositiveSmallIntegerField()),
                        ("code_is_ours", models.BooleanField()),
                        ("float_counts", models.JSONField()),
                        ("float_fen", models.BigIntegerField()),
                        ("opened_at", models.DateTimeField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "basis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.basis",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sheet_photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("corner", "on"), name="shop_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("float_fen__gte", 0), ("lower_percent__lte", 100)
                                ),
                                name="shop_day_limits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.CharField(max_length=6, unique=True)),
                        ("category", models.CharField(max_length=20)),
                        ("condition", models.CharField(max_length=8)),
                        ("title", models.CharField(max_length=40)),
                        ("expires_on", models.DateField(null=True)),
                        ("estimate_fen", models.BigIntegerField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="shop.intake",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "category__in",
                                        (
                                            "clothes",
                                            "shoes_bags",
                                            "household",
                                            "books",
                                            "toys",
                                            "appliances",
                                            "handmade",
                                            "food",
                                            "care_products",
                                            "underwear",
                                            "helmet",
                                            "child_seat",
                                            "medicine",
                                            "recalled",
                                            "other",
                                        ),
                                    )
                                ),
                                name="item_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("condition__in", ("new", "good", "fair", "broken"))
                                ),
                                name="item_condition_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("estimate_fen__gte", 0)),
                                name="item_estimate_not_below_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BillDay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("on", models.DateField()),
                        ("amount_fen", models.BigIntegerField()),
                        ("lines", models.PositiveIntegerField()),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days",
                                to="shop.merchantbill",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("corner", "on"), name="bill_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gte", 0)),
                                name="bill_day_not_below_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=12)),
                        ("came_from", models.CharField(max_length=8)),
                        ("goes_to", models.CharField(max_length=8)),
                        ("reason", models.CharField(blank=True, max_length=12)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="shop.item",
                            ),
                        ),
                        (
                            "stocktake",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="shop.stocktake",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "number"), name="move_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="move_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "received",
                                            "shelved",
                                            "stored",
                                            "sold",
                                            "brought_back",
                                            "given",
                                            "written_off",
                                            "handed_back",
                                            "missed",
                                            "found",
                                        ),
                                    )
                                ),
                                name="move_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "came_from__in",
                                        (
                                            "outside",
                                            "store",
                                            "shelf",
                                            "buyer",
                                            "family",
                                            "waste",
                                            "donor",
                                            "missing",
                                        ),
                                    ),
                                    (
                                        "goes_to__in",
                                        (
                                            "outside",
                                            "store",
                                            "shelf",
                                            "buyer",
                                            "family",
                                            "waste",
                                            "donor",
                                            "missing",
                                        ),
                                    ),
                                    models.Q(("came_from", models.F("goes_to")), _negated=True),
                                ),
                                name="move_goes_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "day",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="closing",
                                serialize=False,
                                to="shop.shopday",
                            ),
                        ),
                        ("counted_at", models.DateTimeField()),
                        ("counts", models.JSONField()),
                        ("counted_fen", models.BigIntegerField()),
                        ("expected_fen", models.BigIntegerField()),
                        ("bag", models.CharField(blank=True, max_length=20)),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "counted_by",
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
                                    ("counted_fen__gte", 0), ("expected_fen__gte", 0)
                                ),
                                name="closing_not_below_zero",
                            )
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
                        ("price_fen", models.BigIntegerField()),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prices",
                                to="shop.item",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["item", "-at"], name="price_of_item")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("price_fen__gte", 0)),
                                name="price_not_below_zero",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shift",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("volunteer", models.CharField(max_length=20)),
                        ("code_blind", models.BinaryField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shifts",
                                to="shop.shopday",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "code_blind"), name="shift_code_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TallySheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("printed_at", models.DateTimeField()),
                        (
                            "corner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.corner",
                            ),
                        ),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.shopday",
                            ),
                        ),
                        (
                            "printed_by",
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
                                fields=("corner", "number"), name="tally_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Till",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("unlocked_at", models.DateTimeField()),
                        ("locked_at", models.DateTimeField(null=True)),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tills",
                                to="shop.shopday",
                            ),
                        ),
                        (
                            "unlocked_by",
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
                                fields=("day", "number"), name="till_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sale",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.PositiveIntegerField()),
                        ("way", models.CharField(max_length=8)),
                        ("total_fen", models.BigIntegerField()),
                        ("kept_fen", models.BigIntegerField()),
                        ("handed_fen", models.BigIntegerField()),
                        ("head_seq", models.PositiveIntegerField()),
                        ("head_hash", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        ("late", models.BooleanField()),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sales",
                                to="shop.shopday",
                            ),
                        ),
                        (
                            "shift",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.shift",
                            ),
                        ),
                        (
                            "tally",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sale",
                                to="shop.tallysheet",
                            ),
                        ),
                        (
                            "till",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.till",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "number"), name="sale_number_once_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ("cash", "phone"))),
                                name="sale_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kept_fen__gte", 0),
                                    ("total_fen__gte", 0),
                                    models.Q(
                                        ("way", "cash"),
                                        models.Q(
                                            ("handed_fen", models.F("total_fen")), ("kept_fen", 0)
                                        ),
                                        _connector="OR",
                                    ),
                                    (
                                        "handed_fen__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("total_fen"), "+", models.F("kept_fen")
                                        ),
                                    ),
                                ),
                                name="sale_paid_in_full",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("tally__isnull", True), ("till__isnull", False)),
                                    models.Q(("tally__isnull", False), ("till__isnull", True)),
                                    _connector="OR",
                                ),
                                name="sale_by_till_or_sheet",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsGiven",
                    fields=[
                        (
                            "move",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="given",
                                serialize=False,
                                to="shop.move",
                            ),
                        ),
                        ("household", linli.kernel.sealed.SealedField()),
                        ("household_blind", models.BinaryField()),
                        ("on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["household_blind", "-on"], name="given_to_household"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondCount",
                    fields=[
                        (
                            "closing",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="second",
                                serialize=False,
                                to="shop.closing",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("counts", models.JSONField()),
                        ("counted_fen", models.BigIntegerField()),
                        ("float_fen", models.BigIntegerField()),
                        ("expected_fen", models.BigIntegerField()),
                        ("difference_fen", models.BigIntegerField()),
                        ("takings_fen", models.BigIntegerField()),
                        ("key", models.UUIDField(unique=True)),
                        (
                            "counted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "second_by",
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
                                    models.Q(("second_by", models.F("opened_by")), _negated=True),
                                    models.Q(("second_by", models.F("counted_by")), _negated=True),
                                ),
                                name="count_by_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "difference_fen",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("counted_fen"), "-", models.F("float_fen")
                                            ),
                                            "-",
                                            models.F("expected_fen"),
                                        ),
                                    )
                                ),
                                name="count_difference_not_absorbed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counted_fen__lt", models.F("float_fen")),
                                        ("takings_fen", 0),
                                    ),
                                    models.Q(
                                        (
                                            "takings_fen",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("counted_fen"), "-", models.F("float_fen")
                                            ),
                                        ),
                                        ("takings_fen__gte", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="count_takings_without_change",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SaleLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("price_fen", models.BigIntegerField()),
                        ("charged_fen", models.BigIntegerField()),
                        ("contested", models.BooleanField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.item",
                            ),
                        ),
                        (
                            "sale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="shop.sale",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sale", "number"), name="sale_line_number_once"
                            ),
                            models.UniqueConstraint(
                                fields=("sale", "item"), name="sale_line_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("charged_fen__gte", 0),
                                    ("charged_fen__lte", models.F("price_fen")),
                                ),
                                name="sale_line_never_dearer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Return",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("way", models.CharField(max_length=8)),
                        ("amount_fen", models.BigIntegerField()),
                        ("undo", models.BooleanField()),
                        ("at", models.DateTimeField()),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returns",
                                to="shop.shopday",
                            ),
                        ),
                        (
                            "sale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returns",
                                to="shop.sale",
                            ),
                        ),
                        (
                            "shift",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.shift",
                            ),
                        ),
                        (
                            "till",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.till",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_fen__gte", 0), ("way__in", ("cash", "phone"))
                                ),
                                name="return_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnLine",
                    fields=[
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="returned",
                                serialize=False,
                                to="shop.saleline",
                            ),
                        ),
                        ("amount_fen", models.BigIntegerField()),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="shop.return",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gte", 0)),
                                name="return_line_not_below_zero",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
