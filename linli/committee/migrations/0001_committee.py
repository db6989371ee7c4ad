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
        ("identity", "0002_policy_officer"),
        ("papers", "0002_source"),
        ("people", "0001_people"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Committee",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("room", models.CharField(max_length=20)),
                        ("noun", models.CharField(max_length=20)),
                        ("subject_id", models.UUIDField()),
                        ("name", models.CharField(max_length=80)),
                        ("founded_on", models.DateField()),
                        (
                            "organisation",
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
                            models.UniqueConstraint(
                                fields=("room", "noun", "subject_id"),
                                name="committee_one_a_subject",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("part", models.CharField(max_length=12)),
                        ("stands_for", models.CharField(blank=True, max_length=40)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="committee.committee",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("part__in", ("voter", "supervisor"))),
                                name="member_part_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="member_term_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sitting",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("held_on", models.DateField()),
                        ("called_at", models.DateTimeField()),
                        ("keyed_at", models.DateTimeField(null=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "called_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sittings",
                                to="committee.committee",
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
                            "keyed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="committee.member",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("committee", "number"), name="sitting_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("keyed_at__isnull", True), ("keyed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("keyed_at__isnull", False),
                                        ("keyed_by__isnull", False),
                                        ("sheet__isnull", False),
                                        ("supervisor__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sitting_keyed_from_a_sheet",
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
                                        ("keyed_by__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("keyed_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="sitting_confirmed_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("firm", linli.kernel.sealed.SealedField(null=True)),
                        ("words", linli.kernel.sealed.SealedField()),
                        ("declared_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="committee.member",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("firm__isnull", True),
                                        ("household__isnull", False),
                                        ("person__isnull", True),
                                    ),
                                    models.Q(
                                        ("firm__isnull", True),
                                        ("household__isnull", True),
                                        ("person__isnull", False),
                                    ),
                                    models.Q(
                                        ("firm__isnull", False),
                                        ("household__isnull", True),
                                        ("person__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="tie_to_one_thing",
                            )
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=10)),
                        ("room", models.CharField(max_length=20)),
                        ("noun", models.CharField(max_length=20)),
                        ("subject_id", models.UUIDField()),
                        ("title", models.CharField(max_length=80)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        ("asked_fen", models.BigIntegerField()),
                        ("decided_fen", models.BigIntegerField(null=True)),
                        ("off", models.BooleanField(default=False)),
                        ("words", linli.kernel.sealed.SealedField(null=True)),
                        ("remark", linli.kernel.sealed.SealedField(null=True)),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                        (
                            "sitting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="committee.sitting",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["room", "noun", "subject_id"], name="item_of_subject"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sitting", "position"), name="item_place_once"
                            ),
                            models.UniqueConstraint(
                                fields=("sitting", "room", "noun", "subject_id", "kind"),
                                name="item_subject_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("decide", "ratify"))),
                                name="item_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_fen__isnull", True),
                                    models.Q(
                                        ("decided_fen__gt", 0),
                                        ("decided_fen__lte", models.F("asked_fen")),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_never_above_what_was_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("present", models.BooleanField()),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="committee.member",
                            ),
                        ),
                        (
                            "sitting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="committee.sitting",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sitting", "member"), name="attendance_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="decision",
                                serialize=False,
                                to="committee.item",
                            ),
                        ),
                        ("passed", models.BooleanField()),
                        ("amount_fen", models.BigIntegerField(null=True)),
                        ("members", models.PositiveSmallIntegerField()),
                        ("entitled", models.PositiveSmallIntegerField()),
                        ("present", models.PositiveSmallIntegerField()),
                        ("yes", models.PositiveSmallIntegerField()),
                        ("no", models.PositiveSmallIntegerField()),
                        ("abstain", models.PositiveSmallIntegerField()),
                        ("decided_on", models.DateField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__gte", 3),
                                    (
                                        "present__gt",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("entitled"), "-", models.F("present")
                                        ),
                                    ),
                                    (
                                        "present__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("yes"), "+", models.F("no")
                                            ),
                                            "+",
                                            models.F("abstain"),
                                        ),
                                    ),
                                    ("members__gte", models.F("entitled")),
                                    ("entitled__gte", models.F("present")),
                                ),
                                name="decision_with_a_quorum",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount_fen__isnull", False),
                                        ("passed", True),
                                        (
                                            "yes__gt",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("no"), "+", models.F("abstain")
                                            ),
                                        ),
                                    ),
                                    models.Q(
                                        ("amount_fen__isnull", True),
                                        ("passed", False),
                                        (
                                            "yes__lte",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("no"), "+", models.F("abstain")
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_by_most_votes_cast",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("choice", models.CharField(max_length=8)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes",
                                to="committee.item",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="committee.member",
                            ),
                        ),
                        (
                            "tie",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="committee.tie",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "member"), name="vote_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("choice__in", ("yes", "no", "abstain", "recused"))
                                ),
                                name="vote_choice_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tie__isnull", True), ("choice", "recused"), _connector="OR"
                                ),
                                name="vote_never_with_a_tie",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
