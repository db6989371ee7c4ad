"""Matching: what a line is, said once, never more than it carries; and undone before the close."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions as funds, queries as books
from linli.fund.models import Donation, Payment
from linli.holder import actions, queries
from linli.holder.models import Match, StatementLine, Unmatch
from linli.holder.tests.conftest import NOW, PAYEE, TODAY, YUAN
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from linli.journal.models import Deed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger


def balance(holder, account="holder"):
    return ledger.balance(holder.desk.fund.book_id, account) // YUAN


def offers(holder, line):
    return [(offer.act, offer.target, set(offer.reasons)) for offer in holder.card(line).offers]


def test_the_line_and_no_button_makes_the_aid_paid(holder):
    request = holder.instructed(900)
    line, key = holder.line("", "900", other=PAYEE.name, reference="HX7"), uuid4()
    assert offers(holder, line) == [
        ("instruction", request.pk, {"金额相同", "名字相同", "前后三天"})
    ]
    assert holder.pay(line, request, key=key) == holder.pay(line, request, key=key)
    assert books.facts_now(request.pk).state == "paid"
    assert Payment.objects.get().bank_reference.startswith("HX7 ")
    assert balance(holder) == 9_100
    card = holder.card(line)
    assert (card.row.state, card.row.fund) == ("matched", holder.desk.fund.name)
    assert Deed.objects.filter(verb="line.matched").exists()


def test_a_press_that_comes_again_for_another_request_is_refused_and_pays_nothing(holder):
    first, second = (holder.instructed(yuan) for yuan in (300, 500))
    line, key = holder.line("", "900"), uuid4()
    holder.pay(line, first, key=key)
    with pytest.raises(KeyUsedForOther):
        holder.pay(line, second, key=key)
    assert books.facts_now(second.pk).state == "instructed"


def test_one_line_pays_several_and_no_more_than_it_carries(holder):
    first, second, third = (holder.instructed(yuan) for yuan in (300, 500, 200))
    line = holder.line("", "900")
    holder.pay(line, first)
    holder.pay(line, second)
    with pytest.raises(actions.MoreThanTheLine):
        holder.pay(line, third)
    assert books.facts_now(third.pk).state == "instructed"
    assert holder.card(line).row.left_fen == 100 * YUAN


def test_the_database_refuses_more_than_the_line_and_the_wrong_way(holder):
    line = holder.line("", "900")
    about = {"line": line, "fund_id": holder.desk.fund.pk, "by_id": holder.by.user_id, "at": NOW}
    for kind, amount in (("instruction", 90_001), ("donation", 100), ("interest", 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Match.objects.create(
                kind=kind, target=uuid4(), nth=1, amount_fen=amount, key=uuid4(), **about
            )
    target = uuid4()
    Match.objects.create(
        kind="instruction", target=target, nth=1, amount_fen=1, key=uuid4(), **about
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.create(
            kind="instruction", target=target, nth=2, amount_fen=1, key=uuid4(), **about
        )


def test_a_gift_written_down_before_is_found_by_amount_name_and_day(holder):
    gift = holder.desk.give(100, donor_name="李善人")
    holder.desk.give(60, donor_name="王善人")
    line = holder.line("100", other="李善人")
    found = offers(holder, line)
    assert found[0] == ("donation", gift.pk, {"金额相同", "名字相同", "前后三天"})
    holder.do(actions.match_donation, line_id=line.pk, donation_id=gift.pk)
    other = holder.line("100", other="李善人", reference="2")
    assert gift.pk not in [target for _act, target, _why in offers(holder, other)]
    with pytest.raises(actions.MatchedAlready):
        holder.do(actions.match_donation, line_id=other.pk, donation_id=gift.pk)
    assert balance(holder) == 10_160


def test_a_counted_box_is_one_deposit_of_several_gifts(holder):
    gifts = [holder.desk.give(yuan, way="cash") for yuan in (30, 20)]
    line = holder.line("50")
    for gift in gifts:
        holder.do(actions.match_donation, line_id=line.pk, donation_id=gift.pk)
    assert holder.card(line).row.state == "matched"


def test_a_gift_is_written_down_from_the_line(holder):
    line, key = holder.line("88", other="李善人", remark="捐给金安社区助学"), uuid4()
    told = {"line_id": line.pk, "fund_id": holder.desk.fund.pk, "purpose": "student_aid"}
    for _ in range(2):
        holder.do(actions.receive_from_line, key=key, **told)
    gift = Donation.objects.get()
    assert (gift.amount_fen, gift.purpose, gift.display) == (8800, "student_aid", "anonymous")
    (read,) = books.gifts(holder.by, holder.id, TODAY, TODAY)
    assert read.donor_name == "李善人"


def test_the_banks_own_items_keep_the_book_right(holder):
    fee = holder.line("", "5", remark="账户管理费")
    interest = holder.line("3", remark="结息")
    assert offers(holder, fee) == [("fee", holder.desk.fund.pk, {"摘要写着“账户管理费”"})]
    assert offers(holder, interest)[0][0] == "interest"
    for line, kind in ((fee, "fee"), (interest, "interest")):
        holder.do(actions.match_bank_item, line_id=line.pk, kind=kind, fund_id=holder.desk.fund.pk)
    assert balance(holder) == 9_998
    assert balance(holder, "available") == 9_998


def test_a_selling_days_deposit_is_offered_and_matched_once(holder):
    line, takings = holder.line("70"), holder.takings(70)
    assert [(act, target) for act, target, _why in offers(holder, line)] == [
        ("takings", takings.pk)
    ]
    holder.do(actions.accept_offer, line_id=line.pk, act="takings", target=takings.pk)
    assert balance(holder) == 10_070
    other = holder.line("70", reference="2")
    assert offers(holder, other) == []
    with pytest.raises(actions.MatchedAlready):
        holder.do(actions.match_takings, line_id=other.pk, takings_id=takings.pk)


def test_one_deposit_may_hold_two_selling_days(holder):
    line = holder.line("100")
    for yuan in (70, 30):
        takings = holder.takings(yuan)
        holder.do(actions.match_takings, line_id=line.pk, takings_id=takings.pk)
    assert holder.card(line).row.left_fen == 0


def test_a_deposit_of_nobodys_day_is_matched_with_nothing(holder):
    with pytest.raises(NotFound):
        holder.do(actions.match_takings, line_id=holder.line("70").pk, takings_id=uuid4())


def test_money_that_came_in_pays_nobody(holder):
    request, gift = holder.instructed(900), holder.desk.give(900)
    with pytest.raises(actions.WrongWay):
        holder.pay(holder.line("900"), request)
    with pytest.raises(actions.WrongWay):
        holder.do(actions.match_donation, line_id=holder.line("", "900").pk, donation_id=gift.pk)


def test_whoever_instructed_may_not_match_the_line(holder):
    request = holder.instructed(900)
    clerk = holder.village.users["cashier"]
    identity.appoint(
        user_id=clerk.pk,
        role="holder_accountant",
        by=clock(),
        at=NOW,
        from_on=TODAY,
        organisation=holder.id,
    )
    both = who.viewer_for(clerk, on=TODAY, second_factor=True)
    with pytest.raises(identity.SamePersonTwice):
        holder.pay(holder.line("", "900"), request, by=both)
    assert not Match.objects.exists()


def test_a_mistake_is_undone_by_a_new_fact(holder):
    request = holder.instructed(900)
    wrong, right = holder.line("", "900"), holder.line("", "900", reference="2")
    match, key = holder.pay(wrong, request), uuid4()
    for _ in range(2):
        holder.do(actions.unmatch, match_id=match.pk, key=key)
    with pytest.raises(actions.UnmatchedAlready):
        holder.do(actions.unmatch, match_id=match.pk)
    assert balance(holder) == 10_000
    assert holder.card(wrong).row.left_fen == 900 * YUAN
    assert holder.pay(right, request).nth == 2
    assert balance(holder) == 9_100
    assert (Match.objects.count(), Unmatch.objects.count()) == (2, 1)
    assert ledger.verify(holder.desk.fund.book_id).sound


def test_undone_a_charge_goes_back_and_a_gift_stays_a_gift(holder):
    fee, gift = holder.line("", "5"), holder.line("9")
    fund = holder.desk.fund.pk
    charged = holder.do(actions.match_bank_item, line_id=fee.pk, kind="fee", fund_id=fund)
    given = holder.do(actions.receive_from_line, line_id=gift.pk, fund_id=fund)
    for match in (charged, given):
        holder.do(actions.unmatch, match_id=match.pk)
    assert balance(holder) == 10_009
    assert offers(holder, gift)[0][1] == given.target


def test_a_published_payment_keeps_its_line(holder):
    match = holder.pay(holder.line("", "900"), holder.instructed(900))
    holder.desk.publish()
    with pytest.raises(funds.PaymentPublished):
        holder.do(actions.unmatch, match_id=match.pk)
    assert not Unmatch.objects.exists()


def test_given_by_hand_and_given_anew(holder):
    line = holder.line("5")
    assert holder.card(line).row.state == "unclaimed"
    for _ in range(2):
        actions.give_line(line_id=line.pk, fund_id=holder.desk.fund.pk, by=holder.by, at=NOW)
    assert holder.card(line).row.state == "given"
    assert line.assignments.count() == 1


def test_explained_in_words_once(holder):
    line = holder.line("5")
    told = {"line_id": line.pk, "by": holder.by, "at": NOW}
    with pytest.raises(actions.WordsNeeded):
        actions.explain_line(words=" ", **told)
    actions.explain_line(words="慈善会自己的房租", **told)
    card = holder.card(line)
    assert (card.row.state, card.explained) == ("explained", "慈善会自己的房租")
    with pytest.raises(actions.NothingLeft):
        actions.explain_line(words="再说一次", **told)


def test_the_waiting_have_their_age_and_one_leads_to_the_next(holder):
    old = TODAY.replace(month=9)
    first, second = holder.line("5", on=old), holder.line("6")
    (row_one, row_two) = queries.lines(holder.by, "unclaimed", TODAY).object_list
    assert (row_one.age_days, row_one.old, row_two.old) == (61, True, False)
    assert holder.card(first).next_id == second.pk
    assert holder.card(second).next_id is None
    assert queries.unclaimed_for_long(holder.id, TODAY) == 1


def test_another_holders_line_is_not_found(holder):
    line = holder.line("5")
    stranger = identity.found_organisation(
        name="别处慈善会", name_en="Elsewhere", kind="holder", by=clock(), at=NOW
    )
    user = identity.invite(username="else", name="别处", office="", by=clock(), at=NOW)
    identity.appoint(
        user_id=user.pk, role="holder_accountant", by=clock(), at=NOW, from_on=TODAY,
        organisation=stranger.pk,
    )  # fmt: skip
    by = who.viewer_for(user, on=TODAY, second_factor=True)
    with pytest.raises(NotFound):
        queries.line(by, line.pk, TODAY)
    with pytest.raises(NotFound):
        actions.give_line(line_id=line.pk, fund_id=holder.desk.fund.pk, by=by, at=NOW)
    assert not queries.lines(by, "", TODAY).object_list


def test_a_batch_transfer_is_one_line_of_many_amounts(holder):
    """The bank prints one sum; what it was for is said request by request."""
    requests = [holder.instructed(100) for _ in range(3)]
    line = holder.line("", "300", reference="批0001")
    for request in requests:
        holder.pay(line, request)
    references = set(Payment.objects.values_list("bank_reference", flat=True))
    assert len(references) == 3
    assert holder.card(line).row.state == "matched"
    assert StatementLine.objects.count() == 1
