"""The pages: what is typed is written; what is refused stands above the form, nothing is lost."""

import pytest

from linli.fund.models import Donation
from linli.giving.models import Box, BoxCount, GoodsGift, GoodsUse, Kept, Pledge, Promise
from linli.giving.tests.conftest import YUAN
from tests.village import TODAY, come_in


@pytest.fixture
def sit_down(client, giving):
    """Sign somebody of the cast in."""

    def sit_down(role: str):
        return come_in(client, giving.village.users[role])

    return sit_down


def at(giving, rest: str) -> str:
    return f"/desk/giving/{giving.fund_id}/{rest}"


def key() -> str:
    from uuid import uuid4

    return str(uuid4())


def test_the_index_shows_each_their_own_doors(sit_down, giving):
    giving.count(giving.box())
    boxes = sit_down("cashier").get(at(giving, "boxes/")).content.decode()
    assert "等第二个人" in boxes
    assert "第二个人清点" not in boxes
    page = sit_down("grid_worker").get("/desk/giving/").content.decode()
    assert "1 个等第二个人数" in page
    assert "关联方" not in page
    assert "关联方" in sit_down("auditor").get("/desk/giving/").content.decode()


def test_a_promise_is_written_received_and_ended(sit_down, giving):
    desk = sit_down("cashier")
    typed = {
        "donor_name": "陈喆", "amount_fen": "100", "every": "month", "begins_on": TODAY,
        "purpose": "general", "display": "anonymous", "key": key(),
    }  # fmt: skip
    assert desk.post(at(giving, "pledges/new/"), typed).status_code == 302
    pledge = Pledge.objects.get()
    assert "等着收到" in desk.get(at(giving, "pledges/")).content.decode()
    here = f"/desk/giving/pledges/{pledge.pk}/"
    came = {"amount_fen": "100", "received_on": TODAY, "way": "transfer", "key": key()}
    assert desk.post(f"{here}receive/", came).status_code == 302
    assert Donation.objects.get().origin_id == pledge.pk
    assert "都收到了" in desk.get(here).content.decode()
    assert desk.post(f"{here}end/", {"because": ""}).status_code == 302
    page = desk.get(here).content.decode()
    assert "结束了" in page
    assert "记作一笔捐赠" not in page


def test_a_wrong_amount_comes_back_with_a_sentence_and_the_rest_kept(sit_down, giving):
    typed = {"donor_name": "陈喆", "amount_fen": "很多", "every": "month", "key": key()}
    answer = sit_down("cashier").post(at(giving, "pledges/new/"), typed)
    assert answer.status_code == 422
    assert "请写金额" in answer.content.decode()
    assert "陈喆" in answer.content.decode()


def test_two_people_count_a_box_at_the_desk(sit_down, giving):
    desk = sit_down("cashier")
    desk.post(at(giving, "boxes/new/"), {"label": "1 号", "stands": "大厅"})
    box = Box.objects.get()
    counted = {"seal": "F-1", "of_10000": "2", "of_100": "5", "key": key()}
    assert desk.post(f"/desk/giving/boxes/{box.pk}/count/", counted).status_code == 302
    count = BoxCount.objects.get()
    again = f"/desk/giving/counts/{count.pk}/"
    other = sit_down("social_worker")
    assert "¥205" not in other.get(again).content.decode()
    wrong = other.post(again, {"counted_fen": "204"})
    assert wrong.status_code == 422
    assert "相差 ¥1" in wrong.content.decode()
    assert "不一样，重数" in other.get(at(giving, "boxes/")).content.decode()


def test_goods_come_and_go_to_a_family(sit_down, giving):
    home, desk = giving.desk.family(), sit_down("cashier")
    typed = {
        "what": "大米", "quantity": "10", "unit": "袋", "received_on": TODAY,
        "purpose": "family_aid", "display": "anonymous", "key": key(),
    }  # fmt: skip
    assert desk.post(at(giving, "goods/new/"), typed).status_code == 302
    gift = GoodsGift.objects.get()
    worker = sit_down("social_worker")
    page = worker.get(f"/desk/households/{home}/").content.decode()
    assert "给这一户发东西" in page
    given = {"gift_id": gift.pk, "quantity": "2", "used_on": TODAY, "key": key()}
    assert worker.post(f"/desk/giving/households/{home}/", given).status_code == 302
    assert GoodsUse.objects.get().household_id == home
    assert "大米 2 袋" in worker.get(f"/desk/households/{home}/").content.decode()
    broke = {"reason": "spoiled", "quantity": "9", "used_on": TODAY, "key": key()}
    answer = worker.post(f"/desk/giving/goods/{gift.pk}/", broke)
    assert answer.status_code == 422
    assert "只剩 8 袋" in answer.content.decode()


def test_a_partner_promises_keeps_and_reads_a_letter(sit_down, giving):
    desk, partner = sit_down("social_worker"), giving.partner()
    here = f"/desk/giving/partners/{partner.pk}/"
    hours = {"year": 2026, "kind": "hours", "number": "20", "words": "修水电", "key": key()}
    assert desk.post(f"{here}promises/new/", hours).status_code == 302
    kept = {"number": "4", "kept_on": TODAY, "became": "修好了三号楼的扶手", "key": key()}
    promise = Promise.objects.get()
    assert desk.post(f"/desk/giving/promises/{promise.pk}/keep/", kept).status_code == 302
    assert Kept.objects.get().quantity == 4
    letter = desk.get(f"{here}2026/").content.decode()
    assert "承诺 20 小时，兑现 4 小时" in letter
    assert "修好了三号楼的扶手" in letter
    assert desk.get(f"{here}2025/").status_code == 404


def test_a_promise_of_money_asks_for_yuan(sit_down, giving):
    partner = giving.partner()
    here = f"/desk/giving/partners/{partner.pk}/promises/new/"
    desk = sit_down("social_worker")
    answer = desk.post(here, {"year": 2026, "kind": "money", "number": "5", "key": key()})
    assert answer.status_code == 422
    desk.post(here, {"year": 2026, "kind": "money", "amount_fen": "5000", "key": key()})
    assert Promise.objects.get().quantity == 5_000 * YUAN


def test_the_holder_files_a_plan_and_says_where_to_give(sit_down, giving):
    desk = sit_down("holder_accountant")
    plan = {
        "title": "冬衣义卖", "number": "备 1", "filed_on": "2026-11-01", "starts_on": "2026-11-05",
        "ends_on": "2026-12-31", "area": "金安", "in_charge": "黄", "purpose": "general",
        "costs": "无", "leftover": "同一用途", "key": key(),
    }  # fmt: skip
    late = desk.post(at(giving, "plans/new/"), plan)
    assert late.status_code == 422
    assert "至少十天" in late.content.decode()
    plan["starts_on"] = "2026-11-11"
    assert desk.post(at(giving, "plans/new/"), plan).status_code == 302
    point = {"address": "一楼", "hours": "每天", "platform": "", "platform_url": ""}
    assert desk.post(at(giving, "where/"), point).status_code == 302
    page = desk.get(at(giving, "plans/")).content.decode()
    assert "冬衣义卖" in page
    assert "一楼" in page


def test_the_holder_discloses_a_related_partys_gift(sit_down, giving):
    gift = giving.desk.give(500, donor_name="陈喆")
    desk = sit_down("holder_accountant")
    related = {"kind": "manager", "name": "陈喆", "since": "2026-01-01", "key": key()}
    assert desk.post(at(giving, "related/new/"), related).status_code == 302
    assert "还没有公开" in desk.get(at(giving, "related/")).content.decode()
    said = {"donation_id": gift.pk, "disclosed_on": TODAY, "where": "慈善中国"}
    assert desk.post(at(giving, "related/disclose/"), said).status_code == 302
    page = desk.get(at(giving, "related/")).content.decode()
    assert "慈善中国" in page
    assert "陈喆" not in sit_down("auditor").get(at(giving, "related/")).content.decode()
