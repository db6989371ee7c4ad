"""A place is quoted when it is given, ends when it is given back, and its money is collected."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.hall import actions as hall, terms as places
from linli.hall.actions import PoolPlan
from linli.operator import actions as operators
from linli.pricing import actions, queries
from linli.pricing.models import Quote, QuoteLine, SubsidyUse
from tests.village import NOW, TODAY


def account(party):
    return queries.accounts_of("hall", "party", [party.pk]).get(party.pk)


def enrol(prices, offer, *names, **about):
    return prices.counter.enrol(offer, *names, **about)


def test_a_free_course_has_no_quote(prices):
    party = enrol(prices, prices.counter.offer(), "甲")
    assert prices.quotes(party) == []
    assert account(party) is None
    with pytest.raises(actions.NothingDue):
        prices.collect(party)


def test_each_of_a_party_is_quoted_and_every_payer_bears_its_part(prices):
    prices.price(market_fen=80_00, market_source="同安路某书画班价目表")
    prices.subsidy(age_from=60)
    prices.subsidy(
        code="fund", payer="社区慈善基金", fixed_fen=5_00, order=1, title="困难家庭", status="dibao"
    )
    elder, young = prices.counter.person("老人", 1950), prices.counter.person("青年", 1995)
    [first, second] = queries.previews(
        prices.counter.course.pk, [elder, young], per="term", on=TODAY, at=TODAY
    )
    assert (first.resident_fen, first.saved_fen, second.resident_fen) == (15_00, 65_00, 30_00)
    assert [each.paper.zh for each in second.needed] == ["低保证"]  # unknown is never no
    prices.show_paper(young)
    party = enrol(
        prices, prices.counter.offer(), "老人", "青年", shown_fen={elder: 15_00, young: 25_00}
    )
    kept = {quote.resident_id: quote for quote in prices.quotes(party)}
    assert (kept[elder].resident_fen, kept[young].resident_fen) == (15_00, 25_00)
    assert [line.amount_fen for line in kept[young].lines.all()] == [5_00]
    assert account(party).left_fen == 40_00
    for wrong in ({"resident_fen": 1}, {"subsidies_fen": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Quote.objects.filter(pk=kept[elder].pk).update(**wrong)


def test_a_paper_is_good_until_its_day(prices):
    prices.price()
    prices.subsidy(status="dibao")
    one = prices.counter.person("甲")
    prices.show_paper(one, until=TODAY - datetime.timedelta(days=1))
    about = {"per": "term", "on": TODAY, "at": TODAY}
    [before] = queries.previews(prices.counter.course.pk, [one], **about)
    assert before.resident_fen == 30_00
    prices.show_paper(one, until=TODAY)
    [after] = queries.previews(prices.counter.course.pk, [one], **about)
    assert after.resident_fen == 15_00


def test_another_price_than_was_shown_is_refused_and_nothing_is_kept(prices):
    prices.price()
    one = prices.counter.person("甲")
    offer = prices.counter.offer()
    with pytest.raises(actions.PriceChanged):
        enrol(prices, offer, "甲", shown_fen={one: 10_00})
    assert Quote.objects.count() == 0
    assert prices.counter.taken(offer) == 0


def test_who_waits_is_quoted_when_the_place_is_taken_up(prices):
    prices.price()
    offer = prices.counter.offer(PoolPlan("一般", 1))
    first, second = enrol(prices, offer, "甲"), enrol(prices, offer, "乙")
    assert prices.quotes(second) == []
    prices.counter.cancel(first)
    hall.take_up(party_id=second.pk, by=prices.keeper, at=NOW)
    assert account(second).left_fen == 30_00


def test_lots_that_were_drawn_are_quoted(prices):
    prices.price()
    closes = NOW + datetime.timedelta(hours=1)
    offer = prices.counter.offer(mode=places.LOTTERY, closes_at=closes)
    party = enrol(prices, offer, "甲")
    assert prices.quotes(party) == []
    hall.draw(offer_id=offer.pk, by=prices.keeper, at=closes)
    assert account(party).left_fen == 30_00


def test_lots_drawn_after_a_session_has_begun_place_and_charge_nobody_for_it(prices):
    prices.price(per="session", amount_fen=10_00)
    first, second, *_rest = prices.counter.sessions
    closes = first.end_at + datetime.timedelta(days=1)
    offer = prices.counter.offer(kind=places.EACH, mode=places.LOTTERY, closes_at=closes)
    for_first, for_second = (
        enrol(prices, offer, "甲", session_id=one.pk) for one in (first, second)
    )
    hall.draw(offer_id=offer.pk, by=prices.keeper, at=closes)
    assert [prices.counter.state(each) for each in (for_first, for_second)] == ["waiting", "placed"]
    assert (account(for_first), account(for_second).due_fen) == (None, 10_00)


def test_what_is_given_back_follows_the_published_rule(prices):
    prices.price()
    prices.subsidy(age_from=60)
    party = enrol(prices, prices.counter.offer(), "老人")
    [quote] = prices.quotes(party)
    slip = prices.collect(party)
    late = datetime.datetime.combine(quote.on, datetime.time(0, 30), NOW.tzinfo)
    prices.counter.cancel(party, at=late)
    assert (account(party).due_fen, account(party).back_fen) == (7_50, 7_50)
    operators.give_back(
        operation_id=prices.office.operation.pk, taking_id=slip.id, amount_fen=7_50, means="cash",
        reason="不来了", by=prices.accountant, at=NOW, key=uuid4(),
    )  # fmt: skip
    assert account(party).left_fen == 0
    assert queries.unsettled(prices.keeper, "hall", "party", TODAY) == []


@pytest.mark.parametrize(
    ("moved_days", "cancelled", "due"),
    [
        (0, datetime.timedelta(minutes=-1), 5_00),
        (0, datetime.timedelta(), 10_00),  # it has begun: who came does not get half of it back
        (0, datetime.timedelta(hours=1), 10_00),
        (10, datetime.timedelta(days=2), 0),  # put off: it has not begun, though its first day has
        (10, datetime.timedelta(days=9), 5_00),
        (-4, datetime.timedelta(days=-4, hours=1), 10_00),  # put forward: it has begun
        (-4, datetime.timedelta(days=-5), 5_00),
    ],
)
def test_what_is_given_back_is_reckoned_from_the_hour_it_begins_by_now(
    prices, moved_days, cancelled, due
):
    prices.price(per="session", amount_fen=10_00)
    first = prices.counter.sessions[0]
    offer = prices.counter.offer(kind=places.EACH)
    party = enrol(prices, offer, "甲", session_id=first.pk)
    if moved_days:
        there = first.start_at + datetime.timedelta(days=moved_days)
        hall.move_session(session_id=first.pk, start_at=there, minutes=90, by=prices.keeper, at=NOW)
    prices.counter.cancel(party, at=first.start_at + cancelled)
    assert account(party).due_fen == due


def test_what_the_hall_calls_off_goes_back_whole(prices):
    prices.price(per="session", amount_fen=10_00)
    offer = prices.counter.offer(kind=places.EACH)
    session = prices.counter.sessions[0]
    party = enrol(prices, offer, "甲", session_id=session.id)
    prices.collect(party)
    late = session.start_at - datetime.timedelta(minutes=10)
    hall.cancel_sessions(session_ids=[session.id], reason="停电", by=prices.keeper, at=late)
    assert account(party).back_fen == 10_00
    [waiting] = queries.unsettled(prices.keeper, "hall", "party", TODAY)
    assert waiting.origin.id == party.pk


def test_money_is_taken_once_a_press_with_a_receipt(prices):
    prices.price()
    party = enrol(prices, prices.counter.offer(), "甲", "乙")
    key = uuid4()
    slip = prices.collect(party, key=key)
    assert (slip.receipt, slip.amount_fen) == ("YY2026-0001", 60_00)
    assert prices.collect(party, key=key) == slip
    with pytest.raises(actions.NothingDue):
        prices.collect(party)
    assert prices.office.holds() == {"cash": 60_00, "income.fees": 60_00}


def test_what_sessions_earn_adds_up_to_what_is_paid(prices):
    prices.price(100_00)
    prices.subsidy(permille=300)
    party = enrol(prices, prices.counter.offer(), "甲")
    ids = [each.id for each in prices.counter.sessions]
    earned = queries.paid_for(ids)
    assert sum(earned.values()) == 100_00
    assert max(earned.values()) - min(earned.values()) <= 1
    assert queries.paid_for(ids[:1])[ids[0]] == earned[ids[0]]
    prices.counter.cancel(party)
    assert set(queries.paid_for(ids).values()) == {0}
    assert queries.paid_for([uuid4()]) == {}


def test_a_limited_subsidy_is_used_so_often_and_free_again_when_given_back(prices):
    prices.price(per="session", amount_fen=10_00)
    prices.subsidy(cap=1, period="month", age_from=60)
    offer = prices.counter.offer(kind=places.EACH)
    first, second, *_rest = prices.counter.sessions
    one = enrol(prices, offer, "老人", session_id=first.id)
    assert account(one).due_fen == 5_00
    other = enrol(prices, offer, "老人", session_id=second.id)
    same_month = first.start_at.month == second.start_at.month
    assert account(other).due_fen == (10_00 if same_month else 5_00)
    prices.counter.cancel(one)
    prices.counter.cancel(other)
    assert SubsidyUse.objects.count() == 0


def test_a_limited_subsidy_is_used_up_where_nothing_goes_back(prices):
    """Else its payer would be billed more often than the limit."""
    prices.price(per="session", amount_fen=10_00)
    prices.subsidy(cap=1, age_from=60)
    offer = prices.counter.offer(kind=places.EACH)
    first, second, *_rest = prices.counter.sessions
    party = enrol(prices, offer, "老人", session_id=first.pk)
    prices.counter.cancel(party, at=first.start_at)
    again = enrol(prices, offer, "老人", session_id=second.pk, at=first.end_at)
    assert account(again).due_fen == 10_00


def test_the_cap_is_kept_by_the_database(prices):
    use = SubsidyUse(
        place_id=prices.counter.course.place_id, resident_id=prices.counter.person("甲"),
        code="x", period="ever", number=2, cap=1, line=uuid4(),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="subsidy_used_within_its_cap"), transaction.atomic():
        use.save(force_insert=True)


def test_a_quote_is_never_changed(prices):
    prices.price()
    prices.subsidy()
    enrol(prices, prices.counter.offer(), "老人")
    for model in (Quote, QuoteLine):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(id=uuid4())
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete("default")
