"""Gifts: received once, bound to what they were given for, acknowledged without a gap."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions, queries
from linli.fund.models import Acknowledgement, Donation
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import actions as ledger, queries as books
from linli.ledger.models import EntryPrivate
from linli.notices.models import Notice


def test_a_gift_stands_in_the_book_for_what_it_was_given_for(desk):
    desk.give(500, "student_aid")
    card = queries.fund(desk.village.cashier, desk.fund.pk)
    assert card.holder_fen == 10_500 * YUAN
    assert card.free_fen == {"general": 10_000 * YUAN, "student_aid": 500 * YUAN}


def test_pressing_twice_is_giving_once(desk):
    key = uuid4()
    first, second = desk.give(500, key=key), desk.give(500, key=key)
    assert first == second
    assert Donation.objects.count() == 1


def test_refuses_another_amount_under_the_same_press(desk):
    key = uuid4()
    desk.give(500, key=key)
    with pytest.raises(KeyUsedForOther):
        desk.give(501, key=key)


@pytest.mark.parametrize("amount", [0, -1, 10**12])
def test_refuses_an_amount_nobody_gives(desk, amount):
    with pytest.raises(actions.AmountNotPossible):
        desk.give(amount)


def test_refuses_a_gift_from_tomorrow(desk):
    with pytest.raises(ledger.DatedAhead):
        actions.receive_donation(
            fund_id=desk.fund.pk,
            amount_fen=1,
            received_on=TODAY + datetime.timedelta(days=1),
            key=uuid4(),
            by=desk.village.cashier,
            at=NOW,
        )
    assert not Donation.objects.exists()


def test_an_anonymous_donor_leaves_no_name_in_the_public_book(desk):
    gift = desk.give(500, donor_name="陈某", shown_as="陈某")
    assert gift.shown_as == ""
    assert "陈" not in gift.entry.public
    assert "陈" not in str(Donation.objects.filter(pk=gift.pk).values())


def test_a_donor_may_choose_a_public_name_and_the_chain_bears_none(desk):
    gift = desk.give(500, display="alias", shown_as="三单元的邻居", donor_name="陈某")
    assert gift.shown_as == "三单元的邻居"
    in_the_chain = gift.entry.public + EntryPrivate.objects.get(entry=gift.entry).private
    assert "邻居" not in in_the_chain
    assert "陈" not in in_the_chain


def test_a_gift_is_found_again_by_the_donors_name(desk):
    gift = desk.give(500, donor_name="陈 某")
    desk.give(500, donor_name="李某")
    blind = queries.donor_blind("陈某")
    assert queries.gifts_of(desk.fund.pk, [blind]) == {blind: [gift]}


def test_a_gift_remembers_what_it_came_from(desk):
    origin = actions.Origin("giving", "pledge", uuid4(), "每月捐", TODAY)
    gift = desk.give(500, origin=origin)
    assert (gift.origin_room, gift.origin_noun, gift.origin_id) == ("giving", "pledge", origin.id)


def test_the_database_refuses_a_name_where_none_was_wanted(desk):
    gift = desk.give(500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=gift.pk).update(shown_as="陈某")


def test_a_gift_is_remembered_and_the_committee_is_told(desk):
    gift = desk.give(500)
    (deed,) = journal.history(("donation", gift.pk))
    assert (deed.verb, deed.details) == ("donation.received", {"amount_fen": 500 * YUAN})
    told = Notice.objects.filter(kind="donation.received").values_list("to__username", flat=True)
    assert set(told) == {"committee_member", "second_member"}


def test_only_whoever_may_receives(desk):
    with pytest.raises(NotAllowed):
        actions.receive_donation(
            fund_id=desk.fund.pk,
            amount_fen=1,
            received_on=TODAY,
            key=uuid4(),
            by=desk.village.social_worker,
            at=NOW,
        )


def test_nothing_is_received_before_the_holder_confirmed_what_there_was(village):
    fund = actions.open_fund(
        place=village.here,
        holder_id=village.holder.pk,
        name="新基金",
        series="X",
        by=village.holder_accountant,
        at=NOW,
    )
    with pytest.raises(actions.NoOpeningYet):
        actions.receive_donation(
            fund_id=fund.pk,
            amount_fen=1,
            received_on=TODAY,
            key=uuid4(),
            by=village.cashier,
            at=NOW,
        )


def test_an_opening_is_confirmed_once(desk):
    with pytest.raises(actions.OpeningConfirmedAlready):
        actions.confirm_opening_balance(
            fund_id=desk.fund.pk,
            amounts_fen={"general": 1},
            on=TODAY,
            statement="又一张",
            key=uuid4(),
            by=desk.village.holder_accountant,
            at=NOW,
        )


def test_only_the_holder_confirms_an_opening(desk):
    with pytest.raises(NotAllowed):
        actions.confirm_opening_balance(
            fund_id=desk.fund.pk,
            amounts_fen={"general": 1},
            on=TODAY,
            statement="",
            key=uuid4(),
            by=desk.village.cashier,
            at=NOW,
        )


# Acknowledgements --------------------------------------------------------------------------------


def acknowledge(desk, gift) -> Acknowledgement:
    return actions.acknowledge(donation_id=gift.pk, by=desk.village.cashier, at=NOW)


def test_numbers_follow_one_another_without_a_gap(desk):
    papers = [acknowledge(desk, desk.give(1)) for _ in range(3)]
    assert [(paper.series, paper.number) for paper in papers] == [
        ("JA2026", 1),
        ("JA2026", 2),
        ("JA2026", 3),
    ]


def test_asking_again_gives_the_first_paper(desk):
    gift = desk.give(1)
    assert acknowledge(desk, gift) == acknowledge(desk, gift)
    assert Acknowledgement.objects.count() == 1


def test_a_paper_bears_witness_to_the_head_of_the_chain(desk):
    paper = acknowledge(desk, desk.give(1))
    head = books.book(desk.fund.book.code)
    assert (paper.head.seq, paper.head_hash) == (head.head_seq, head.head_hash)


def test_the_outsider_finds_no_gift(desk):
    gift = desk.give(1)
    with pytest.raises(NotFound):
        queries.donation(desk.village.outsider, gift.pk)


def test_the_slip_says_what_was_given_and_that_it_is_not_the_fiscal_receipt(desk):
    from io import BytesIO

    from pypdf import PdfReader

    gift = desk.give(1_234, "student_aid", donor_name="陈喆")
    acknowledge(desk, gift)
    pdf = queries.slip_pdf(desk.village.cashier, gift.pk, "http://localhost/check/", demo=True)
    (page,) = PdfReader(BytesIO(pdf)).pages
    text = page.extract_text()
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 210]
    for words in (
        "不是捐赠票据",
        "示例慈善会",
        "演示数据·非真实",
        "陈喆",
        "壹仟贰佰叁拾肆元整",
        "JA2026-0001",
        "学生助学",
        gift.acknowledgement.head_hash[:8],
    ):
        assert words in text


def test_the_slip_outside_the_demo_claims_nothing_of_a_demo(desk):
    gift = desk.give(1)
    acknowledge(desk, gift)
    slip = queries.slip(desk.village.cashier, gift.pk, "http://localhost/check/", demo=False)
    assert not slip.demo
    assert slip.donor == "爱心人士"
    assert slip.check_url == f"http://localhost/check/JA2026/1/?code={slip.code}"


def test_there_is_no_slip_before_it_is_issued(desk):
    gift = desk.give(1)
    with pytest.raises(NotFound):
        queries.slip(desk.village.cashier, gift.pk, "", demo=False)
