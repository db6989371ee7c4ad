"""What was moved, sold and counted is never changed, by whatever hand, on either engine."""

import pytest
from django.db import IntegrityError, connection, transaction

from linli.shop.guards import GUARDS, KEPT
from linli.shop.models import Move


@pytest.fixture
def day_that_was(shop, opened):
    """A day with a row in every guarded table."""
    sold = shop.sell(opened.till, shop.item())
    shop.undo(opened.till, sold)
    shop.close(opened.day, 100)
    shop.count(opened.day, 100)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_no_row_is_changed_or_deleted(day_that_was, model):
    field = next(f for f in model._meta.local_fields if not f.primary_key and not f.unique)
    same = {field.attname: model.objects.values_list(field.attname, flat=True)[0]}
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(**same)
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {table}")


def test_nothing_is_emptied_or_replaced_past_the_guards(day_that_was):
    empty = "TRUNCATE shop_move CASCADE"
    replace = "INSERT OR REPLACE INTO shop_move SELECT * FROM shop_move"
    attack = replace if connection.vendor == "sqlite" else empty
    connection.check_constraints()  # PostgreSQL empties no table that has a check to come
    before = Move.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(attack)
    assert Move.objects.count() == before


def test_every_guard_hangs_after_migrating(db):
    assert GUARDS.missing(connection) == frozenset()
