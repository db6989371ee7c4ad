"""Writes a room's first migration: one CreateModel a table, with its constraints inside.

    python -m house.first_migration fund        # before the room has ever been shipped

Django's own makemigrations adds constraints one by one; each rebuilds its table on SQLite, so the
cost grows with the square of the rooms (measured: 144 models 31 s, inside 9.5 s). All tables of a
room are one step (``kernel.opening``), so its neighbours are rendered once. A room that was
shipped gets ordinary migrations; this refuses to touch a second one.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def write(label: str) -> Path:
    """Make ``linli/<label>/migrations/0001_<label>.py`` anew from the room's models."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.db.migrations.writer import MigrationWriter

    from linli.kernel.opening import OpenRoom

    folder = ROOT / "linli" / label / "migrations"
    path = folder / f"0001_{label}.py"
    later = [file.name for file in folder.glob("0*.py") if file != path]
    if later:
        raise SystemExit(f"{label} has been shipped: {later}. Use manage.py makemigrations.")
    loader = MigrationLoader(None, ignore_no_migrations=True)
    before = loader.project_state()
    for app, model in [key for key in before.models if key[0] == label]:
        del before.models[app, model]  # as if the room had never been migrated
    detector = MigrationAutodetector(before, ProjectState.from_apps(apps))
    changes = detector.changes(
        graph=loader.graph, trim_to_apps={label}, convert_apps={label}, migration_name=label
    )
    [migration] = changes[label]
    migration.name, migration.initial = path.stem, True
    migration.dependencies = [key for key in migration.dependencies if key[0] != label]
    migration.operations = [OpenRoom(fold(migration.operations))]
    writer = MigrationWriter(migration, include_header=False)
    path.write_text(writer.as_string(), encoding="utf-8")
    return path


def fold(operations: list[Any]) -> list[Any]:
    """The same tables from CreateModel alone: fields, indexes and constraints moved inside."""
    from django.db.migrations import operations as ops

    models = {op.name_lower: op for op in operations if isinstance(op, ops.CreateModel)}
    for op in operations:
        if isinstance(op, ops.AddField):
            models[op.model_name_lower].fields.append((op.name, op.field))
        elif isinstance(op, ops.AddIndex):
            models[op.model_name_lower].options.setdefault("indexes", []).append(op.index)
        elif isinstance(op, ops.AddConstraint):
            models[op.model_name_lower].options.setdefault("constraints", []).append(op.constraint)
        elif not isinstance(op, ops.CreateModel):
            raise SystemExit(f"cannot fold {op.describe()}")
    return _in_order(list(models.values()))


def _in_order(models: list[Any]) -> list[Any]:
    """A table after those of the same room that it points at."""
    placed: list[Any] = []
    waiting = {model.name_lower: model for model in models}
    while waiting:
        ready = [model for model in waiting.values() if not _targets(model) & set(waiting)]
        if not ready:
            raise SystemExit(f"tables point at each other: {sorted(waiting)}")
        placed.extend(waiting.pop(model.name_lower) for model in ready)
    return placed


def _targets(model: Any) -> set[str]:
    related = [field.remote_field.model for _, field in model.fields if field.remote_field]
    names = {str(target).rsplit(".", 1)[-1].lower() for target in related}
    return names - {model.name_lower}


def main() -> None:
    """Write the first migration of each named room."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["LINLI_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "linli.site.settings"
        import django
        from django.utils import translation

        django.setup()
        with translation.override(None):  # as makemigrations does: labels stay untranslated
            for label in sys.argv[1:]:
                print(write(label).relative_to(ROOT))


if __name__ == "__main__":
    main()
