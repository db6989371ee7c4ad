import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("papers", "0002_source"),
        ("places", "0001_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=24)),
                        ("benefit", models.CharField(max_length=60)),
                        ("edition", models.CharField(blank=True, max_length=20)),
                        ("until", models.DateField(null=True)),
                        ("text", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("origin", models.CharField(max_length=8)),
                        ("came_at", models.DateTimeField()),
                        ("written_at", models.DateTimeField(null=True)),
                        ("stands_from", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("out_at", models.DateTimeField(null=True)),
                        ("out_why", models.CharField(blank=True, max_length=10)),
                        (
                            "activated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
                            ),
                        ),
                        (
                            "out_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["benefit", "digest"], name="edition_by_digest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ("shipped", "edited", "figure"))),
                                name="edition_origin_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("activated_by__isnull", True),
                                        ("origin", "shipped"),
                                        ("written_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("origin", "shipped"), _negated=True),
                                        ("activated_by__isnull", False),
                                        ("written_by__isnull", False),
                                        models.Q(
                                            ("activated_by", models.F("written_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_activated_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("out_why__in", ("", "replaced", "withdrawn"))),
                                name="edition_out_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("out_at__isnull", True), ("out_why", "")),
                                    models.Q(
                                        ("out_at__isnull", False),
                                        ("stands_from__isnull", False),
                                        models.Q(("out_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_out_after_it_stood",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("until__isnull", True)),
                                    models.Q(("ended_by__isnull", False), ("until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="edition_ended_by_a_later_one",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("out_at__isnull", True), ("stands_from__isnull", False)
                                ),
                                fields=("jurisdiction", "benefit", "edition"),
                                name="edition_stands_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("origin", "shipped")),
                                fields=("jurisdiction", "benefit", "edition", "digest"),
                                name="edition_shipped_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enquiry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=24)),
                        ("benefit", models.CharField(max_length=60)),
                        ("parameter", models.CharField(max_length=60)),
                        ("whom", models.CharField(max_length=100)),
                        ("words", models.CharField(max_length=500)),
                        ("asked_on", models.DateField()),
                        (
                            "asked_by",
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
                                fields=["jurisdiction", "benefit", "parameter"],
                                name="enquiry_of_figure",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rulebook",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False
                            ),
                        ),
                        ("stamp", models.UUIDField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)), name="rulebook_only_one"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Weight",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=24)),
                        ("benefit", models.CharField(max_length=60)),
                        ("parameter", models.CharField(max_length=60)),
                        ("families", models.PositiveIntegerField()),
                        ("on", models.DateField()),
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
                                fields=("place", "jurisdiction", "benefit", "parameter"),
                                name="weight_once_a_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=24)),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "based_on",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
                            ),
                        ),
                        (
                            "became",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StatedFigure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=24)),
                        ("benefit", models.CharField(max_length=60)),
                        ("edition", models.CharField(blank=True, max_length=20)),
                        ("parameter", models.CharField(max_length=60)),
                        ("value", models.BigIntegerField()),
                        ("since", models.DateField()),
                        ("title", models.CharField(max_length=200)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("read_on", models.DateField()),
                        ("trust", models.CharField(max_length=10)),
                        ("stated_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("why_not", models.CharField(blank=True, max_length=200)),
                        (
                            "became",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
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
                            "paper",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "stated_by",
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
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(
                                        models.Q(("address", ""), _negated=True),
                                        ("paper__isnull", False),
                                        _connector="OR",
                                    ),
                                ),
                                name="figure_never_without_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="figure_not_below_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("became__isnull", True), ("confirmed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("became__isnull", False),
                                        ("closed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("stated_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_confirmed_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=("jurisdiction", "benefit", "edition", "parameter", "since"),
                                name="figure_waits_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reckoning",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("question", models.CharField(max_length=10)),
                        ("place", models.CharField(max_length=24)),
                        ("parameter", models.CharField(blank=True, max_length=60)),
                        ("middle", models.BigIntegerField(null=True)),
                        ("on", models.DateField()),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("stamp", models.UUIDField()),
                        ("asked_at", models.DateTimeField()),
                        ("communities", models.JSONField(default=list)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(null=True)),
                        ("counted", models.JSONField(default=dict)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("broke", models.BooleanField(default=False)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.draft",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rulebook.edition",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["finished_at", "asked_at"], name="reckoning_waiting"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("question__in", ("effects", "simulation", "weights"))
                                ),
                                name="reckoning_question_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("draft__isnull", False),
                                        ("edition__isnull", True),
                                        ("question", "effects"),
                                    ),
                                    models.Q(
                                        ("draft__isnull", True),
                                        ("edition__isnull", False),
                                        ("question", "simulation"),
                                    ),
                                    models.Q(
                                        ("draft__isnull", True),
                                        ("edition__isnull", True),
                                        ("question", "weights"),
                                    ),
                                    _connector="OR",
                                ),
                                name="reckoning_about_one_thing",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
