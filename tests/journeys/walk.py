"""A person walking through the pages: goes somewhere, presses what is written, sees what is there.

Every page that is met is asked by axe about WCAG 2.2 AA, in the usual type and in 长辈模式.
"""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ASK = f"""async rules => {{
    if (!window.axe) {{ {AXE} }}
    const found = await window.axe.run({{runOnly: rules}});
    return found.violations.map(
        v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Walk:
    """One browser window. ``page`` is Playwright's, for what has no word here yet."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        """Open an address and look at the page."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"
        self.look()

    def press(self, words: str) -> None:
        """Press the button or link that says this, and look at what comes."""
        target = self.page.get_by_role("button", name=words).or_(
            self.page.get_by_role("link", name=words)
        )
        target.first.click()
        self.page.wait_for_load_state()
        self.look()

    def write(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label).fill(text)

    def choose(self, label: str) -> None:
        """Choose the radio button or tick the box with this label."""
        self.page.get_by_label(label).first.check()

    def sees(self, text: str) -> None:
        """The page says this, to be seen."""
        expect(self.page.locator("body")).to_contain_text(text)

    def does_not_see(self, text: str) -> None:
        """The page says nothing of the kind, not even hidden in its source."""
        assert text not in self.page.content()

    def become(self, who: str) -> None:
        """Sign in as one of the cast, from the demo page."""
        self.go("/demo/")
        self.press(who)

    def look(self) -> None:
        """Ask axe about the page as it is, and as an elder would have it; hear no complaint."""
        self._ask_axe("usual type")
        self.page.evaluate("document.documentElement.dataset.elder = '2'")
        self._ask_axe("长辈模式")
        self.page.evaluate(
            "step => document.documentElement.dataset.elder = step", self._elder_step()
        )
        assert self.complaints == [], self.complaints

    def _elder_step(self) -> str:
        chosen = [cookie for cookie in self.context.cookies() if cookie["name"] == "elder"]
        return chosen[0]["value"] if chosen else "0"

    def _ask_axe(self, how: str) -> None:
        found = self.page.evaluate(ASK, RULES)
        assert found == [], f"{urlsplit(self.page.url).path}, {how}: {found}"

    def _hear(self, message) -> None:
        # Playwright's own screenshots raise one complaint about style-src; pages raise none.
        if message.type == "error" and "sha256-47DEQpj8HBSa" not in message.text:
            self.complaints.append(message.text)
