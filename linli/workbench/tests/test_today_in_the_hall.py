"""What the hall puts on the page of today: of who keeps it, of who keeps its books."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.allocation.tests.conftest import AFTER as SEASON_CLOSED, Season
from linli.attendance.tests.conftest import Deposits
from linli.hall import terms
from linli.hall.tests.conftest import Counter
from linli.pricing.tests.conftest import Desk
from linli.programmes.tests.conftest import School
from linli.settlement.tests.conftest import AFTER as MONTH_OVER, Finance
from linli.spaces.tests.conftest import Hall
from linli.workbench import queries
from tests.village import NOW, TODAY


@pytest.fixture
def counter(village) -> Counter:
    return Counter(village, School(village))


def told(viewer, at=NOW):
    return [task.sentence for task in queries.today(viewer, at.date(), at)]


def test_a_booking_waits_for_the_keeper_alone(village):
    hall = Hall(village)
    hall.policy()
    hall.ask(hall.meeting)
    assert told(village.hall_keeper) == ["有 1 个房间预约等您答复"]
    assert told(village.operator_accountant) == []


def test_lots_are_to_be_drawn_when_their_time_is_over(village, counter):
    closing = NOW + datetime.timedelta(days=2)
    counter.offer(mode=terms.LOTTERY, closes_at=closing)
    assert told(village.hall_keeper) == []
    assert told(village.hall_keeper, closing) == ["“周末手工”截止了，等您抽签"]


def test_a_kept_place_is_a_call(village, counter):
    offer = counter.offer()
    first = counter.enrol(offer, "陈一", "陈二", "陈三")
    counter.enrol(offer, "陈四", channel=terms.PHONE)
    counter.cancel(first)
    assert told(village.hall_keeper) == ["有 1 个电话要打：给人留了名额，或者课变了"]


def test_a_season_is_planned_by_one_and_checked_by_another(village):
    season = Season(Hall(village))
    of = season.open()
    season.ask(of)
    at = SEASON_CLOSED
    assert told(village.hall_keeper, at)[:1] == ["“2027 年春季”收完申请了，等您排"]
    assert told(village.social_worker, at) == []
    season.suggest(of)
    assert not any("春季" in sentence for sentence in told(village.hall_keeper, at))
    assert told(village.social_worker, at) == ["“2027 年春季”排好了，等您核对"]


def test_a_statement_goes_from_hand_to_hand(village):
    finance = Finance(village, School(village))
    finance.teach()
    statement = finance.draft()
    at = MONTH_OVER
    assert not any("结算单" in sentence for sentence in told(village.operator_accountant, at))
    finance.look(statement)
    finance.agree(statement)
    paying = [one for one in told(village.operator_accountant, at) if "结算单" in one]
    assert paying == ["1 张结算单老师同意了，等您付 ¥360"]
    assert not any("结算单" in sentence for sentence in told(village.hall_keeper, at))


def test_a_word_against_a_line_waits_for_the_keeper(village):
    finance = Finance(village, School(village))
    finance.teach()
    statement = finance.draft()
    finance.look(statement)
    finance.dispute(statement, 1)
    disputed = [one for one in told(village.hall_keeper, MONTH_OVER) if "结算单" in one]
    assert disputed == ["2026年12月的结算单有一行老师说不对，等您答复"]


def test_a_month_that_is_over_has_no_costs_yet(village):
    Finance(village, School(village))
    sentences = told(village.hall_keeper, MONTH_OVER)
    assert "2026年12月的成本还没有录" in sentences
    assert not any("2027年1月" in sentence for sentence in sentences)


def test_who_wrote_a_price_is_not_asked_to_check_it(village):
    desk = Desk(village)
    desk.write_price()
    assert told(village.operator_accountant) == ["1 条价格或补贴等您核对生效"]
    assert told(village.hall_keeper) == []


def test_a_deposit_somebody_would_keep_waits_for_another(village):
    deposits = Deposits(village)
    deposits.enrol("陈秀英", "陈来")
    deposits.door.come("陈来")
    deposits.call("陈秀英")
    deposits.keep("陈秀英")
    at = deposits.door.minutes(135)
    waiting = "1 份押金有人提出不退，等您核对"
    assert waiting in told(village.operator_accountant, at)
    assert waiting not in told(village.hall_keeper, at)
    assert waiting not in told(village.operator_accountant, at + datetime.timedelta(days=31))


def test_it_costs_the_same_however_many_wait(village, counter):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            queries.today(village.hall_keeper, TODAY, NOW)
        return len(captured)

    offer = counter.offer(mode=terms.APPROVAL)
    counter.enrol(offer, "陈一")
    one = cost()
    counter.enrol(offer, "陈二")
    counter.enrol(offer, "陈三")
    assert cost() == one
    assert one <= 40


def test_the_outsider_hears_nothing_of_this_hall(village, counter):
    counter.offer(mode=terms.LOTTERY, closes_at=NOW + datetime.timedelta(days=1))
    assert told(village.outsider, NOW + datetime.timedelta(days=2)) == []
