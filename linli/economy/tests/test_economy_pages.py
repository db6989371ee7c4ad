"""The month on the street and at the desk."""

from django.test import Client
from django.urls import reverse

from linli.settlement.tests.conftest import AFTER
from tests.village import come_in


def test_the_street_opens_every_number_and_the_desk_says_what_is_missing(ledgers, client, village):
    ledgers.come(0)
    months = {"month": "2026-12"}
    page = client.get(reverse("economy:public_index"), months).content.decode()
    assert "账本看得见" in page
    assert '<details class="figure">' in page
    goals = [page.index(f"<h3>{word}</h3>") for word in ("降本", "增效", "惠民", "可持续")]
    assert goals == sorted(goals)
    assert page.count('<details class="line-of">') == page.count("开着门的一小时</dt>") > 0
    desk = come_in(client, village.users["hall_keeper"])
    shown = desk.get(reverse("economy:desk_index")).content.decode()
    assert "还缺什么" in shown
    assert "成本还没有核对" in shown


def test_only_who_may_open_the_statements_is_sent_there(ledgers, village, clock):
    ledgers.teach()
    clock["now"] = AFTER
    there, month = reverse("economy:desk_index"), {"month": "2026-12"}
    settlement = f"{reverse('settlement:desk_index')}?month=2026-12"
    for who, may in (("hall_keeper", True), ("auditor", False)):
        shown = come_in(Client(), village.users[who]).get(there, month).content.decode()
        assert "授课费还没结清" in shown
        assert (settlement in shown) == may
