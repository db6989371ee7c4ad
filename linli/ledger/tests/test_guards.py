"""Guards survive migrating, and without one nothing is posted."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from linli.ledger import actions, guards, queries
from linli.ledger.guards import GUARDS
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, gift, write
from tests.village import NOW


@pytest.fixture(autouse=True)
def _looks_every_time(monkeypatch):
    monkeypatch.setattr(guards, "RECHECK_SECONDS", 0)


def drop(name: str, table: str) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {name}{on}")


def test_all_stand_after_migrating(book):
    assert GUARDS.missing(connection) == frozenset()


@pytest.mark.parametrize("trigger", sorted(GUARDS._triggers[connection.vendor]))
def test_refuses_to_post_without(book, trigger):
    write(gift(1))
    drop(trigger.name, trigger.table)
    with pytest.raises(actions.GuardsMissing) as refusal:
        write(gift(1))
    assert trigger.name in str(refusal.value)
    with pytest.raises(actions.GuardsMissing):
        actions.open_account(book=BOOK, code="x", name="x", kind="asset", by=ACCOUNTANT, at=NOW)


def test_posts_again_once_they_are_back(book):
    drop("ledger_entry_before_update_guard", "ledger_entry")
    GUARDS.install(connection)
    write(gift(1))


def test_asks_once_a_second_only(book, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(guards, "RECHECK_SECONDS", 60)
    write(gift(1))
    with django_assert_max_num_queries(0):
        guards.insist()


class Widen(migrations.Migration):
    """A later migration that changes a guarded table: on SQLite Django builds it anew."""

    operations = [
        migrations.AlterField("Entry", "kind", models.CharField(max_length=61)),
        migrations.AlterField("Transfer", "purpose", models.CharField(max_length=61, blank=True)),
        migrations.AlterField("Book", "name", models.CharField(max_length=81)),
    ]


def rebuild() -> None:
    """Apply ``Widen`` as ``migrate`` would."""
    before = MigrationLoader(connection).project_state()
    with connection.schema_editor() as editor:
        Widen("0002_widen", "ledger").apply(before, editor)


def rebuild_in_vain() -> None:
    """The same in a thread, whose connection a failed migration leaves past saving."""
    try:
        rebuild()
    finally:
        connection.connection.close()


# SQLite fails on them, or loses them without a word; PostgreSQL changes a table in place.
WITH_GUARDS_HANGING = {
    "sqlite": pytest.raises(DatabaseError, match="ledger"),
    "postgresql": nullcontext(),
}


def test_a_migration_that_rebuilds_guarded_tables_needs_them_dropped(committed_book):
    """Control: this is why we drop them."""
    connection.close()
    with WITH_GUARDS_HANGING[connection.vendor], ThreadPoolExecutor() as threads:
        threads.submit(rebuild_in_vain).result()


def test_guards_survive_a_migration_that_rebuilds_guarded_tables(committed_book):
    write(gift(5))
    GUARDS.drop_before_migrating(using="default", plan=["0002_widen"])
    rebuild()
    with pytest.raises(actions.GuardsMissing):
        write(gift(5))
    GUARDS.install_after_migrating(using="default")
    assert GUARDS.missing(connection) == frozenset()
    write(gift(5))
    assert queries.verify(BOOK).sound


def test_migrate_hangs_them_back(committed_book):
    drop("ledger_entry_before_update_guard", "ledger_entry")
    call_command("migrate", verbosity=0, skip_checks=True)
    assert GUARDS.missing(connection) == frozenset()
