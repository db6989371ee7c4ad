"""The room's doors: a whole round pressed through by its people; a form comes back as typed."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from linli.giving.models import GoodsUse
from linli.goodwill.models import Round, Settlement, Sheet
from linli.identity import actions as identity
from linli.identity.permissions import clock
from linli.papers.tests.paper_samples import photo
from linli.people import actions as people, queries as register
from tests.village import HERE, NOW, TODAY, come_in


@pytest.fixture
def at(goodwill):
    """``at("supervisor")`` is a browser in which the supervisor has signed in."""

    def sign_in(role: str) -> Client:
        return come_in(Client(), goodwill.village.users[role])

    return sign_in


def page(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(f"goodwill:{name}", args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, name: str, *args, **typed):
    return client.post(reverse(f"goodwill:{name}", args=args), typed)


def press(client: Client, name: str, *args, **typed) -> None:
    answer = send(client, name, *args, **typed)
    assert answer.status_code == 302, answer.content.decode()


def test_a_round_of_goods_from_the_list_to_the_end(goodwill, at):
    gift = goodwill.rice(10)
    first = goodwill.family(datetime.date(1940, 1, 1))
    second = goodwill.family()
    worker, boss, hands = at("social_worker"), at("supervisor"), at("grid_worker")
    assert "还没有慰问过" in page(worker, "desk_index")
    assert "大米" in page(worker, "desk_begin", HERE)
    typed = {"title": "春节慰问", "kind": "goods", "gift_id": str(gift.pk), "pieces": "2"}
    press(worker, "desk_begin", HERE, key=str(gift.pk), **typed)
    held = Round.objects.get()
    assert "名单还是空的" in page(worker, "desk_round", held.pk)
    assert "没有查到新的人家" in page(worker, "desk_find", held.pk, "dibao")
    assert "虚＊ 3 栋" in page(worker, "desk_find", held.pk, "alone_80")
    press(worker, "desk_find", held.pk, "alone_80", households=[str(first)])
    number = goodwill.number_of(second)
    press(worker, "desk_list", held.pk, number=number, reason="bereavement")
    press(worker, "desk_submit", held.pk)
    shown = page(boss, "desk_round", held.pk)
    assert "80 岁以上，一个人住" in shown
    assert "家里有人去世" in shown
    assert "虚甲" not in shown
    press(boss, "desk_approve", held.pk)
    press(hands, "desk_issue", held.pk)
    sheet = Sheet.objects.get()
    paper = page(hands, "desk_sheet", sheet.pk)
    assert "1-1" in paper
    assert "虚甲" not in paper
    assert "大米 2 袋" in paper
    lines = [str(line.pk) for line in sheet.lines.order_by("position")]
    photo_file = SimpleUploadedFile("sheet.jpg", photo(), "image/jpeg")
    press(
        hands, "desk_key", sheet.pk, code="1-1", handed_on=TODAY.isoformat(), signed=lines[:1],
        photo=photo_file,
    )  # fmt: skip
    assert "签收了" in page(worker, "desk_check", sheet.pk)
    answer = worker.get(reverse("goodwill:desk_photo", args=[sheet.pk]))
    assert answer.headers["Cache-Control"] == "no-store"
    press(worker, "desk_confirm", sheet.pk)
    assert GoodsUse.objects.get().household_id == first
    press(worker, "desk_settle", held.pk)
    assert Settlement.objects.get().went_back == 2
    assert "退回去" in page(worker, "desk_round", held.pk)
    dossier = worker.get(reverse("workbench:desk_household", args=[first])).content.decode()
    assert "春节慰问 · 大米 2 袋" in dossier


def test_money_waits_for_the_fund(goodwill, at):
    held = goodwill.approved(households=2)
    assert "等基金审议和付款" in page(at("grid_worker"), "desk_round", held.pk)
    issue = reverse("goodwill:desk_issue", args=[held.pk])
    assert issue not in page(at("grid_worker"), "desk_round", held.pk)
    goodwill.pay(held)
    assert issue in page(at("grid_worker"), "desk_round", held.pk)
    assert issue not in page(at("supervisor"), "desk_round", held.pk)
    request = reverse("fund:desk_request", args=[held.request_id])
    told = at("cashier").get(request).content.decode()
    assert "上门慰问" in told
    assert "入户走访" not in told


def test_forms_come_back_as_they_were_typed(goodwill, at):
    worker = at("social_worker")
    answer = send(worker, "desk_begin", HERE, title="没写多少", kind="money")
    assert answer.status_code == 422
    assert "没写多少" in answer.content.decode()
    held = goodwill.begin()
    answer = send(worker, "desk_list", held.pk, number="不存在", reason="other")
    assert answer.status_code == 422
    assert "没有找到这个户号" in answer.content.decode()
    goodwill.list(held, goodwill.family())
    goodwill.submit(held)
    answer = send(at("supervisor"), "desk_send_back", held.pk, words="")
    assert answer.status_code == 422
    press(at("supervisor"), "desk_send_back", held.pk, words="请核对 5 栋")
    assert "请核对 5 栋" in page(worker, "desk_round", held.pk)


def test_another_sheets_number_is_told(goodwill, at):
    sheet = goodwill.issue(goodwill.paid(households=1))
    answer = send(at("grid_worker"), "desk_key", sheet.pk, code="9-9", handed_on=TODAY.isoformat())
    assert answer.status_code == 422
    assert "1-1" in answer.content.decode()
    goodwill.key(sheet, 1)
    assert "已经录过了" in page(at("grid_worker"), "desk_key", sheet.pk)
    press(at("social_worker"), "desk_return", sheet.pk)


def test_from_the_familys_file(goodwill, at):
    home = goodwill.family()
    worker = at("social_worker")
    assert "现在没有正在列名单的慰问" in page(worker, "desk_list_from_file", home)
    held = goodwill.begin()
    typed = {"round_id": str(held.pk), "reason": "upheaval"}
    press(worker, "desk_list_from_file", home, **typed)
    answer = send(worker, "desk_list_from_file", home, **typed)
    assert answer.status_code == 422
    assert "已经在名单上了" in answer.content.decode()
    press(worker, "desk_strike", held.listed.get().pk)


def test_the_family_sees_it_on_its_own_page(goodwill):
    held = goodwill.paid(households=1)
    goodwill.visit(held, 1)
    home = held.listed.get().household_id
    village = goodwill.village
    head = register.household(village.social_worker, home, TODAY).members[0].id
    user = identity.invite(username="family", name="虚甲", by=clock(), at=NOW)
    people.link_login(resident_id=head, user_id=user.pk, by=village.social_worker, at=NOW)
    client = come_in(Client(), user)
    answer = client.get(reverse("home:my_today"))
    assert "您家收到的慰问" in answer.content.decode()
