"""Remakes the pictures of the README: `make shots`. A real demo house, walked by a real Chromium.

Each picture is taken at phone and at desk width, in 2× so that Chinese type stays sharp. The demo
community comes from a fixed seed, so a picture changes only when a page does.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from house import machine
from house.bootstrap import ROOT
from tests.house.opening import environment_of, opened

FOLDER = ROOT / "docs" / "pictures"
WIDTHS = {"phone": 390, "desk": 1280}
LONGEST = 1600  # a README shows the beginning of a page


class Picture(NamedTuple):
    """One picture: its file name, who looks (as the demo page calls them), and where."""

    name: str
    who: str
    path: str
    press: str = ""


PICTURES = (
    Picture("street", "", "/"),
    Picture("transparency", "", "/transparency/"),
    Picture("my-today", "王女士", "/my/"),
    Picture("desk-today", "社工", "/desk/today/"),
    Picture("family", "社工", "/desk/people/?search=王惠宁", "王惠宁"),
)


def main() -> None:
    """Write every picture anew; stops at the first page that does not answer."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="linli-shots-") as data,
        opened("--data", data, env=environment_of(None)) as house,
        _chromium() as chromium,
    ):
        for picture in PICTURES:
            for size, width in WIDTHS.items():
                _take(chromium, f"http://localhost:{house.port}", picture, size, width)


def _take(chromium: Browser, address: str, picture: Picture, size: str, width: int) -> None:
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": 844},
        device_scale_factor=2,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    if picture.who:
        page.goto("/demo/")
        page.get_by_role("button", name=picture.who).first.click()
        page.wait_for_load_state()
    _visit(page, picture.path)
    if picture.press:
        page.get_by_role("link", name=picture.press).first.click()
        page.wait_for_load_state()
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=FOLDER / f"{picture.name}-{size}.png", animations="disabled")
    context.close()


def _visit(page: Page, path: str) -> None:
    answer = page.goto(path)
    if answer is None or not answer.ok:
        raise SystemExit(f"{path} answered {answer and answer.status}")


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(), args=machine.QUIET_BROWSER
        )
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
