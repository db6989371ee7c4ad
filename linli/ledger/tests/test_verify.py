"""Adding up again: whatever value an administrator changes behind the guards' back is found."""

import contextlib
import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, models, transaction

from linli.ledger import actions, queries
from linli.ledger.entry import ENTRY_STEP
from linli.ledger.guards import GUARDED, GUARDS
from linli.ledger.models import UNITS, Anchor, Balance, Entry, Lot, Transfer
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, draft, gift, open_test_book, write
from tests.village import NOW, TODAY

LONG_AGO = TODAY - datetime.timedelta(days=40)
FREE_TO_CHANGE = {"Book.name", "Account.name"}
# A constraint binds these to another column, so that alone they cannot be changed at all.
BOUND = {
    "Account.side", "Account.kind", "Entry.id", "Entry.book_id", "Entry.seq", "Transfer.id",
    "Transfer.entry_id", "Transfer.line",
}  # fmt: skip


def story() -> None:
    """A book in which everything happens that can happen, and a second one that counts minutes."""
    act = {"book": BOOK, "by": ACCOUNTANT, "at": NOW}
    write(gift(300, occurred_on=LONG_AGO))
    actions.close(through=LONG_AGO + datetime.timedelta(days=9), key="close", **act)
    write(gift(1000, "rehab", public={"shown_as": "爱心人士"}))
    granted = write(draft(("fund", "approved", 1200, "rehab"), kind="aid.granted"))
    paid = write(
        draft(("approved", "bank", 1200, "rehab"), kind="aid.paid", private={"request": "r"})
    )
    twice = write(gift(7))
    actions.reverse(seq=twice.seq, reason="entered_twice", key="undo", **act)
    write(draft(("bank", "fund", 40), ("cost", "bank", 10), kind="sale.banked"))
    actions.set_floor(account="cost", floor=5, key="floor", **act)
    actions.publish_batch(
        title="2026Q4", payments=[granted.seq, paid.seq], households=6, key="batch", **act
    )
    actions.anchor(shown_to="公告栏", **act)
    open_test_book("hours", unit="minute")
    write(gift(90, book="hours"))


@pytest.fixture
def unguarded(book) -> None:
    story()
    assert all(verdict.sound for verdict in queries.verify_all())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        GUARDS.drop(connection)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Restore(Exception):
    """Rolls one change back."""


def other_values(field: models.Field, value: object) -> list[object]:
    """What a column of this type might be changed to."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, -value, 0, value + ENTRY_STEP, None]
    if isinstance(value, str):
        if value in UNITS:
            return list(UNITS)
        return [value + "x", value.swapcase(), "", "{}", None]
    if isinstance(value, datetime.datetime):
        return [value + datetime.timedelta(microseconds=1), value - datetime.timedelta(days=1)]
    if isinstance(value, datetime.date):
        return [value + datetime.timedelta(days=1), value - datetime.timedelta(days=1), None]
    if isinstance(value, bytes | memoryview):
        content = bytes(value)
        return [content[:-1] + bytes([content[-1] ^ 1]), content[1:], content + b"x", b""]
    assert value is None, field
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.DateField):
        return [TODAY]
    return [uuid.uuid4()] if isinstance(field, models.UUIDField) else [0, 1, 8796093022208]


def found_when_changed(
    model: type[models.Model], row: models.Model, field: models.Field, *, every: bool
) -> int:
    """Change one value to the first other that the engine takes, or to ``every`` other; each time
    it must be found."""
    found = 0
    for value in other_values(field, getattr(row, field.attname)):
        if value == getattr(row, field.attname):
            continue
        try:
            with transaction.atomic():
                changed = model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
                assert changed == 1
                sound = all(verdict.sound for verdict in queries.verify_all())
                assert not sound, f"{model.__name__}.{field.attname} of {row.pk} := {value!r}"
                found += 1
                raise Restore
        except DatabaseError:
            continue
        except Restore:
            if not every:
                break
    return found


@pytest.mark.slow
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_finds_any_changed_value_of(unguarded, model):
    """Every column of every row once; every other value in the first row and the last."""
    rows = list(model._base_manager.all())
    assert rows
    for field in model._meta.concrete_fields:
        name = f"{model.__name__}.{field.attname}"
        if name in FREE_TO_CHANGE or field.column is None:
            continue
        found = sum(
            found_when_changed(model, row, field, every=row in (rows[0], rows[-1])) for row in rows
        )
        assert (found == 0) == (name in BOUND), name


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_finds_any_missing_row_of(unguarded, model):
    if model is Anchor:
        return  # an anchor that is gone leaves no trace here; its other half is outside
    for row in model._base_manager.all():
        with contextlib.suppress(Restore), transaction.atomic():
            model._base_manager.filter(pk=row.pk)._raw_delete("default")
            assert not all(verdict.sound for verdict in queries.verify_all()), row.pk
            raise Restore


def test_names_the_first_wrong_entry_and_its_column(unguarded):
    second = Transfer.objects.filter(entry__kind="gift.received").order_by("id")[1]
    Transfer.objects.filter(pk=second.pk).update(amount=second.amount + 1)
    verdict = queries.verify(BOOK)
    assert (verdict.seq, verdict.column) == (second.entry.seq, "transfer")
    assert verdict.entries == second.entry.seq - 1


def test_names_what_belongs_to_no_entry(unguarded):
    Balance.objects.filter(account__code="cost").update(debits=11)
    verdict = queries.verify(BOOK)
    assert (verdict.seq, verdict.column, verdict.entries) == (None, "balance.debits", 15)


def test_finds_a_whole_entry_that_was_cut_off_and_its_head_moved_back(unguarded):
    """All inside agrees again; but the balances, and an anchor outside, remember."""
    last = Entry.objects.filter(book__code="hours").latest("seq")
    Lot.objects.filter(transfer__entry=last).delete()
    Transfer.objects.filter(entry=last).delete()
    last.book.head_seq, last.book.head_hash = last.seq - 1, last.prev
    last.book.save()
    assert not queries.verify("hours").sound
