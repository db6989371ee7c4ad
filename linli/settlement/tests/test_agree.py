"""The provider agrees, or says which line is wrong; the desk answers; silence agrees to what was
shown, and to nothing else."""

import pytest
from django.db import IntegrityError, transaction

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.operator import queries as operators
from linli.providers.terms import FREE, PER_HEAD, Rates
from linli.settlement import actions, queries
from linli.settlement.actions import Corrected
from linli.settlement.models import Dispute, Line, Statement
from linli.settlement.tests.conftest import AFTER, FEE, days
from tests.village import NOW, TODAY

BY_HEAD = Rates(PER_HEAD, per_head_fen=1_500)


def test_what_is_agreed_is_owed_at_once(finance):
    finance.teach()
    statement = finance.draft()
    assert finance.state(statement) == "drafted"
    finance.look(statement)
    assert finance.state(statement) == "seen"
    finance.agree(statement)
    assert finance.state(statement) == "agreed"
    assert finance.holds() == {"expense.teaching": 3 * FEE, "payable": 3 * FEE}
    [debt] = operators.debts_of("settlement", "statement", [statement.pk]).values()
    assert debt.left_fen == 3 * FEE
    assert finance.agree(statement).pk == statement.pk


def test_the_drafter_never_agrees(finance, village):
    """Two people, and the database says so too."""
    identity.appoint(
        user_id=finance.keeper.user_id, role="teacher", organisation=village.teaching.pk,
        from_on=TODAY, by=clock(), at=NOW,
    )  # fmt: skip
    both = who.viewer_for(village.users["hall_keeper"], on=TODAY, second_factor=True)
    finance.teach()
    statement = finance.draft()
    with pytest.raises(actions.OwnDraft):
        finance.agree(statement, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(
            agreed_at=AFTER, agreed_by=finance.keeper.user_id
        )
    with pytest.raises(NotAllowed):
        finance.agree(statement, by=finance.accountant)


def test_a_disputed_line_is_corrected_by_a_new_version(finance):
    finance.teach(rates=BY_HEAD)
    old = finance.draft()
    said = finance.dispute(old, 2)
    assert finance.state(old) == "disputed"
    with pytest.raises(actions.LineDisputed):
        finance.agree(old)
    with pytest.raises(IntegrityError, match="disputed"), transaction.atomic():
        Statement.objects.filter(pk=old.pk).update(
            agreed_at=AFTER, agreed_by=finance.teacher.user_id
        )
    with pytest.raises(actions.AlreadyDisputed):
        finance.dispute(old, 2)
    new = finance.answer(said, corrected=Corrected(held=True, minutes=90, heads=10, fees_fen=0))
    assert (finance.state(old), finance.state(new)) == ("replaced", "drafted")
    assert (old.total_fen, new.total_fen) == (24 * 1_500, 26 * 1_500)
    assert set(Line.objects.filter(statement=old).values_list("live", flat=True)) == {False}
    assert list(Line.objects.filter(statement=old).values_list("heads", flat=True)) == [8, 8, 8]
    with pytest.raises(actions.StatementClosed):
        finance.agree(old)
    finance.agree(new)
    assert finance.holds()["payable"] == 26 * 1_500


def test_an_answer_may_say_why_it_stands(finance):
    finance.teach()
    statement = finance.draft()
    said = finance.dispute(statement, 1, "应该算两次")
    with pytest.raises(actions.WordsMissing):
        finance.answer(said, " ")
    assert finance.answer(said, "那天只上了一次").pk == statement.pk
    with pytest.raises(actions.StatementClosed):
        finance.answer(said, "再说一次")
    line = queries.page_of(statement.pk, AFTER).lines[0]
    assert [each.answer for each in line.disputes] == ["那天只上了一次"]
    finance.agree(statement)
    with pytest.raises(actions.StatementClosed):
        finance.dispute(statement, 1)


def test_a_correction_changes_something_and_other_words_go_with_it(finance):
    finance.teach()
    statement = finance.draft()
    first, second = finance.dispute(statement, 1), finance.dispute(statement, 2, "没上")
    same = Corrected(held=True, minutes=90, heads=8, fees_fen=0)
    with pytest.raises(actions.NotChanged):
        finance.answer(first, corrected=same)
    assert Dispute.objects.get(pk=first.pk).answered_at is None, "nothing was written"
    longer = finance.answer(first, corrected=same._replace(minutes=120))
    assert finance.state(longer) == "disputed"
    carried = Dispute.objects.get(statement=longer)
    assert (carried.words, carried.line.position) == (second.words, 2)
    none = finance.answer(carried, corrected=Corrected(False, 0, 0, 0))
    assert none.total_fen == 2 * FEE


def test_who_says_it_is_wrong_does_not_answer(finance):
    finance.teach()
    said = finance.dispute(finance.draft(), 1)
    with pytest.raises(NotAllowed):
        finance.answer(said, by=finance.teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=said.pk).update(
            answer="对", answered_at=AFTER, answered_by=finance.teacher.user_id
        )


def test_silence_agrees_after_fourteen_days_if_it_was_shown(finance):
    """Worked out when read: no job decides."""
    finance.teach()
    statement = finance.draft()
    assert finance.state(statement, days(60)) == "drafted", "never shown, never agreed"
    finance.look(statement, days(1))
    assert finance.state(statement, days(14)) == "seen"
    assert finance.state(statement, days(15)) == "agreed"
    said = finance.dispute(statement, 1, at=days(3))
    assert finance.state(statement, days(60)) == "disputed"
    finance.answer(said, "不改", at=days(20))
    assert finance.state(statement, days(33)) == "seen", "fourteen days from the last word"
    assert finance.state(statement, days(34)) == "agreed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(agreed_at=days(34), silent=True)


def test_whoever_agrees_after_silence_did_changes_nothing(finance):
    finance.teach()
    statement = finance.draft()
    finance.look(statement)
    late = finance.agree(statement, at=days(20))
    assert (late.silent, late.agreed_by_id, late.agreed_at) == (True, None, days(14))


def test_what_comes_to_nought_is_agreed_and_owes_nothing(finance):
    finance.teach(rates=Rates(FREE))
    statement = finance.agree(finance.draft())
    assert finance.holds() == {}
    [row] = queries.my_statements(finance.teacher, AFTER)
    assert (row.id, str(row.my_word)) == (statement.pk, "对过了，不用付钱")
    assert queries.to_pay(finance.accountant, AFTER) == []


def test_lists_cost_the_same_however_long(finance, django_assert_num_queries):
    finance.teach()
    finance.draft()
    with django_assert_num_queries(3):
        assert len(queries.waiting(finance.keeper, AFTER)) == 1
    with django_assert_num_queries(3):
        assert len(queries.my_statements(finance.teacher, AFTER)) == 1
