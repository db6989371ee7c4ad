"""Opens or rebuilds a room in a migration: all its steps as one step of the project's state.

Django renders every related model anew after each operation; here everything is related to a user
or a place, so the cost grew with the square of the tables (measured at 69 tables: 2,100 renderings,
half of the migration's time; at 165 tables, with one migration of a hundred operations: 9,100
renderings, 14 of 17 seconds). One step a room renders once a room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        """Every table enters the state and is rendered once.

        What the tables point at is left as it stands: no arrow has a way back (law 5).
        """
        rendered = state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            rendered.render_multiple(
                [state.models[app_label, table.name_lower] for table in self.tables]
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


class RebuildRoom(Operation):  # type: ignore[misc]
    """Do ``steps`` in their order: tables made, fields and constraints added, changed, removed.

    Between two steps only the model a step is about is rendered anew. That is enough for a schema
    editor, which looks at the model it is handed; data is moved by a migration of its own.
    """

    serialization_expand_args = ["steps"]

    def __init__(self, steps: list[Operation]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Every step enters the state, which is then rendered once."""
        rendered = state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            touched = {_model_of(step) for step in self.steps}
            state.reload_models(
                [
                    (app_label, name)
                    for name in sorted(touched)
                    if (app_label, name) in state.models
                ],
                delay=False,
            )

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for step, before, after in self._one_by_one(app_label, from_state):
            step.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for step, before, after in reversed(list(self._one_by_one(app_label, to_state))):
            step.database_backwards(app_label, schema_editor, after, before)

    def describe(self) -> str:
        return f"Rebuild a room in {len(self.steps)} steps"

    @property
    def migration_name_fragment(self) -> str:
        return "rebuilt"

    def _one_by_one(
        self, app_label: str, state: ProjectState
    ) -> Iterator[tuple[Operation, ProjectState, ProjectState]]:
        """Each step with the state before and after it."""
        assert state.apps is not None  # rendered here, or every clone would render the whole anew
        for step in self.steps:
            after = state.clone()
            after.__class__ = _OneModelAtATime
            step.state_forwards(app_label, after)
            yield step, state, after
            state = after


class _OneModelAtATime(ProjectState):  # type: ignore[misc]
    """A state that renders the model that changed and leaves those that point at it."""

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        self.reload_models([(app_label, model_name)])

    def reload_models(self, models: Sequence[tuple[str, str]], delay: bool = True) -> None:
        for app_label, model_name in models:
            self.apps.unregister_model(app_label, model_name)
        self.apps.render_multiple([self.models[key] for key in models])


def _model_of(step: Operation) -> str:
    """The model a step is about, as states name it."""
    return str(getattr(step, "model_name_lower", None) or step.name_lower)
