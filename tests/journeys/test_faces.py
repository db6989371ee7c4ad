"""The faces of the house: every page that links lead to, wide and narrow, in both languages.

The story of test_ms_wang.py is walked on a phone; here the same pages stand on a desk.

Complaint 20: accessibility comes later, and screens are too dense. Every page that is met is asked
by axe about WCAG 2.2 AA, in the usual type and in 长辈模式, and fits its window in either
(``walk.py``).
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser, expect

from house.bootstrap import ROOT
from linli.demo import cast
from linli.fund.queries import PURPOSE_WORDS, REASON_WORDS
from linli.identity.permissions import ROLES
from linli.rules.kept import catalogue
from tests.house.opening import Opening
from tests.journeys.conftest import PHONE, window
from tests.journeys.test_ms_wang import everybody
from tests.journeys.walk import Walk

# What pages look like: each is made on PostgreSQL by the permission table.
pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once, pytest.mark.slow]

AN_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/figures/)\w+/\w+/\w+(?=/)|(?<=/try/)\w+|(?<=/)\d+(?=/)"
    r"|(?<=/explain/)[a-z_]+|(?<=/)(?:yearly|three_monthly|after_end)/[0-9-]{10}(?=/)"
)
FILES = re.compile(
    r"/(static|paper|template|refused|slips)/|/sittings/[^/]+/sheet/|book\.zip|slip\.json|lots\.json|season\.json|programme\.ics|/metrics"
    r"|\.png|/open/(scenes|session-series|scheduled-sessions)/"
)
CAST = ROOT / "linli" / "demo" / "cast"
DAYS_OFF = ROOT / "linli" / "places" / "data" / "days_off.csv"
BOOKED = ("房租", "水电", "人工", "耗材", "授课")
"""How a month's costs are called in the operator's book."""

LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
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
        assert "演示数据·非真实" in walk.page.evaluate("document.body.textContent")
        waiting += links(walk)


def links(walk: Walk) -> Iterator[str]:
    """The addresses of this house that the present page leads to."""
    return inside(walk.page.url, walk.page.evaluate(LINKS))


def inside(page: str, hrefs: list[str]) -> Iterator[str]:
    """The addresses of this house among those on a page."""
    here = urlsplit(page)
    for href in hrefs:
        there = urlsplit(urljoin(page, href))
        if there.netloc == here.netloc and not FILES.search(there.path):
            yield there.path + (f"?{there.query}" if there.query else "")


# 长辈模式 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/", "/transparency/", "/tell/", "/my/", "/my/help/", "/programme/", "/gym/", "/passes/",
        "/seasons/", "/my/programme/", "/my/door/", "/my/rooms/",
    ],
)  # fmt: skip
def test_elders_have_large_type_and_large_targets(walk: Walk, path: str) -> None:
    walk.become("蔡秀治")
    walk.go(path)
    walk.press("长辈模式")
    assert walk.where == path
    assert font_px(walk) >= 20
    assert walk.page.evaluate(SMALL_TARGETS, 60) == []
    walk.press("最大")
    assert font_px(walk) >= 30
    assert walk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", ["/desk/rooms/", "/desk/rooms/week/", "/desk/door/"])
def test_a_desk_in_the_largest_type_is_no_wider_than_a_telephone(walk: Walk, path: str) -> None:
    walk.become("戴晓梅")
    walk.go(path)
    walk.press("长辈模式")
    walk.press("最大")
    assert walk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def font_px(walk: Walk) -> float:
    return walk.page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    )


# Two languages ------------------------------------------------------------------------------------


def test_in_english_no_chinese_is_left_but_what_people_wrote(desk_walk: Walk) -> None:
    desk_walk.page.goto("/")
    desk_walk.touch(desk_walk.page.get_by_role("button", name="English"))
    written = re.compile("|".join(map(re.escape, sorted(what_people_wrote(), key=len)[::-1])))
    left: dict[str, list[str]] = {}
    for kind, said in every_page(desk_walk):
        if chinese := [
            line for line in said if CHINESE.search(ALLOWED.sub("", written.sub("", line)))
        ]:
            left[kind] = chinese
    assert left == {}


def every_page(walk: Walk) -> Iterator[tuple[str, list[str]]]:
    """One page of each kind that anybody can reach, and what it says.

    Words need no window: the pages are fetched in this person's name and read as they were sent.
    """
    seen: set[str] = set()
    for player in (None, *PLAYERS):
        if player:
            walk.page.goto("/demo/")
            walk.touch(walk.page.locator(f"button[name=who][aria-label$='{player}']"))
        waiting = [walk.page.url]
        while waiting:
            path = waiting.pop()
            kind = AN_ID.sub("*", urlsplit(path).path)
            if kind not in seen:
                seen.add(kind)
                page = Reader()
                answer = walk.context.request.get(path)
                page.feed(answer.text())
                yield kind, page.said
                waiting += inside(answer.url, page.hrefs)


class Reader(HTMLParser):
    """What a page says line by line, folded or not, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = [""]
        self.hrefs: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.hrefs.append(href)
        self.silent = tag in ("script", "style")
        if tag not in WITHIN_A_LINE:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False
        if tag not in WITHIN_A_LINE:
            self.said.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said[-1] += data


WITHIN_A_LINE = ("a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "time")


def what_people_wrote() -> set[str]:
    """Names, what the demo's people said and wrote, where a law is cited: as it was written."""
    sources = [pack.legal_source for pack in catalogue().packs]
    stories = (*cast.HELPED_LAST_QUARTER, *cast.HELPED)
    with override("zh-hans"):
        offices = {str(ROLES[player.role].name) for player in cast.STAFF}
    return {
        *offices,
        *everybody(),
        *(player.name for player in cast.PLAYERS.values()),
        *(story.told for story in stories),
        *(gift.shown_as for gift in cast.GIFTS if gift.shown_as),
        *cast.DUTY_TO_CHILDREN,
        *cast.POOLS,
        *(home.number for home in cast.HOMES),
        *(
            cast.PROJECT,
            cast.PROGRESS,
            cast.FUND,
            cast.HOLDER,
            cast.STATEMENT,
            cast.UNANSWERED,
            cast.CERTIFICATE,
            cast.AID,
        ),
        *addresses_cited(),
        *(cast.AID_SOURCE, cast.AID_ADDRESS, cast.ASKED, cast.ANSWERED),
        *(cast.VISITED, cast.WISHED, cast.LOOKED_IN, cast.CALLED),
        *(source.article for source in sources if source.article),
        *written_in_the_cast(),
        *frozen_titles(),
        *days_off_as_announced(),
    }


def written_in_the_cast() -> set[str]:
    """Every Chinese sentence of the demo's cast: names, titles and words of invented people."""
    parts = [ast.parse(part.read_text(encoding="utf-8")) for part in CAST.glob("*.py")]
    nodes = (node for part in parts for node in ast.walk(part))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    told = {text for text in texts if isinstance(text, str) and CHINESE.search(text)}
    # A list of skills and a group's text are shown piece by piece.
    pieces = {piece.strip() for text in told for piece in re.split(r"[\n、]", text)}
    return told | {piece for piece in pieces if len(piece) > 1 and CHINESE.search(piece)}


def days_off_as_announced() -> set[str]:
    """The State Council's notices and the names of their feasts."""
    return set(re.findall(r"[^,\n]*[\u4e00-\u9fff][^,\n]*", DAYS_OFF.read_text(encoding="utf-8")))


def frozen_titles() -> set[str]:
    """What stands in a docket, an origin or a bank's line as it was written down that day."""
    with override("zh-hans"):
        words = {str(word) for word in (*PURPOSE_WORDS.values(), *REASON_WORDS.values())}
    return words | {
        "，尾号",
        "管理委员会",
        "个案",
        "演示",
        *BOOKED,
        "慈善法 第一百二十二、一百二十三条",
    }


def addresses_cited() -> set[str]:
    """Where the policies were read: an address is not translated."""
    packs = catalogue().packs
    figures = [
        value.source for pack in packs for one in pack.parameters.values() for value in one.values
    ]
    return {source.address for source in (*figures, *(pack.legal_source for pack in packs))}


CHINESE = re.compile(r"[\u4e00-\u9fff]")
ALLOWED = re.compile(
    r"[\u4e00-\u9fff]{1,2}＊+|\d+(号楼|室)|中文|对得上|对不上"
)  # masked names, houses, the way back, the last line of verify.py


# Without the script -------------------------------------------------------------------------------


SEARCH = "找人、找户、找个案"


def test_the_house_works_without_any_script(house: Opening, browser: Browser) -> None:
    with window(house, browser, PHONE, java_script_enabled=False) as context:
        walk = Walk(context)
        page = walk.page
        page.goto("/demo/")
        walk.touch(page.get_by_role("button", name="进入：林晓芸"))
        walk.unfold("菜单")
        walk.touch(page.get_by_role("link", name="居民").first)
        walk.enter(page.get_by_role("searchbox", name=SEARCH), "王惠宁")
        expect(page.get_by_role("link", name="王惠宁").first).to_be_visible()
        walk.touch(page.get_by_role("button", name="长辈模式"))
        expect(page.locator("html")).to_have_attribute("data-elder", "1")
