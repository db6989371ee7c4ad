"""The family's page of benefits: words and icons, amounts with their source, what is missing."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from linli.benefits import queries
from tests.village import TODAY, come_in


def page(client, village, family, role="social_worker"):
    come_in(client, village.users[role])
    return client.get(reverse("benefits:desk_household", args=[family.household_id]))


STORY = (
    "残疾儿童康复救助（王小宇）",
    "¥1,700",
    "晚申请一个月，就少 ¥1,700",
    "还差一份：残疾人证",
    "区残疾人联合会",
    "精神 一级、二级： 每月¥430",
    "精神 三级： 每月¥340",
    "全家每个人的月收入和金融资产",
    "关系到 3 项",
    "¥1,300",
    "残疾等级：三级，残疾类别：肢体",
    "需要核实现行标准",
)


def test_the_part_of_the_dossier_tells_the_story(village, told):
    text = _without_spaces(part(village, told))
    for words in STORY:
        assert _without_spaces(words) in text, words


def test_the_part_speaks_english(village, told):
    text = part(village, told, language="en")
    for words in ("Rehabilitation aid for disabled children", "disability certificate", "mental"):
        assert words in text
    for words in ("残疾儿童康复救助", "厦门户籍", "残疾人联合会"):
        assert words not in text


def test_a_closed_child_is_said_and_nothing_else(village, told):
    [card] = queries.cards_for(village.supervisor, told.household_id, on=TODAY)
    html = render_to_string("benefits/desk/_verdicts.html", {"card": card})
    assert "孩子的档案还没有打开" in html
    assert "康复" not in html


def part(village, family, language="zh-hans") -> str:
    [card] = queries.cards_for(village.social_worker, family.household_id, on=TODAY)
    with translation.override(language):
        html = render_to_string("benefits/desk/_verdicts.html", {"card": card})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _without_spaces(text: str) -> str:
    return text.replace(" ", "")


def test_the_page_is_the_part_under_a_head(client, village, told):
    response = page(client, village, told)
    assert response.status_code == 200
    assert "残疾儿童康复救助" in response.content.decode()


def test_the_title_names_nobody(client, village, told):
    html = page(client, village, told).content.decode()
    title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert "王" not in title
    assert "残疾" not in title


def test_a_colleague_next_door_finds_no_page(client, village, told):
    assert page(client, village, told, role="outsider").status_code == 404


@pytest.mark.parametrize("role", ["grid_worker", "cashier"])
def test_who_may_not_see_benefits_is_turned_away(client, village, told, role):
    assert page(client, village, told, role=role).status_code == 403
