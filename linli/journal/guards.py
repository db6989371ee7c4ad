"""The triggers that make the journal append-only, on both engines.

PostgreSQL's also stamp each deed with its transaction (``xid``), so that a reader never steps over
one that is still open, and wake the clock when a deed is committed.
"""

from linli.kernel.triggers import Guards, Trigger

TABLES = ("journal_deed", "journal_read")


def _sqlite(table: str) -> list[Trigger]:
    refusals = [
        Trigger(
            f"{table}_no_{event.lower()}",
            table,
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        )
        for event in ("UPDATE", "DELETE")
    ]
    # REPLACE deletes a row without asking the trigger above; refuse the number it would reuse.
    reused = Trigger(
        f"{table}_no_replace",
        table,
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    )
    return [*refusals, reused]


def _postgresql(table: str) -> list[Trigger]:
    return [
        Trigger(
            f"{table}_no_change",
            table,
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
        ),
        Trigger(
            f"{table}_no_truncate",
            table,
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()",
        ),
    ]


DEED_ID_ONCE = Trigger(
    "journal_deed_id_once",
    "journal_deed",
    "CREATE TRIGGER journal_deed_id_once BEFORE INSERT ON journal_deed "
    "WHEN EXISTS (SELECT 1 FROM journal_deed WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'journal_deed is append-only'); END",
)
DEED_STAMP = Trigger(
    "journal_deed_stamp",
    "journal_deed",
    "CREATE TRIGGER journal_deed_stamp BEFORE INSERT ON journal_deed "
    "FOR EACH ROW EXECUTE FUNCTION journal_stamp()",
)
APPEND_ONLY = """
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514';
END $$"""
STAMP = """
CREATE OR REPLACE FUNCTION journal_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.xid := pg_current_xact_id()::text::bigint;
  PERFORM pg_notify('linli_deed', '');
  RETURN NEW;
END $$"""

GUARDS = Guards(
    {
        "sqlite": [*(t for table in TABLES for t in _sqlite(table)), DEED_ID_ONCE],
        "postgresql": [*(t for table in TABLES for t in _postgresql(table)), DEED_STAMP],
    },
    functions=(APPEND_ONLY, STAMP),
)
