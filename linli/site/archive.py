"""A backup: one file with the whole database and the sealed papers, taken while the house is open.

It never holds keys. What is sealed in it stays unreadable without the folder ``keys`` of the data
folder, which must be kept elsewhere, once, by two people. The books are added up again in the very
snapshot that was written.
"""

import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from linli.identity import queries as identity
from linli.kernel.reading import reads_only
from linli.kernel.refusal import Refused
from linli.ledger import queries as ledger
from linli.site.apps import guards

MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
TABLES = "tables"
PAPERS = "papers"


class DoesNotAddUp(Refused):
    """A book in the copy is wrong: such a copy is no backup."""

    words = "%(book)s: WRONG at %(column)s"


class InUse(Refused):
    """There is somebody in this house already: a backup goes into an empty one."""

    words = "this house is in use; restore into an empty data folder or database"


class OtherKind(Refused):
    """The file was taken from another engine, or of another version's tables."""

    words = "the backup is of %(theirs)s, this house is %(ours)s"


def back_up(out: Path) -> dict[str, Any]:
    """Write the backup to a file; what its manifest says. Raises ``DoesNotAddUp``."""
    with tempfile.TemporaryDirectory(dir=out.resolve().parent) as name:
        folder = Path(name)
        manifest = _sqlite(folder) if connection.vendor == "sqlite" else _postgresql(folder)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        half = folder / "half"
        with tarfile.open(half, "w:gz") as archive:
            for part in (MANIFEST, DATABASE, TABLES):
                if (folder / part).exists():
                    archive.add(folder / part, part)
            papers = Path(settings.LINLI_DATA) / PAPERS
            if papers.exists():
                archive.add(papers, PAPERS)
        half.chmod(0o600)
        half.replace(out)
    return manifest


def put_back(file: Path) -> dict[str, Any]:
    """Fill an empty house from a backup; its manifest. Raises ``InUse``, ``OtherKind``.

    Whether the copy is older than ``heads.log`` is for the caller to ask (``ledger.lags``).
    """
    if identity.has_any_user() or ledger.books():
        raise InUse
    with tempfile.TemporaryDirectory(dir=settings.LINLI_DATA) as name:
        folder = Path(name)
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if manifest["engine"] != connection.vendor:
            raise OtherKind(theirs=manifest["engine"], ours=connection.vendor)
        if connection.vendor == "sqlite":
            _put_file_back(folder / DATABASE)
        else:
            _put_tables_back(folder / TABLES, manifest)
        if (folder / PAPERS).exists():
            (folder / PAPERS).rename(Path(settings.LINLI_DATA) / PAPERS)
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def _manifest() -> dict[str, Any]:
    """What the snapshot holds; every book in it was added up again."""
    for verdict in ledger.verify_all():
        if not verdict.sound:
            raise DoesNotAddUp(book=verdict.book, column=verdict.column)
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [list(row) for row in cursor.fetchall()]
    heads = [list(head) for head in ledger.heads()]
    return {"engine": connection.vendor, "heads": heads, "migrations": migrations}


# SQLite -------------------------------------------------------------------------------------------


def _sqlite(folder: Path) -> dict[str, Any]:
    """The engine's own online backup; then the copy itself is opened and added up."""
    import sqlite3

    connection.ensure_connection()
    with sqlite3.connect(folder / DATABASE) as copy:
        connection.connection.backup(copy, pages=4096)
    copy.close()
    with _instead(folder / DATABASE), reads_only():
        return _manifest()


@contextmanager
def _instead(path: Path) -> Iterator[None]:
    """Ask another database file for a while."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _put_file_back(copy: Path) -> None:
    here = Path(connection.settings_dict["NAME"])
    connection.close()
    for beside in ("-wal", "-shm"):
        here.with_name(here.name + beside).unlink(missing_ok=True)
    copy.replace(here)


# PostgreSQL ---------------------------------------------------------------------------------------


def _postgresql(folder: Path) -> dict[str, Any]:
    """Every table as COPY writes it, all of one snapshot; columns by name, so order is free."""
    (folder / TABLES).mkdir()
    with reads_only(), connection.cursor() as cursor:
        manifest = _manifest()
        manifest["columns"] = {table: _columns(table) for table in _tables()}
        for table, columns in manifest["columns"].items():
            with (
                (folder / TABLES / table).open("wb") as file,
                cursor.copy(f"COPY {table} ({', '.join(columns)}) TO STDOUT") as rows,
            ):
                for block in rows:
                    file.write(block)
    return manifest


def _put_tables_back(folder: Path, manifest: dict[str, Any]) -> None:
    ours = _migrations()
    if manifest["migrations"] != ours:
        raise OtherKind(theirs="another version's tables", ours="this version's")
    for guard in guards():
        guard.drop(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(manifest['columns'])}")
        for table, columns in manifest["columns"].items():
            names = ", ".join(columns)
            with (
                (folder / table).open("rb") as file,
                cursor.copy(f"COPY {table} ({names}) FROM STDIN") as rows,
            ):
                while block := file.read(1 << 20):
                    rows.write(block)
        # Another server counts its transactions from its own beginning: these are all settled.
        cursor.execute("UPDATE journal_deed SET xid = 0")
        kept = [one for one in apps.get_models() if one._meta.db_table in manifest["columns"]]
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)
    for guard in guards():
        guard.install(connection)


def _migrations() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [list(row) for row in cursor.fetchall()]


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [f'"{column.name}"' for column in found]
