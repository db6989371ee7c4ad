"""What hangs on a wall or lies at a door is one sheet of A4, whole: what it says, and its code.
What one sheet does not hold in letters that are read from there says on each how many there are.

Printed by a real Chromium: the longest notice that can be written, those with the most lines and a
short one, the week for a fridge door of a quiet and of the fullest hall, what every age finds, the
poster, a room's list, and the gym's two papers.
"""

import datetime
import re
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from linli.bulletin.terms import LONGEST_TEXT, LONGEST_TITLE
from linli.kernel.words import XIAMEN
from tests.house.opening import Opening
from tests.journeys import hands
from tests.journeys.conftest import Money
from tests.journeys.hands import DAILY_COURSES, FULL_WEEK_DAYS
from tests.journeys.walk import Walk

# How a page is printed asks nothing of the database.
pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

A4_PT = (595, 842)
SENTENCE = "检修那天电梯停用，行动不便的老人请提前和服务台说一声，馆员上门帮忙拿东西、陪着下楼。"
TITLE = "三号楼电梯周六上午检修，请互相转告，行动不便的老人请提前和服务台说一声，谢谢大家"
STEWARDS = [f"{number}号楼 找服务台" for number in range(1, 41)]
HOUSES = "东南西北"
A_ROOM = re.compile(r"/desk/rooms/[0-9a-f-]{36}/$")
FULL = """([sessions, unmet]) => {
    const table = document.querySelector('.ages table');
    for (const cell of table.querySelectorAll('td'))
        cell.innerHTML = `<a href="#">${sessions}</a> <span class="unmet">${unmet}</span>`;
    const four = Array.from({length: 4}, () => table.cloneNode(true));
    document.querySelector('.ages').replaceChildren(...four);
}"""
A_DAY = re.compile(r"周[一二三四五六日]")


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


@pytest.fixture(scope="session")
def full_week(money_house: Money) -> str:
    """The Monday of a week as full as a hall is, in the house of whichever process asks."""
    hands.do(money_house.environment, "week")
    today = datetime.datetime.now(tz=XIAMEN).date()
    return f"{today + datetime.timedelta(days=FULL_WEEK_DAYS - today.weekday()):%Y-%m-%d}"


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


def test_many_short_lines_stand_beside_each_other_on_one_sheet(desk_walk: Walk) -> None:
    desk_walk.become("戴晓梅")
    sheet = notice(desk_walk, "各楼有事找谁", "\n".join(STEWARDS))
    said = one_sheet(desk_walk, sheet)
    assert [said.index(each.replace(" ", "")) for each in STEWARDS] == sorted(
        said.index(each.replace(" ", "")) for each in STEWARDS
    )
    assert "第1张" not in said
    assert "听人念、看更正" in said
    assert size_pt(desk_walk, sheet) == 14


def test_a_notice_of_more_lines_says_how_many_sheets_and_parts_no_paragraph(
    desk_walk: Walk,
) -> None:
    """Each sheet has the title, which it is, and the code; every line is on one of them, once."""
    desk_walk.become("戴晓梅")
    lines = [f"{hour}点到{hour + 1}点，请先接好水，出去的时候关好窗" for hour in range(6, 12)]
    paragraphs = ["\n".join([f"{side}边的楼：", *lines]) for side in HOUSES]
    sheet = notice(desk_walk, "四边的楼停水", "\n\n".join(paragraphs))
    for number, said in enumerate(sheets(desk_walk, sheet, many=2)):
        assert "四边的楼停水" in said
        assert f"第{number + 1}张,共2张" in said
        assert "听人念、看更正" in said
        mine = HOUSES[2 * number : 2 * number + 2]
        assert [side for side in HOUSES if f"{side}边的楼:" in said] == list(mine)
        assert all(said.count(unicodedata.normalize("NFKC", line)) == 2 for line in lines)


def test_a_line_a_letter_is_told_to_the_last_on_as_many_sheets_as_they_say(desk_walk: Walk) -> None:
    """The most lines that can be written."""
    desk_walk.become("戴晓梅")
    sheet = notice(desk_walk, "一直到最后一行", "\n".join("鹭" * (LONGEST_TEXT // 2)))
    printed = sheets(desk_walk, sheet, many=5)
    told = [said.count("鹭") for said in printed]
    assert sum(told) == LONGEST_TEXT // 2
    assert max(told) - min(told) <= 5


def test_the_fullest_week_is_two_sheets_that_end_between_days(
    desk_walk: Walk, full_week: str
) -> None:
    """Sixty-three sessions, none in letters smaller than twelve points."""
    there = f"/programme/sheet/?week={full_week}"
    days = []
    for number, said in enumerate(sheets(desk_walk, there, many=2), start=1):
        assert f"第{number}张,共2张" in said
        assert "看最新的安排和名额" in said
        _, of_days = said.split("谁都能来。")
        on_it = A_DAY.findall(of_days)
        days += on_it
        for title, *_ in DAILY_COURSES:
            assert of_days.count(unicodedata.normalize("NFKC", title)) >= len(on_it), title
    assert days == [f"周{day}" for day in "一二三四五六日"]
    assert smallest_pt(desk_walk, there, ".fridge-days") == 12
    assert smallest_pt(desk_walk, "/programme/sheet/", ".fridge-days") >= 12


def test_a_week_for_one_age_is_one_sheet(desk_walk: Walk, full_week: str) -> None:
    """Thirty-five of those sessions."""
    said = one_sheet(desk_walk, f"/programme/sheet/?age=30&week={full_week}")
    assert said.count("清晨太极") == 7
    assert said.count("四点半课堂") == 0
    assert "张,共" not in said


def test_what_every_age_finds_is_one_sheet_though_every_cell_has_most_to_say(
    desk_walk: Walk,
) -> None:
    """Every scene, age and part of the day with sessions, and people whom none of them had room
    for: more than a demo has, so the page is filled up before it is printed."""
    desk_walk.go("/programme/ages/")
    desk_walk.page.evaluate(FULL, ["12 次", "少于 5 人没排上"])
    [said] = printed(desk_walk, many=1)
    assert said.count("12次少于5人没排上") == 4 * 7 * 3
    assert "扫一扫,看最新的" in said


def test_in_english_it_is_one_sheet_too(desk_walk: Walk) -> None:
    """English needs more letters for the same."""
    desk_walk.go("/programme/ages/")
    desk_walk.press("EN")
    desk_walk.page.evaluate(FULL, ["12 sessions", "under 5 missed out"])
    [said] = printed(desk_walk, many=1)
    assert said.count("12sessionsunder5missedout") == 4 * 7 * 3
    assert "Scanforthelatest" in said
    desk_walk.press("中文")


def test_the_papers_of_the_hall_are_a_sheet_each(desk_walk: Walk) -> None:
    assert "看最新的安排和名额" in one_sheet(desk_walk, "/programme/sheet/")
    assert "扫一扫,看最新的" in one_sheet(desk_walk, "/programme/ages/")
    assert "扫一扫,看最新的" in one_sheet(desk_walk, "/programme/ages/?band=elder")
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
    """Print a page; gives what stands on the one sheet it is."""
    [said] = sheets(walk, path, many=1, across=across)
    return said


def sheets(walk: Walk, path: str, *, many: int, across: bool = False) -> list[str]:
    """Print a page; gives what stands on each of its sheets."""
    walk.go(path)
    return printed(walk, many=many, across=across)


def printed(walk: Walk, *, many: int, across: bool = False) -> list[str]:
    """Print what is shown, in the usual type and in 长辈模式; gives what stands on each sheet."""
    size = A4_PT[::-1] if across else A4_PT
    said: list[str] = []
    for step in ("2", "0"):
        walk.page.evaluate("step => document.documentElement.dataset.elder = step", step)
        pages = PdfReader(BytesIO(walk.page.pdf(prefer_css_page_size=True))).pages
        assert {tuple(map(round, page.mediabox[2:])) for page in pages} == {size}
        said = [plain(page.extract_text()) for page in pages]
        assert len(said) == many
    return said


def plain(text: str) -> str:
    """Without blanks and ends of lines, and a font's radicals as the letters they are."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def size_pt(walk: Walk, path: str) -> float:
    """How large the text of a notice is on paper."""
    return smallest_pt(walk, path, ".bulletin")


def smallest_pt(walk: Walk, path: str, part: str) -> float:
    """The smallest letters of a part of a page on paper."""
    walk.page.goto(path)
    walk.page.emulate_media(media="print")
    size = walk.page.evaluate(
        """part => Math.min(...[...document.querySelectorAll(`${part}, ${part} *`)]
            .map(each => parseFloat(getComputedStyle(each).fontSize)))""",
        part,
    )
    walk.page.emulate_media(media="screen")
    return round(size * 72 / 96, 1)
