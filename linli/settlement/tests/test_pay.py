"""A third person pays, once, from the operator's book; then nothing is changed any more."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.operator.actions import NoReference
from linli.settlement import actions, queries
from linli.settlement.models import Statement
from linli.settlement.tests.conftest import AFTER, FEE, days
from tests.village import NOW, TODAY


@pytest.fixture
def agreed(finance) -> Statement:
    finance.teach()
    return finance.agree(finance.draft())


def test_paid_once_however_often_it_is_pressed(finance, agreed):
    assert [row.id for row in queries.to_pay(finance.accountant, AFTER)] == [agreed.pk]
    paid = finance.pay(agreed)
    assert finance.pay(agreed, bank_reference="B-2").pk == paid.pk
    assert finance.holds() == {"bank": -3 * FEE, "expense.teaching": 3 * FEE}
    assert (finance.state(paid), finance.state(paid, days(99))) == ("paid", "paid")
    assert finance.book_is_clean()
    assert queries.to_pay(finance.accountant, AFTER) == []


def test_nothing_is_paid_that_was_not_agreed(finance):
    finance.teach()
    statement = finance.draft()
    with pytest.raises(actions.NotAgreed):
        finance.pay(statement)
    with pytest.raises(actions.NotAgreed):
        finance.pay(statement, at=days(60))
    finance.dispute(statement, 1)
    with pytest.raises(actions.NotAgreed):
        finance.pay(statement)
    assert finance.holds() == {}


def test_neither_who_drafted_nor_who_agreed_pays(finance, village, agreed):
    """The database says so too."""
    later = TODAY + datetime.timedelta(days=1)
    for key in ("hall_keeper", "teacher"):
        identity.appoint(
            user_id=village.users[key].pk, role="operator_accountant",
            organisation=village.operator.pk, from_on=TODAY, by=clock(), at=NOW,
        )  # fmt: skip
        viewer = who.viewer_for(village.users[key], on=later, second_factor=True)
        with pytest.raises(actions.OwnStatement):
            finance.pay(agreed, by=viewer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=agreed.pk).update(
                paid_at=AFTER, paid_by=viewer.user_id, bank_reference="B-1"
            )


def test_the_desk_does_not_pay_and_a_payment_is_the_banks(finance, agreed):
    with pytest.raises(NotAllowed):
        finance.pay(agreed, by=finance.keeper)
    with pytest.raises(NoReference):
        finance.pay(agreed, bank_reference=" ")
    assert Statement.objects.get(pk=agreed.pk).paid_at is None


def test_a_paid_statement_is_not_changed(finance, agreed):
    finance.pay(agreed)
    rows = Statement.objects.filter(pk=agreed.pk)
    for change in (
        {"paid_at": None, "paid_by": None, "bank_reference": ""},
        {"bank_reference": "B-9"},
        {"total_fen": 1},
        {"agreed_at": None, "agreed_by": None},
        {"replaced_at": AFTER},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(actions.StatementClosed):
        finance.dispute(agreed, 1)


def test_what_silence_agreed_to_is_owed_and_paid_in_one_go(finance):
    finance.teach()
    statement = finance.draft()
    finance.look(statement)
    paid = finance.pay(statement, at=days(15))
    assert (paid.silent, paid.agreed_by_id) == (True, None)
    assert finance.holds() == {"bank": -3 * FEE, "expense.teaching": 3 * FEE}
