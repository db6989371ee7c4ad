"""Guards: rules which the database itself keeps, on both engines, and which survive migrating.

A rule is written once, in SQL that both engines read, and built into a trigger for each. Three
things differ between them, and only this file knows it: how to refuse, ``JSON(column, key)`` (the
text under a key), and ``IS [NOT] DISTINCT FROM``.

A migration on SQLite rebuilds tables: it fails on a trigger that names another table and silently
loses one that does not. So a room with guards drops them before migrating and installs them after
(its apps.py), and ``missing`` tells whether every one is in place and unweakened.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


class Refuse(NamedTuple):
    """Refuse a statement where ``when`` holds. ``because`` is for the operator's log."""

    because: str
    when: str = "TRUE"


class Rule(NamedTuple):
    """What happens at one ``moment`` ("BEFORE INSERT", "AFTER INSERT", …) of a row's life.

    The refusals are asked in order, each by itself: joined by OR, SQLite would ignore the indexes
    (measured: posting 8.8 times slower at 20,000 entries). ``then`` are statements that follow.
    """

    table: str
    moment: str
    refuse: Sequence[Refuse] = ()
    then: Sequence[str] = ()

    @property
    def name(self) -> str:
        return f"{self.table}_{self.moment.lower().replace(' ', '_')}_guard"


class Trigger(NamedTuple):
    """A trigger: its name (unique in the database), its table, the statement that makes it."""

    name: str
    table: str
    create: str


class Guards:
    """The triggers of one room.

    ``triggers``   by vendor ("sqlite", "postgresql")
    ``functions``  PostgreSQL's functions, as CREATE OR REPLACE statements, made first
    """

    def __init__(
        self,
        triggers: Mapping[str, Sequence[Trigger]],
        functions: Sequence[str] = (),
    ) -> None:
        self._triggers = triggers
        self._functions = functions

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        guarded: Sequence[type[models.Model]],
        besides: Sequence[str] = (),
    ) -> Self:
        """The guards that keep ``rules``, and keep rows of ``guarded`` from being replaced whole.

        ``INSERT OR REPLACE`` on SQLite and ``TRUNCATE`` on PostgreSQL both remove rows without
        asking the triggers on DELETE. ``besides``: constraints that hold among some rows alone, and
        that a rule of ``rules`` asks with their condition.
        """
        replaced = [_no_replacing(model, besides) for model in guarded]
        truncated = [_no_truncating(model._meta.db_table) for model in guarded]
        return cls(
            {
                "sqlite": [*replaced, *(_sqlite(rule, rule.name) for rule in rules)],
                "postgresql": [*(_postgresql_trigger(rule) for rule in rules), *truncated],
            },
            functions=[NO_TRUNCATE, *(_postgresql_function(rule) for rule in rules)],
        )

    def names(self, vendor: str) -> frozenset[str]:
        """The names of all triggers that must be in place."""
        return frozenset(trigger.name for trigger in self._triggers[vendor])

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Put every trigger in place; when none is missing, nothing is touched."""
        if not self.missing(connection):
            return
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            self._drop(connection)
            if connection.vendor == "postgresql":
                for function in self._functions:
                    cursor.execute(function)
            for trigger in self._triggers[connection.vendor]:
                cursor.execute(trigger.create)

    def drop(self, connection: BaseDatabaseWrapper) -> None:
        """Take every trigger away; those that are not there are no fault."""
        with transaction.atomic(using=connection.alias):
            self._drop(connection)

    def _drop(self, connection: BaseDatabaseWrapper) -> None:
        tables = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for trigger in self._triggers[connection.vendor]:
                if trigger.table not in tables:
                    continue
                on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")

    def missing(self, connection: BaseDatabaseWrapper) -> frozenset[str]:
        """The triggers that are not in place, are switched off, or say something else by now."""
        expected = self._triggers[connection.vendor]
        found = _triggers_in(connection)
        missing = {t.name for t in expected if found.get(t.name) != _words(t.create)}
        if connection.vendor == "postgresql":
            bodies = dict(map(_name_and_body, self._functions))
            present = _functions_in(connection, bodies)
            missing |= {name for name, body in bodies.items() if present.get(name) != body}
        return frozenset(missing)

    def fingerprint(self, connection: BaseDatabaseWrapper) -> object:
        """A cheap value that changes when a trigger is made, dropped or switched on or off.

        Whoever finds it unchanged since ``missing`` was empty need not ask again.
        """
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA schema_version")
            else:
                cursor.execute(FINGERPRINT, [self._tables])
            return cursor.fetchone()

    @property
    def _tables(self) -> list[str]:
        return sorted({trigger.table for trigger in self._triggers["postgresql"]})

    def drop_before_migrating(
        self, using: str, plan: Sequence[Any] | None = None, **_: Any
    ) -> None:
        """Receiver of ``pre_migrate``: a start with nothing to migrate leaves them standing."""
        if plan is None or plan:
            self.drop(connections[using])

    def install_after_migrating(self, using: str, **_: Any) -> None:
        """Receiver of ``post_migrate``; waits when the room's tables are migrated away."""
        connection = connections[using]
        tables = set(connection.introspection.table_names())
        if all(trigger.table in tables for trigger in self._triggers[connection.vendor]):
            self.install(connection)


def append_only(table: str) -> list[Rule]:
    """Rows of ``table`` are never changed and never deleted."""
    return [
        Rule(table, moment, [Refuse(f"{table} is append-only")])
        for moment in ("BEFORE UPDATE", "BEFORE DELETE")
    ]


# Building ----------------------------------------------------------------------------------------

# 23514 is check_violation: Django raises IntegrityError for it, as it does for SQLite's ABORT.
NO_TRUNCATE = """
CREATE OR REPLACE FUNCTION guard_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = '23514';
END $$"""


def _no_replacing(model: type[models.Model], besides: Sequence[str]) -> Trigger:
    table = model._meta.db_table
    exists = [
        Refuse(
            f"{table} has such a row",
            f"EXISTS (SELECT 1 FROM {table} kept WHERE "
            + " AND ".join(f"kept.{column} = NEW.{column}" for column in key)
            + ")",
        )
        for key in _unique_keys(model, besides)
    ]
    return _sqlite(Rule(table, "BEFORE INSERT", exists), f"{table}_no_replace")


def _unique_keys(model: type[models.Model], besides: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The columns of the primary key and of every unique constraint but ``besides``."""
    meta = model._meta
    yield tuple(field.column for field in meta.pk_fields)
    for field in meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.column,)
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.name not in besides:
            yield tuple(meta.get_field(name).column for name in constraint.fields)


def _no_truncating(table: str) -> Trigger:
    return Trigger(
        f"{table}_no_truncate",
        table,
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_no_truncate()",
    )


def _sqlite(rule: Rule, name: str) -> Trigger:
    said = [
        f"SELECT RAISE(ABORT, {_quoted(because)}) WHERE {when};" for because, when in rule.refuse
    ]
    done = [f"{statement};" for statement in rule.then]
    body = "\n  ".join([*said, *done])
    body = re.sub(r"JSON\((\S+), (\w+)\)", r"json_extract(\1, '$.\2')", body)
    body = body.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
    create = f"CREATE TRIGGER {name} {rule.moment} ON {rule.table} BEGIN\n  {body}\nEND"
    return Trigger(name, rule.table, create)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _postgresql_trigger(rule: Rule) -> Trigger:
    create = (
        f"CREATE TRIGGER {rule.name} {rule.moment} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
    )
    return Trigger(rule.name, rule.table, create)


def _postgresql_function(rule: Rule) -> str:
    said = [
        f"IF {when} THEN RAISE EXCEPTION {_quoted(because)} USING ERRCODE = '23514'; END IF;"
        for because, when in rule.refuse
    ]
    done = [f"{statement};" for statement in rule.then]
    body = "\n  ".join([*said, *done])
    body = re.sub(r"JSON\((\S+), (\w+)\)", r"(\1::jsonb ->> '\2')", body)
    return (
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql "
        # A plan is kept for the life of a connection. One made while the tables were small enough
        # to be read through would go on reading them through (measured: 3 ms an entry after 1,500).
        "SET enable_seqscan = off AS $$\n"
        f"BEGIN\n  {body}\n  RETURN NEW;\nEND $$"
    )


# Looking -----------------------------------------------------------------------------------------

FINGERPRINT = """
SELECT count(*), max(t.oid::bigint) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relname = ANY(%s) AND NOT t.tgisinternal AND t.tgenabled = 'O'"""


def _words(statement: str) -> list[str]:
    """The words of a statement in no order: PostgreSQL sorts the events of a trigger anew."""
    return sorted(statement.split())


def _triggers_in(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgenabled = 'O'"
            )
        return {name: _words(statement) for name, statement in cursor.fetchall()}


def _functions_in(connection: BaseDatabaseWrapper, names: Iterable[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)", [list(names)])
        return dict(cursor.fetchall())


def _name_and_body(function: str) -> tuple[str, str]:
    found = re.search(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", function, re.DOTALL)
    assert found, function
    return found[1], found[2]
