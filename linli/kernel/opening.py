"""Opens a room in a migration: all its tables in one step of the project's state.

Django renders every related model anew after each ``CreateModel``; here everything is related to
a user or a place, so the cost grew with the square of the tables (measured at 69 tables: 2,100
renderings, half of the migration's time). One step a room renders once a room.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState


class OpenRoom(Operation):  # type: ignore[misc]  # Django's classes carry no types
    """Create ``tables`` in their order; a table stands after those it points at."""

    serialization_expand_args = ["tables"]
    category = OperationCategory.ADDITION

    def __init__(self, tables: list[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Every table enters the state, which is then rendered once."""
        rendered = state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            state.reload_models(
                [(app_label, table.name_lower) for table in self.tables], delay=False
            )

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Open a room with " + ", ".join(table.name for table in self.tables)

    @property
    def migration_name_fragment(self) -> str:
        return "opened"
