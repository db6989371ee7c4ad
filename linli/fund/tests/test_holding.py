"""Between a fund and its holder: accept, return, instruct again, undo; bank items and receipts."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions, queries
from linli.fund.models import BankItem, OfficialReceipt, Payment, Turn, UndonePayment
from linli.fund.tests.conftest import NOW, PAYEE, TODAY, YUAN
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.ledger import queries as books
from tests.village import HERE


def granted(desk, amount=900):
    request = desk.ask(amount)
    desk.decide(request, amount)
    return request


def instructed(desk, amount=900):
    request = granted(desk, amount)
    desk.instruct(request)
    return request


def accept(desk, request, **how):
    how.setdefault("by", desk.village.holder_accountant)
    how.setdefault("key", uuid4())
    return actions.accept_instruction(request_id=request.pk, at=NOW, **how)


def give_back(desk, request, words="账号少一位", **how):
    how.setdefault("by", desk.village.holder_accountant)
    how.setdefault("key", uuid4())
    return actions.return_instruction(request_id=request.pk, words=words, at=NOW, **how)


def state(request):
    return queries.facts_now(request.pk).state


def booked(desk, kind="fee", yuan=5, **how):
    how.setdefault("key", uuid4())
    return actions.book_bank_item(
        fund_id=desk.fund.pk,
        kind=kind,
        amount_fen=yuan * YUAN,
        on=TODAY,
        by=desk.village.holder_accountant,
        at=NOW,
        **how,
    )


def test_the_holder_accepts_and_the_line_pays(desk):
    request, key = instructed(desk), uuid4()
    assert accept(desk, request, key=key) == accept(desk, request, key=key)
    with pytest.raises(actions.AcceptedAlready):
        accept(desk, request)
    (card,) = queries.instructions(desk.village.holder_accountant, desk.village.holder.pk)
    assert card.accepted
    assert (card.payee_name, card.payee_account) == PAYEE[:2]
    desk.pay(request)
    assert state(request) == "paid"
    assert queries.instructions(desk.village.holder_accountant, desk.village.holder.pk) == []


def test_returned_it_waits_for_the_clerk_again(desk):
    request = instructed(desk)
    give_back(desk, request)
    assert state(request) == "decided"
    with pytest.raises(actions.NotInstructedYet):
        desk.pay(request)
    assert queries.counts(desk.village.cashier) == {"asked": 0, "decided": 1, "instructed": 0}
    desk.instruct(request, payee=actions.Payee("虚甲", "62220212"))
    card = queries.instruction(desk.village.holder_accountant, request.pk)
    assert card.payee_account == "62220212"
    assert not card.accepted
    desk.pay(request)
    assert state(request) == "paid"


def test_returned_it_may_be_withdrawn(desk):
    request = instructed(desk)
    give_back(desk, request)
    desk.withdraw(request)
    assert books.balance(desk.fund.book_id, "approved") == 0


def test_a_return_needs_its_reason(desk):
    request = instructed(desk)
    with pytest.raises(actions.ReturnNeedsReason):
        give_back(desk, request, words=" ")
    assert Turn.objects.count() == 1


def test_an_instruction_needs_its_payee(desk):
    request = desk.ask(900)
    desk.decide(request, 900)
    with pytest.raises(actions.PayeeNeeded):
        desk.instruct(request, payee=actions.Payee("虚甲", ""))


def test_whoever_instructed_may_not_answer_for_the_holder(desk):
    request = instructed(desk)
    clerk = desk.village.users["cashier"]
    identity.appoint(
        user_id=clerk.pk,
        role="holder_accountant",
        by=clock(),
        at=NOW,
        from_on=TODAY,
        organisation=desk.village.holder.pk,
    )
    both = who.viewer_for(clerk, on=TODAY, second_factor=True)
    with pytest.raises(actions.SamePersonTwice):
        accept(desk, request, by=both)
    with pytest.raises(actions.SamePersonTwice):
        desk.pay(request, by=both)


def test_the_database_wants_a_return_to_say_why(desk):
    request = instructed(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(
            instruction_id=request.pk, number=2, kind="returned", at=NOW, key=uuid4()
        )


def test_a_payment_is_undone_and_paid_again_by_its_own_line(desk):
    request = instructed(desk)
    desk.pay(request, bank_reference="HX1")
    key = uuid4()
    by = {"by": desk.village.holder_accountant, "at": NOW}
    undone = actions.undo_payment(request_id=request.pk, key=key, **by)
    assert actions.undo_payment(request_id=request.pk, key=key, **by) == undone
    assert state(request) == "instructed"
    assert books.balance(desk.fund.book_id, "holder") == 10_000 * YUAN
    desk.pay(request, bank_reference="HX2")
    assert Payment.objects.get().bank_reference == "HX2"
    assert UndonePayment.objects.get().bank_reference == "HX1"
    assert books.verify(desk.fund.book_id).sound
    with pytest.raises(actions.NotPaid):
        actions.undo_payment(request_id=instructed(desk).pk, key=uuid4(), **by)


def test_what_a_batch_has_published_is_not_undone(desk):
    request = desk.paid(900, "estate_repair")
    desk.publish()
    with pytest.raises(actions.PaymentPublished):
        actions.undo_payment(
            request_id=request.pk, key=uuid4(), by=desk.village.holder_accountant, at=NOW
        )


def test_charge_and_interest_keep_the_book_and_what_is_published_right(desk):
    fee, key = booked(desk, "fee", 5), uuid4()
    interest = booked(desk, "interest", 30, key=key)
    assert booked(desk, "interest", 30, key=key) == interest
    assert books.balance(desk.fund.book_id, "holder") == 10_025 * YUAN
    assert books.balance(desk.fund.book_id, "available") == 10_025 * YUAN
    figures = desk.publish().figures
    assert figures["balance_fen"] == 10_025 * YUAN
    assert (figures["income"]["interest"], figures["paid"]["bank_fee"]) == (3000, 500)
    assert _proof().adds_up
    back = {"by": desk.village.holder_accountant, "at": NOW}
    actions.take_back_bank_item(item_id=fee.pk, key=uuid4(), **back)
    assert _proof().adds_up, "the published batch still counts the charge it counted"
    assert "bank_fee" not in desk.publish().figures["paid"]
    assert _proof().adds_up
    with pytest.raises(actions.TakenBackAlready):
        actions.take_back_bank_item(item_id=fee.pk, key=uuid4(), **back)


def test_a_charge_never_takes_what_was_given_for_a_purpose(village):
    from linli.fund.tests.conftest import Desk
    from linli.ledger import actions as ledger

    desk = Desk(village, {"student_aid": 100})
    with pytest.raises(ledger.NotEnough):
        booked(desk, "fee", 5)
    assert not BankItem.objects.exists()


def test_an_official_receipt_is_wished_and_numbered_once(desk):
    gift, other = desk.give(100, donor_name="李善人"), desk.give(50)
    by, holder = desk.village.holder_accountant, desk.village.holder.pk
    number = {"issued_on": TODAY, "by": by, "at": NOW}
    with pytest.raises(actions.ReceiptNotWished):
        actions.record_official_receipt(donation_id=gift.pk, number="电子001", **number)
    for each in (gift, other, gift):
        actions.ask_receipt(donation_id=each.pk, by=desk.village.cashier, at=NOW)
    first, _second = queries.receipts_wished(by, holder)
    assert (first.number, first.donor_name) == ("JA2026-0001", "李善人")
    assert queries.gift_numbered(by, holder, "JA2026-0001").donation_id == gift.pk
    assert queries.gift_numbered(by, holder, "JA2026-0009") is None
    for _ in range(2):
        actions.record_official_receipt(donation_id=gift.pk, number="电子001", **number)
    with pytest.raises(actions.ReceiptNumbered):
        actions.record_official_receipt(donation_id=gift.pk, number="电子002", **number)
    with pytest.raises(actions.ReceiptNumberTaken):
        actions.record_official_receipt(donation_id=other.pk, number="电子001", **number)
    assert OfficialReceipt.objects.count() == 1
    assert queries.donation(by, gift.pk).card.official_receipt == "电子001"


def test_the_outsider_and_the_clerk_see_no_payee(desk):
    instructed(desk)
    for role in ("outsider", "cashier", "auditor"):
        with pytest.raises((NotAllowed, NotFound)):
            queries.instructions(getattr(desk.village, role), desk.village.holder.pk)


def _proof():
    from linli.fund import published

    return published.proof(HERE)


def test_money_for_a_family_goes_to_one_of_its_adults_or_an_institution(desk):
    payees = (("虚乙", "adult"), (" 虚 甲 ", "adult"), ("演示康复中心", "institution"))
    for name, payee_is in payees:
        request = granted(desk)
        desk.instruct(request, payee=actions.Payee(name, "62220212"))
        assert Turn.objects.get(instruction=request.pk).payee_is == payee_is


def test_another_payee_is_asked_for_a_reason_and_the_holder_reads_it(desk):
    request = granted(desk)
    with pytest.raises(actions.PayeeNotOfTheFamily):
        desk.instruct(request, payee=actions.Payee("虚戊", "62220212", "  "))
    assert not Turn.objects.exists()
    desk.instruct(request, payee=actions.Payee("虚戊", "62220212", "由姑姑代收。"))
    card = queries.instruction(desk.village.holder_accountant, request.pk)
    assert (str(card.payee_word), card.payee_why) == ("别的人", "由姑姑代收。")


def test_works_are_paid_to_whoever_did_them(desk):
    request = desk.ask(900, "estate_repair")
    desk.decide(request, 900)
    desk.instruct(request, payee=actions.Payee("老王", "62220212"))
    assert Turn.objects.get().payee_is == ""
    assert queries.payee_hint(desk.village.cashier, request.pk, TODAY) is None


def test_the_clerk_alone_is_told_whose_account_it_should_be(desk):
    request = granted(desk)
    hint = queries.payee_hint(desk.village.cashier, request.pk, TODAY)
    assert hint.adults == ("虚＊",) * 3
    for other in ("committee_member", "holder_accountant", "outsider"):
        assert queries.payee_hint(getattr(desk.village, other), request.pk, TODAY) is None


def test_the_database_wants_words_for_another_payee(desk):
    request = granted(desk)
    desk.instruct(request)
    for wrong in ("other", "stranger"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Turn.objects.update(payee_is=wrong)
