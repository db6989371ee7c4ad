"""Whether the house stands, as a monitor asks it."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from linli.site import public
from linli.site.apps import guards


def test_answers_when_process_and_database_do(client, db):
    assert client.get("/healthz").json() == {"database": True}


def test_says_so_when_the_database_does_not(client, db, monkeypatch):
    @contextmanager
    def no_database():
        raise OperationalError
        yield

    monkeypatch.setattr("linli.identity.doors.reads_only", no_database)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False}


def test_is_ready_with_tables_guards_and_keys(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json().values()) == {True}


def test_every_room_with_guards_is_asked():
    names = set().union(*(guard.names("sqlite") for guard in guards()))
    assert "journal_deed_no_update" in names


@pytest.mark.usefixtures("fresh_database")
def test_is_not_ready_without_a_guard(client):
    for guard in guards():
        guard.drop(connection)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["guards"] is False


@pytest.mark.usefixtures("fresh_database")
def test_is_not_ready_before_migrating(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'identity'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] is False


def test_is_not_ready_without_keys(client, db, monkeypatch):
    def unreadable():
        raise PermissionError

    monkeypatch.setattr(public, "keyring", unreadable)
    assert client.get("/readyz").json()["keys"] is False


def test_there_are_no_metrics_unless_asked_for(client, db):
    assert client.get("/metrics").status_code == 404


def test_metrics_are_for_this_machine_alone(client, db, settings):
    settings.LINLI_METRICS = True
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    answer = client.get("/metrics", REMOTE_ADDR="127.0.0.1")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
