"""One deposit, kept by some and given back by others at one moment. First the race as most software
has it; then that it is gone.
"""

from collections import Counter as Tally
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from linli.attendance.tests.conftest import Deposits
from linli.ledger import actions as ledger, queries as books
from linli.operator import postings, queries as operations
from linli.operator.actions.scope import origin_of
from linli.operator.models import GivenBack, KeptDeposit, Taking
from tests.hands import HANDS, at_once
from tests.village import TODAY, build_village

FEN = 20_00
HALF = HANDS // 2
NAMES = [f"居民{chr(0x4E00 + number)}" for number in range(HANDS)]
MISSED = NAMES[0]
"""Who did not come and was called; the others' deposits lie in the same box."""


@pytest.fixture
def deposits(fresh_database) -> Deposits:
    deposits = Deposits(build_village())
    deposits.enrol(*NAMES)
    deposits.door.come(NAMES[-1])
    deposits.call(MISSED)
    return deposits


def holds(deposits: Deposits) -> dict[str, int]:
    return deposits.prices.office.holds()


def test_who_reads_and_then_writes_keeps_it_and_gives_it_back(deposits):
    """The control: it is kept four times and given back four times, out of what is others', and the
    row knows of one of them."""
    operation = deposits.prices.office.operation
    mine = Taking.objects.get(origin_id=deposits.quotes[MISSED])

    def reads_and_writes(hand: int, meet: Any) -> str:
        taking = Taking.objects.get(pk=mine.pk)
        assert (taking.back_fen, taking.kept_fen) == (0, 0)
        meet()
        book, origin = operation.book_id, origin_of(taking)
        if hand % 2:
            draft = postings.deposit_kept(book, TODAY, FEN, origin)
            taking.kept_fen = FEN
        else:
            draft = postings.taking_given_back(book, TODAY, FEN, "deposits", "cash", origin)
            taking.back_fen = FEN
        with transaction.atomic():
            at = deposits.door.minutes(140)
            ledger.post(draft, key=str(uuid4()), by=deposits.accountant, at=at)
            taking.save()
        return "kept" if hand % 2 else "given back"

    assert Tally(at_once(reads_and_writes)) == {"kept": HALF, "given back": HALF}
    mine.refresh_from_db()
    assert mine.back_fen + mine.kept_fen == FEN
    assert len(operations.open_deposits()) == HANDS - 1
    assert books.balance(operation.book_id, "deposits") == 0
    assert books.balance(operation.book_id, "income.deposits") == HALF * FEN
    assert operations.mismatches(operation.pk) == ["deposits", "income.deposits"]


def test_eight_who_say_that_it_is_kept_say_so_once(deposits):
    def proposes(hand: int, meet: Any) -> str:
        meet()
        deposits.keep(MISSED)
        return "proposed"

    assert Tally(at_once(proposes)) == {"proposed": 1, "DecidedBefore": HANDS - 1}
    assert KeptDeposit.objects.count() == 1


def test_it_is_kept_or_given_back_and_never_both(deposits):
    """Whoever comes second is told so; what the seven others left lies where it lay."""
    deposits.keep(MISSED)

    def confirms_or_gives_back(hand: int, meet: Any) -> str:
        meet()
        if hand % 2:
            deposits.confirm(MISSED)
            return "kept"
        deposits.fetch(MISSED)
        return "given back"

    told, others = Tally(at_once(confirms_or_gives_back)), (HANDS - 1) * FEN
    if "kept" in told:
        assert told == {"kept": HALF, "NoDepositHeld": HALF}
        assert holds(deposits) == {
            "cash": others + FEN, "deposits": others, "income.deposits": FEN,
        }  # fmt: skip
    else:
        assert told == {"given back": HALF, "NotMissed": HALF}
        assert holds(deposits) == {"cash": others, "deposits": others}
    assert GivenBack.objects.count() == ("given back" in told)


def test_a_no_beside_a_yes_owes_it_back_and_it_is_fetched_once(deposits):
    """In whichever order they come: a no is a no, also to what was confirmed a moment ago."""
    deposits.keep(MISSED)

    def says(hand: int, meet: Any) -> str:
        meet()
        if hand % 2:
            deposits.confirm(MISSED)
            return "yes"
        deposits.give_up(MISSED)
        return "no"

    told = Tally(at_once(says))
    assert told["no"] == HALF
    assert set(told) <= {"no", "yes", "NotMissed", "DecidedBefore"}
    assert holds(deposits) == {"cash": HANDS * FEN, "deposits": HANDS * FEN}

    def fetches(hand: int, meet: Any) -> str:
        meet()
        deposits.fetch(MISSED, at=160)
        return "given back"

    assert at_once(fetches) == ["given back"] * HANDS
    assert GivenBack.objects.count() == 1
    assert holds(deposits) == {"cash": (HANDS - 1) * FEN, "deposits": (HANDS - 1) * FEN}
