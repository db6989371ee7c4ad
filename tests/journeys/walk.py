"""A person walking through the pages: goes somewhere, presses what is written, sees what is there.

Every page that is met is asked by axe about WCAG 2.2 AA, in the usual type and in 长辈模式, and
must not be wider than the window in either. Asking is half of a walk, so a page is not asked again
when one made of the same pieces was asked in such a window before; and axe sees nothing of the
database: the pages are asked in the round on SQLite alone.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    APIResponse,
    BrowserContext,
    Download,
    Frame,
    Locator,
    Page,
    Request,
    expect,
)

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# What is wrong with the page in the type it has and in the other, which is shown last and taken
# back; step 0 is the usual type. Larger type has the same colours and may have less contrast: they
# are asked in the usual. What sticks to the window's edge lies over whatever is scrolled beneath
# it, which axe would take for a target that is too small; so nothing sticks while it looks.
LOOK = """async ([rules, askAxe]) => {
    const root = document.documentElement, chosen = root.dataset.elder, wrong = [];
    const stuck = document.querySelectorAll('.actions, .foot-bar, .bar');
    for (const step of [chosen, chosen === '0' ? '2' : '0']) {
        root.dataset.elder = step;
        if (askAxe) {
            stuck.forEach(each => each.style.position = 'static');
            const {violations} = await window.axe.run({
                runOnly: rules, resultTypes: ['violations'],
                rules: {'color-contrast': {enabled: step === '0'}},
            });
            stuck.forEach(each => each.style.position = '');
            for (const {id, nodes} of violations) {
                const told = nodes.map(node => node.html.slice(0, 160)).join(' | ');
                wrong.push(`type ${step}: ${id}: ${told}`);
            }
        }
        if (root.scrollWidth > window.innerWidth)
            wrong.push(`type ${step}: ${root.scrollWidth} px wide in ${window.innerWidth}`);
    }
    root.dataset.elder = chosen;
    return wrong;
}"""
# What a page is made of, as far as axe can see: each piece and what it stands in, with classes and
# attributes, and whether it says anything. How often it stands there, and its words, are left out.
PIECES = """() => {
    const told = /^(class|type|role|lang|hidden|autocomplete|aria-(?!label|desc|control).*)$/;
    const attribute = ({name, value}) => told.test(name) ? `${name}=${value}` : name + !value;
    const piece = each => each.tagName + [...each.attributes].map(attribute).sort().join(' ');
    const ids = new Set(), paths = new Map([[null, '']]), pieces = new Set();
    for (const each of document.querySelectorAll('html, body, body *')) {
        const path = `${paths.get(each.parentElement)} > ${piece(each)}`;
        const twice = each.id && ids.has(each.id);
        ids.add(each.id);
        paths.set(each, path);
        pieces.add(`${path} ${each.textContent.trim() !== ''} ${twice}`);
    }
    return [window.innerWidth, ...[...pieces].sort()].join();
}"""
ASKED_HERE = os.environ.get("LINLI_TEST_DATABASE") != "postgresql"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NO_FAULT = (
    "sha256-47DEQpj8HBSa",  # style-src: Playwright's own screenshots; our pages raise none
    "status of 422",  # a form that came back, with what was wrong
)

_asked: set[str] = set()
"""The pieces of every page that axe was asked about."""


class Walk:
    """One browser window. ``page`` is Playwright's, for what has no word here yet.

    ``met``: the path of every page that was looked at, in order.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        if ASKED_HERE:
            context.add_init_script(AXE)
        self.page: Page = context.new_page()
        self.part: Page | Locator = self.page
        self.met: list[str] = []
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    # Doing ------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Open an address and look at the page."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"
        self.look()

    def become(self, name: str) -> None:
        """Sign in as one of the cast, from the demo page."""
        self.page.goto("/demo/")
        self.press(f"进入：{name}")

    def press(self, words: str) -> None:
        """Press the button or link that says this, and look at what comes."""
        named = re.compile(re.escape(words))
        self.tap(
            self.part.get_by_role("button", name=named)
            .or_(self.part.get_by_role("link", name=named))
            .first
        )

    def tap(self, place: Locator) -> None:
        """Press this very place, and look at what comes."""
        self.touch(place)
        self.look()

    def touch(self, place: Locator) -> None:
        """Press this very place, and wait for what comes."""
        with self._what_comes():
            place.click()

    def enter(self, place: Locator, text: str) -> None:
        """Type into this field, as a scanner does: with Enter behind it. Wait for what comes."""
        place.fill(text)
        with self._what_comes():
            place.press("Enter")

    def download(self, place: Locator) -> Download:
        """Press this very place, which gives a file."""
        with self.page.expect_download() as given:
            place.click()
        return given.value

    @contextmanager
    def _what_comes(self) -> Iterator[None]:
        """If what is done within asks for another page, that page is there whole afterwards.

        A press is over before its page is there, or when only the first of it is: what is read
        then may be the page that was left, or nothing.
        """
        asked: list[Request] = []
        came: list[Frame] = []

        def ask(request: Request) -> None:
            if request.is_navigation_request():
                asked.append(request)

        def come(frame: Frame) -> None:
            came.append(frame)

        self.page.on("request", ask)
        self.page.on("framenavigated", come)
        try:
            yield
            if asked and not came:
                self.page.wait_for_event("framenavigated")
        finally:
            self.page.remove_listener("request", ask)
            self.page.remove_listener("framenavigated", come)
        self.page.wait_for_load_state()

    def unfold(self, words: str) -> None:
        """Open what is folded behind these words."""
        self.part.locator("summary", has_text=words).first.click()

    def write(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.part.get_by_label(label).fill(text)

    def choose(self, label: str) -> None:
        """Choose the radio button or tick the box with this label."""
        self.part.get_by_label(label).first.check()

    def answer(self, question: str, words: str) -> None:
        """Choose the answer to a question that begins with these words."""
        begins = re.compile(rf"^\s*{re.escape(words)}")
        self.part.get_by_role("group", name=question).get_by_label(begins).first.check()

    def select(self, question: str, words: str) -> None:
        """Choose these words from the list that a question unfolds."""
        self.part.get_by_label(question).select_option(label=words)

    @contextmanager
    def card(self, title: str) -> Iterator[None]:
        """Do the next things within the card of this title."""
        whole, self.part = self.part, self._card(title)
        yield
        self.part = whole

    def _card(self, title: str) -> Locator:
        heading = self.page.get_by_role("heading", name=title)
        return self.page.locator("section.card", has=heading).first

    def post(self, path: str, **fields: str) -> APIResponse:
        """Send a form by hand, past the buttons of the page, in this person's name."""
        token = {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}["csrftoken"]
        return self.context.request.post(
            path,
            form={"csrfmiddlewaretoken": token, **fields},
            headers={"Referer": self.page.url},
        )

    # Seeing -----------------------------------------------------------------------------------

    def sees(self, *texts: str) -> None:
        """The page says these things, to be seen."""
        for text in texts:
            expect(
                self.part.locator("body") if self.part is self.page else self.part
            ).to_contain_text(text)

    def comes_to_see(
        self, path: str, *texts: str, card: str | None = None, seconds: int = 20
    ) -> None:
        """Open an address again and again until it, or its card of this title, says all this.

        What follows from a change is worked out by the clock, change by change: it needs a moment.
        """
        given_up = time.monotonic() + seconds
        while not self._says(path, texts, card) and time.monotonic() < given_up:
            self.page.wait_for_timeout(200)
        with self.card(card) if card else nullcontext():
            self.sees(*texts)
        self.look()

    def _says(self, path: str, texts: tuple[str, ...], card: str | None) -> bool:
        self.page.goto(path)
        part = self._card(card) if card else self.page.locator("body")
        said = part.text_content() if part.count() else ""
        return all(text in (said or "") for text in texts)

    def does_not_see(self, *texts: str) -> None:
        """The page says nothing of the kind, not even hidden in its source."""
        self.page.wait_for_load_state()
        source = self.page.content()
        said = [text for text in texts if text in source]
        assert said == [], f"{self.where} says {said}"

    @property
    def where(self) -> str:
        """The path of the present page."""
        return urlsplit(self.page.url).path

    def look(self) -> None:
        """Ask axe about the page as it is, and as an elder would have it; hear no complaint."""
        self.page.wait_for_load_state()
        self.met.append(self.where)
        wrong = self.page.evaluate(LOOK, [RULES, ASKED_HERE and self._is_made_of_other_pieces()])
        assert wrong == [], f"{self.where}: {wrong}"
        assert self.complaints == [], self.complaints

    def _is_made_of_other_pieces(self) -> bool:
        """Other than those of every page that was asked before; from now on these are known."""
        pieces = self.page.evaluate(PIECES)
        is_new = pieces not in _asked
        _asked.add(pieces)
        return is_new

    def _hear(self, message) -> None:
        if message.type == "error" and not any(known in message.text for known in NO_FAULT):
            self.complaints.append(message.text)
