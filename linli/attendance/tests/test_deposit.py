"""Deposits: theirs until two people have said otherwise, and never in the way of a place."""

import datetime
import random
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.attendance import actions, errands, queries
from linli.attendance.models import Reminder
from linli.cases import queries as cases
from linli.hall import actions as hall
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal
from linli.notices.models import Notice
from linli.operator import actions as operators
from linli.operator.models import KeptDeposit, Taking
from linli.pricing import actions as pricing
from linli.pricing.models import DepositWaiver, Price, Quote
from linli.pricing.queries import accounts_of
from tests.village import NOW

DAY = 24 * 60


def test_a_place_is_given_first_and_the_deposit_comes_back_to_who_came(deposits):
    """Nobody is kept from a place by it; it is owed back from the first minute, never income."""
    deposits.enrol("甲", paid=False)
    assert deposits.states(0) == {"甲": "owed"}
    account = accounts_of("hall", "party", [Quote.objects.get().origin_id])
    assert [each.left_fen for each in account.values()] == [0]  # no price, and none by the deposit
    key = uuid4()
    slip = deposits.collect("甲", key=key)
    assert deposits.collect("甲", key=key) == deposits.collect("甲") == slip
    assert deposits.prices.office.holds() == {"cash": 20_00, "deposits": 20_00}
    assert deposits.states(0) == {"甲": "held"}
    deposits.door.come("甲")
    assert deposits.states(0) == {"甲": "due"}
    with pytest.raises(operators.GivenBackBySame):  # the limit is nought until somebody sets one
        deposits.fetch("甲", by=deposits.keeper)
    deposits.fetch("甲")
    deposits.fetch("甲")
    assert deposits.states() == {"甲": "back"}
    assert deposits.prices.office.holds() == {}
    with pytest.raises(pricing.DepositThere):
        pricing.waive_deposit(
            quote_id=deposits.quotes["甲"], reason="困难", by=deposits.keeper, at=NOW
        )


def test_only_who_was_missed_without_a_word_may_lose_it(deposits):
    """Everything else is owed back: by what is known, and by what nobody knows."""
    deposits.enrol("来了", "请假", "晚说手机", "晚说电话", "退了", "晚退", "没来")
    deposits.enrol("没交没来", paid=False)
    door = deposits.door
    door.excuse("请假")
    cancelled = {
        name: Quote.objects.get(pk=deposits.quotes[name]).origin_id for name in ("退了", "晚退")
    }
    hall.cancel(party_id=cancelled["退了"], by=deposits.keeper, at=door.minutes(-60))
    assert set(deposits.states(120).values()) == {"due", "nothing"}  # nobody stood at the door
    door.come("来了")
    late = {"by": door.counter.login("晚说手机"), "method": "app"}
    door.excuse("晚说手机", at=30, **late)
    hall.cancel(party_id=cancelled["晚退"], by=deposits.keeper, at=door.minutes(60))
    expected = {
        "来了": "due", "请假": "due", "晚说手机": "missed", "晚说电话": "missed", "退了": "due",
        "晚退": "missed", "没来": "missed", "没交没来": "nothing",
    }  # fmt: skip
    assert deposits.states(120) == expected
    door.excuse("晚说电话", at=200)  # a person has heard them
    assert deposits.states(200) == {**expected, "晚说电话": "due"}
    # What nobody has kept goes back.
    assert deposits.states(31 * DAY) == dict.fromkeys(expected, "due") | {"没交没来": "nothing"}


def test_it_is_kept_after_a_call_by_two_and_given_back_as_a_correction(deposits):
    deposits.enrol("甲", "没来", "也没来")
    deposits.door.come("甲")
    with pytest.raises(actions.NotMissed):
        deposits.keep("甲")
    with pytest.raises(actions.CallFirst):
        deposits.keep("没来")
    deposits.call("没来", said="以为是下周")
    deposits.call("也没来", outcome="unreached")
    assert unseal(Reminder.objects.order_by("at", "pk").first(), "said") == "以为是下周"
    with pytest.raises(operators.WhyKept):
        deposits.keep("没来", reason=" ")
    key = uuid4()
    assert deposits.keep("没来", key=key) == deposits.keep("没来", key=key)
    deposits.keep("也没来")
    assert deposits.states(135) == {"甲": "due", "没来": "proposed", "也没来": "proposed"}
    with pytest.raises(operators.KeptBySame):
        deposits.confirm("没来", by=deposits.keeper)
    with pytest.raises((NotAllowed, NotFound)):
        deposits.confirm("没来", by=deposits.prices.village.social_worker)
    deposits.confirm("没来")
    deposits.confirm("没来")
    deposits.give_up("也没来")  # a no is a no
    with pytest.raises(operators.DecidedBefore):
        operators.propose_keeping(
            taking_id=Taking.objects.get(origin_id=deposits.quotes["也没来"]).pk, reason="再提",
            missed_at=NOW, called_at=NOW, by=deposits.keeper, at=NOW, key=uuid4(),
        )  # fmt: skip
    assert deposits.states(145) == {"甲": "due", "没来": "kept", "也没来": "due"}
    office = deposits.prices.office
    assert office.holds() == {"cash": 60_00, "deposits": 40_00, "income.deposits": 20_00}
    with pytest.raises(pricing.NoDepositHeld):
        deposits.fetch("没来")
    deposits.give_up("没来")
    assert deposits.states(160)["没来"] == "due"
    for name in deposits.quotes:
        deposits.fetch(name, at=200)
    assert office.holds() == {}


def test_somebody_is_let_off_and_what_is_due_is_told_once(deposits):
    deposits.enrol("甲", "乙", paid=False)
    about = {"quote_id": deposits.quotes["甲"], "by": deposits.keeper, "at": NOW}
    with pytest.raises(pricing.WhyLetOff):
        pricing.waive_deposit(reason=" ", **about)
    assert pricing.waive_deposit(reason="这个月手头紧", **about) == pricing.waive_deposit(
        reason="再按一次", **about
    )
    assert unseal(DepositWaiver.objects.get(), "reason") == "这个月手头紧"
    with pytest.raises(pricing.NoDepositDue):
        deposits.collect("甲")
    assert deposits.states(0) == {"甲": "waived", "乙": "owed"}
    with pytest.raises(NotFound):
        pricing.collect_deposit(
            quote_id=uuid4(), means="cash", by=deposits.keeper, at=NOW, key=uuid4()
        )
    deposits.collect("乙")
    mine = deposits.door.counter.login("乙")
    deposits.door.come("乙")
    for hour in (0, 1, 2):
        errands.run(deposits.door.minutes(60 * hour))
    assert [each.to_id for each in Notice.objects.filter(kind="deposit.due")] == [mine.user_id]
    at = deposits.door.minutes(10)
    assert [row.state for row in queries.my_deposits(mine, on=at.date(), at=at)] == ["due"]
    outsider = deposits.prices.village.outsider
    with pytest.raises(NotFound):
        queries.deposit_page(outsider, deposits.quotes["乙"], on=at.date(), at=at)


def test_of_a_whole_course_three_missed_without_a_word(deposits):
    """Nothing is said before it is over; one excuse more and it goes back."""
    counter, prices = deposits.door.counter, deposits.prices
    prices.price(30_00, per="term", deposit_fen=50_00)
    offer = counter.offer()
    [quote] = prices.quotes(counter.enrol(offer, "甲"))
    deposits.quotes["甲"] = quote.pk
    deposits.collect("甲")
    assert prices.office.holds() == {"cash": 50_00, "deposits": 50_00}
    last = counter.sessions[-1]
    over = int((last.end_at - deposits.door.start).total_seconds()) // 60
    for number, session in enumerate(counter.sessions):
        actions.walk_in(
            session_id=session.pk, people_ids=[counter.person("邻居")], by=counter.keeper,
            at=session.start_at + datetime.timedelta(minutes=11), key=uuid4(),
        )  # fmt: skip
        if number >= 3:
            actions.check_in(
                session_id=session.pk, people_ids=[counter.person("甲")], method="list",
                by=counter.keeper, at=session.start_at, key=uuid4(),
            )  # fmt: skip
    assert deposits.states(over - 1) == {"甲": "held"}
    assert deposits.states(over) == {"甲": "missed"}
    actions.excuse(
        session_id=counter.sessions[0].pk, people_ids=[counter.person("甲")], method="phone",
        by=counter.keeper, at=last.end_at, key=uuid4(),
    )  # fmt: skip
    assert deposits.states(over) == {"甲": "due"}


def test_received_is_held_and_returned_and_kept_whatever_is_pressed(deposits):
    """In any order, by either, at any time: the rows, the list and the book say the same."""
    names = ["来了", "没来一", "没来二", "没来三"]
    deposits.enrol(*names, paid=False)
    deposits.door.come("来了")
    for name in names[1:]:
        deposits.call(name)
    dice, kept, undone = random.Random(34), 0, 0
    deeds = {
        deposits.collect: 3, deposits.fetch: 1, deposits.keep: 3, deposits.confirm: 3,
        deposits.give_up: 1,
    }  # fmt: skip
    for press in range(48):
        [deed] = dice.choices(list(deeds), list(deeds.values()))
        about = {} if deed == deposits.collect else {"at": 130 + press}
        by = dice.choice([deposits.keeper, deposits.accountant])
        try:
            deed(dice.choice(names), by=by, **about)
        except Refused:
            continue
        rows = Taking.objects.filter(kind="deposits")
        assert sum(row.amount_fen for row in rows) == sum(
            row.back_fen + row.kept_fen + _left(row) for row in rows
        )
        deposits.states(130 + press)  # the list's sum is the book's account, which is the rows'
        kept += deed == deposits.confirm
        undone += deed == deposits.give_up
    assert kept
    assert undone
    assert Taking.objects.filter(kind="deposits", back_fen__gt=0).exists()


def _left(row: Taking) -> int:
    assert row.amount_fen >= row.back_fen + row.kept_fen
    return row.amount_fen - row.back_fen - row.kept_fen


@pytest.fixture
def kept(deposits) -> KeptDeposit:
    deposits.enrol("甲", "没来")
    deposits.door.come("甲")
    deposits.call("没来")
    deposits.keep("没来")
    return KeptDeposit.objects.get()


def test_the_database_refuses_it_too(deposits, kept):
    """Two people, a call before, a reason; only a course's place, never a season pass."""
    prices = deposits.prices
    prices.sell("乙", prices.pass_kind(), paid=True)
    taking = Taking.objects.filter(kind="deposits")
    fee = Taking.objects.filter(kind="passes")
    mine = KeptDeposit.objects.filter(pk=kept.pk)
    entry = fee.get().entry_id
    by_same = {"confirmed_by": kept.proposed_by_id, "confirmed_at": NOW, "entry": entry}
    for rows, wrong in (
        (mine, by_same),
        (mine, {"confirmed_by": deposits.accountant.user_id, "confirmed_at": NOW}),
        (mine, {"called_at": kept.missed_at - datetime.timedelta(minutes=1)}),
        (mine, {"reason": ""}),
        (mine, {"undone_by": deposits.accountant.user_id, "undone_at": NOW}),
        (taking, {"kept_fen": 20_01}),
        (taking, {"kept_fen": 10_00, "back_fen": 10_01}),
        (fee, {"kept_fen": 1}),
        (Price.objects.all(), {"deposit_fen": 0}),
        (Price.objects.all(), {"deposit_fen": -1}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    sold = Quote.objects.get(pass_kind__isnull=False)
    sold.pk, sold.deposit_fen, sold.origin_id = uuid4(), 1, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        sold.save(force_insert=True)


def test_a_call_about_it_hands_trouble_on_and_one_nobody_answers_settles_no_no_show(
    deposits, village
):
    door = deposits.door
    door.counter.person("阿婆", 1940)
    deposits.enrol("阿婆", "来了")
    door.come("来了")

    def waits() -> list[str]:
        at = door.minutes(200)
        return [row.name for row in queries.to_call(door.keeper, on=at.date(), at=at)]

    assert deposits.call("阿婆", outcome="unreached").lead_id is None
    assert waits() == ["阿婆"]
    made = deposits.call("阿婆", at=130, outcome="trouble", said="摔了一跤，这几天没出门")
    assert waits() == []
    assert "摔了一跤" in cases.lead(village.social_worker, made.lead_id).words
