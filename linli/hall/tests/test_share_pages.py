"""Into the group chat: a text, a short address, a picture; all opens without script."""

import datetime
import io
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from linli.hall import published, terms
from linli.hall.actions.offers import PoolPlan
from linli.kernel.tests.sound_samples import mp4
from linli.parts.sharing import HEIGHT, WIDTH, Poster, as_png
from linli.programmes import actions as programmes
from linli.voices import actions as voices
from linli.voices.models import Recording
from tests.village import HERE, NOW, come_in


@pytest.fixture(autouse=True)
def house(clock, settings, tmp_path):
    settings.LINLI_DATA = tmp_path
    settings.LINLI_ASK_PHONE = "0592-5550123"


def text_on(page: str) -> str:
    [text] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    return text


def link_on(client: Client, page: str, words: str) -> str:
    said = client.get(page).content.decode()
    [link] = re.findall(rf'href="([^"]+)">{words}<', said)
    return link


def test_a_course_is_ready_for_the_group_and_its_short_address_leads_there(counter, client):
    counter.offer(PoolPlan("一般", 3))
    course = counter.course.pk
    answer = client.get(reverse("hall:public_share", args=[course]))
    page = answer.content.decode()
    code = published.code_of(course)
    text = text_on(page)
    assert text.splitlines()[0] == "【周末手工】"
    assert "还有 3 个名额" in text
    assert f"http://testserver/p/{code}" in text
    assert "0592-5550123" in text
    assert '<meta property="og:title" content="周末手工">' in page
    assert '<meta property="og:image" content="http://testserver/programme/' in page
    assert len(code) == 8
    assert client.get(f"/p/{code}").url == reverse("hall:public_course", args=[course])
    assert client.get(f"/p/{code.upper()}").status_code == 302
    assert client.get("/p/nothing2").status_code == 404


def test_one_session_says_its_own_day_and_room(counter, client):
    counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    session = counter.sessions[1]
    url = reverse("hall:public_share", args=[counter.course.pk])
    text = text_on(client.get(url, {"session": session.pk}).content.decode())
    assert "周二 12月8日 上午9:00" in text
    assert "悦享教室东半间" in text
    assert client.get(url, {"session": uuid4()}).status_code == 404
    assert client.get(url, {"session": "x"}).status_code == 200


def test_a_week_is_ready_for_the_group(counter, client):
    page = client.get(reverse("hall:public_share_week"), {"week": "2026-12-01"}).content.decode()
    text = text_on(page)
    assert "周二 12月1日" in text
    assert "09:00–10:30 周末手工 悦享教室东半间" in text
    assert "http://testserver/p/w261130" in text
    assert client.get("/p/w261130").url == "/programme/?week=2026-11-30"
    empty = text_on(client.get(reverse("hall:public_share_week")).content.decode())
    assert "这一周还没有安排。" in empty


@pytest.mark.parametrize("name", ["public_course_picture", "public_week_picture"])
def test_the_picture_is_a_telephones_and_no_closed_group_stands_on_it(counter, client, name):
    args = [counter.course.pk] if name == "public_course_picture" else []
    answer = client.get(reverse(f"hall:{name}", args=args), {"week": "2026-12-01"})
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=60"
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (WIDTH, HEIGHT)
    assert len(answer.content) < 120_000


def test_a_closed_group_goes_into_no_chat_under_its_own_name(counter, school, client):
    programme = school.open_programme("照护者支持小组", closed_group=True, neutral_title="周五小组")
    course = school.open_course(
        programme=programme, title="照护者", rule="FREQ=WEEKLY;COUNT=2",
            first=datetime.date(2026, 12, 4),
    )  # fmt: skip
    page = client.get(reverse("hall:public_share", args=[course.pk])).content.decode()
    assert "周五小组" in page
    assert "照护者" not in page


def test_a_long_programme_ends_with_a_word_that_there_is_more():
    rows = tuple((f"12-{day:02}", "很长的名字" * 6) for day in range(1, 29))
    whole = as_png(Poster("馆", "活动", ("一", "二"), rows[:2], ("扫",), "https://x.cn/p/abc"))
    cut = as_png(Poster("馆", "活动", ("一", "二"), rows, ("扫",), "https://x.cn/p/abc", "还有"))
    assert whole != cut


def test_a_neighbours_voice_is_one_button_on_the_course_and_on_the_week(counter, client, village):
    keeper = come_in(Client(), village.users["hall_keeper"])
    for page in (
        link_on(keeper, reverse("hall:desk_course", args=[counter.course.pk]), "请邻居念一段"),
        link_on(keeper, reverse("hall:desk_index"), "请邻居念下一周"),
    ):
        assert "请邻居念一段" in keeper.get(page).content.decode()
        sound = io.BytesIO(mp4(40))
        sound.name = "voice.m4a"
        sent = {"sound": sound, "language": "nan", "spoken_by": "阿芬"}
        answer = keeper.post(page, sent)
        made = Recording.objects.order_by("-recorded_at", "-id").first()
        assert answer.url == reverse("voices:desk_recording", args=[made.pk])
        assert keeper.post(page, {"language": "nan"}).status_code == 422
    course = reverse("hall:public_course", args=[counter.course.pk])
    assert "听闽南话念" not in client.get(course).content.decode()
    for made in Recording.objects.all():
        voices.publish(recording_id=made.pk, agreed=True, by=village.hall_keeper, at=NOW)
    for page in (course, "/programme/?week=2026-12-03"):
        said = client.get(page).content.decode()
        assert "听闽南话念" in said
        assert "阿芬" in said
    assert "听闽南话念" not in client.get("/programme/").content.decode()
    assert {made.place_id for made in Recording.objects.all()} == {HERE}
    # Read aloud before it was a closed group, under the title it had then.
    programmes.change_programme(
        programme_id=counter.course.programme_id, title="周末手工", goals=(), closed_group=True,
        neutral_title="周五小组", by=village.hall_keeper, at=NOW,
    )  # fmt: skip
    assert "听闽南话念" not in client.get(course).content.decode()
