import django.db.models.deletion
import linli.kernel.ids
import linli.kernel.opening
import linli.kernel.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("hall", "0002_tellings"),
        ("people", "0001_people"),
        ("places", "0002_days_off"),
        ("programmes", "0001_programmes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="EnrolmentSheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("rows", models.PositiveSmallIntegerField()),
                        ("printed_at", models.DateTimeField()),
                        ("keyed_at", models.DateTimeField(null=True)),
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
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
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
                            "printed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "number"), name="enrolment_sheet_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("keyed_at__isnull", True), ("keyed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("keyed_at__isnull", False), ("keyed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolment_sheet_keyed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Group",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("since", models.DateTimeField()),
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
                                fields=("place", "name"), name="chat_group_named_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="chat_group_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nickname",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("nick", models.CharField(max_length=40)),
                        ("chosen_at", models.DateTimeField()),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="groupchat.group",
                            ),
                        ),
                        (
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resident",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "nick"), name="nickname_once_a_group"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("nick", ""), _negated=True),
                                name="nickname_is_said",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paste",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("text", linli.kernel.sealed.SealedField(null=True)),
                        ("digest", models.BinaryField()),
                        ("pasted_at", models.DateTimeField()),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="groupchat.group",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                        (
                            "pasted_by",
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
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                        (
                            "sheet",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="groupchat.enrolmentsheet",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("text__isnull", False)),
                                fields=["pasted_at"],
                                name="paste_still_kept",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", True)),
                                fields=("offer", "digest"),
                                name="paste_once_a_course",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", False)),
                                fields=("offer", "session", "digest"),
                                name="paste_once_a_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group__isnull", True), ("sheet__isnull", False)),
                                    models.Q(("group__isnull", False), ("sheet__isnull", True)),
                                    _connector="OR",
                                ),
                                name="paste_of_a_group_or_a_sheet",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=linli.kernel.ids.uuid7, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.BinaryField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("state", models.CharField(max_length=7)),
                        ("asked", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("settled_at", models.DateTimeField()),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.offer",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="hall.party",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.classsession",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paste",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="groupchat.paste",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", True)),
                                fields=("offer", "key"),
                                name="chat_line_once_a_course",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", False)),
                                fields=("offer", "session", "key"),
                                name="chat_line_once_a_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("done", "waits", "left", "refused", "aside"))
                                ),
                                name="chat_line_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("party__isnull", False),
                                        ("state__in", ("done", "waits", "left")),
                                        ("why", ""),
                                    ),
                                    models.Q(
                                        ("party__isnull", True),
                                        ("state", "refused"),
                                        models.Q(("why", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("party__isnull", True), ("state", "aside"), ("why", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="chat_line_says_what_became",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
