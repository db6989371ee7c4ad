"""The committee decides on paper and the fund follows; what two people decide is ratified."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.committee import actions as committee, queries as committees
from linli.committee.models import Decision
from linli.committee.tests.conftest import Table
from linli.fund import actions, queries
from linli.fund.models import Grant, HomeVisit, Ratification, ReturnAsked
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity.models import SignOff
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound

LATE = TODAY + datetime.timedelta(days=90)


@pytest.fixture
def table(desk, settings, tmp_path) -> Table:
    """The fund's own committee."""
    settings.LINLI_DATA = tmp_path
    return Table(desk.village, desk.fund.pk)


def put(table: Table, sitting, request):
    return actions.put_on_docket(request_id=request.pk, sitting_id=sitting.pk, **table.by)


def follow(table: Table, sitting, by=None):
    by = by or table.village.fund_supervisor
    return actions.confirm_sitting(sitting_id=sitting.pk, by=by, at=NOW)


def decided_on(table: Table, request, choices: str = "yyynn", **said):
    """One sitting for one request, from the docket to what the fund made of it."""
    sitting = table.call()
    item = put(table, sitting, request)
    table.key(sitting, {item.pk: table.sheet(choices, **said)})
    return follow(table, sitting)


def state(desk, request) -> str:
    return queries.request(desk.village.auditor, request.pk).row.state


# The committee's way -----------------------------------------------------------------------------


def test_a_decision_becomes_a_grant_that_rests_on_it(desk, table):
    request = desk.ask(900)
    decided_on(table, request, yuan=800)
    grant = Grant.objects.get(request=request)
    assert (grant.basis, grant.amount_fen, grant.proposal) == ("committee", 800 * YUAN, None)
    assert grant.decision.item.subject_id == request.pk
    desk.instruct(request)
    desk.pay(request)
    assert state(desk, request) == "paid"


def test_a_no_is_read_by_the_family(desk, table):
    request = desk.ask(900)
    decided_on(table, request, "nnnyy", words="先办临时救助")
    card = queries.request(desk.village.auditor, request.pk)
    assert (card.row.state, card.refused_because) == ("refused", "先办临时救助")


def test_the_docket_names_nobody_and_no_diagnosis(desk, table):
    request = desk.ask(900)
    item = put(table, table.call(), request)
    assert item.title == f"困难家庭帮扶，尾号 {queries.number_of(request.pk)}"
    assert item.reason == "看病花费大"
    assert item.asked_fen == 900 * YUAN


def test_the_docket_asks_for_no_more_than_the_gap(desk, table, wide_gap):
    wide_gap.yuan = 1_000
    item = put(table, table.call(), desk.ask(1_000))
    assert item.asked_fen == 1_000 * YUAN


def test_a_declared_tie_follows_the_request_to_the_docket(desk, table):
    household = desk.family(number="C-3")
    committee.declare_tie(
        member_id=table.voters[0].pk, number="C-3", words="同住的亲戚", **table.by
    )
    item = put(table, table.call(), desk.ask(900, household_id=household))
    assert [(vote.member_id, vote.choice) for vote in item.votes.all()] == [
        (table.voters[0].pk, "recused")
    ]


def test_what_is_on_the_docket_waits_for_the_sitting(desk, table):
    request = desk.ask(900)
    put(table, table.call(), request)
    with pytest.raises(actions.BeforeTheCommittee):
        desk.propose(request, 900)


def test_money_that_is_short_lets_the_decision_stand_and_is_carried_out_later(desk, table):
    request = desk.ask(10_500)
    decided_on(table, request, yuan=10_500)
    assert state(desk, request) == "asked"
    card = queries.request(desk.village.fund_supervisor, request.pk)
    assert card.basis.passed_fen == 10_500 * YUAN
    assert "carry_out" in card.may
    supervisor = {"by": desk.village.fund_supervisor, "at": NOW}
    with pytest.raises(actions.NotEnoughMoney):
        actions.carry_out(request_id=request.pk, **supervisor)
    desk.give(1_000)
    actions.carry_out(request_id=request.pk, **supervisor)
    assert Grant.objects.get(request=request).decision is not None


def test_a_request_taken_back_before_the_sitting_is_not_granted(desk, table):
    request = desk.ask(900)
    sitting = table.call()
    item = put(table, sitting, request)
    desk.withdraw(request)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    follow(table, sitting)
    assert state(desk, request) == "withdrawn"


def test_only_this_funds_sitting_takes_it_and_only_the_secretary_puts_it(desk, table):
    request = desk.ask(900)
    elsewhere = Table(desk.village).call()
    with pytest.raises(actions.NotThisCommittee):
        put(table, elsewhere, request)
    sitting = table.call()
    with pytest.raises(NotAllowed):
        actions.put_on_docket(
            request_id=request.pk, sitting_id=sitting.pk, by=desk.village.cashier, at=NOW
        )


def test_nothing_is_carried_out_that_no_sitting_passed(desk, table):
    with pytest.raises(actions.NotDecidedByCommittee):
        actions.carry_out(request_id=desk.ask(900).pk, by=desk.village.fund_supervisor, at=NOW)


# Two people --------------------------------------------------------------------------------------


def test_two_people_decide_the_same_or_nothing(desk):
    request = desk.ask(900)
    with pytest.raises(actions.NotProposedYet):
        actions.decide(
            request_id=request.pk, grant_fen=900 * YUAN, key=uuid4(),
            by=desk.village.committee_member, at=NOW,
        )  # fmt: skip
    desk.propose(request, 800)
    with pytest.raises(actions.NotWhatWasProposed):
        desk.decide(request, 700)
    with pytest.raises(actions.SamePersonTwice):
        desk.decide(request, 800, by=desk.village.second_member)
    with pytest.raises(actions.AlreadyProposed):
        desk.propose(request, 900, by=desk.village.committee_member)
    grant = desk.decide(request, 800)
    assert (grant.basis, grant.ratify_by) == ("small_sum", datetime.date(2026, 12, 31))


def limit(desk, yuan: int, days: int = 7):
    return actions.set_limit(
        fund_id=desk.fund.pk, small_fen=yuan * YUAN, emergency_days=days,
        by=desk.village.holder_accountant, at=NOW,
    )  # fmt: skip


def test_above_the_limit_it_is_the_committees(desk):
    limit(desk, 500)
    with pytest.raises(actions.AboveTheLimit):
        desk.propose(desk.ask(900), 501)
    desk.decide(desk.ask(900), 500)


def test_a_large_sum_is_not_cut_into_small_ones(desk, table):
    limit(desk, 500)
    household = desk.family()
    first = desk.ask(300, household_id=household)
    desk.decide(first, 300)
    second = desk.ask(300, household_id=household)
    with pytest.raises(actions.AboveTheLimit):
        desk.propose(second, 201)
    decided_on(table, first, yuan=300)
    desk.decide(second, 300)


def test_without_a_limit_two_people_decide_nothing(desk):
    queries.limit_of(desk.fund.pk).delete()
    with pytest.raises(actions.NoLimitSet):
        desk.propose(desk.ask(900), 1)


def test_the_holder_sets_the_limit(desk):
    with pytest.raises(NotAllowed):
        actions.set_limit(
            fund_id=desk.fund.pk, small_fen=1, emergency_days=7, by=desk.village.cashier, at=NOW
        )
    with pytest.raises(actions.LimitNotPossible):
        limit(desk, 500, days=0)


def test_an_emergency_is_paid_first_and_overdue_when_not_ratified(desk):
    limit(desk, 100, days=7)
    request = desk.ask(900)
    grant = desk.decide(request, 900, emergency=True)
    assert (grant.basis, grant.limit_fen) == ("emergency", None)
    assert grant.ratify_by == TODAY + datetime.timedelta(days=7)
    desk.instruct(request)
    desk.pay(request)
    (row,) = queries.unratified(desk.village.fund_supervisor, TODAY)
    assert not row.overdue
    (row,) = queries.unratified(desk.village.fund_supervisor, LATE)
    assert row.overdue


def test_ratified_it_is_done(desk, table):
    request = desk.ask(900)
    desk.decide(request, 900)
    decided_on(table, request, yuan=900)
    assert Ratification.objects.get().ratified
    assert queries.unratified(desk.village.auditor, LATE) == []
    with pytest.raises(actions.NothingToRatify):
        put(table, table.call(), request)


def test_not_ratified_after_the_payment_it_is_asked_back(desk, table):
    request = desk.paid(900)
    decided_on(table, request, "nnnyy", words="不在范围内")
    assert not Ratification.objects.get().ratified
    asked = ReturnAsked.objects.get(payment_id=request.pk)
    assert (asked.reason, asked.amount_fen) == ("not_ratified", 900 * YUAN)


def test_not_ratified_before_the_payment_the_money_is_free_again(desk, table):
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    decided_on(table, request, "nnnyy", words="不在范围内")
    assert state(desk, request) == "withdrawn"
    assert queries.fund(desk.village.auditor, desk.fund.pk).approved_fen == 0
    with pytest.raises(actions.AlreadyEnded):
        desk.pay(request)


# The home visit ----------------------------------------------------------------------------------


def test_a_family_is_visited_before_it_is_decided(desk, table):
    request = desk.ask(900, visited=False)
    with pytest.raises(actions.NotVisitedYet):
        desk.propose(request, 900)
    with pytest.raises(actions.NotVisitedYet):
        put(table, table.call(), request)
    visit = desk.visit(request, "孩子在家，床边有助行架。")
    assert "助行架" not in bytes(visit.words).decode(errors="ignore")
    with pytest.raises(actions.AlreadyVisited):
        desk.visit(request)
    desk.propose(request, 900)


def test_a_reason_may_stand_for_the_visit(desk):
    request = desk.ask(900, visited=False)
    desk.visit(request, "人在医院抢救，家里没有人。", on=None)
    desk.propose(request, 900)
    assert HomeVisit.objects.get().on is None


def test_no_visit_tomorrow_and_none_for_a_repair(desk):
    with pytest.raises(actions.VisitDayNotPossible):
        desk.visit(desk.ask(900, visited=False), on=TODAY + datetime.timedelta(days=1))
    with pytest.raises(actions.AlreadyEnded):
        desk.visit(desk.ask(900, "estate_repair"))


def test_the_committee_reads_when_it_was_and_not_what_was_found(desk):
    request = desk.ask(900)
    assert queries.request(desk.village.committee_member, request.pk).visit.on == TODAY
    assert queries.visit_words(desk.village.committee_member, request.pk) == ""
    assert "整齐" in queries.visit_words(desk.village.social_worker, request.pk)
    assert [one.id for one in queries.not_visited(desk.village.social_worker)] == []


# What the database keeps -------------------------------------------------------------------------


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_database_wants_exactly_one_basis(desk, table):
    small, paper = desk.ask(900), desk.ask(900)
    desk.decide(small, 900)
    decided_on(table, paper, yuan=900)
    decision = Decision.objects.get()
    small_grant = Grant.objects.filter(request=small)
    paper_grant = Grant.objects.filter(request=paper)
    for change in (
        lambda: small_grant.update(basis="committee"),
        lambda: small_grant.update(decision=decision),
        lambda: small_grant.update(proposal=None),
        lambda: small_grant.update(amount_fen=50_001 * YUAN),
        lambda: small_grant.update(ratify_by=None),
        lambda: small_grant.update(basis="nobody"),
        lambda: paper_grant.update(decision=None),
        lambda: paper_grant.update(basis="small_sum"),
        lambda: paper_grant.update(
            basis="earlier", decision=None, at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
        ),
    ):
        assert refused(change)


def test_one_decision_carries_one_grant(desk, table):
    first, second = desk.ask(900), desk.ask(900)
    decided_on(table, first, yuan=900)
    decided_on(table, second, yuan=900)
    taken = Grant.objects.get(request=first).decision
    assert refused(lambda: Grant.objects.filter(request=second).update(decision=taken))


def test_the_database_refuses_the_second_word_of_one_person(desk):
    request = desk.ask(900)
    desk.propose(request, 900)
    assert refused(
        lambda: SignOff.objects.create(
            subject_kind="aid_request", subject_id=request.pk, step="decide",
            actor_id=desk.village.second_member.user_id, at=NOW,
        )
    )  # fmt: skip


# What waits for whom -----------------------------------------------------------------------------


def test_each_request_waits_for_the_right_people(desk, table):
    limit(desk, 500)
    small, large = desk.ask(400), desk.ask(900)
    village = desk.village
    assert [one.id for one in queries.to_decide(village.committee_member)] == [small.pk]
    assert [one.id for one in queries.to_docket(village.committee_secretary)] == [large.pk]
    sitting = table.call()
    put(table, sitting, large)
    assert queries.to_docket(village.committee_secretary) == []
    assert [(one.id, key) for one, key in committees.waiting(village.committee_secretary)] == [
        (sitting.pk, False)
    ]


def test_without_a_limit_everything_waits_for_the_docket(desk):
    queries.limit_of(desk.fund.pk).delete()
    request = desk.ask(900)
    assert [one.id for one in queries.to_docket(desk.village.committee_secretary)] == [request.pk]
    assert queries.to_decide(desk.village.committee_member) == []


def test_the_outsider_confirms_nothing(desk, table):
    sitting = table.call()
    item = put(table, sitting, desk.ask(900))
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    with pytest.raises((NotAllowed, NotFound)):
        follow(table, sitting, by=desk.village.outsider)
    with pytest.raises(committee.NotKeyedYet):
        follow(table, table.call())
