"""The faces of the house: every page that links lead to, wide and narrow, in both languages.

The story of test_ms_wang.py is walked on a phone; here the same pages stand on a desk.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from linli.demo import cast
from tests.house.opening import Opening
from tests.journeys.conftest import PHONE, window
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
FILES = re.compile(r"/(static|paper|template|refused|book)/|/metrics")
LINKS = "links => links.map(link => link.getAttribute('href'))"
PLAYERS = [player.name for player in (*cast.RESIDENTS[:1], *cast.STAFF)]
SMALL_TARGETS = """sides => [...document.querySelectorAll(
    'main button, main .button, main .choice, .actions .button, .bar a')]
    .filter(each => each.offsetParent && each.getBoundingClientRect().height < sides)
    .map(each => each.textContent.trim())"""


# Wide and narrow ----------------------------------------------------------------------------------


def test_every_page_stands_on_a_desk(desk_walk: Walk) -> None:
    seen: set[str] = set()
    rounds(desk_walk, seen, "/")
    for name in PLAYERS:
        desk_walk.become(name)
        rounds(desk_walk, seen, desk_walk.where)
    assert len(seen) > 40


def rounds(walk: Walk, seen: set[str], start: str) -> None:
    """Follow every link from here, to one page of each kind, and look at it."""
    walk.page.goto(start)
    waiting = [start, *links(walk)]
    while waiting:
        path = waiting.pop()
        kind = AN_ID.sub("*", urlsplit(path).path)
        if kind in seen:
            continue
        seen.add(kind)
        walk.go(path)
        walk.sees("演示数据·非真实")
        waiting += links(walk)


def links(walk: Walk) -> Iterator[str]:
    """The addresses of this house that the present page leads to."""
    for href in walk.page.eval_on_selector_all("a[href]", LINKS):
        there = urlsplit(urljoin(walk.page.url, href))
        here = urlsplit(walk.page.url)
        if there.netloc == here.netloc and not FILES.search(there.path):
            yield there.path + (f"?{there.query}" if there.query else "")


# 长辈模式 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/transparency/", "/tell/", "/my/", "/my/help/"])
def test_elders_have_large_type_and_large_targets(walk: Walk, path: str) -> None:
    walk.become("蔡秀治")
    walk.go(path)
    walk.press("长辈模式")
    assert walk.where == path
    assert font_px(walk) >= 20
    assert walk.page.evaluate(SMALL_TARGETS, 60) == []
    walk.press("最大")
    assert font_px(walk) >= 30


def font_px(walk: Walk) -> float:
    return walk.page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    )


# Two languages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (None, "/"),
        (None, "/transparency/"),
        (None, "/tell/"),
        (None, "/sign-in/"),
        (None, "/demo/"),
        ("王惠宁", "/my/"),
        ("王惠宁", "/my/services/"),
        ("王惠宁", "/my/file/"),
        ("林晓芸", "/desk/"),
        ("林晓芸", "/desk/cases/"),
        ("林晓芸", "/desk/people/register/"),
        ("何建平", "/desk/fund/?state=paid"),
    ],
)
def test_in_english_no_chinese_is_left_but_names(walk: Walk, name: str | None, path: str) -> None:
    if name:
        walk.become(name)
    walk.go(path)
    walk.press("English")
    said = walk.page.locator("body").inner_text()
    left = [line.strip() for line in said.splitlines() if CHINESE.search(NAMES.sub("", line))]
    assert left == []
    walk.press("中文")


CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SURNAME_AND_STARS = r"[\u4e00-\u9fff]{1,2}＊+"
NAMES = re.compile(
    "|".join(
        [
            *(player.name for player in cast.PLAYERS.values()),
            *(person.name for home in cast.HOMES for person in home.people),
            *(re.escape(told) for told in (cast.FUND, cast.HOLDER, cast.STATEMENT)),
            *(gift.shown_as for gift in cast.GIFTS if gift.shown_as),
            *cast.DUTY_TO_CHILDREN,
            SURNAME_AND_STARS,
            r"\d+号楼",
            "中文",
            "爱心人士",
        ]
    )
)


# Without the script -------------------------------------------------------------------------------


SEARCH = "找人、找户、找个案"


def test_the_house_works_without_any_script(house: Opening, browser: Browser) -> None:
    with window(house, browser, PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/demo/")
        page.get_by_role("button", name="进入：林晓芸").click()
        page.locator("summary", has_text="菜单").click()
        page.get_by_role("link", name="居民").first.click()
        page.get_by_role("searchbox", name=SEARCH).fill("王惠宁")
        page.get_by_role("search", name=SEARCH).get_by_role("button").click()
        assert page.get_by_role("link", name="王惠宁").count() > 0
        page.get_by_role("button", name="长辈模式").click()
        assert page.locator("html").get_attribute("data-elder") == "1"
