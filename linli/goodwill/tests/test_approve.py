"""Approval: by another person; the fund is asked once, and decides whole in its own way."""

import pytest
from django.db import IntegrityError, transaction

from linli.committee.tests.conftest import Table
from linli.fund import actions as fund, queries as funds
from linli.fund.models import AidRequest, Grant, RoundShare
from linli.giving import actions as giving
from linli.goodwill import actions, queries
from linli.goodwill.models import Listed, Round
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from tests.village import HERE, NOW, TODAY

YUAN = 100


def submitted(goodwill, households: int = 3) -> Round:
    held = goodwill.begin()
    goodwill.list(held, *(goodwill.family() for _n in range(households)))
    return goodwill.submit(held)


def test_asks_the_fund_once_for_the_whole_round(goodwill):
    held = goodwill.approve(submitted(goodwill))
    request = AidRequest.objects.get()
    assert (request.asked_fen, request.persons, request.household_id) == (1_500 * YUAN, 6, None)
    assert (request.purpose, request.reason) == ("family_aid", "goodwill")
    assert RoundShare.objects.filter(request=request, got=None).count() == 3
    assert queries.state_of(held) == "asked"
    assert request.origin_id == held.pk


def test_refuses_an_empty_list_and_one_not_submitted(goodwill):
    held = goodwill.begin()
    with pytest.raises(actions.ListEmpty):
        goodwill.submit(held)
    with pytest.raises(actions.NotSubmitted):
        goodwill.approve(held)


def test_a_submitted_list_is_closed_until_it_is_sent_back(goodwill):
    held = submitted(goodwill)
    with pytest.raises(actions.ListClosed):
        goodwill.list(held, goodwill.family())
    actions.send_back(round_id=held.pk, words="少了 5 栋的", by=goodwill.village.supervisor, at=NOW)
    goodwill.list(held, goodwill.family())
    assert queries.round_card(goodwill.village.social_worker, held.pk).sent_back == "少了 5 栋的"
    goodwill.submit(held)
    goodwill.approve(held)
    with pytest.raises(actions.ListClosed):
        goodwill.approve(held)


def both_roles(village):
    """Somebody who is social worker and supervisor in one."""
    user = village.users["supervisor"]
    identity.appoint(
        user_id=user.pk, role="social_worker", place=HERE, by=clock(), at=NOW, from_on=TODAY
    )
    return who.viewer_for(user, on=TODAY, second_factor=True)


def test_refuses_who_listed_even_one_family(goodwill):
    held, both = goodwill.begin(), both_roles(goodwill.village)
    goodwill.list(held, goodwill.family())
    home = goodwill.family()
    actions.list_from_file(round_id=held.pk, household_id=home, reason="other", by=both, at=NOW)
    goodwill.submit(held)
    with pytest.raises(actions.ListedByYourself):
        goodwill.approve(held, by=both)


def test_the_database_wants_another_person_and_a_frozen_list(goodwill):
    held = submitted(goodwill)
    worker = goodwill.village.social_worker.user_id
    request = AidRequest.objects.get(pk=goodwill.approved(households=1).request_id)
    forged = {"approved_by": worker, "approved_at": NOW, "request": request.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=held.pk).update(**forged)
    goodwill.approve(held)
    for change in (
        lambda: Listed.objects.create(
            round=held, household_id=goodwill.family(), reason="other", found=False,
            listed_by_id=worker, listed_at=NOW,
        ),
        lambda: Listed.objects.filter(round=held).first().delete(),
        lambda: Listed.objects.filter(round=held).update(reason="other"),
        lambda: Round.objects.filter(pk=held.pk).update(each=1),
        lambda: Round.objects.filter(pk=held.pk).delete(),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_fund_grants_the_whole_round_or_nothing(goodwill):
    held = goodwill.approved(households=3)
    request = AidRequest.objects.get(pk=held.request_id)
    with pytest.raises(fund.RoundIsWhole):
        goodwill.desk.propose(request, 1_000)
    goodwill.desk.decide(request, 1_500)
    assert Grant.objects.get().amount_fen == 1_500 * YUAN
    assert queries.state_of(Round.objects.get()) == "asked"


def test_who_approved_the_list_does_not_decide_in_the_fund(goodwill):
    held, village = goodwill.approved(households=3), goodwill.village
    user = village.users["supervisor"]
    identity.appoint(
        user_id=user.pk, role="committee_member", place=HERE, by=clock(), at=NOW, from_on=TODAY
    )
    both = who.viewer_for(user, on=TODAY, second_factor=True)
    request = AidRequest.objects.get(pk=held.request_id)
    with pytest.raises(identity.SamePersonTwice):
        goodwill.desk.propose(request, 1_500, by=both)


def test_small_rounds_count_together_against_the_limit(goodwill):
    fund.set_limit(
        fund_id=goodwill.desk.fund.pk, small_fen=2_000 * YUAN, emergency_days=7,
        by=goodwill.village.holder_accountant, at=NOW,
    )  # fmt: skip
    one, two = goodwill.approved(households=3), goodwill.approved(households=3)
    goodwill.desk.decide(AidRequest.objects.get(pk=one.request_id), 1_500)
    with pytest.raises(fund.AboveTheLimit):
        goodwill.desk.propose(AidRequest.objects.get(pk=two.request_id), 1_500)


def test_the_committee_decides_a_round_on_paper(goodwill):
    held, village = goodwill.approved(households=3), goodwill.village
    table = Table(village, goodwill.desk.fund.pk)
    sitting = table.call()
    item = fund.put_on_docket(
        request_id=held.request_id, sitting_id=sitting.pk, by=village.committee_secretary, at=NOW
    )
    table.key(sitting, {item.pk: table.sheet("yyyyn", 1_500)})
    fund.confirm_sitting(sitting_id=sitting.pk, by=village.fund_supervisor, at=NOW)
    assert Grant.objects.get().basis == "committee"
    assert funds.facts_now(held.request_id).state == "decided"


def test_refuses_a_family_of_the_holders_managers(goodwill):
    held = submitted(goodwill)
    home = held.listed.first().household_id
    fund.enter_interest(
        fund_id=goodwill.desk.fund.pk, number=goodwill.number_of(home), manager="某会长",
        relation="本人", by=goodwill.village.holder_accountant, at=NOW,
    )  # fmt: skip
    with pytest.raises(fund.InterestedParty):
        goodwill.approve(held)


def test_a_round_the_fund_refuses_goes_nowhere(goodwill):
    held = goodwill.approved(households=3)
    goodwill.desk.decide(AidRequest.objects.get(pk=held.request_id), 0, words="今年不办")
    assert queries.state_of(Round.objects.get()) == "stopped"
    with pytest.raises(actions.NotReady):
        goodwill.issue(held)


def test_refuses_goods_the_shelf_does_not_hold(goodwill):
    held = goodwill.begin_goods(goodwill.rice(3), pieces=2)
    goodwill.list(held, goodwill.family(), goodwill.family())
    goodwill.submit(held)
    with pytest.raises(giving.NotSoMany):
        goodwill.approve(held)
