"""Two hands at the same moment, with real commits, on either engine."""

from uuid import uuid4

import pytest

from linli.fund.models import Donation, TakenBack
from linli.fund.tests.conftest import Desk
from linli.holder import actions
from linli.holder.models import Match, StatementLine
from linli.holder.tests.conftest import NOW, Holder, csv, row
from linli.ledger import queries as ledger
from tests.hands import refusals, together
from tests.village import build_village


@pytest.fixture
def holder(fresh_database) -> Holder:
    return Holder(Desk(build_village()))


def test_two_lines_that_reach_for_one_gift(holder):
    gift = holder.desk.give(100)
    lines = [holder.line("100", reference=str(n)) for n in range(2)]
    presses = [
        lambda line=line: holder.do(actions.match_donation, line_id=line.pk, donation_id=gift.pk)
        for line in lines
    ]
    assert refusals(together(*presses)) == ["MatchedAlready"]
    assert Match.objects.count() == 1


def test_one_line_is_not_received_twice(holder):
    line, fund = holder.line("100"), holder.desk.fund.pk
    presses = [
        lambda: holder.do(actions.receive_from_line, line_id=line.pk, fund_id=fund)
        for _ in range(2)
    ]
    assert refusals(together(*presses)) == ["NothingLeft"]
    assert Donation.objects.count() == 1


def test_a_double_click_on_import_imports_once(holder):
    read = holder.read(csv(row("5"), row("6")))
    told = {"statement_id": read.pk, "by": holder.by, "at": NOW}
    results = together(*[lambda: actions.import_statement(**told) for _ in range(2)])
    assert refusals(results) == ["StatementDecided"]
    assert StatementLine.objects.count() == 2


def test_two_files_with_the_same_lines_at_once_bring_them_once(holder):
    reads = [holder.read(csv(row("5"), row("6"))) for _ in range(2)]
    results = together(
        *[
            lambda read=read: actions.import_statement(statement_id=read.pk, by=holder.by, at=NOW)
            for read in reads
        ]
    )
    assert sorted(each.new_count for each in results) == [0, 2]
    assert StatementLine.objects.count() == 2


def test_a_line_pays_once_however_often_it_is_pressed(holder):
    request, line, key = holder.instructed(900), holder.line("", "900"), uuid4()
    results = together(*[lambda: holder.pay(line, request, key=key) for _ in range(3)])
    assert refusals(results) == []
    assert Match.objects.count() == 1


def test_two_who_undo_a_gift_at_once_undo_it_once(holder):
    line, fund = holder.line("100"), holder.desk.fund.pk
    match = holder.do(actions.receive_from_line, line_id=line.pk, fund_id=fund)
    told = {"match_id": match.pk, "mistake": "wrong_fund", "words": "给隔壁的。"}
    presses = [
        lambda by=by: holder.do(actions.unmatch, by=by, **told) for by in (holder.by, holder.second)
    ]
    assert refusals(together(*presses)) == ["UnmatchedAlready"]
    assert TakenBack.objects.count() == 1
    assert ledger.balance(holder.desk.fund.book_id, "available") == 10_000 * 100
    assert ledger.verify(holder.desk.fund.book_id).sound


def test_a_gift_is_not_undone_and_spent_at_once(holder):
    line, desk = holder.line("100"), holder.desk
    match = holder.do(
        actions.receive_from_line, line_id=line.pk, fund_id=desk.fund.pk, purpose="estate_repair"
    )
    request = desk.ask(10_050, "estate_repair")
    desk.propose(request, 10_050)
    results = together(
        lambda: holder.do(
            actions.unmatch, match_id=match.pk, mistake="wrong_fund", by=holder.second
        ),
        lambda: desk.decide(request, 10_050),
    )
    assert refusals(results) in (["GiftSpent"], ["NotEnoughMoney"])
    assert ledger.verify(desk.fund.book_id).sound
