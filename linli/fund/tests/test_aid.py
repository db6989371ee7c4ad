"""The way of a request: asked, decided, instructed, paid; one person a step, never too much."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from linli.fund import actions, queries
from linli.fund.models import AidRequest, Instruction, Payment
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity.models import SignOff
from linli.identity.permissions import NotAllowed, SecondFactorNeeded, Viewer
from linli.journal import queries as journal
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import queries as books
from linli.notices.models import Notice


def holds(desk) -> tuple[int, int, int]:
    """What the book says, in yuan: with the holder, free, set aside."""
    held = {account.code: account.balance for account in books.balances(desk.fund.book.code)}
    return tuple(held[code] // YUAN for code in ("holder", "available", "approved"))


def state(desk, request) -> str:
    return queries.request(desk.village.auditor, request.pk).row.state


# The whole way -----------------------------------------------------------------------------------


def test_a_request_goes_from_asked_to_paid(desk):
    request = desk.ask(900)
    assert (state(desk, request), holds(desk)) == ("asked", (10_000, 10_000, 0))
    desk.decide(request, 800)
    assert (state(desk, request), holds(desk)) == ("decided", (10_000, 9_200, 800))
    desk.instruct(request)
    assert (state(desk, request), holds(desk)) == ("instructed", (10_000, 9_200, 800))
    desk.pay(request)
    assert (state(desk, request), holds(desk)) == ("paid", (9_200, 9_200, 0))
    assert books.verify(desk.fund.book.code).sound


def test_every_step_is_remembered_and_names_nobody(desk):
    request = desk.paid(900)
    deeds = journal.history(("aid_request", request.pk))
    assert [deed.verb for deed in reversed(deeds)] == [
        "aid.asked",
        "aid.visited",
        "aid.proposed",
        "aid.decided",
        "aid.instructed",
        "aid.paid",
    ]
    assert all(set(deed.details) <= {"amount_fen"} for deed in deeds)


def test_whoever_has_to_act_next_is_told(desk):
    desk.paid(900)
    told = set(Notice.objects.filter(kind__startswith="aid.").values_list("kind", "to__username"))
    assert told == {
        ("aid.asked", "committee_member"),
        ("aid.asked", "second_member"),
        ("aid.asked", "committee_secretary"),
        ("aid.proposed", "committee_member"),
        ("aid.proposed", "second_member"),
        ("aid.decided", "cashier"),
        ("aid.decided", "social_worker"),
        ("aid.instructed", "holder_accountant"),
        ("aid.paid", "social_worker"),
    }


def test_the_public_book_shows_neither_household_nor_amount(desk):
    request = desk.paid(900)
    for posted in (request.grant.entry, request.grant.instruction.payment.entry):
        entry = books.entry(desk.fund.book.code, posted.seq)
        assert entry.public == '{"lines_shown":false}'


def test_repairs_are_shown_line_by_line_since_they_help_no_household(desk):
    request = desk.paid(900, "estate_repair")
    assert request.grant.instruction.payment.entry.public == '{"lines_shown":true}'


# Money -------------------------------------------------------------------------------------------


def test_refuses_when_the_fund_is_short(desk):
    request = desk.ask(10_001)
    with pytest.raises(actions.NotEnoughMoney) as refusal:
        desk.decide(request, 10_001)
    assert "¥1" in str(refusal.value)
    assert state(desk, request) == "asked"
    assert not SignOff.objects.filter(subject_id=request.pk, step="decide").exists()


def test_two_grants_cannot_share_a_yuan(desk):
    first, second = desk.ask(6_000), desk.ask(6_000)
    desk.decide(first, 6_000)
    with pytest.raises(actions.NotEnoughMoney):
        desk.decide(second, 4_001)
    third = desk.ask(4_000)
    desk.decide(third, 4_000)
    assert holds(desk) == (10_000, 0, 10_000)


def test_money_given_for_students_never_helps_a_repair(desk):
    desk.give(5_000, "student_aid")
    repair = desk.ask(10_001, "estate_repair")
    with pytest.raises(actions.NotEnoughMoney):
        desk.decide(repair, 10_001)


def test_a_purposes_own_money_goes_first(desk):
    desk.give(500, "student_aid")
    desk.decide(desk.ask(800, "student_aid"), 800)
    free = queries.fund(desk.village.cashier, desk.fund.pk).free_fen
    assert free == {"general": 9_700 * YUAN}


def test_never_grants_more_than_was_asked(desk):
    with pytest.raises(actions.MoreThanAsked):
        desk.decide(desk.ask(900), 901)


def test_never_asks_for_more_than_state_aid_leaves_open(desk, wide_gap):
    wide_gap.yuan = 899
    with pytest.raises(actions.MoreThanTheGap) as refusal:
        desk.ask(900)
    assert "¥899" in str(refusal.value)
    assert not AidRequest.objects.exists()


def test_the_gap_is_kept_as_it_was_when_asked(desk, wide_gap):
    wide_gap.yuan = 1_300
    request = desk.ask(900)
    wide_gap.yuan = 0
    desk.decide(request, 900)
    assert request.gap_fen == 1_300 * YUAN


def test_a_students_aid_fills_no_gap(desk, wide_gap):
    wide_gap.yuan = 0
    assert desk.ask(900, "student_aid").gap_fen is None


def test_the_database_refuses_a_request_above_its_gap(desk):
    request = desk.ask(900)
    with pytest.raises(IntegrityError), transaction.atomic():
        AidRequest.objects.filter(pk=request.pk).update(gap_fen=899 * YUAN)


@pytest.mark.parametrize("amount", [0, -5, 50_001])
def test_refuses_an_amount_nobody_asks(desk, amount):
    with pytest.raises(actions.AmountNotPossible):
        desk.ask(amount)


# Purposes and places -----------------------------------------------------------------------------


def test_a_family_purpose_names_its_household_and_a_repair_none(desk):
    with pytest.raises(actions.PurposeMismatch):
        desk.ask(900, "family_aid", household_id=None)
    with pytest.raises(actions.PurposeMismatch):
        desk.ask(900, "estate_repair", household_id=desk.family())


def test_the_outsider_may_not_ask_here_nor_see(desk):
    with pytest.raises(NotFound):
        desk.ask(900, by=desk.village.outsider)
    request = desk.ask(900)
    with pytest.raises(NotFound):
        queries.request(desk.village.outsider, request.pk)
    assert not queries.requests(desk.village.outsider).object_list


# No reason, no order -----------------------------------------------------------------------------


def test_a_refusal_says_why(desk):
    request = desk.ask(900)
    with pytest.raises(actions.ReasonNeeded):
        desk.decide(request, 0, words="  ")
    desk.decide(request, 0, words="先申请临时救助，回来再说。")
    card = queries.request(desk.village.auditor, request.pk)
    assert (card.row.state, card.refused_because) == ("refused", "先申请临时救助，回来再说。")


def test_the_words_of_a_refusal_are_sealed(desk):
    request = desk.ask(900)
    desk.decide(request, 0, words="家里的情况")
    assert "家里" not in bytes(request.refusal.words).decode(errors="ignore")


def test_cannot_instruct_before_the_decision(desk):
    with pytest.raises(actions.NotDecidedYet):
        desk.instruct(desk.ask(900))


def test_cannot_pay_before_the_instruction(desk):
    request = desk.ask(900)
    desk.decide(request, 900)
    with pytest.raises(actions.NotInstructedYet):
        desk.pay(request)


@pytest.mark.parametrize("end", ["refuse", "withdraw", "pay"])
def test_nothing_follows_the_end(desk, end):
    if end == "pay":
        request = desk.paid(900)
    else:
        request = desk.ask(900)
        {"refuse": lambda: desk.decide(request, 0, words="不在范围内"),
         "withdraw": lambda: desk.withdraw(request)}[end]()  # fmt: skip
    for step in (lambda: desk.decide(request, 900), lambda: desk.instruct(request),
                 lambda: desk.pay(request), lambda: desk.withdraw(request)):  # fmt: skip
        with pytest.raises(actions.AlreadyEnded):
            step()


def test_a_withdrawal_gives_back_what_was_set_aside(desk):
    desk.give(500, "family_aid")
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.withdraw(request)
    assert holds(desk) == (10_500, 10_500, 0)
    free = queries.fund(desk.village.cashier, desk.fund.pk).free_fen
    assert free == {"general": 10_000 * YUAN, "family_aid": 500 * YUAN}


# Pressed twice -----------------------------------------------------------------------------------


def test_pressing_pay_twice_pays_once(desk):
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    key = uuid4()
    first = desk.pay(request, key=key, bank_reference="HX1")
    second = desk.pay(request, key=key, bank_reference="HX1")
    assert first == second
    assert Payment.objects.count() == 1
    assert holds(desk) == (9_100, 9_100, 0)


def test_the_same_press_with_another_bank_line_is_refused(desk):
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    key = uuid4()
    desk.pay(request, key=key, bank_reference="HX1")
    with pytest.raises(KeyUsedForOther):
        desk.pay(request, key=key, bank_reference="HX2")


def test_every_other_press_may_come_twice_too(desk):
    ask, decide, instruct, withdraw = uuid4(), uuid4(), uuid4(), uuid4()
    household = desk.family()
    for _ in range(2):
        request = desk.ask(900, key=ask, household_id=household)
    for _ in range(2):
        desk.decide(request, 900, key=decide)
    for _ in range(2):
        desk.instruct(request, key=instruct)
    for _ in range(2):
        desk.withdraw(request, key=withdraw)
    assert AidRequest.objects.count() == 1
    assert holds(desk) == (10_000, 10_000, 0)


def test_one_bank_line_pays_one_request(desk):
    desk.paid(900)
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    taken = Payment.objects.get().bank_reference
    with pytest.raises(actions.BankLineTaken):
        desk.pay(request, bank_reference=taken)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_of_payment_is_neither_before_the_grant_nor_tomorrow(desk, days):
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    with pytest.raises(actions.DayNotPossible):
        desk.pay(request, paid_on=TODAY + datetime.timedelta(days=days))


# One person a step -------------------------------------------------------------------------------


def everything(village, who: str) -> Viewer:
    """One person with every role of the fund: what the guard must withstand."""
    person = getattr(village, who)
    roles = [role for viewer in (village.social_worker, village.committee_member,
             village.cashier, village.holder_accountant) for role in viewer.held]  # fmt: skip
    return Viewer(user_id=person.user_id, held=tuple(roles), second_factor=True)


def test_nobody_takes_two_steps_of_one_request(desk):
    both = everything(desk.village, "social_worker")
    request = desk.ask(900, by=both)
    with pytest.raises(actions.SamePersonTwice):
        desk.decide(request, 900, by=both)
    desk.decide(request, 900)
    with pytest.raises(actions.SamePersonTwice):
        desk.instruct(request, by=both)
    desk.instruct(request)
    for already in ("social_worker", "committee_member", "cashier"):
        with pytest.raises(actions.SamePersonTwice):
            desk.pay(request, by=everything(desk.village, already))
    assert holds(desk) == (10_000, 9_100, 900)


def test_the_database_itself_refuses_the_second_step_of_one_person(desk):
    request = desk.ask(900)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(
            subject_kind="aid_request",
            subject_id=request.pk,
            step="pay",
            actor_id=desk.village.social_worker.user_id,
            at=NOW,
        )


def test_the_database_itself_refuses_a_second_payment(desk):
    payment = desk.paid(900).grant.instruction.payment
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            instruction=payment.instruction,
            fund=desk.fund,
            bank_reference="HX2",
            paid_on=TODAY,
            at=NOW,
            entry=payment.entry,
            key=uuid4(),
        )


def test_the_database_itself_refuses_to_instruct_what_was_not_granted(desk):
    request = desk.ask(900)
    point = transaction.savepoint()
    Instruction.objects.create(grant_id=request.pk, at=NOW, key=uuid4())
    with pytest.raises(IntegrityError):
        connection.check_constraints()  # as at the end of the transaction
    transaction.savepoint_rollback(point)


def test_deciding_takes_a_second_factor(desk):
    request = desk.ask(900)
    desk.village.committee_member.second_factor = False
    with pytest.raises(SecondFactorNeeded):
        desk.decide(request, 900)


def test_each_step_takes_its_own_role(desk):
    request = desk.ask(900)
    for step, wrong in (
        (lambda by: desk.propose(request, 900, by=by), "cashier"),
        (lambda by: desk.decide(request, 900, by=by), "auditor"),
        (lambda by: desk.instruct(request, by=by), "committee_member"),
        (lambda by: desk.pay(request, by=by), "cashier"),
        (lambda by: desk.withdraw(request, by=by), "auditor"),
        (lambda by: desk.ask(1, by=by), "committee_member"),
    ):
        with pytest.raises(NotAllowed):
            step(getattr(desk.village, wrong))


# What the desk sees ------------------------------------------------------------------------------


def test_the_desk_offers_each_person_their_own_next_step(desk):
    request = desk.ask(900)
    village = desk.village

    def may(viewer) -> set[str]:
        return set(queries.request(viewer, request.pk).may)

    assert may(village.committee_member) == {"propose"}
    assert may(village.social_worker) == {"withdraw"}
    assert may(village.committee_secretary) == {"docket"}
    assert may(village.cashier) == set()
    desk.propose(request, 900)
    assert may(village.second_member) == set()
    assert may(village.committee_member) == {"decide"}
    desk.decide(request, 900)
    assert may(village.cashier) == {"instruct"}
    assert may(village.committee_member) == set()
    desk.instruct(request)
    assert may(village.holder_accountant) == {"pay"}


def test_lists_and_counts_go_by_state(desk):
    desk.ask(1)
    desk.decide(desk.ask(2), 2)
    desk.paid(3)
    desk.decide(desk.ask(4), 0, words="不在范围内")
    assert queries.counts(desk.village.auditor) == {"asked": 1, "decided": 1, "instructed": 0}
    for wanted in ("asked", "decided", "paid", "refused"):
        (row,) = queries.requests(desk.village.auditor, state=wanted).object_list
        assert row.state == wanted
    assert len(queries.requests(desk.village.auditor).object_list) == 4


def test_a_household_has_one_card_of_the_fund(desk):
    household = desk.family()
    desk.ask(900, household_id=household)
    (card,) = queries.cards_for(desk.village.social_worker, household)
    assert [row.asked_fen for row in card.requests] == [900 * YUAN]
    assert queries.cards_for(desk.village.outsider, household) == []
