"""What hangs on a wall or lies at a door is one sheet of A4, whole: what it says, and its code.

Printed by a real Chromium: the longest notice that can be written and a short one, the week for a
fridge door, what every age finds, the poster, a room's list, and the gym's two papers.
"""

import re
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from linli.bulletin.terms import LONGEST_TEXT, LONGEST_TITLE
from tests.journeys.walk import Walk

# How a page is printed asks nothing of the database.
pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

A4_PT = (595, 842)
SENTENCE = "检修那天电梯停用，行动不便的老人请提前和服务台说一声，馆员上门帮忙拿东西、陪着下楼。"
TITLE = "三号楼电梯周六上午检修，请互相转告，行动不便的老人请提前和服务台说一声，谢谢大家"
A_ROOM = re.compile(r"/desk/rooms/[0-9a-f-]{36}/$")


def test_the_longest_notice_and_a_short_one_are_a_sheet_each(desk_walk: Walk) -> None:
    """Large where little is said; with its code on the same sheet however much."""
    desk_walk.become("戴晓梅")
    short = notice(desk_walk, "周六停水", "早上九点到十一点，请先接好水。")
    longest = notice(
        desk_walk, TITLE[:LONGEST_TITLE], (SENTENCE * LONGEST_TEXT)[: LONGEST_TEXT - 4] + "说完了。"
    )
    for sheet, last_words in ((short, "请先接好水"), (longest, "说完了")):
        said = one_sheet(desk_walk, sheet)
        assert last_words in said
        assert "听人念、看更正" in said
        assert re.search(r"http://localhost:\d+/n/\d+/", said)
    assert size_pt(desk_walk, short) == 24
    assert size_pt(desk_walk, longest) == 14


def test_the_papers_of_the_hall_are_a_sheet_each(desk_walk: Walk) -> None:
    assert "看最新的安排和名额" in one_sheet(desk_walk, "/programme/sheet/")
    assert "扫一扫,看最新的" in one_sheet(desk_walk, "/programme/ages/")
    desk_walk.become("戴晓梅")
    assert "看所有房间和空着的时间" in one_sheet(desk_walk, "/desk/rooms/poster/")
    desk_walk.go("/desk/rooms/")
    rooms = [one.get_attribute("href") or "" for one in desk_walk.page.locator("main a").all()]
    room = next(one for one in rooms if A_ROOM.match(one))
    assert "看这个房间什么时候空着" in one_sheet(desk_walk, f"{room}door/")
    one_sheet(desk_walk, "/desk/rooms/")
    one_sheet(desk_walk, "/desk/rooms/week/")
    desk_walk.go("/desk/seasons/")
    season = desk_walk.page.locator("main .list a").first.get_attribute("href")
    plan = f"{season}plan/"
    assert "广场舞队" in one_sheet(desk_walk, plan, across=True)
    rooms = desk_walk.page.locator("#room option").all()
    picked = f"{plan}?room={rooms[1].get_attribute('value')}"
    assert "空着" in one_sheet(desk_walk, picked, across=True)
    desk_walk.go("/desk/gym/")
    gym = desk_walk.page.locator("main a").first.get_attribute("href")
    assert "监护人签" in one_sheet(desk_walk, f"{gym}sheet/")
    assert "点一位,勾一位" in one_sheet(desk_walk, f"{gym}inside/")


def notice(walk: Walk, title: str, text: str) -> str:
    """Put a notice up; gives the address of its sheet."""
    walk.go("/desk/bulletins/new/")
    walk.write("标题", title)
    walk.write("正文", text)
    walk.touch(walk.page.locator("main form button").last)
    walk.press("贴出去")
    link = walk.page.locator("a[href^='/n/']").first.get_attribute("href") or ""
    return re.match(r"/n/\d+/", link)[0] + "sheet/"


def one_sheet(walk: Walk, path: str, *, across: bool = False) -> str:
    """Print a page, in the usual type and in 长辈模式; gives what stands on the one sheet it is."""
    walk.go(path)
    said = ""
    for step in ("2", "0"):
        walk.page.evaluate("step => document.documentElement.dataset.elder = step", step)
        printed = PdfReader(BytesIO(walk.page.pdf(prefer_css_page_size=True)))
        [page] = printed.pages
        assert tuple(map(round, page.mediabox[2:])) == (A4_PT[::-1] if across else A4_PT)
        # Lines run on, and a font's radicals are read as the letters they are.
        said = unicodedata.normalize("NFKC", page.extract_text().replace("\n", ""))
    return said


def size_pt(walk: Walk, path: str) -> float:
    """How large the text of a notice is on paper."""
    walk.page.goto(path)
    walk.page.emulate_media(media="print")
    px = "parseFloat(getComputedStyle(document.querySelector('.bulletin')).fontSize)"
    size = walk.page.evaluate(px) * 72 / 96
    walk.page.emulate_media(media="screen")
    return round(size, 1)
