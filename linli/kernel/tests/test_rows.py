"""Rows of several tables in one trip."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from linli.journal.models import Deed, Slot
from linli.kernel.rows import insert

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


def test_is_one_trip_on_postgresql(db, django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        insert(deed("a.b"), deed("c.d"), Slot(name="s", due_at=NOW, taken_at=NOW))


def test_all_or_nothing(db):
    row = deed("a.b")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(row, Slot(name="s", due_at=NOW, taken_at=NOW), deed("c.d"), row)
    assert not Deed.objects.exists()
