"""Promises: written down, received as gifts under the donor's name, late only when they are."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions as fund, queries as funds
from linli.giving import actions, queries
from linli.giving.models import Agreement, Pledge
from linli.giving.tests.conftest import YUAN
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.papers.tests.paper_samples import photo
from tests.village import NOW, TODAY

LATER = datetime.timedelta


def row(giving, on=TODAY):
    (found,) = queries.pledges(giving.village.auditor, giving.fund_id, on)
    return found


def test_a_promise_is_due_from_its_first_day(giving):
    giving.pledge(100)
    assert (row(giving).due, row(giving).received, row(giving).open_since) == (1, 0, TODAY)
    assert not row(giving).late


def test_it_is_late_after_two_weeks_and_a_day(giving):
    giving.pledge(100)
    assert not row(giving, TODAY + LATER(15)).late
    assert row(giving, TODAY + LATER(16)).late


def test_what_comes_is_a_gift_of_the_fund_for_the_same_use(giving):
    pledge = giving.pledge(100, purpose="student_aid", display="alias", shown_as="三楼的陈家")
    gift = giving.receive(pledge, 100)
    assert (gift.purpose, gift.shown_as, gift.origin_id) == ("student_aid", "三楼的陈家", pledge.pk)
    assert funds.gifts_of(giving.fund_id, [funds.donor_blind("陈喆")]).popitem()[1] == [gift]
    assert row(giving).open_since is None


def test_one_sum_for_three_months_keeps_three(giving):
    giving.receive(giving.pledge(100), 300)
    assert row(giving, TODAY + LATER(70)).open_since is None


def test_pressing_twice_is_promising_once(giving):
    key = uuid4()
    assert giving.pledge(100, key=key) == giving.pledge(100, key=key)
    with pytest.raises(KeyUsedForOther):
        giving.pledge(200, key=key)


def test_an_ended_promise_is_due_no_more_and_receives_nothing(giving):
    pledge = giving.pledge(100)
    by = {"by": giving.village.cashier, "at": NOW}
    actions.end_pledge(pledge_id=pledge.pk, because="搬走了", **by)
    assert row(giving, TODAY + LATER(90)).due == 1
    assert row(giving, TODAY + LATER(90)).open_since is None
    with pytest.raises(actions.PledgeEnded):
        giving.receive(pledge, 100)
    assert queries.pledge(giving.village.cashier, pledge.pk, TODAY).ended_because == "搬走了"


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"amount": 0}, actions.AmountNotPossible),
        ({"ends_on": TODAY - LATER(1)}, actions.DayNotPossible),
        ({"purpose": "holiday"}, fund.PurposeNotPermitted),
        ({"agreement_id": uuid4()}, NotFound),
    ],
)
def test_refuses_what_cannot_be(giving, how, refusal):
    with pytest.raises(refusal):
        giving.pledge(**how)
    assert not Pledge.objects.exists()


def test_lists_show_no_whole_name_and_the_page_is_the_cashiers(giving):
    pledge = giving.pledge(phone="13800000000")
    assert row(giving).donor == "陈＊"
    assert queries.pledge(giving.village.cashier, pledge.pk, TODAY).phone == "13800000000"
    with pytest.raises(NotAllowed):
        queries.pledge(giving.village.social_worker, pledge.pk, TODAY)
    assert "陈" not in str(Pledge.objects.filter(pk=pledge.pk).values())


def test_the_outsider_promises_nothing_here(giving):
    with pytest.raises((NotAllowed, NotFound)):
        giving.pledge(by=giving.village.outsider)


@pytest.mark.parametrize("wrong", [{"amount_fen": 0}, {"every": "week"}, {"shown_as": "谁"}])
def test_the_database_refuses_it_too(giving, wrong):
    pledge = giving.pledge()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**wrong)


# Agreements --------------------------------------------------------------------------------------


def sign(giving, **how):
    how = {
        "fund_id": giving.fund_id, "number": "XY-1", "donor_name": "示例公司",
        "purpose": "student_aid", "signed_on": TODAY, "photo": photo(), "key": uuid4(),
        "amount_fen": 5_000 * YUAN, "by": giving.village.cashier, "at": NOW,
    } | how  # fmt: skip
    return actions.sign_agreement(**how)


def test_an_agreement_is_kept_with_its_paper(giving):
    agreement = sign(giving)
    (listed,) = queries.agreements(giving.village.auditor, giving.fund_id)
    assert (listed.number, listed.amount) == ("XY-1", "¥5,000")
    sheet = queries.agreement_paper(giving.village.holder_accountant, agreement.pk)
    assert sheet.media_type == "image/jpeg"
    assert giving.pledge(agreement_id=agreement.pk).agreement == agreement


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"amount_fen": None}, actions.NothingPromised),
        ({"signed_on": TODAY + LATER(1)}, actions.DayNotPossible),
        ({"until_on": TODAY - LATER(1)}, actions.DayNotPossible),
    ],
)
def test_refuses_an_agreement_that_cannot_be(giving, how, refusal):
    with pytest.raises(refusal):
        sign(giving, **how)


def test_a_number_stands_for_one_agreement(giving):
    agreement = sign(giving)
    with pytest.raises(actions.NumberTaken):
        sign(giving)
    agreement.pk, agreement.key = uuid4(), uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.save(force_insert=True)
    assert Agreement.objects.count() == 1
