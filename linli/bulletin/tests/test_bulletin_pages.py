"""From the keeper's page to the street's: the board, the home page, the wall, a group, a voice."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from linli.bulletin.models import Bulletin, Wording
from linli.bulletin.terms import LONGEST_TEXT
from linli.bulletin.tests.conftest import DAY
from linli.parts.sharing import HEIGHT, WIDTH
from linli.people.tests.conftest import MOTHER, register
from tests.village import TODAY, come_in


@pytest.fixture(autouse=True)
def telephone(settings):
    settings.LINLI_ASK_PHONE = "0592-5550123"


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def test_what_a_keeper_puts_up_is_read_on_every_page_of_the_street(village, keeper, client):
    register(village, MOTHER)
    wall, home = reverse("hall:public_screen"), "/"
    assert "找王秀英老师" not in client.get(home).content.decode()
    offered = {"kind": "closed", "title": "童艺室停用", "text": "周五停用。"}
    offered["shown_until"] = "2026-12-20"
    form = keeper.get(reverse("bulletin:desk_draft"), offered).content.decode()
    assert 'value="童艺室停用"' in form
    assert "周五停用。</textarea>" in form
    assert 'value="2026-12-20"' in form
    typed = {"kind": "closed", "title": "找王秀英老师", "text": "<b>停用</b>"}
    typed["shown_until"] = TODAY + DAY
    there = keeper.post(reverse("bulletin:desk_draft"), typed).url
    asked = keeper.post(there, {"shown_from": TODAY})
    assert asked.status_code == 422
    assert "文字里写到了：王秀英" in asked.content.decode()
    assert keeper.post(there, {"shown_from": TODAY, "sure": "on"}).status_code == 302
    for page in (home, wall, "/n/", "/n/1/"):
        said = client.get(page).content.decode()
        assert "找王秀英老师" in said, page
        assert "/n/" in said, page
    assert "&lt;b&gt;停用&lt;/b&gt;" in client.get("/n/1/").content.decode()
    group = client.get("/n/1/share/").content.decode()
    assert "【停开】找王秀英老师" in group
    assert "http://testserver/n/1/" in group
    assert '<meta property="og:image" content="http://testserver/n/1/picture.png">' in group
    picture = Image.open(io.BytesIO(client.get("/n/1/picture.png").content))
    assert picture.size == (WIDTH, HEIGHT)
    assert "http://testserver/n/1/" in client.get("/n/1/sheet/").content.decode()
    made = Bulletin.objects.get()
    back = reverse("bulletin:desk_withdraw", args=[made.pk])
    assert keeper.post(back, {}).status_code == 422
    assert keeper.post(back, {"reason": "写错了人"}).status_code == 302
    for page in (home, wall, "/n/", "/n/past/", "/n/1/"):
        assert "王秀英" not in client.get(page).content.decode(), page
    assert "写错了人" in client.get("/n/1/").content.decode()
    assert client.get("/n/1/share/").status_code == 404
    assert client.get(f"/n/{10**30}/").status_code == 404


def test_the_end_of_a_line_is_a_letter_as_it_was_while_writing(village, keeper):
    """A browser sends two for it; a text of many short lines is not refused for that."""
    lines = ["鹭"] * (LONGEST_TEXT // 2)
    typed = {"kind": "news", "title": "每行一个字", "shown_until": TODAY + DAY}
    there = reverse("bulletin:desk_draft")
    assert keeper.post(there, {**typed, "text": "\r\n".join([*lines, "鹭"])}).status_code == 422
    assert keeper.post(there, {**typed, "text": "\r\n".join(lines)}).status_code == 302
    assert Wording.objects.get().text == "\n".join(lines)


def test_a_neighbours_voice_is_one_large_button_and_a_correction_says_so(board, keeper, client):
    up = board.put_up()
    there = reverse("bulletin:desk_bulletin", args=[up.pk])
    slot = keeper.get(there).context["slot"]
    sound = io.BytesIO(b"no sound at all")
    sound.name = "voice.m4a"
    sent = {"sound": sound, "language": "nan"}
    assert keeper.post(reverse("voices:desk_record", args=[slot]), sent).status_code == 422
    words = {"title": "电梯检修", "text": "周六。", "shown_until": TODAY + DAY, "seen": 1}
    change = reverse("bulletin:desk_correct", args=[up.pk])
    assert keeper.post(change, words).status_code == 422
    assert keeper.post(change, words | {"why": "改期"}).status_code == 302
    keeper.post(reverse("bulletin:desk_pin", args=[up.pk]), {"pinned": "1"})
    assert "置顶" in keeper.get(reverse("bulletin:desk_index")).content.decode()
    board.read_aloud(up)
    said = client.get("/n/1/").content.decode()
    assert "听闽南话念" in said
    assert "更正于" in said
    assert "请走楼梯" in said


def test_a_longer_board_asks_no_more(board, client):
    board.put_up()
    with CaptureQueriesContext(connection) as short:
        client.get("/n/")
    for _ in range(5):
        board.put_up()
    with CaptureQueriesContext(connection) as long:
        client.get("/n/")
    assert len(long) == len(short)
