import linli.kernel.opening
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_identity"),
        ("places", "0001_places"),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Book",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("unit", models.CharField(max_length=10)),
                        ("head_seq", models.BigIntegerField(default=0)),
                        (
                            "head_hash",
                            models.CharField(
                                default="0000000000000000000000000000000000000000000000000000000000000000",
                                max_length=64,
                            ),
                        ),
                        ("closed_through", models.DateField(null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
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
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ("fen", "minute"))),
                                name="book_unit_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("id__lt", 1048576)), name="book_id_fits"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField()),
                        ("occurred_on", models.DateField()),
                        ("posted_at", models.DateTimeField()),
                        ("kind", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=100)),
                        ("actor", models.CharField(max_length=36)),
                        ("n_lines", models.SmallIntegerField()),
                        ("lines_root", models.CharField(max_length=64)),
                        ("public", models.TextField()),
                        ("private_commit", models.CharField(max_length=64)),
                        ("prev", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                        (
                            "book",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.book",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("book", "seq"), name="entry_seq_once"),
                            models.UniqueConstraint(fields=("book", "key"), name="entry_key_once"),
                            models.UniqueConstraint(
                                fields=("book", "prev"), name="entry_chain_never_forks"
                            ),
                            models.UniqueConstraint(
                                fields=("book", "hash"), name="entry_hash_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "id",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("book"), "*", models.Value(8796093022208)
                                            ),
                                            "+",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("seq"), "*", models.Value(4096)
                                            ),
                                        ),
                                    )
                                ),
                                name="entry_id_of_its_seq",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seq__gt", 0), ("seq__lt", 2147483648)),
                                name="entry_seq_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("n_lines__gte", 0), ("n_lines__lte", 4095)),
                                name="entry_lines_fit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=80)),
                        ("side", models.SmallIntegerField()),
                        ("kind", models.CharField(max_length=12)),
                        ("traced", models.BooleanField(default=False)),
                        (
                            "book",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.book",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("book", "code"), name="account_code_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["asset", "expense"]), ("side", 1)),
                                    models.Q(
                                        ("kind__in", ["liability", "net_assets", "income"]),
                                        ("side", -1),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_side_of_its_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryPrivate",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="ledger.entry",
                            ),
                        ),
                        ("salts", models.BinaryField()),
                        ("private", models.TextField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Anchor",
                    fields=[
                        (
                            "digest",
                            models.CharField(max_length=64, primary_key=True, serialize=False),
                        ),
                        ("hash", models.CharField(max_length=64)),
                        ("shown_to", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        ("actor", models.CharField(max_length=36)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("line", models.SmallIntegerField()),
                        ("amount", models.BigIntegerField()),
                        ("purpose", models.CharField(blank=True, max_length=60)),
                        (
                            "credit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.account",
                            ),
                        ),
                        (
                            "debit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.account",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.entry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entry", "line"), name="transfer_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="transfer_amount_above_0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("debit", models.F("credit")), _negated=True),
                                name="transfer_between_two_accounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "id",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("entry"), "+", models.F("line")
                                        ),
                                    )
                                ),
                                name="transfer_id_of_its_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("line__gte", 1), ("line__lte", 4095)),
                                name="transfer_line_fits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Balance",
                    fields=[
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="ledger.account",
                            ),
                        ),
                        ("side", models.SmallIntegerField()),
                        ("floor", models.BigIntegerField(null=True)),
                        ("debits", models.BigIntegerField(default=0)),
                        ("credits", models.BigIntegerField(default=0)),
                        ("last_transfer", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("floor__isnull", True),
                                    (
                                        "floor__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("debits"), "-", models.F("credits")
                                            ),
                                            "*",
                                            models.F("side"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="balance_above_its_floor",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lot",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("part", models.IntegerField()),
                        ("purpose", models.CharField(blank=True, max_length=60)),
                        ("amount", models.BigIntegerField()),
                        ("unspent", models.BigIntegerField()),
                        ("last_use", models.BigIntegerField(default=0)),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.account",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.lot",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.transfer",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("unspent__gt", 0)),
                                fields=["account", "purpose", "id"],
                                name="lot_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("transfer", "part"), name="lot_part_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unspent__gte", 0), ("unspent__lte", models.F("amount"))
                                ),
                                name="lot_never_spent_twice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0), ("part__gt", 0)),
                                name="lot_above_0",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LotUse",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "transfer_id",
                                "lot_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.lot",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.transfer",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="lot_use_above_0"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
