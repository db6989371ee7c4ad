"""Deeds and reads are added, and nothing else can be done with them."""

import pytest
from django.db import DatabaseError, connection, transaction

from linli.identity.permissions import clock
from linli.journal import actions, queries
from linli.journal.actions import Look
from linli.journal.guards import GUARDS
from linli.journal.models import Deed, Read
from tests.village import HERE, NOW

SUBJECT = ("place", HERE)


def record(verb="place.opened"):
    return actions.record(verb=verb, by=clock(), at=NOW, subject=SUBJECT, place=HERE)


def refused(statement, *params):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.mark.usefixtures("db")
class TestRecord:
    def test_remembers_who_what_when_where(self):
        record()
        [deed] = queries.history(SUBJECT)
        assert (deed.verb, deed.at, deed.place_code) == ("place.opened", NOW, HERE)

    def test_gives_history_newest_first(self):
        record("place.opened")
        record("place.closed")
        assert [deed.verb for deed in queries.history(SUBJECT)] == ["place.closed", "place.opened"]

    def test_many_are_remembered_in_a_few_statements(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            actions.record_many(
                verb="resident.registered",
                by=clock(),
                at=NOW,
                subjects=[("resident", number) for number in range(500)],
            )
        assert Deed.objects.count() == 500


@pytest.mark.usefixtures("db")
class TestAppendOnly:
    def test_refuses_to_change_a_deed(self):
        deed = record()
        refused("UPDATE journal_deed SET verb = 'x' WHERE seq = %s", deed.seq)

    def test_refuses_to_delete_a_deed(self):
        deed = record()
        refused("DELETE FROM journal_deed WHERE seq = %s", deed.seq)

    def test_refuses_to_delete_a_read(self):
        actions.record_reads(viewer_id=None, at=NOW, looks=[Look("resident", "1", "card")])
        refused("DELETE FROM journal_read")
        assert Read.objects.count() == 1

    def test_refuses_to_replace_a_deed(self):
        deed = record()
        if connection.vendor == "sqlite":
            refused(
                "INSERT OR REPLACE INTO journal_deed "
                "(seq, id, at, verb, place_code, subject_kind, subject_id, details) "
                "VALUES (%s, 'x', '2026-01-01', 'x', '', '', '', '{}')",
                deed.seq,
            )
        else:
            refused("TRUNCATE journal_deed")
        assert Deed.objects.get(seq=deed.seq).verb == "place.opened"

    def test_every_guard_is_in_place(self):
        assert GUARDS.missing(connection) == frozenset()
