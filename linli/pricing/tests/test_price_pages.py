"""A price from the desk to the street, to a mother's phone, to the till and to the payer's bill."""

import datetime
import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from linli.hall.actions import PoolPlan
from linli.pricing import actions, queries
from linli.pricing.models import PayerBill, Quote
from tests.village import NOW, TODAY, come_in


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


@pytest.fixture
def accountant(village) -> Client:
    return come_in(Client(), village.users["operator_accountant"])


def said(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_price_that_comes_back_until_the_beginning_says_so(prices, accountant):
    """Nought days before is until it begins: there is no later to speak of."""
    prices.price(full_back_days=0)
    assert prices.counter.offer().pk
    street = said(accountant.get(reverse("hall:public_course", args=[prices.counter.course.pk])))
    assert "开始以前取消，全退；开始以后不退" in street
    desk = said(accountant.get(reverse("pricing:desk_index")))
    assert "开始以前全退" in desk
    for shown in (street, desk):
        assert "0 天" not in shown
        assert "再晚" not in shown


def test_two_people_put_a_price_on_the_street(prices, keeper, accountant):
    course, offer = prices.counter.course.pk, prices.counter.offer()
    street = reverse("hall:public_course", args=[course])
    assert "免费" in said(keeper.get(street))
    typed = {
        "per": "term", "amount_fen": "30", "full_back_days": "3", "late_back_percent": "50",
        "valid_from": "2026-01-01", "market_fen": "80", "market_source": "同安路某画室",
    }  # fmt: skip
    page = reverse("pricing:desk_price", args=[course])
    wrong = keeper.post(page, {**typed, "market_source": ""})
    assert wrong.status_code == 422
    assert 'value="30"' in wrong.content.decode()
    assert keeper.post(page, typed).status_code == 302
    payer = reverse("pricing:desk_payer")
    assert keeper.post(payer, {"kind": "sponsor", "name": "爱心企业"}).status_code == 302
    subsidy = {
        "title": "60 岁以上优惠", "code": "elder", "basis": "第 3 次居民会议",
        "payer_id": str(queries.payers(prices.keeper)[0].id), "percent": "50", "age_from": "60",
        "period": "ever", "order": "0", "valid_from": "2026-01-01",
    }  # fmt: skip
    assert keeper.post(reverse("pricing:desk_subsidy"), subsidy).status_code == 302
    index = reverse("pricing:desk_index")
    assert "核对过了" not in said(keeper.get(index))
    assert said(accountant.get(index)).count("核对过了") == 2
    [price], [rule] = queries.prices(prices.keeper), queries.subsidies(prices.keeper)
    accountant.post(reverse("pricing:desk_activate_price", args=[price.row.pk]))
    accountant.post(reverse("pricing:desk_activate_subsidy", args=[rule.row.pk]))
    shown = said(keeper.get(street))
    for words in ("¥30", "自己付 ¥15", "同安路某画室", "全退", "退 50%"):
        assert words in shown
    index = said(accountant.get(index))
    assert index.count("用到今天为止？") == 2  # asked once more: nothing brings a price back
    for name, thing in (("desk_end_price", price), ("desk_end_subsidy", rule)):
        assert accountant.post(reverse(f"pricing:{name}", args=[thing.row.pk])).status_code == 302
    assert offer.pk


def test_who_enrols_sees_the_price_first_and_the_desk_takes_the_money(prices, village, keeper):
    long_ago = TODAY - datetime.timedelta(days=300)
    prices.price(valid_from=long_ago, market_fen=80_00, market_source="同安路某画室")
    prices.subsidy(age_from=60, valid_from=long_ago)
    prices.subsidy(code="d", title="困难家庭", status="dibao", valid_from=long_ago, order=1)
    offer, who = prices.counter.offer(opens_at=NOW), prices.counter.person("老人", 1950)
    phone = prices.counter.at_home("老人")
    page = reverse("hall:my_enrol", args=[offer.pk])
    shown = said(phone.get(page))
    for words in ("¥15", "原价 ¥30", "比外面省 ¥65", "要看低保证"):
        assert words in shown
    stale = {"people": str(who), "key": str(uuid4()), "shown": f"{who}:100"}
    assert "价格和刚才看到的不一样" in phone.post(page, stale).content.decode()
    answer = phone.post(page, {**stale, "shown": f"{who}:1500"})
    assert "还要付 ¥15" in said(phone.get(answer["Location"]))
    [quote] = Quote.objects.all()
    party = reverse("hall:desk_party", args=[quote.origin_id])
    assert "收 ¥15" in said(keeper.get(party))
    assert "老人" in said(keeper.get(reverse("hall:desk_unpaid")))
    slip = keeper.post(reverse("hall:desk_collect", args=[quote.origin_id]), {"means": "cash"})
    assert "壹拾伍元整" in said(keeper.get(slip["Location"]))
    assert "付清了" in said(keeper.get(party))


def test_a_payers_bill_reproduces_line_by_line(prices, keeper):
    prices.price(valid_from=TODAY - datetime.timedelta(days=60))
    prices.subsidy(valid_from=TODAY - datetime.timedelta(days=60))
    offer = prices.counter.offer(opens_at=NOW - datetime.timedelta(days=30))
    october = NOW - datetime.timedelta(days=25)
    prices.counter.enrol(offer, "甲", at=october)
    party = prices.counter.enrol(offer, "乙", at=october)
    payer = prices.payer()
    about = {"payer_id": payer.pk, "month": october.date(), "by": prices.keeper}
    page = queries.bill_page(prices.keeper, payer.pk, october.date(), TODAY)
    assert [line.amount_fen for line in page.lines] == [15_00, 15_00]
    address = [payer.pk, f"{october:%Y-%m}"]
    assert "老人" not in said(keeper.get(reverse("pricing:desk_bill", args=address)))
    sheet = keeper.post(reverse("pricing:desk_sheet", args=address))
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[-1] for row in rows[1:]] == ["15.00", "15.00", "30.00"]
    with pytest.raises(actions.MonthNotOver):
        actions.send_bill(**{**about, "month": TODAY}, at=NOW, key=uuid4())
    key = uuid4()
    bill = actions.send_bill(**about, at=NOW, key=key)
    assert actions.send_bill(**about, at=NOW, key=key) == bill
    assert PayerBill.objects.get().amount_fen == 30_00
    assert prices.office.holds() == {"receivable": 30_00, "income.subsidy": 30_00}
    prices.counter.cancel(party)  # what was billed stays as it was billed
    november = {**about, "month": TODAY, "at": NOW + datetime.timedelta(days=9)}
    with pytest.raises(actions.NothingToBill):  # what is owed back waits for a month with more
        actions.send_bill(**november, key=uuid4())
    for name in "丙丁":
        prices.counter.enrol(offer, name)
    first = november["at"].date()
    page = queries.bill_page(prices.keeper, payer.pk, TODAY, first)
    assert [line.amount_fen for line in page.lines] == [15_00, 15_00, -15_00]
    actions.send_bill(**november, key=uuid4())
    assert prices.office.holds() == {"receivable": 45_00, "income.subsidy": 45_00}
    page = queries.bill_page(prices.keeper, payer.pk, TODAY, first)
    assert [line.amount_fen for line in page.lines] == [15_00, 15_00, -15_00]
    assert queries.bill_page(prices.keeper, payer.pk, first, first).lines == []  # taken off once
    sent = queries.bill_page(prices.keeper, payer.pk, october.date(), TODAY)
    assert (sent.total_fen, sent.billed_fen, sent.may_send) == (30_00, 30_00, False)
    own = prices.payer("运营方", "operator")
    with pytest.raises(actions.BearsItself):
        actions.send_bill(**{**about, "payer_id": own.pk}, at=NOW, key=uuid4())
    with pytest.raises(actions.NothingToBill):
        actions.send_bill(**{**about, "payer_id": prices.payer("别人").pk}, at=NOW, key=uuid4())


def test_a_paper_is_registered_at_the_desk(prices, keeper):
    who = prices.counter.person("甲")
    page = reverse("pricing:desk_proof", args=[who])
    past = {"status": "dibao", "valid_until": "2020-01-01"}
    assert "已经过期" in keeper.post(page, past).content.decode()
    assert "记下了" in said(keeper.post(page, {**past, "valid_until": "2999-01-01"}))


def test_the_desks_pages_ask_the_same_questions_however_many_rows(prices, keeper):
    def fill(number: int) -> None:
        prices.price(valid_from=TODAY - datetime.timedelta(days=60))
        prices.subsidy(f"s{number}", payer=f"企业{number}")
        prices.sell(f"人{'甲乙丙丁'[number]}", prices.pass_kind(code=f"p{number}"), paid=False)
        prices.counter.enrol(offer, f"人{'甲乙丙丁'[number]}")

    offer = prices.counter.offer(PoolPlan("一般", 4))
    pages = [reverse(f"pricing:desk_{name}") for name in ("index", "passes")]
    pages.append(reverse("hall:desk_unpaid"))
    fill(0)
    fill(1)
    said(keeper.get(pages[0]))  # who has just come in is looked up once more
    few = [_asked(keeper, page) for page in pages]
    fill(2)
    fill(3)
    assert [_asked(keeper, page) for page in pages] == few


def _asked(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        said(client.get(page))
    return len(asked)
