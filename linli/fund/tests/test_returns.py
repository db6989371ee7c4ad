"""Money asked back and come back: two people, into what it was given for, told with a batch."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions, published, queries
from linli.fund.models import MoneyReturned, PublicNotice, ReturnAsked
from linli.fund.terms import given_back
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity.permissions import NotAllowed, Viewer
from linli.kernel.presses import KeyUsedForOther
from linli.ledger import queries as books


def ask_back(desk, request, yuan: int = 900, **how):
    how.setdefault("key", uuid4())
    how.setdefault("by", desk.village.cashier)
    return actions.ask_back(
        request_id=request.pk, reason="misused", amount_fen=yuan * YUAN, at=NOW, **how
    )


def take_back(desk, request, yuan: int = 900, **how):
    how.setdefault("key", uuid4())
    how.setdefault("by", desk.village.holder_accountant)
    how.setdefault("bank_reference", f"TK{uuid4().hex[:6]}")
    how.setdefault("returned_on", TODAY)
    return actions.take_back(request_id=request.pk, amount_fen=yuan * YUAN, at=NOW, **how)


def free(desk) -> dict[str, int]:
    card = queries.fund(desk.village.auditor, desk.fund.pk)
    return {kind: fen // YUAN for kind, fen in card.free_fen.items()}


def test_what_comes_back_is_free_again_for_what_it_was_given_for(desk):
    desk.give(500, "student_aid")
    request = desk.paid(900, "student_aid")
    assert free(desk) == {"general": 9_600}
    ask_back(desk, request)
    take_back(desk, request)
    assert free(desk) == {"general": 10_000, "student_aid": 500}
    assert queries.trouble_of(desk.fund) == ""
    assert books.verify(desk.fund.book_id).sound


def test_a_part_comes_back_free_money_first(desk):
    desk.give(500, "student_aid")
    request = desk.paid(900, "student_aid")
    ask_back(desk, request, 450)
    take_back(desk, request, 450)
    assert free(desk) == {"general": 10_000, "student_aid": 50}


@pytest.mark.once
def test_where_returned_money_goes():
    drawn = {"student_aid": 500, "": 400}
    assert given_back(drawn, 900) == drawn
    assert given_back(drawn, 300) == {"": 300}
    assert given_back(drawn, 450) == {"": 400, "student_aid": 50}


def test_the_familys_history_says_so_and_blames_nobody(desk):
    household = desk.family()
    request = desk.paid(900, household_id=household)
    ask_back(desk, request)
    (row,) = queries.mine(household)
    assert (row.state, row.returned) == ("paid", False)
    take_back(desk, request)
    (row,) = queries.mine(household)
    assert row.returned


def test_only_what_was_paid_and_no_more(desk):
    request = desk.ask(900)
    with pytest.raises(actions.NotPaidYet):
        ask_back(desk, request)
    request = desk.paid(900)
    with pytest.raises(actions.AmountNotPossible):
        ask_back(desk, request, 901)
    with pytest.raises(actions.NotAskedBack):
        take_back(desk, request)
    ask_back(desk, request, 500)
    with pytest.raises(actions.AlreadyAskedBack):
        ask_back(desk, request, 500)
    with pytest.raises(actions.AmountNotPossible):
        take_back(desk, request, 501)


def test_pressed_twice_is_once(desk):
    request, asked, came = desk.paid(900), uuid4(), uuid4()
    for _ in range(2):
        ask_back(desk, request, key=asked)
    for _ in range(2):
        take_back(desk, request, key=came, bank_reference="TK1")
    assert (ReturnAsked.objects.count(), MoneyReturned.objects.count()) == (1, 1)
    with pytest.raises(KeyUsedForOther):
        take_back(desk, request, 800, key=came, bank_reference="TK1")


def test_two_people_and_each_their_own_role(desk):
    village, request = desk.village, desk.paid(900)
    with pytest.raises(NotAllowed):
        ask_back(desk, request, by=village.social_worker)
    roles = (*village.cashier.held, *village.holder_accountant.held)
    both = Viewer(user_id=village.cashier.user_id, held=roles, second_factor=True)
    ask_back(desk, request, by=both)
    with pytest.raises(actions.SamePersonTwice):
        take_back(desk, request, by=both)


def test_a_bank_line_and_a_day_that_can_be(desk):
    first, second = desk.paid(900), desk.paid(900)
    for request in (first, second):
        ask_back(desk, request)
    take_back(desk, first, bank_reference="TK1")
    with pytest.raises(actions.ReturnLineTaken):
        take_back(desk, second, bank_reference="TK1")
    for days in (-1, 1):
        with pytest.raises(actions.ReturnDayNotPossible):
            take_back(desk, second, returned_on=TODAY + datetime.timedelta(days=days))


def test_the_database_refuses_an_amount_of_nothing_and_a_strange_reason(desk):
    request = desk.paid(900)
    ask_back(desk, request)
    asked = ReturnAsked.objects.filter(payment=request.pk)
    for change in ({"amount_fen": 0}, {"reason": "because"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            asked.update(**change)


# What the street reads ---------------------------------------------------------------------------


def test_a_return_is_netted_in_a_batch_and_the_proof_still_holds(desk):
    requests = [desk.paid(100 + number) for number in range(5)]
    desk.publish()
    ask_back(desk, requests[0], 100)
    take_back(desk, requests[0], 100)
    desk.publish()
    before = published.figures(desk.village.here)
    assert before.paid_fen == (500 + 10) * YUAN, "alone it would be one family's money"
    for _ in range(5):
        desk.paid(100)
    desk.publish()
    after = published.figures(desk.village.here)
    assert after.paid_fen == (500 + 10 + 500 - 100) * YUAN
    assert after.adds_up
    assert published.proof(desk.village.here).adds_up


def test_a_works_return_is_shown_at_once(desk):
    request = desk.paid(900, "estate_repair")
    desk.publish()
    ask_back(desk, request)
    take_back(desk, request)
    desk.publish()
    assert published.figures(desk.village.here).paid_fen == 0
    assert published.proof(desk.village.here).adds_up


def notices(desk):
    return published.notices(desk.village.here).object_list


def test_notices_come_with_a_batch_of_five_households(desk):
    for _ in range(4):
        desk.paid(900)
    desk.publish()
    assert notices(desk) == []
    desk.paid(2_000)
    desk.publish()
    rows = notices(desk)
    assert sorted(row.number for row in rows) == [1, 2, 3, 4, 5]
    assert {str(row.reason) for row in rows} == {"看病花费大"}
    assert sorted(str(row.band) for row in rows)[-1] == "1,000 元以下"
    assert {row.month for row in rows} == {TODAY.replace(day=1)}


def test_a_reason_of_fewer_than_five_households_is_not_told(desk):
    for _ in range(6):
        desk.paid(900)
    desk.paid(900, reason="family_upheaval")
    desk.publish()
    told = [str(row.reason) for row in notices(desk)]
    assert "家里出了变故" not in told
    assert told.count("") in (0, 7), "the group that is shown follows into the pool"


def test_the_same_household_twice_is_no_group(desk):
    household = desk.family()
    for _ in range(4):
        desk.paid(900)
    desk.paid(100, household_id=household, reason="schooling")
    desk.paid(100, household_id=household, reason="schooling")
    desk.publish()
    assert {str(row.reason) for row in notices(desk)} == {""}


def test_a_refused_or_waiting_request_has_no_notice(desk):
    desk.decide(desk.ask(900), 0, words="不在范围内")
    desk.decide(desk.ask(900), 900)
    for _ in range(5):
        desk.paid(900)
    desk.publish()
    assert len(notices(desk)) == 5
    assert PublicNotice.objects.count() == 5


def test_numbers_do_not_tell_the_order_of_days(desk):
    paid = [desk.paid(900) for _ in range(8)]
    desk.publish()
    by_number = list(PublicNotice.objects.order_by("number").values_list("payment_id", flat=True))
    keys = [request.grant.instruction.payment.key.hex for request in paid]
    by_key = [request.pk for _key, request in sorted(zip(keys, paid, strict=True))]
    assert by_number == by_key
