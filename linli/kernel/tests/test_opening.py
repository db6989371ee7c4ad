"""A room opened in one step is the room opened table by table, rendered once."""

from unittest import mock

from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from linli.kernel.opening import OpenRoom


def _tables():
    def table(name, *fields):
        key = ("id", models.BigAutoField(primary_key=True))
        return migrations.CreateModel(name=name, fields=[key, *fields])

    def arrow(to):
        return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+")

    return [
        table("Shelf"),
        table("Coat", ("shelf", arrow("places.shelf")), ("size", models.IntegerField())),
        table("Button", ("coat", arrow("places.coat")), ("shelf", arrow("places.shelf"))),
    ]


def test_the_state_is_that_of_table_by_table():
    at_once, one_by_one = ProjectState(), ProjectState()
    OpenRoom(_tables()).state_forwards("places", at_once)
    for table in _tables():
        table.state_forwards("places", one_by_one)
    assert at_once == one_by_one


def test_a_rendered_state_renders_each_table_once():
    state = ProjectState()
    assert state.apps
    with mock.patch.object(ModelState, "render", autospec=True, side_effect=ModelState.render) as r:
        OpenRoom(_tables()).state_forwards("places", state)
    assert r.call_count == 3
    assert {m.__name__ for m in state.apps.get_models()} == {"Shelf", "Coat", "Button"}


def test_tables_come_and_go_in_an_order_their_keys_allow(fresh_database):
    before, after = ProjectState(), ProjectState()
    room = OpenRoom(_tables())
    room.state_forwards("places", after)
    with connection.schema_editor(atomic=True) as editor:
        room.database_forwards("places", editor, before, after)
    names = {f"places_{name}" for name in ("shelf", "coat", "button")}
    assert names <= set(connection.introspection.table_names())
    with connection.schema_editor(atomic=True) as editor:
        room.database_backwards("places", editor, after, before)
    assert not names & set(connection.introspection.table_names())


def test_a_migration_file_can_hold_it():
    migration = type("Migration", (migrations.Migration,), {"operations": [OpenRoom(_tables())]})
    text = MigrationWriter(migration("0001_places", "places"), include_header=False).as_string()
    assert "linli.kernel.opening.OpenRoom(" in text
    assert text.count("migrations.CreateModel(") == 3
