"""A backup taken from an open house fills an empty one; an older copy is noticed."""

import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from linli.fund.tests.conftest import Desk, wide_gap
from linli.identity.models import User
from linli.journal.models import Deed
from linli.ledger import errands, queries
from linli.ledger.guards import GUARDS
from linli.ledger.models import Balance
from tests.databases import _copy, _drop, _point_at
from tests.village import NOW, build_village

__all__ = ["wide_gap"]


@pytest.fixture
def data(settings, tmp_path, monkeypatch) -> Path:
    settings.LINLI_DATA = tmp_path / "data"
    settings.LINLI_HEADS = tmp_path / "data.heads.log"
    (settings.LINLI_DATA / "papers").mkdir(parents=True)
    (settings.LINLI_DATA / "papers" / "one").write_bytes(b"sealed")
    monkeypatch.setattr(errands._Seen, "heads", frozenset())
    monkeypatch.setattr(errands._Seen, "begun", False)
    return settings.LINLI_DATA


@pytest.fixture
def empty(django_db_setup, fresh_database):
    """Move to a second, empty copy of the template, as to another machine."""
    made = []

    def move() -> None:
        template = connection.settings_dict["TEST"]["NAME"] or "test_linli_alone"
        connection.close()
        made.append(_copy(template))
        _point_at(made[-1])

    yield move
    connection.close()
    _point_at(fresh_database)
    for name in made:
        _drop(fresh_database, name)


@pytest.fixture
def desk(fresh_database, data) -> Desk:
    desk = Desk(build_village())
    desk.give(70)
    desk.paid(20, "estate_repair")
    return desk


def test_a_backup_fills_an_empty_house(desk, data, empty, tmp_path, capsys):
    errands.run(NOW)
    file = tmp_path / "backup.tar.gz"
    call_command("backup", out=file)
    said = capsys.readouterr().out
    assert "without keys" in said
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as archive:
        assert not [name for name in archive.getnames() if name.startswith("keys")]
    before = (queries.heads(), User.objects.count(), Deed.objects.count())
    empty()
    (data / "papers" / "one").unlink()
    (data / "papers").rmdir()
    call_command("restore", file)
    assert "adds up" in capsys.readouterr().out
    assert (queries.heads(), User.objects.count(), Deed.objects.count()) == before
    assert (data / "papers" / "one").read_bytes() == b"sealed"
    desk.give(5)  # the guards stand, numbers go on
    assert queries.verify(desk.fund.book_id).sound
    assert not GUARDS.missing(connection)


def test_an_older_copy_is_noticed(desk, data, empty, tmp_path, capsys):
    file = tmp_path / "backup.tar.gz"
    call_command("backup", out=file)
    desk.give(5)
    errands.run(NOW)
    empty()
    (data / "papers" / "one").unlink()
    (data / "papers").rmdir()
    with pytest.raises(SystemExit) as ended:
        call_command("restore", file)
    assert ended.value.code == 1
    assert "OLDER than heads.log" in capsys.readouterr().out


def test_a_house_in_use_is_not_overwritten(desk, tmp_path):
    call_command("backup", out=tmp_path / "backup.tar.gz")
    with pytest.raises(CommandError, match="in use"):
        call_command("restore", tmp_path / "backup.tar.gz")


def test_a_book_that_does_not_add_up_is_no_backup(desk, tmp_path):
    GUARDS.drop(connection)
    Balance.objects.filter(account__code="holder").update(debits=10**9)
    with pytest.raises(CommandError, match="WRONG at balance"):
        call_command("backup", out=tmp_path / "backup.tar.gz")
    assert not (tmp_path / "backup.tar.gz").exists()


def test_a_backup_of_another_engine_is_refused(desk, empty, tmp_path, monkeypatch):
    call_command("backup", out=tmp_path / "backup.tar.gz")
    empty()
    monkeypatch.setattr("linli.site.archive.json.loads", lambda text: {"engine": "other"})
    with pytest.raises(CommandError, match="of other"):
        call_command("restore", tmp_path / "backup.tar.gz")
