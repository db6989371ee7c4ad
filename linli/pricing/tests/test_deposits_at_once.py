"""Eight fingers on one deposit. First the race as most software has it; then that it is gone."""

from collections import Counter as Tally
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from linli.hall.actions.offers import PoolPlan
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger, queries as books
from linli.operator import actions as operators, postings, queries as operations
from linli.operator.models import GivenBack, Taking
from linli.pricing import actions
from linli.pricing.models import DepositWaiver, Quote
from linli.pricing.queries.deposits import NOUN, ROOM, get_deposit
from linli.pricing.tests.conftest import Desk
from tests.hands import HANDS, at_once
from tests.village import NOW, TODAY, build_village

FEN = 20_00
NAMES = [f"居民{chr(0x4E00 + number)}" for number in range(HANDS)]


class Box:
    """The counter of a free course that asks for a deposit, and where the deposits lie."""

    def __init__(self, village) -> None:
        self.prices = Desk(village)
        self.operation = self.prices.office.operation
        self.prices.price(0, deposit_fen=FEN)
        self.offer = self.prices.counter.offer(PoolPlan("一般", HANDS))

    def asked(self, name: str) -> Quote:
        [quote] = self.prices.quotes(self.prices.counter.enrol(self.offer, name))
        return quote

    def collect(self, quote: Quote) -> str:
        return actions.collect_deposit(
            quote_id=quote.pk, means="cash", by=self.prices.keeper, at=NOW, key=uuid4()
        ).receipt

    def give_back(self, quote: Quote) -> str:
        return actions.return_deposit(
            quote_id=quote.pk, means="cash", by=self.prices.accountant, at=NOW, key=uuid4()
        ).receipt

    def waive(self, quote: Quote) -> str:
        actions.waive_deposit(quote_id=quote.pk, reason="困难", by=self.prices.keeper, at=NOW)
        return "waived"


@pytest.fixture
def box(fresh_database) -> Box:
    return Box(build_village())


@pytest.fixture
def full(box) -> tuple[Box, Quote]:
    """A deposit of each of eight in the box; the first one's is fetched."""
    quotes = [box.asked(name) for name in NAMES]
    for quote in quotes:
        box.collect(quote)
    return box, quotes[0]


def test_who_looks_and_then_takes_takes_it_again_and_from_who_was_let_off(box):
    """The control: four receipts for one deposit, of somebody who was let off at that moment."""
    quote = box.asked("甲")
    origin = operators.Origin(ROOM, NOUN, quote.pk, quote.origin_title, quote.on)

    def looks_and_writes(hand: int, meet: Any) -> str:
        seen = get_deposit(quote.pk)
        assert seen.taking is None
        assert not seen.waived
        meet()
        if hand:
            operators.receive(
                operation_id=box.operation.pk, amount_fen=FEN, kind="deposits", means="cash",
                origin=origin, by=box.prices.keeper, at=NOW, key=uuid4(),
            )  # fmt: skip
            return "taken"
        waiver = DepositWaiver(quote=quote, waived_by_id=box.prices.keeper.user_id, waived_at=NOW)
        seal(waiver, "reason", "困难")
        waiver.save(force_insert=True)
        return "waived"

    assert at_once(looks_and_writes) == ["waived", *["taken"] * (HANDS - 1)]
    assert box.prices.office.holds()["deposits"] == (HANDS - 1) * FEN
    assert DepositWaiver.objects.count() == 1


def test_eight_counters_take_a_deposit_once(box):
    quote = box.asked("甲")

    def collects(hand: int, meet: Any) -> str:
        meet()
        return box.collect(quote)

    assert len(set(at_once(collects))) == 1
    assert Taking.objects.count() == 1
    assert box.prices.office.holds() == {"cash": FEN, "deposits": FEN}


def test_somebody_is_let_off_or_leaves_it_and_never_both(box):
    quote = box.asked("甲")

    def takes_or_lets_off(hand: int, meet: Any) -> str:
        meet()
        if hand % 2:
            return box.waive(quote)
        box.collect(quote)
        return "taken"

    told, half = Tally(at_once(takes_or_lets_off)), HANDS // 2
    assert told in (
        {"taken": half, "DepositThere": half},
        {"waived": half, "NoDepositDue": half},
    )
    assert DepositWaiver.objects.count() + Taking.objects.count() == 1


def test_eight_let_somebody_off_once_also_where_nobody_keeps_a_book(box, monkeypatch):
    """No operation is there to wait for: the key lets in one, and the others find it done."""
    quote = box.asked("甲")
    monkeypatch.setattr("linli.operator.queries.operation_of", lambda place: None)

    def lets_off(hand: int, meet: Any) -> str:
        meet()
        return box.waive(quote)

    assert at_once(lets_off) == ["waived"] * HANDS
    assert DepositWaiver.objects.count() == 1


def test_who_reads_and_then_gives_back_gives_away_what_is_others(full):
    """The control: the row says that twenty went back, and the box of eight people is empty."""
    box, quote = full
    seen = get_deposit(quote.pk).taking

    def reads_and_gives_back(hand: int, meet: Any) -> str:
        taking = Taking.objects.get(pk=seen.id)
        assert taking.back_fen == 0
        meet()
        with transaction.atomic():
            draft = postings.taking_given_back(
                box.operation.book_id, TODAY, FEN, "deposits", "cash", seen.origin
            )
            ledger.post(draft, key=str(uuid4()), by=box.prices.accountant, at=NOW)
            taking.back_fen += FEN
            taking.save()
        return "given back"

    assert at_once(reads_and_gives_back) == ["given back"] * HANDS
    assert Taking.objects.get(pk=seen.id).back_fen == FEN
    assert len(operations.open_deposits()) == HANDS - 1
    assert books.balance(box.operation.book_id, "cash") == 0
    assert operations.mismatches(box.operation.pk) == ["deposits"]


def test_eight_counters_give_a_deposit_back_once(full):
    """All hear that it is done, and what others left lies where it lay."""
    box, quote = full
    receipt = get_deposit(quote.pk).taking.receipt

    def gives_back(hand: int, meet: Any) -> str:
        meet()
        return box.give_back(quote)

    assert at_once(gives_back) == [receipt] * HANDS
    assert GivenBack.objects.count() == 1
    left = (HANDS - 1) * FEN
    assert box.prices.office.holds() == {"cash": left, "deposits": left}
