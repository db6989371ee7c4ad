"""Rows of several tables in one trip."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.pq import PipelineStatus

from linli.journal.models import Deed, Slot
from linli.kernel.rows import count_up, insert
from linli.spaces.models import Space
from linli.spaces.tests.conftest import Hall

NOW = datetime.datetime(2026, 11, 23, 1, 30, 0, 7, tzinfo=datetime.UTC)


def deed(verb: str) -> Deed:
    return Deed(at=NOW, verb=verb, subject_kind="x", subject_id="%s; --", details={"a": ["'", 1]})


def test_writes_what_was_given(db):
    first, second = deed("a.b"), deed("c.d")
    insert(first, second, Slot(name="s", due_at=NOW, taken_at=NOW))
    stored = Deed.objects.get(pk=Deed.objects.earliest("seq").pk)
    for name in ("id", "at", "verb", "subject_id", "details", "sealed", "actor_id"):
        assert getattr(stored, name) == getattr(first, name)
    assert Slot.objects.get().name == "s"
    assert not first._state.adding


def test_is_one_statement_a_table(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        insert(deed("a.b"), deed("c.d"), Slot(name="s", due_at=NOW, taken_at=NOW))


@pytest.mark.postgresql
def test_is_one_trip(db):
    """No statement waits for the answer to the one before it."""
    waited = []

    def noted(execute, *asked):
        waited.append(connection.connection.pgconn.pipeline_status != PipelineStatus.ON)
        return execute(*asked)

    with connection.execute_wrapper(noted):
        insert(deed("a.b"), Slot(name="s", due_at=NOW, taken_at=NOW), deed("c.d"))
    assert waited == [False] * 3


def test_all_or_nothing(db):
    row = deed("a.b")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(row, Slot(name="s", due_at=NOW, taken_at=NOW), deed("c.d"), row)
    assert not Deed.objects.exists()


def test_counts_each_row_up_by_its_own_and_no_other(village):
    hall = Hall(village)
    before = dict(Space.objects.values_list("pk", "capacity_people"))
    count_up(Space, "capacity_people", {hall.east.pk: 3, hall.west.pk: -2})
    after = dict(Space.objects.values_list("pk", "capacity_people"))
    changed = {pk: after[pk] - before[pk] for pk in before if after[pk] != before[pk]}
    assert changed == {hall.east.pk: 3, hall.west.pk: -2}


def test_what_a_check_forbids_is_refused(village):
    hall = Hall(village)
    with pytest.raises(IntegrityError), transaction.atomic():
        count_up(Space, "capacity_people", {hall.east.pk: -10_000})
