"""Publishing sums over hidden lines, and the proof a family holds in hand."""

import hashlib

import pytest

from linli.kernel import merkle
from linli.kernel.canon import canon
from linli.kernel.refusal import NotFound
from linli.ledger import actions, queries
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, draft, gift, write
from tests.village import NOW


@pytest.fixture
def payments(book) -> list[int]:
    write(gift(1000))
    paid = [write(aid(amount)).seq for amount in (10, 20, 30)]
    return [*paid, write(draft(("fund", "bank", 4), ("cost", "bank", 5), kind="aid.paid")).seq]


def publish(payments: list[int], households: int = 5, key: str = "batch"):
    return actions.publish_batch(
        book=BOOK, title="2026Q4", payments=payments, households=households, key=key,
        by=ACCOUNTANT, at=NOW,
    )  # fmt: skip


def test_a_batch_moves_nothing_and_says_the_sums(payments):
    entry = publish(payments).entry
    public = queries.draft_of(entry).public
    assert entry.n_lines == 0
    assert public["sums"] == [["bank", 0, 69], ["cost", 5, 0], ["fund", 64, 0]]
    assert queries.verify(BOOK).sound


@pytest.mark.parametrize("number", range(4))
def test_a_family_can_prove_that_its_line_is_inside(payments, number):
    batch = publish(payments).entry
    held = queries.inclusion(BOOK, batch.seq, payments[number])
    leaf = hashlib.sha256(bytes.fromhex(held.salt) + canon(held.line)).digest()
    path = [bytes.fromhex(step) for step in held.path]
    root = bytes.fromhex(queries.draft_of(batch).public["root"])
    assert merkle.check(leaf, held.index, held.size, path, root)
    other = hashlib.sha256(bytes.fromhex(held.salt) + canon({**held.line, "amount": 1})).digest()
    assert not merkle.check(other, held.index, held.size, path, root)


def test_every_line_of_a_payment_is_inside(payments):
    batch = publish(payments).entry
    assert queries.inclusion(BOOK, batch.seq, payments[3], line=2).line["debit"] == "cost"
    with pytest.raises(NotFound):
        queries.inclusion(BOOK, batch.seq, payments[3] + 1)
    with pytest.raises(NotFound):
        queries.inclusion(BOOK, batch.seq, payments[3], line=3)


def test_refuses_a_group_in_which_a_family_could_be_found(payments):
    with pytest.raises(actions.GroupTooSmall):
        publish(payments, households=4)


def test_refuses_to_publish_a_payment_twice(payments):
    publish(payments[:2])
    with pytest.raises(actions.AlreadyPublished):
        publish(payments[1:], key="other")
    with pytest.raises(actions.AlreadyPublished):
        publish([payments[2], payments[2]], key="other")
    assert not publish(payments[:2]).created


def test_refuses_what_has_no_lines(payments):
    with pytest.raises(NotFound):
        publish([1])


def test_showing_the_head_is_remembered_once(payments):
    shown = {"book": BOOK, "shown_to": "公告栏 2026-11", "by": ACCOUNTANT, "at": NOW}
    first = actions.anchor(**shown)
    assert first.hash == queries.book(BOOK).head_hash
    assert actions.anchor(**shown) == first
    assert queries.verify(BOOK).sound
