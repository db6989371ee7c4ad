"""The month's page: what is right is kept, what is wrong comes back as it was typed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from linli.operator import actions, queries
from linli.operator.models import CostLine
from linli.operator.tests.conftest import OCTOBER
from tests.village import HERE, come_in


@pytest.fixture
def page(office, village):
    """Asks for October's page as somebody, or posts to it."""

    def ask(role="hall_keeper", name="desk_month", month="2026-10", **fields):
        client = come_in(Client(), village.users[role])
        url = reverse(f"operator:{name}", args=[office.operation.pk, month])
        return client.post(url, fields) if fields else client.get(url)

    return ask


def line(kind="rent", **typed):
    return {f"new-{kind}-{name}": value for name, value in {"of": "whole", **typed}.items()}


def test_one_wrong_line_does_not_lose_the_others(page):
    assert "成本未录" in page().content.decode()
    power = {"start_hundredths": "abc", "end_hundredths": "250.5", "price_e4": "0.6"}
    answer = page(
        **line("rent", what="房租", amount_fen="1000"),
        **line("energy", what="电", **power),
        **line("staff", what="保洁", minutes="-3", hourly_fen="25"),
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "请写数字" in said
    assert "不能写负数" in said
    assert 'value="abc"' in said
    assert 'value="-3"' in said
    assert [each.kind for each in CostLine.objects.all()] == ["rent"]
    assert "¥1,000" in said


def test_a_month_is_entered_by_one_and_confirmed_by_another(page, office):
    power = {"start_hundredths": "100", "end_hundredths": "250.5", "price_e4": "0.6"}
    page(
        **line("energy", what="电", **power),
        **line("staff", what="保洁", minutes="37.5", hourly_fen="25"),
    )
    kept = CostLine.objects.get(kind="energy")
    assert (kept.amount_fen, kept.price_e4) == (90_30, 6000)
    rest = {f"{kept.pk}-what": "电", f"{kept.pk}-of": "whole"} | {
        f"{kept.pk}-{name}": typed for name, typed in power.items()
    }
    page("operator_accountant", **rest)  # nothing was changed, so the line is still the keeper's
    assert CostLine.objects.get(pk=kept.pk).entered_by_id == office.keeper.user_id
    assert "核对无误" in page("operator_accountant").content.decode()
    assert page("operator_accountant", "desk_confirm", x="1").status_code == 302
    assert queries.costs_of(HERE, OCTOBER).by_kind == {"energy": 90_30, "staff": 937_50}
    correction = {
        "kind": "energy", "what": "电", "of": "whole", "way": "less", "amount_fen": "10",
        "words": "抄错了表",
    }  # fmt: skip
    assert page(name="desk_correct", **correction).status_code == 302
    assert page("operator_accountant", "desk_confirm", x="1").status_code == 302
    assert queries.costs_of(HERE, OCTOBER).total_fen == 1_017_80
    for name in ("desk_month", "desk_sheet"):
        assert "抄错了表" in page(name=name).content.decode()


def test_the_sum_says_what_is_not_in_it_yet(page):
    page(**line("rent", what="房租", amount_fen="1000"))
    assert "行没填完" not in page().content.decode()
    copied = page(name="desk_copy", month="2026-11", x="1")
    assert copied.status_code == 302
    page(month="2026-11", **line("energy", what="电", start_hundredths="100", price_e4="0.6"))
    said = page(month="2026-11").content.decode()
    assert "¥1,000</span> · 还有 1 行没填完" in said


def test_what_cannot_be_is_said_above_the_page(page, office):
    page("operator_accountant", **line("rent", what="房租", amount_fen="1"))
    answer = page("operator_accountant", "desk_confirm", x="1")
    assert answer.status_code == 422
    assert "要换一个人核对" in answer.content.decode()
    assert page(month="2999-01", **line("rent", what="房租", amount_fen="1")).status_code == 409
    assert page(month="2027-13").status_code == 404


def test_the_book_and_its_papers(office, village):
    client = come_in(Client(), village.users["operator_accountant"])
    origin = office.origin()
    debt, taking = office.owe(origin=origin), office.receive()
    book = reverse("operator:desk_book", args=[office.operation.pk])
    said = client.get(book).content.decode()
    assert "分文不差" in said
    assert "十月授课结算单" in said
    assert "1 笔，一共 ¥300" in said
    assert "YY2026-0001" in said
    pay = reverse("operator:desk_pay", args=[office.operation.pk, debt.pk])
    typed = {"amount_fen": "300", "bank_reference": "B-7", "paid_on": "2026-11-23"}
    assert client.post(pay, typed).status_code == 302
    slip = reverse("operator:desk_receipt", args=[taking.pk])
    assert "叁拾元整" in client.get(slip).content.decode()
    back = reverse("operator:desk_give_back", args=[taking.pk])
    client.post(back, {"amount_fen": "30", "means": "cash", "reason": "不来了"})
    assert "不来了" in client.get(slip).content.decode()


def test_the_list_asks_as_often_whatever_it_shows(office, village, django_assert_max_num_queries):
    client = come_in(Client(), village.users["hall_keeper"])
    for number in range(1, 11):
        actions.begin_month(
            operation_id=office.operation.pk, month=datetime.date(2026, number, 1),
            by=office.keeper, at=village.now,
        )  # fmt: skip
    with django_assert_max_num_queries(16):
        client.get(reverse("operator:desk_index"))
