"""A season pass from the desk that writes it to a phone, to the till, and back."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from linli.pricing import queries
from linli.pricing.models import SeasonPass
from linli.pricing.tests.test_price_pages import said
from tests.village import come_in


def test_a_pass_from_the_desk_to_the_phone_and_back(prices, village):
    keeper = come_in(Client(), village.users["hall_keeper"])
    accountant = come_in(Client(), village.users["operator_accountant"])
    typed = {
        "title": "十次卡", "code": "ten", "amount_fen": "100", "covers": "everything",
        "days": "90", "uses": "10", "valid_from": "2026-01-01",
    }  # fmt: skip
    write, index = reverse("pricing:desk_pass_kind"), reverse("pricing:desk_passes")
    wrong = keeper.post(write, {**typed, "from_on": "2026-01-01", "to_on": "2026-03-01"})
    assert wrong.status_code == 422
    assert "只写一样" in wrong.content.decode()
    assert keeper.post(write, typed).status_code == 302
    assert "核对过了" not in said(keeper.get(index))
    assert "核对过了" in said(accountant.get(index))
    [kind] = queries.pass_kinds(prices.keeper)
    accountant.post(reverse("pricing:desk_activate_pass", args=[kind.row.pk]))
    prices.subsidy("elder", pass_code="ten", age_from=60)
    street = said(keeper.get(reverse("pricing:public_passes")))
    for words in ("十次卡", "¥100", "付钱那天起 90 天", "用 10 次", "自己付 ¥50", "按剩下的次数退"):
        assert words in street
    prices.price(10_00, per="session")
    prices.counter.offer(kind="each")
    course = reverse("hall:public_course", args=[prices.counter.course.pk])
    assert "有季票的不用再付：十次卡" in said(keeper.get(course))

    who = prices.counter.person("老人", 1950)
    phone = prices.counter.at_home("老人")
    mine = reverse("pricing:my_passes")
    assert "给老人要一张" in said(phone.get(mine))
    asked = {"kind_id": str(kind.row.pk), "resident_id": str(who), "key": str(uuid4())}
    assert "价格和刚才看到的不一样" in phone.post(mine, asked | {"shown_fen": 1}).content.decode()
    for _press in range(2):
        assert phone.post(mine, asked | {"shown_fen": 50_00}).status_code == 302
    [sold] = SeasonPass.objects.all()
    asked_for = said(phone.get(mine))
    assert "付了钱就能用" in asked_for
    assert "要过一张了，等付钱" in asked_for
    assert "给老人要一张" not in asked_for

    page = reverse("pricing:desk_resident_passes", args=[who])
    assert str(who) in said(keeper.get(index, {"find": "老人"}))
    assert "收 ¥50" in said(keeper.get(page))
    collect = reverse("pricing:desk_collect_pass", args=[sold.pk])
    slip = keeper.post(collect, {"means": "cash"})
    assert "伍拾元整" in said(keeper.get(slip["Location"]))
    assert keeper.post(collect, {"means": "cash"}).status_code == 422
    assert "还剩 10 次" in said(phone.get(mine))
    assert "给老人要一张" in said(phone.get(mine))  # the next one, for when this one is used up
    assert phone.post(reverse("pricing:my_drop_pass", args=[sold.pk])).status_code == 404
    assert keeper.post(page, asked | {"key": str(uuid4()), "shown_fen": 50_00}).status_code == 302
    keeper.post(reverse("pricing:desk_return_pass", args=[sold.pk]))
    assert "要退 ¥50" in said(keeper.get(page))
    assert "已退" in said(phone.get(mine))
    other = come_in(Client(), village.users["outsider"])
    assert other.get(page).status_code == 403
    operation = prices.office.operation.pk
    earn = reverse("pricing:desk_earn", args=[operation, "2026-11"])
    assert "还没有过完" in accountant.post(earn).content.decode()
    assert accountant.post(reverse("pricing:desk_earn", args=[operation, "x"])).status_code == 404
    accountant.post(reverse("pricing:desk_end_pass", args=[kind.row.pk]))
