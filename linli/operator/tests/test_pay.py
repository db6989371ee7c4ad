"""What is owed is booked when it is agreed; paying it takes another person, and never too much."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed, clock
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger
from linli.operator import actions, queries
from linli.operator.models import Debt, Payment
from tests.village import HERE, NOW, TODAY


def test_a_debt_is_a_cost_at_once_and_paying_moves_only_what_is_owed(office):
    debt = office.owe()
    origin = queries.open_debts(office.operation.pk)[0].origin
    assert office.holds() == {"payable": 300_00, "expense.teaching": 300_00}
    office.pay(origin, 100_00)
    assert office.holds() == {
        "payable": 200_00, "expense.teaching": 300_00, "bank": -100_00
    }  # fmt: skip
    office.pay(origin, 200_00, bank_reference="B-2")
    assert queries.open_debts(office.operation.pk) == []
    [row] = queries.debts_of("providers", "statement", [origin.id]).values()
    assert (row.id, row.paid_fen, row.left_fen) == (debt.pk, 300_00, 0)
    assert ledger.verify(office.operation.book_id).sound


def test_a_second_press_is_one_posting(office):
    key, origin = uuid4(), office.origin()
    assert office.owe(key=key, origin=origin) == office.owe(key=key, origin=origin)
    with pytest.raises(KeyUsedForOther):
        office.owe(1_00, key=key, origin=origin)
    with pytest.raises(actions.OwedAlready):
        office.owe(origin=origin)
    paid = uuid4()
    assert office.pay(origin, key=paid) == office.pay(origin, key=paid)
    with pytest.raises(KeyUsedForOther):
        office.pay(origin, 1_00, key=paid)
    assert office.holds() == {"expense.teaching": 300_00, "bank": -300_00}


def test_refuses_who_owed_it_and_more_than_is_owed(office):
    origin = office.origin()
    office.owe(origin=origin, by=office.accountant)
    with pytest.raises(actions.PaidBySame):
        office.pay(origin)
    other = office.origin()
    office.owe(origin=other)
    with pytest.raises(actions.MoreThanOwed):
        office.pay(other, 300_01)
    with pytest.raises(actions.NoReference):
        office.pay(other, bank_reference=" ")
    with pytest.raises(actions.AmountNotAbove):
        office.pay(other, 0)
    with pytest.raises(NotFound):
        office.pay(office.origin())


def test_the_database_keeps_the_two_persons_and_the_sum(office):
    debt = office.owe()
    payment = office.pay(queries.open_debts(office.operation.pk)[0].origin)
    with pytest.raises(IntegrityError, match="payment_by_another_than_owed"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(paid_by=debt.owed_by_id)
    with pytest.raises(IntegrityError, match="debt_not_paid_twice"), transaction.atomic():
        Debt.objects.filter(pk=debt.pk).update(paid_fen=300_01)


def test_what_time_agreed_anybody_permitted_may_pay(office):
    origin = office.origin()
    office.owe(origin=origin, by=clock())
    assert office.pay(origin).owed_by_id is None


def test_only_the_operators_own_people_pay(office, village):
    origin = office.origin()
    office.owe(origin=origin)
    with pytest.raises(NotAllowed):
        office.pay(origin, by=village.hall_keeper)
    with pytest.raises(NotAllowed):
        office.pay(origin, by=village.outsider)


def test_one_book_for_one_operator_and_place(office, village):
    about = {"operator_id": village.operator.pk, "by": office.accountant, "at": NOW}
    with pytest.raises(actions.OperationThere):
        actions.open_operation(place=HERE, name="又一本", series="ZZ", **about)
    with pytest.raises(actions.SeriesTaken):
        actions.open_operation(place=HERE, name="食堂", series="YY", kind="canteen", **about)
    card = queries.operation_of(HERE)
    assert (card.id, card.operator, card.opened_on) == (office.operation.pk, "示例运营公司", TODAY)
    assert queries.operation_of(HERE, "canteen") is None
    assert ledger.book(card.book).owner_id == village.operator.pk
    assert queries.operations(village.outsider) == []
