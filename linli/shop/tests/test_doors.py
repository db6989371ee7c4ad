"""The pages: a till without an account, plain forms, and nothing said that must not be."""

import datetime
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.papers.tests.paper_samples import photo
from linli.shop import actions, public
from linli.shop.models import Item, Return, Sale, Till
from linli.shop.tests.conftest import NOW, TODAY, YUAN
from tests.village import come_in

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def now(monkeypatch):
    """The doors read the village's clock."""
    monkeypatch.setattr("linli.identity.doors.timezone.now", lambda: NOW)


@pytest.fixture
def keeper(client, village, now):
    return come_in(client, village.users["shop_keeper"])


@pytest.fixture
def tablet(shop, opened, keeper, village):
    """A device that was unlocked at the desk, handed to a volunteer who typed the day's digits."""
    assert keeper.post(reverse("shop:desk_unlock", args=[opened.day.pk])).status_code == 302
    assert "_auth_user_id" not in keeper.session  # the desk does not come along
    _shift, code = actions.give_shift(
        day_id=opened.day.pk, volunteer="苏阿姨", by=shop.keeper, at=NOW
    )
    assert keeper.post(reverse("shop:public_shift"), {"code": code}).status_code == 302
    return keeper


def sale(item: Item, **fields):
    return {
        "sale_id": str(uuid4()),
        "way": "cash",
        "code": item.code,
        "price_fen": 25 * YUAN,
        "charged": "25",
    } | fields


def test_a_volunteer_sells_without_an_account_or_a_script(shop, tablet):
    item = shop.item()
    page = tablet.get(reverse("shop:public_till"), {"code": item.code.lower()}).content.decode()
    assert "呢子大衣" in page
    assert 'value="25"' in page
    sent = sale(item, handed_fen="30", keep_change="on")
    answer = tablet.post(reverse("shop:public_sell"), sent, follow=True)
    assert "小票" in answer.content.decode()
    made = Sale.objects.get()
    assert (made.total_fen, made.kept_fen) == (2_500, 500)
    assert made.till_id
    assert made.shift_id


def test_the_cart_travels_in_the_address_and_can_be_emptied(shop, tablet):
    one, two = shop.item(), shop.item(10, title="保温杯")
    address = reverse("shop:public_till")
    page = tablet.get(address, {"cart": one.code, "code": two.code}).content.decode()
    assert "¥35" in page
    page = tablet.get(address, {"cart": [one.code, two.code], "drop": one.code}).content.decode()
    assert "¥10" in page
    assert "架上没有" in tablet.get(address, {"code": "AAAAA"}).content.decode()


def test_the_script_is_answered_in_json(shop, tablet):
    item = shop.item()
    sent = sale(item, handed_fen="30")
    said = tablet.post(reverse("shop:public_sell"), sent, **JSON).json()
    assert (said["slip"], said["change"]) == ("20261123-1", "¥5")
    assert tablet.post(reverse("shop:public_sell"), sent, **JSON).json() == said
    other = tablet.post(reverse("shop:public_sell"), sent | {"handed_fen": "40"}, **JSON)
    assert other.status_code == 409
    assert "已经记过了" in other.json()["words"]


@pytest.mark.parametrize(
    "broken",
    [
        {"charged": "abc"},
        {"price_fen": "x"},
        {"code": ["A", "B"]},
        {"way": "credit"},
        {"sale_id": "1"},
    ],
)
def test_what_is_no_sale_is_refused_in_words(shop, tablet, broken):
    answer = tablet.post(reverse("shop:public_sell"), sale(shop.item()) | broken, **JSON)
    assert answer.status_code == 409
    assert answer.json()["words"]
    assert not Sale.objects.exists()


def test_a_piece_in_the_hand_is_sold_by_a_second_press(shop, tablet):
    item = shop.item()
    tablet.post(reverse("shop:public_sell"), sale(item))
    refused = tablet.post(reverse("shop:public_sell"), sale(item))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "照样卖" in page
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert tablet.post(reverse("shop:public_sell"), again).status_code == 302
    assert Sale.objects.count() == 2


def test_undo_and_return_work_as_plain_forms(shop, tablet):
    item = shop.item()
    tablet.post(reverse("shop:public_sell"), sale(item))
    made = Sale.objects.get()
    undo = {"return_id": str(uuid4()), "sale_id": str(made.pk)}
    answer = tablet.post(reverse("shop:public_undo"), undo, follow=True)
    assert "撤销了" in answer.content.decode()
    again = tablet.post(reverse("shop:public_undo"), undo | {"return_id": str(uuid4())})
    assert again.status_code == 422
    tablet.post(reverse("shop:public_sell"), sale(item))
    back = {"return_id": str(uuid4()), "slip": "20261123-2", "code": item.code}
    page = tablet.post(reverse("shop:public_return"), back).content.decode()
    assert "¥25" in page
    assert Return.objects.count() == 2


def test_another_device_is_no_till(shop, opened, client):
    assert client.get(reverse("shop:public_till")).status_code == 403
    assert client.post(reverse("shop:public_sell"), sale(shop.item())).status_code == 404
    client.cookies["till"] = str(opened.till.pk)  # not signed
    assert client.get(reverse("shop:public_till")).status_code == 403


def test_a_lost_device_is_locked_from_the_desk(shop, tablet):
    till = Till.objects.order_by("-number")[0]
    actions.lock_till(till_id=till.pk, by=shop.keeper, at=NOW)
    assert tablet.get(reverse("shop:public_till")).status_code == 403
    answer = tablet.post(reverse("shop:public_sell"), sale(shop.item()), **JSON)
    assert answer.status_code == 409


def test_wrong_digits_make_the_till_rest(tablet):
    tablet.post(reverse("shop:public_shift"), {"end": "1"})
    for _ in range(public.WRONG_CODES):
        assert tablet.post(reverse("shop:public_shift"), {"code": "0x00"}).status_code == 422
    assert tablet.post(reverse("shop:public_shift"), {"code": "0000"}).status_code == 429


def test_a_till_page_carries_no_name_and_no_payment_code(shop, tablet):
    page = tablet.get(reverse("shop:public_till")).content.decode()
    for never in ("苏阿姨", "苏掌柜", "收款码.png", "weixin", "alipay"):
        assert never not in page


def test_goods_are_received_priced_and_labelled_at_the_desk(shop, keeper):
    corner = [shop.corner.pk]
    sent = {"key": str(uuid4()), "received_on": TODAY.isoformat(), "donor_name": "陈阿姨"}
    answer = keeper.post(reverse("shop:desk_receive", args=corner), sent)
    piece = {
        "key": str(uuid4()), "title": "毛衣", "category": "clothes", "condition": "good",
        "estimate_fen": "20", "price_fen": "15",
        "photo": SimpleUploadedFile("coat.jpg", photo(), "image/jpeg"),
    }  # fmt: skip
    assert keeper.post(answer["Location"], piece).status_code == 302
    item = Item.objects.get()
    assert item.photo_id
    assert "陈阿姨" in keeper.get(f"{answer['Location']}slip/").content.decode()
    labels = keeper.get(reverse("shop:desk_labels", args=corner)).content.decode()
    assert item.code in labels
    assert "¥15" in labels
    refused = piece | {"key": str(uuid4()), "category": "medicine", "condition": "new"}
    refused["photo"] = ""
    page = keeper.post(answer["Location"], refused | {"expires_on": "2027-06-01"})
    assert page.status_code == 422
    assert "要有许可才能卖" in page.content.decode()


def test_a_day_goes_from_opening_to_the_second_count_at_the_desk(shop, keeper, village, client):
    shop.basis()
    sent = {
        "key": str(uuid4()), "code_is_ours": "no", "n_1000": "10", "lower_percent": "10",
        "free_most": "1", "purpose": "general", "title": "元旦专场", "spot": "小广场",
    }  # fmt: skip
    where = keeper.post(reverse("shop:desk_open", args=[shop.corner.pk]), sent)["Location"]
    page = keeper.get(where).content.decode()
    assert "元旦专场" in page
    assert "只收现金" in page
    assert re.search(
        r">\d{4}<", keeper.post(f"{where}shift/", {"volunteer": "苏阿姨"}).content.decode()
    )
    sheet = keeper.post(f"{where}tally/")["Location"]
    item = shop.item()
    assert item.code in keeper.get(sheet).content.decode()
    assert keeper.post(f"{sheet}key/", {"rows": f"{item.code} 不知道"}).status_code == 422
    assert keeper.post(f"{sheet}key/", {"rows": f"{item.code} 24\n\n"}).status_code == 302
    counted = {"key": str(uuid4()), "n_1000": "12", "n_100": "4", "bag": "A-1"}
    assert keeper.post(f"{where}close/", counted).status_code == 302
    again = counted | {"key": str(uuid4())}
    assert keeper.post(f"{where}count/", again).status_code == 422
    come_in(client, village.users["cashier"])
    assert client.post(f"{where}count/", again).status_code == 302
    assert "一分不差" in client.get(where).content.decode()


def test_without_a_right_the_page_says_that_goods_can_only_be_given(shop, keeper):
    page = keeper.get(reverse("shop:desk_open", args=[shop.corner.pk])).content.decode()
    assert "只能送" in page or "送给需要的人家" in page
    assert '<form method="post" enctype' not in page


def test_the_counter_sheet_names_the_plan_and_shows_no_code(shop, keeper):
    shop.basis(
        "public_plan", certificate="证 1", plan="案 2", account="账户 3",
        filed_on=TODAY - datetime.timedelta(days=30), until_on=TODAY + datetime.timedelta(days=9),
    )  # fmt: skip
    day = shop.open()
    page = keeper.get(reverse("shop:desk_counter", args=[day.pk])).content.decode()
    for said in ("证 1", "案 2", "账户 3", "第二十二至二十六条"):
        assert said in page
    assert 'class="qr"' not in page


def test_a_family_is_given_a_piece_from_its_dossier(shop, client, village, now):
    item, home = shop.item(), shop.family()
    come_in(client, village.users["social_worker"])
    address = reverse("shop:desk_give", args=[home])
    assert client.post(address, {"code": "AAAAA"}).status_code == 422
    answer = client.post(address, {"code": item.code}, follow=True)
    assert "呢子大衣" in answer.content.decode()


def test_the_street_reads_what_became_of_a_piece(shop, client, now):
    item = shop.item()
    page = client.get(reverse("shop:public_item", args=[item.code])).content.decode()
    assert "还在义卖角" in page
    assert client.get(reverse("shop:public_item", args=["XXXXX"])).status_code == 404
    asked = client.get(reverse("shop:public_ask"), {"code": item.code})
    assert asked["Location"].endswith(f"/goods/{item.code}/")
