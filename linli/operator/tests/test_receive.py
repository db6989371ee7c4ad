"""Money that comes in has a receipt's number; giving it back takes a second person."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.kernel.presses import KeyUsedForOther
from linli.ledger.actions import NotEnough
from linli.operator import actions, postings, queries
from linli.operator.actions import Origin
from linli.operator.models import GivenBack, Taking
from linli.operator.tests.conftest import Office
from tests.village import NOW, TODAY


def test_receipts_are_numbered_without_a_gap_and_once_a_press(office):
    key = uuid4()
    about = {"key": key, "origin": Origin("hall", "quote", uuid4(), "书法班", TODAY)}
    first = office.receive(**about)
    assert office.receive(**about) == first
    with pytest.raises(KeyUsedForOther):
        office.receive(1_00, **about)
    second = office.receive(20_00, means="bank")
    numbers = [queries.taking(office.keeper, each.pk).receipt for each in (first, second)]
    assert numbers == ["YY2026-0001", "YY2026-0002"]
    assert office.holds() == {"cash": 30_00, "bank": 20_00, "income.fees": 50_00}
    with pytest.raises(IntegrityError), transaction.atomic():
        Taking.objects.filter(pk=second.pk).update(number=1)


def test_what_comes_for_a_bill_settles_it(office):
    origin = Origin("pricing", "payer_month", uuid4(), "十月账单", TODAY)
    about = {"operation_id": office.operation.pk, "kind": "subsidy", "origin": origin, "at": NOW}
    key = uuid4()
    bill = actions.send_bill(amount_fen=100_00, by=office.keeper, key=key, **about)
    assert actions.send_bill(amount_fen=100_00, by=office.keeper, key=key, **about) == bill
    with pytest.raises(actions.BilledAlready):
        actions.send_bill(amount_fen=100_00, by=office.keeper, key=uuid4(), **about)
    assert office.holds() == {"receivable": 100_00, "income.subsidy": 100_00}
    with pytest.raises(actions.MoreThanBilled):
        office.receive(100_01, origin=origin, means="bank")
    office.receive(60_00, origin=origin, means="bank")
    assert office.holds() == {"receivable": 40_00, "bank": 60_00, "income.subsidy": 100_00}
    assert queries.bill_state("pricing", "payer_month", [origin.id]) == {origin.id: (100_00, 60_00)}


def test_a_second_person_gives_back_above_the_limit(office):
    taking = office.receive()
    with pytest.raises(actions.GivenBackBySame):
        office.give_back(taking, by=office.keeper)
    actions.set_give_back_limit(
        operation_id=office.operation.pk, limit_fen=10_00, by=office.accountant, at=NOW
    )
    with pytest.raises(actions.GivenBackBySame):
        office.give_back(taking, 10_01, by=office.keeper)
    office.give_back(taking, 6_00, by=office.keeper)
    with pytest.raises(actions.GivenBackBySame):  # nor a large sum in small ones
        office.give_back(taking, 4_01, by=office.keeper)
    office.give_back(taking, 4_00, by=office.keeper)
    key = uuid4()
    back = office.give_back(taking, 20_00, key=key)
    assert office.give_back(taking, 20_00, key=key) == back
    assert office.holds() == {}
    with pytest.raises(actions.MoreThanTaken):
        office.give_back(taking, 1)
    with pytest.raises(IntegrityError, match="given_back_by_another"), transaction.atomic():
        GivenBack.objects.filter(pk=back.pk).update(given_by=taking.received_by_id)


def test_refuses_without_a_reason_and_from_an_empty_box(office):
    taking = office.receive(means="bank")
    with pytest.raises(actions.NoReason):
        office.give_back(taking, reason=" ")
    with pytest.raises(NotEnough):
        office.give_back(taking, means="cash")
    office.give_back(taking, means="bank")
    assert office.holds() == {}


def test_a_pass_is_prepaid_and_a_book_older_than_that_gets_its_accounts(village, monkeypatch):
    old = [row for row in postings.ACCOUNTS if row.code not in ("prepaid", "income.passes")]
    monkeypatch.setattr(postings, "ACCOUNTS", old)
    office = Office(village)
    monkeypatch.undo()
    taking = office.receive(50_00, kind="passes")
    assert office.holds() == {"cash": 50_00, "prepaid": 50_00}
    about = {"operation_id": office.operation.pk, "kind": "passes", "by": office.accountant}
    about |= {"month": TODAY, "at": NOW + datetime.timedelta(days=9)}
    actions.earn(up_to_fen=20_00, key=uuid4(), **about)
    assert office.holds() == {"cash": 50_00, "prepaid": 30_00, "income.passes": 20_00}
    with pytest.raises(NotEnough):
        office.give_back(taking, 50_00)
