"""What a donor may ask afterwards: another use for what is unspent, and to be forgotten."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions, published, queries
from linli.fund.models import Donation, PurposeChange
from linli.fund.tests.conftest import LATER, NOW, TODAY, YUAN
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import queries as books
from linli.papers import queries as papers
from linli.papers.tests.paper_samples import photo


def agree(desk, gift, purpose="student_aid", **how):
    how = {"way": "phone", "agreed_on": TODAY, "key": uuid4(), "by": desk.village.cashier} | how
    return actions.ask_purpose_change(donation_id=gift.pk, purpose=purpose, at=NOW, **how)


def carry_out(desk, change, **how):
    how = {"by": desk.village.holder_accountant, "at": LATER} | how
    return actions.change_purpose(change_id=change.pk, **how)


def free(desk):
    return queries.fund(desk.village.cashier, desk.fund.pk).free_fen


def test_money_is_bound_anew_when_the_donor_agrees_and_a_second_person_does_it(desk):
    gift = desk.give(500, "estate_repair")
    change = agree(desk, gift)
    assert free(desk)["estate_repair"] == 500 * YUAN
    carry_out(desk, change)
    assert free(desk) == {"general": 10_000 * YUAN, "student_aid": 500 * YUAN}
    gift.refresh_from_db()
    assert gift.purpose == "student_aid"
    assert books.verify(desk.fund.book_id).sound
    assert queries.trouble_of(desk.fund) == ""


def test_both_entries_stay_in_the_book(desk):
    gift = desk.give(500, "estate_repair")
    change = carry_out(desk, agree(desk, gift))
    assert change.taken_back.reverses_id == gift.entry_id
    assert change.entry.seq == change.taken_back.seq + 1


def test_a_gift_may_be_changed_twice(desk):
    gift = desk.give(500, "estate_repair")
    carry_out(desk, agree(desk, gift))
    again = carry_out(desk, agree(desk, gift, "general"), at=LATER + datetime.timedelta(hours=1))
    assert free(desk) == {"general": 10_500 * YUAN}
    assert (again.before, again.purpose) == ("student_aid", "general")


def test_the_donors_paper_follows_the_money_to_where_it_is_bound_now(desk):
    gift = desk.give(500, "estate_repair")
    paper = actions.acknowledge(donation_id=gift.pk, by=desk.village.cashier, at=NOW)
    code = paper.head_hash[:8]
    carry_out(desk, agree(desk, gift))
    found = published.receipt(paper.series, paper.number, code)
    assert found.gift_seq == gift.entry.seq
    assert found.changed_on == TODAY
    trace = published.trace(found.book, found.bound_seq)
    assert (trace.fen, trace.taken_back_fen, trace.left_fen) == (500 * YUAN, 0, 500 * YUAN)
    assert published.receipt(paper.series, paper.number).bound_seq is None


def test_what_is_published_follows(desk):
    gift = desk.give(500, "estate_repair")
    desk.publish()
    carry_out(desk, agree(desk, gift))
    assert published.proof(desk.village.here).adds_up
    desk.publish(at=LATER + datetime.timedelta(hours=1))
    figures = published.figures(desk.village.here)
    assert [(each.kind, each.fen) for each in figures.income] == [("student_aid", 500 * YUAN)]
    assert figures.adds_up
    assert published.proof(desk.village.here).adds_up


def test_refuses_what_is_partly_spent(desk):
    gift = desk.give(500, "estate_repair")
    desk.decide(desk.ask(100, "estate_repair"), 100)
    with pytest.raises(actions.PartlySpent):
        carry_out(desk, agree(desk, gift))
    assert PurposeChange.objects.get().done_by is None
    assert Donation.objects.get(pk=gift.pk).purpose == "estate_repair"


def test_refuses_the_one_who_wrote_it_down(desk, village):
    gift = desk.give(500, "estate_repair")
    change = agree(desk, gift)
    PurposeChange.objects.update(asked_by_id=village.holder_accountant.user_id)
    with pytest.raises(actions.SamePersonTwice):
        carry_out(desk, change)


def test_the_database_refuses_one_person_for_both(desk):
    change = carry_out(desk, agree(desk, desk.give(500, "estate_repair")))
    with pytest.raises(IntegrityError), transaction.atomic():
        PurposeChange.objects.filter(pk=change.pk).update(done_by=change.asked_by)


def test_the_database_refuses_two_changes_of_one_gift_at_once(desk):
    gift = desk.give(500, "estate_repair")
    change = agree(desk, gift)
    change.pk, change.key = uuid4(), uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save(force_insert=True)


def test_pressing_twice_is_agreeing_once_and_changing_once(desk):
    gift, key = desk.give(500, "estate_repair"), uuid4()
    assert agree(desk, gift, key=key) == agree(desk, gift, key=key)
    change = PurposeChange.objects.get()
    assert carry_out(desk, change).entry_id == carry_out(desk, change).entry_id


def test_refuses_the_same_press_for_another_use(desk):
    gift, key = desk.give(500, "estate_repair"), uuid4()
    agree(desk, gift, key=key)
    with pytest.raises(KeyUsedForOther):
        agree(desk, gift, "general", key=key)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"purpose": "estate_repair"}, actions.SamePurpose),
        ({"way": "signed"}, actions.PaperNeeded),
        ({"agreed_on": TODAY + datetime.timedelta(days=1)}, actions.AgreedAhead),
        ({"agreed_on": TODAY - datetime.timedelta(days=1)}, actions.AgreedAhead),
    ],
)
def test_refuses_what_cannot_be(desk, how, refusal):
    with pytest.raises(refusal):
        agree(desk, desk.give(500, "estate_repair"), **how)


def test_refuses_a_second_change_while_one_waits(desk):
    gift = desk.give(500, "estate_repair")
    agree(desk, gift)
    with pytest.raises(actions.ChangeUnderWay):
        agree(desk, gift, "general")


def test_refuses_a_use_the_fund_does_not_know(village):
    from linli.fund.tests.conftest import Desk

    desk = Desk(village)
    desk.fund.purposes.filter(kind="student_aid").delete()
    with pytest.raises(actions.PurposeNotPermitted):
        agree(desk, desk.give(500, "estate_repair"))


def test_the_signed_word_is_kept_for_those_who_see_the_fund(desk, village):
    change = agree(desk, desk.give(500, "estate_repair"), way="signed", photo=photo())
    assert queries.consent_paper(village.auditor, change.pk).media_type == "image/jpeg"
    with pytest.raises(NotFound):
        queries.consent_paper(village.outsider, change.pk)
    with pytest.raises(NotFound):
        papers.paper(village.social_worker, change.paper_id)


def test_the_committee_does_not_change_what_money_is_for(desk, village):
    change = agree(desk, desk.give(500, "estate_repair"))
    with pytest.raises(NotAllowed):
        carry_out(desk, change, by=village.committee_member)


# To be forgotten ---------------------------------------------------------------------------------


def forget(desk, gift):
    return actions.forget_donor(donation_id=gift.pk, by=desk.village.cashier, at=LATER)


def test_a_forgotten_donor_leaves_a_chain_that_holds(desk):
    gift = desk.give(500, display="named", shown_as="陈喆", donor_name="陈喆")
    paper = actions.acknowledge(donation_id=gift.pk, by=desk.village.cashier, at=NOW)
    forget(desk, gift)
    gift.refresh_from_db()
    assert (gift.display, gift.shown_as, gift.donor_name, gift.donor_blind) == (
        "anonymous", "", None, None,
    )  # fmt: skip
    assert books.verify(desk.fund.book_id).sound
    assert published.receipt(paper.series, paper.number).intact
    assert queries.gifts_of(desk.fund.pk, [queries.donor_blind("陈喆")]) == {}


def test_forgetting_twice_is_forgetting_once(desk):
    gift = desk.give(500, donor_name="陈喆")
    forget(desk, gift)
    assert forget(desk, gift).donor_name is None


def test_the_database_refuses_a_trace_without_a_name(desk):
    gift = forget(desk, desk.give(500, donor_name="陈喆"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=gift.pk).update(donor_blind=b"0" * 16)
