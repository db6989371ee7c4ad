"""The end: what was taken out was handed out or went back: here, in the fund, in the bundle."""

import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions as fund, published as shown, queries as funds
from linli.fund.models import Batch, MoneyReturned, Payment, PublicNotice, ReturnAsked
from linli.goodwill import actions, queries
from linli.goodwill.models import Settlement
from linli.ledger.models import Entry
from linli.transparency.published.bundle import write_bundle
from tests.village import HERE, NOW, TODAY

YUAN = 100


def take_back(goodwill, held, yuan: int):
    return fund.take_back(
        request_id=held.request_id, amount_fen=yuan * YUAN, bank_reference=f"R{uuid4().hex[:8]}",
        returned_on=TODAY, key=uuid4(), by=goodwill.village.holder_accountant, at=NOW,
    )  # fmt: skip


def says(goodwill, folder) -> str:
    write_bundle(HERE, folder)
    said = subprocess.run(
        [sys.executable, "-I", "verify.py", "."],
        cwd=folder, env={}, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    return said.stdout.splitlines()[-1]


def test_everybody_signed_and_nothing_goes_back(goodwill):
    held = goodwill.paid(households=5)
    goodwill.visit(held, 5)
    settled = goodwill.settle(held)
    assert (settled.taken_out, settled.handed_out, settled.went_back) == (250_000, 250_000, 0)
    assert not ReturnAsked.objects.exists()
    assert goodwill.settle(held) == settled
    assert queries.state_of(held) == "settled"


def test_who_stayed_away_is_paid_back_and_the_books_agree(goodwill, tmp_path):
    held = goodwill.paid(households=7)
    goodwill.visit(held, 4)
    goodwill.visit(held, 1)
    settled = goodwill.settle(held)
    assert (settled.planned, settled.given, settled.went_back) == (7, 5, 1_000 * YUAN)
    asked = ReturnAsked.objects.get()
    assert (asked.reason, asked.amount_fen) == ("not_handed_out", 1_000 * YUAN)
    take_back(goodwill, held, 1_000)
    assert Entry.objects.filter(kind__in=("aid.granted", "aid.paid", "aid.returned")).count() == 3
    figures = goodwill.desk.publish().figures
    assert figures["paid"] == {"family_aid": 2_500 * YUAN}
    assert figures["balance_fen"] == 7_500 * YUAN
    assert (figures["quarter"]["households"], figures["quarter"]["persons"]) == (5, 10)
    assert funds.trouble_of(goodwill.desk.fund) == ""
    assert shown.figures(HERE).adds_up
    assert says(goodwill, tmp_path / "bundle") == "对得上"


def test_the_round_stands_in_the_fund_as_one_grant_and_one_payment(goodwill):
    held = goodwill.paid(households=6)
    goodwill.visit(held, 6)
    goodwill.settle(held)
    assert Payment.objects.get().instruction.grant.amount_fen == 3_000 * YUAN
    assert Entry.objects.filter(kind="aid.paid").count() == 1
    goodwill.desk.publish()
    notice = PublicNotice.objects.get()
    assert (notice.purpose, notice.reason) == ("family_aid", "goodwill")


def test_is_published_once_it_is_settled_and_with_five_families(goodwill):
    held = goodwill.paid(households=5)
    assert goodwill.desk.publish().figures["paid_fen"] == 0
    goodwill.visit(held, 4)
    goodwill.settle(held)
    goodwill.desk.publish()
    assert Payment.objects.get().batch is None  # four families are too few to be told of
    goodwill.desk.paid(100)
    goodwill.desk.publish()
    newest = Batch.objects.order_by("-number").first()
    assert newest.figures["quarter"]["households"] == 5


def test_a_gift_is_followed_to_a_round_of_five(goodwill):
    """A round is a crowd of its own: what it drew of a gift is told with its households."""
    gift = goodwill.desk.give(1_000, "family_aid")
    held = goodwill.paid(households=5, yuan=200)
    goodwill.visit(held, 5)
    goodwill.settle(held)
    goodwill.desk.publish()
    trace = shown.trace(goodwill.desk.fund.book_id, gift.entry.seq)
    assert [(line.fen, line.households) for line in trace.lines] == [(1_000 * YUAN, 5)]


def test_what_was_not_handed_out_is_in_the_fund_again_and_hides_nobody(goodwill):
    """Five of seven signed: they are told of as five, and are no others beside themselves."""
    gift = goodwill.desk.give(1_400, "family_aid")
    held = goodwill.paid(households=7, yuan=200)
    goodwill.visit(held, 5)
    goodwill.settle(held)
    goodwill.desk.publish()
    trace = shown.trace(goodwill.desk.fund.book_id, gift.entry.seq)
    [line] = trace.lines
    assert (line.fen, line.households, line.quarter) == (1_000 * YUAN, 5, 4)
    assert (trace.left_fen, trace.taken_back_fen) == (400 * YUAN, 0)


def test_a_gift_of_which_the_round_took_the_last_part_has_it_back_first(goodwill):
    """Free money was drawn last and is back first; four who signed are too few to be told of."""
    bound, free = goodwill.desk.give(1_000, "family_aid"), goodwill.desk.opening
    held = goodwill.paid(households=7, yuan=200)
    goodwill.visit(held, 5)
    goodwill.settle(held)
    goodwill.desk.publish()
    book = goodwill.desk.fund.book_id
    [line] = shown.trace(book, bound.entry.seq).lines
    assert (line.fen, line.households) == (1_000 * YUAN, 5)
    assert shown.trace(book, free.entry.seq).lines == ()


def test_a_used_up_gift_tells_nothing_of_four_who_signed(goodwill):
    """The sum would be the gift less the shares of those who were away."""
    gift = goodwill.desk.give(1_400, "family_aid")
    goodwill.desk.paid(10, "student_aid")
    held = goodwill.paid(households=7, yuan=200)
    goodwill.visit(held, 4)
    goodwill.settle(held)
    goodwill.desk.publish()
    assert Payment.objects.filter(batch=None).count() == 0
    trace = shown.trace(goodwill.desk.fund.book_id, gift.entry.seq)
    assert (trace.lines, trace.left_fen) == ((), 1_400 * YUAN)


def test_nobody_was_at_home_and_all_of_it_goes_back(goodwill, tmp_path):
    held = goodwill.paid(households=3)
    goodwill.visit(held, 0)
    goodwill.settle(held)
    take_back(goodwill, held, 1_500)
    goodwill.desk.publish()
    assert MoneyReturned.objects.get().batch is None
    assert funds.trouble_of(goodwill.desk.fund) == ""
    assert says(goodwill, tmp_path / "bundle") == "对得上"


def test_goods_not_handed_out_never_left_the_shelf(goodwill):
    gift = goodwill.rice(10)
    held = goodwill.begin_goods(gift, pieces=2)
    goodwill.list(held, *(goodwill.family() for _n in range(3)))
    goodwill.submit(held)
    goodwill.approve(held)
    goodwill.visit(held, 2)
    settled = goodwill.settle(held)
    gift.refresh_from_db()
    assert (settled.handed_out, settled.went_back, gift.left) == (4, 2, 6)


def test_waits_for_a_sheet_that_is_out_and_for_a_first_one(goodwill):
    held = goodwill.paid()
    with pytest.raises(actions.NotHandedOutYet):
        goodwill.settle(held)
    goodwill.issue(held)
    with pytest.raises(actions.SheetOut):
        goodwill.settle(held)


def test_nothing_follows(goodwill):
    held = goodwill.paid()
    goodwill.visit(held, 3)
    goodwill.settle(held)
    with pytest.raises(actions.RoundEnded):
        goodwill.issue(held)
    with pytest.raises(fund.RoundSettled):
        fund.settle_round(request_id=held.request_id, got=[], key=uuid4(), **goodwill.by)


@pytest.mark.parametrize(
    "forged",
    [
        {"given": 4},  # one more than has signed
        {"planned": 6},
        {"handed_out": 200_000},
        {"went_back": 50_000},
        {"taken_out": 300_000},
        {"given": 6, "handed_out": 300_000, "went_back": -50_000},
    ],
)
def test_the_database_adds_the_end_up_itself(goodwill, forged):
    held = goodwill.paid()
    goodwill.visit(held, 3)
    whole = {
        "each": 50_000, "planned": 5, "given": 3, "taken_out": 250_000, "handed_out": 150_000,
        "went_back": 100_000,
    }  # fmt: skip
    who = {"round": held, "by_id": goodwill.village.social_worker.user_id, "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.create(**who, **whole | forged)
    kept = Settlement.objects.create(**who, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.filter(pk=kept.pk).update(given=2)
