"""A room opened, or rebuilt, in one step is the room of step by step, rendered once."""

from unittest import mock

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from linli.kernel.opening import OpenRoom, RebuildRoom


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


def _steps():
    return [
        migrations.CreateModel(name="Lid", fields=[("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField("coat", "colour", models.IntegerField(null=True)),
        migrations.AddField(
            "coat",
            "lid",
            models.ForeignKey("places.lid", null=True, on_delete=models.PROTECT, related_name="+"),
        ),
        migrations.AddConstraint(
            "coat",
            models.CheckConstraint(condition=models.Q(colour__gt=0), name="coat_has_colour"),
        ),
        migrations.RemoveField("button", "shelf"),
    ]


def test_a_rebuilt_state_is_that_of_step_by_step():
    at_once, one_by_one = ProjectState(), ProjectState()
    for state in (at_once, one_by_one):
        OpenRoom(_tables()).state_forwards("places", state)
    RebuildRoom(_steps()).state_forwards("places", at_once)
    for step in _steps():
        step.state_forwards("places", one_by_one)
    assert at_once == one_by_one


def test_a_room_is_rebuilt_and_put_back_with_its_rules(fresh_database):
    before = ProjectState()
    OpenRoom(_tables()).state_forwards("places", before)
    after = before.clone()
    room = RebuildRoom(_steps())
    room.state_forwards("places", after)
    with connection.schema_editor(atomic=True) as editor:
        OpenRoom(_tables()).database_forwards("places", editor, ProjectState(), before)
    with connection.schema_editor(atomic=True) as editor:
        room.database_forwards("places", editor, before, after)
    assert _columns("places_coat") == {"id", "shelf_id", "size", "colour", "lid_id"}
    assert _columns("places_button") == {"id", "coat_id"}
    coat = after.apps.get_model("places", "Coat")
    shelf = after.apps.get_model("places", "Shelf").objects.create()
    coat.objects.create(shelf=shelf, size=1, colour=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        coat.objects.create(shelf=shelf, size=1, colour=0)
    with connection.schema_editor(atomic=True) as editor:
        room.database_backwards("places", editor, after, before)
    assert _columns("places_coat") == {"id", "shelf_id", "size"}
    assert _columns("places_button") == {"id", "coat_id", "shelf_id"}


def test_rebuilding_renders_a_model_a_step_and_not_its_neighbours():
    state = ProjectState()
    OpenRoom(_tables()).state_forwards("places", state)
    assert state.apps
    room = RebuildRoom(_steps())
    with mock.patch.object(ModelState, "render", autospec=True, side_effect=ModelState.render) as r:
        assert len(list(room._one_by_one("places", state))) == len(_steps())
    assert r.call_count == len(_steps())


def _columns(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return {column.name for column in found}
