"""A line to PostgreSQL that was cut between two requests is laid anew; a good one is kept."""

import psycopg
import pytest
from django.db import close_old_connections, connection

pytestmark = pytest.mark.postgresql


@pytest.fixture
def line(fresh_database, monkeypatch):
    """Our connection as a worker keeps it: looked at once a request, not closed after it."""
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    connection.close()
    connection.ensure_connection()
    return connection


def who_serves() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def another(line) -> psycopg.Connection:
    return psycopg.connect(**line.get_connection_params() | {"cursor_factory": psycopg.Cursor})


def test_a_good_line_is_kept_and_nothing_is_asked_over_it(line):
    before = who_serves()
    close_old_connections()  # as Django does before each request
    line.close_if_health_check_failed()
    with another(line) as other:
        asked = other.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [before])
        assert asked.fetchone() == ("SELECT pg_backend_pid()",)
    assert who_serves() == before


@pytest.mark.parametrize("looks", [1, 2])
def test_a_line_that_was_cut_is_laid_anew(line, looks):
    before = who_serves()
    with another(line) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    for _look in range(looks):
        close_old_connections()
    assert who_serves() != before


def test_a_line_closed_at_our_end_is_laid_anew(line):
    line.connection.close()
    close_old_connections()
    assert who_serves()
