"""A line that was taken for a gift of the wrong fund or use: undone by another, or with words."""

import datetime
import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.disclosure import published as street
from linli.fund import actions as funds, published, queries as books
from linli.fund.models import Donation, TakenBack
from linli.holder import actions, queries
from linli.holder.models import Assignment, StatementLine, Unmatch
from linli.holder.tests.conftest import NOW, TODAY, YUAN
from linli.journal.models import Deed
from linli.ledger import queries as ledger
from linli.transparency.published.bundle import write_bundle
from tests.village import HERE


def received(holder, yuan=100, **told):
    """A line, and the gift that was written down from it."""
    line = holder.line(str(yuan), other="李善人")
    told.setdefault("fund_id", holder.desk.fund.pk)
    return line, holder.do(actions.receive_from_line, line_id=line.pk, **told)


def undo(holder, match, mistake="wrong_fund", **how):
    how.setdefault("by", holder.second)
    return holder.do(actions.unmatch, match_id=match.pk, mistake=mistake, **how)


def gift_of(match):
    return Donation.objects.get(pk=match.target)


def free(holder):
    return ledger.balance(holder.desk.fund.book_id, "available") // YUAN


def test_another_person_takes_a_gift_back_and_the_line_waits_again(holder):
    line, match = received(holder)
    assert free(holder) == 10_100
    key = uuid4()
    for _ in range(2):
        undo(holder, match, key=key)
    assert free(holder) == 10_000
    assert holder.card(line).row.state == "unclaimed"
    assert books.income_by_purpose(holder.desk.fund) == {}
    assert books.gifts(holder.by, holder.id, TODAY, TODAY) == []
    assert books.trouble_of(holder.desk.fund) == ""
    card = books.donation(holder.by, match.target).card
    assert str(card.taken_back.reason) == "认错了基金"
    assert Deed.objects.filter(verb__in=("donation.taken_back", "line.set_free")).count() == 2


def test_the_line_then_finds_its_right_fund(holder):
    line, match = received(holder)
    undo(holder, match)
    again = holder.do(actions.receive_from_line, line_id=line.pk, fund_id=holder.desk.fund.pk)
    assert holder.card(line).row.state == "matched"
    assert free(holder) == 10_100
    assert again.target != match.target


def test_a_wrong_use_leaves_the_line_with_its_fund(holder):
    line, match = received(holder, purpose="student_aid")
    undo(holder, match, "wrong_purpose")
    assert holder.card(line).row.state == "given"
    holder.do(
        actions.receive_from_line, line_id=line.pk, fund_id=holder.desk.fund.pk,
        purpose="estate_repair",
    )  # fmt: skip
    assert books.income_by_purpose(holder.desk.fund) == {"estate_repair": 100 * YUAN}


def test_who_said_it_was_a_gift_says_why_not(holder):
    _line, match = received(holder)
    with pytest.raises(funds.NeedsAnotherOrWords):
        undo(holder, match, by=holder.by)
    assert not Unmatch.objects.exists()
    undo(holder, match, by=holder.by, words="对方后来来电话，是给隔壁社区的。")
    assert TakenBack.objects.get().words is not None


def test_only_the_line_was_wrong_and_the_gift_stays(holder):
    line, match = received(holder)
    undo(holder, match, "")
    assert free(holder) == 10_100
    assert holder.card(line).row.state == "given"
    assert holder.card(line).offers[0].target == match.target


def test_a_gift_that_was_spent_is_not_taken_back(holder):
    _line, match = received(holder, purpose="estate_repair")
    holder.desk.paid(60, "estate_repair")
    with pytest.raises(funds.GiftSpent):
        undo(holder, match)
    assert not Unmatch.objects.exists()
    assert free(holder) == 10_040


def test_an_official_receipt_comes_first(holder):
    _line, match = received(holder)
    funds.ask_receipt(donation_id=match.target, by=holder.desk.village.cashier, at=NOW)
    funds.record_official_receipt(
        donation_id=match.target, number="电子1", issued_on=TODAY, by=holder.by, at=NOW
    )
    with pytest.raises(funds.OfficialReceiptIssued):
        undo(holder, match)


def test_what_came_from_a_box_is_not_undone_here(holder):
    line, origin = holder.line("30"), funds.Origin("giving", "plan", uuid4(), "募捐方案", TODAY)
    gift = holder.desk.give(30, origin=origin)
    match = holder.do(actions.match_donation, line_id=line.pk, donation_id=gift.pk)
    with pytest.raises(funds.GiftFromElsewhere):
        undo(holder, match)


def test_nothing_but_a_gift_is_taken_back_so(holder):
    match = holder.pay(holder.line("", "900"), holder.instructed(900))
    with pytest.raises(actions.NotAGift):
        undo(holder, match)


def test_a_receipt_that_was_wished_for_it_is_asked_for_no_more(holder):
    _line, match = received(holder)
    funds.ask_receipt(donation_id=match.target, by=holder.desk.village.cashier, at=NOW)
    assert len(queries.receipt_rows(holder.by, holder.id)) == 2  # the titles, and it
    undo(holder, match)
    assert len(queries.receipt_rows(holder.by, holder.id)) == 1


def test_the_paper_in_the_donors_hand_says_so_and_nothing_follows(holder):
    _line, match = received(holder)
    clerk = {"by": holder.desk.village.cashier, "at": NOW}
    paper = funds.acknowledge(donation_id=match.target, **clerk)
    undo(holder, match)
    found = published.receipt(paper.series, paper.number)
    assert (found.taken_back_on, found.intact) == (TODAY, True)
    assert funds.acknowledge(donation_id=match.target, **clerk) == paper
    for follows in (
        lambda: funds.ask_receipt(donation_id=match.target, **clerk),
        lambda: funds.ask_purpose_change(
            donation_id=match.target, purpose="student_aid", way="phone", agreed_on=TODAY,
            key=uuid4(), **clerk,
        ),
        lambda: holder.do(
            actions.match_donation, line_id=holder.line("100", reference="2").pk,
            donation_id=match.target,
        ),
    ):  # fmt: skip
        with pytest.raises(funds.GiftTakenBack):
            follows()


def test_a_gift_bound_anew_is_taken_back_from_its_new_use(holder):
    _line, match = received(holder, purpose="student_aid")
    change = funds.ask_purpose_change(
        donation_id=match.target, purpose="family_aid", way="phone", agreed_on=TODAY, key=uuid4(),
        by=holder.desk.village.cashier, at=NOW,
    )  # fmt: skip
    funds.change_purpose(change_id=change.pk, by=holder.by, at=NOW)
    undo(holder, match)
    assert free(holder) == 10_000
    assert ledger.unspent(holder.desk.fund.book_id, "available") == {"": 10_000 * YUAN}


def test_what_a_batch_has_told_is_corrected_beside_it(holder, tmp_path):
    """The batch stays as it was; the street reads what was wrong; the next one is right."""
    _line, match = received(holder, purpose="student_aid")
    told = holder.desk.publish()
    assert published.gifts(HERE).object_list
    assert street.corrections(HERE) == []
    undo(holder, match)
    [note] = street.corrections(HERE)
    assert (note.batch, note.amount_fen) == (told.number, 100 * YUAN)
    assert (str(note.purpose), str(note.reason)) == ("学生助学", "认错了基金")
    assert published.figures(HERE).income_fen == 100 * YUAN
    assert published.proof(HERE).adds_up
    assert published.gifts(HERE).object_list == []
    holder.desk.publish()
    assert published.figures(HERE).income_fen == 0
    assert published.proof(HERE).adds_up
    assert street.corrections(HERE) == [note]
    assert says(tmp_path / "bundle") == "对得上"


def says(folder):
    """The last line of verify.py over the download."""
    write_bundle(HERE, folder)
    said = subprocess.run(
        [sys.executable, "-I", "verify.py", "."],
        cwd=folder, env={}, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    return said.stdout.splitlines()[-1]


def test_what_no_batch_has_told_needs_no_correction(holder):
    _line, match = received(holder)
    undo(holder, match)
    assert street.corrections(HERE) == []


def test_the_database_wants_another_person_or_words(holder):
    _line, match = received(holder)
    undo(holder, match)
    whole = TakenBack.objects.get()
    for wrong in ({"first_hand_id": whole.by_id}, {"reason": "no_idea"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TakenBack.objects.filter(pk=whole.pk).update(**wrong)


def test_the_database_knows_no_line_given_to_nobody_but_undone(holder):
    line = holder.line("5")
    about = {"line": line, "number": 1, "by_id": holder.by.user_id, "at": NOW}
    for how, fund_id in (("hand", None), ("undone", holder.desk.fund.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(how=how, fund_id=fund_id, **about)


def test_a_closed_month_keeps_its_gifts(holder):
    line, match = received(holder)
    holder.confirm(holder.prepare(10_100))
    with pytest.raises(actions.MonthClosed):
        undo(holder, match, at=NOW + datetime.timedelta(days=11))
    assert holder.card(line).row.state == "matched"


def test_the_line_says_plainly_what_was_given_for_it(holder):
    line, match = received(holder)
    paper = funds.acknowledge(donation_id=match.target, by=holder.by, at=NOW)
    (row,) = queries.line(holder.by, line.pk, TODAY).matches
    assert row.mine
    assert row.gift.acknowledgement.endswith(f"-{paper.number:04}")
    (row,) = queries.line(holder.second, line.pk, TODAY).matches
    assert not row.mine
    assert StatementLine.objects.count() == 1
