"""Every field has exactly one privacy class; every library's table stands in one list."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from linli.site.retention import LIBRARY_TABLES

CLASSES = ("public", "internal", "personal", "sensitive")


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("linli.")]


def fields_of(model):
    return {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}


@pytest.mark.once
def test_every_field_of_ours_has_exactly_one_class():
    for model in our_models():
        assert "Privacy" in vars(model), f"{model}: a class Privacy is missing"
        classed = [name for kind in CLASSES for name in vars(model.Privacy)[kind]]
        assert [name for name, times in Counter(classed).items() if times > 1] == [], model
        assert set(classed) == fields_of(model), model


@pytest.mark.once
def test_what_is_sealed_is_called_sensitive():
    for model in our_models():
        sealed = {f.name for f in model._meta.local_fields if type(f).__name__ == "SealedField"}
        assert sealed <= set(model.Privacy.sensitive), model


def test_every_table_is_ours_or_in_the_list_of_libraries(db):
    ours = {model._meta.db_table for model in our_models()}
    ours |= {
        field.remote_field.through._meta.db_table
        for model in our_models()
        for field in model._meta.local_many_to_many
    }
    there = set(connection.introspection.table_names())
    assert there - ours == set(LIBRARY_TABLES)


@pytest.mark.once
def test_each_library_table_says_how_long():
    for table, row in LIBRARY_TABLES.items():
        assert row.holds in CLASSES, table
        assert row.kept, table


def test_the_tables_said_to_be_empty_are(client, village):
    """After signing in wrongly and rightly, setting up a factor, and leaving."""
    user = village.users["cashier"]
    client.post("/sign-in/", {"login": user.username, "password": "Wrong-1234"})
    client.force_login(user)
    client.post("/sign-out/")
    for table, row in LIBRARY_TABLES.items():
        if row.kept.startswith("always empty"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table
