"""Deposits on the pages: seen before pressing, at home, at the desk; the price tells it apart."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.attendance import queries
from linli.pricing import actions as pricing
from linli.pricing.models import Quote
from tests.village import NOW, come_in


@pytest.fixture
def at(clock, deposits):
    """Sets the doors' clock so many minutes after the session's beginning."""
    clock["now"] = deposits.door.minutes(-10)
    return lambda minutes: clock.update(now=deposits.door.minutes(minutes))


def _read(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def _press(client: Client, name: str, quote, **typed) -> int:
    return client.post(reverse(f"attendance:{name}", args=[quote]), typed).status_code


def test_who_enrols_sees_the_deposit_and_the_street_is_told_that_it_is_free(deposits, at):
    door = deposits.door
    street = _read(Client(), "hall:public_course", door.counter.course.pk)
    assert "押金" in street
    assert set(re.findall(r'"isAccessibleForFree": ?(\w+)', street)) == {"true"}
    home = door.counter.at_home("甲")
    page = _read(home, "hall:my_enrol_session", door.offer.pk, door.session.pk)
    assert "另收押金" in page
    assert f"{door.ids('甲')[0]}:2000" in page  # price and deposit, as they were shown
    deposits.enrol("甲")
    party = Quote.objects.get(pk=deposits.quotes["甲"]).origin_id
    assert "押金 ¥20，不算在上面" in _read(home, "hall:my_party", party)
    deposits.door.come("甲")
    at(5)
    assert "可以退了" in _read(home, "attendance:my_index")


def test_the_desk_calls_first_and_two_keep_it(deposits, at):
    deposits.enrol("甲", "没来", "没来二")
    deposits.enrol("没交", paid=False)
    deposits.door.come("甲")
    at(120)
    keeper = come_in(Client(), deposits.prices.village.users["hall_keeper"])
    accountant = come_in(Client(), deposits.prices.village.users["operator_accountant"])
    listed = _read(keeper, "attendance:desk_deposits")
    assert "现在放着 ¥60" in listed
    assert "不用交了" in listed
    _read(accountant, "attendance:desk_deposits")  # whose lists show nobody's name
    quote = deposits.quotes["没来"]
    page = _read(keeper, "attendance:desk_deposit", quote)
    assert "还没有。先打个电话" in page
    assert "提出不退" not in page
    assert "没有登记电话" in _read(keeper, "attendance:desk_deposit_number", quote)
    assert _press(keeper, "desk_keep_deposit", quote, reason="没来也没说") == 422
    assert _press(keeper, "desk_call_deposit", quote, outcome="forgot", said="忘了") == 302
    assert "提出不退" in _read(keeper, "attendance:desk_deposit", quote)
    assert _press(keeper, "desk_keep_deposit", quote, reason="没来也没说") == 302
    assert _press(keeper, "desk_confirm_deposit", quote) == 409
    assert "忘了" in _read(accountant, "attendance:desk_deposit", quote)
    assert _press(accountant, "desk_confirm_deposit", quote) == 302
    assert "不退" in _read(keeper, "attendance:desk_deposit", quote)
    due = deposits.quotes["甲"]
    nobody = reverse("attendance:desk_deposit_number", args=[due])
    assert keeper.get(nobody).status_code == 404  # who came is not called
    assert _press(keeper, "desk_return_deposit", due, means="cash") == 422  # took it: another gives
    assert "退 ¥20" in _read(accountant, "attendance:desk_deposit", due)
    assert _press(accountant, "desk_return_deposit", due, means="cash") == 302
    assert "现在放着 ¥20" in _read(keeper, "attendance:desk_deposits")


def test_the_lists_ask_as_often_however_long(deposits, at):
    """The desk's two readers, a resident's own list and the clock's question: in every state, of
    single sessions and of a whole course."""
    village, door = deposits.prices.village, deposits.door
    deposits.enrol("来了", "没来")
    deposits.prices.price(0, per="term", deposit_fen=50_00)
    course = {"offer": door.counter.offer()}
    _enrol(deposits, "来了", **course)
    door.come("来了")
    mine, now = door.counter.login("来了"), door.minutes(120)
    at(120)
    keeper = come_in(Client(), village.users["hall_keeper"])
    accountant = come_in(Client(), village.users["operator_accountant"])

    def asked() -> list[int]:
        readers = [
            lambda: _read(keeper, "attendance:desk_deposits"),
            lambda: _read(accountant, "attendance:desk_deposits"),
            lambda: queries.my_deposits(mine, on=now.date(), at=now),
            lambda: queries.to_fetch(at=now),
        ]
        return [_queries_of(read) for read in readers]

    asked()  # what is read once a process is read
    before = asked()
    deposits.enrol("没交", "免了", paid=False)
    pricing.waive_deposit(
        quote_id=deposits.quotes["免了"], reason="手头紧", by=deposits.keeper, at=NOW
    )
    deposits.enrol("没来二", "提出", "不退", "退了", "也来了")
    door.come("退了", "也来了")
    deposits.fetch("退了")
    for name in ("提出", "不退"):
        deposits.call(name)
        deposits.keep(name)
    deposits.confirm("不退")
    _enrol(deposits, "还没交", paid=False, **course)
    _enrol(deposits, "来了", offer=door.offer, session_id=door.counter.sessions[1].pk)
    assert set(deposits.states().values()) == {
        "due", "missed", "held", "owed", "nothing", "waived", "proposed", "kept", "back",
    }  # fmt: skip
    assert len(queries.my_deposits(mine, on=now.date(), at=now)) == 3
    assert asked() == before
    assert max(before) <= 20


def _enrol(deposits, name: str, *, offer, paid: bool = True, **about) -> None:
    [quote] = deposits.prices.quotes(deposits.door.counter.enrol(offer, name, **about))
    also = f"{name} {quote.pk}"
    deposits.quotes[also] = quote.pk
    if paid:
        deposits.collect(also)


def _queries_of(read) -> int:
    with CaptureQueriesContext(connection) as made:
        read()
    return len(made)
