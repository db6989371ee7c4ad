import linli.kernel.opening
import linli.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        linli.kernel.opening.OpenRoom(
            tables=[
                migrations.CreateModel(
                    name="Cursor",
                    fields=[
                        (
                            "name",
                            models.CharField(max_length=60, primary_key=True, serialize=False),
                        ),
                        ("seq", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Deed",
                    fields=[
                        ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                        ("id", models.UUIDField(default=linli.kernel.ids.uuid7, unique=True)),
                        ("at", models.DateTimeField()),
                        ("verb", models.CharField(max_length=60)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("on_behalf_of", models.UUIDField(null=True)),
                        ("place_code", models.CharField(blank=True, max_length=24)),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("details", models.JSONField(default=dict)),
                        ("sealed", models.BinaryField(null=True)),
                        ("xid", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id", "seq"], name="deed_subject"
                            ),
                            models.Index(fields=["place_code", "seq"], name="deed_place"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Read",
                    fields=[
                        ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("viewer_id", models.UUIDField(null=True)),
                        ("place_code", models.CharField(blank=True, max_length=24)),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("part", models.CharField(max_length=40)),
                        ("basis", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id", "seq"], name="read_subject"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=60)),
                        ("due_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "due_at"), name="slot_taken_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
