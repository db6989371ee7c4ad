"""Remakes the pictures of the README: `make shots`. A real demo house, walked by a real Chromium.

The pictures are taken on the way of Ms Wang's story, so they show pages as they are in use. Phones
come first here; they are drawn twice as dense, so that Chinese type stays sharp, and with few
colours, so that they stay light. The community comes from a fixed seed.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from house import machine
from house.bootstrap import ROOT
from tests.house.opening import Opening, environment_of, opened
from tests.journeys import test_ms_wang as story
from tests.journeys.conftest import DESK, PHONE, window
from tests.journeys.walk import Walk

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150 * 1024
COLOURS = 128


class Stroll(Walk):
    """The same walk, without asking axe on the way."""

    def look(self) -> None:
        """Go on."""


def main() -> None:
    """Write every picture anew; stops at the first page that does not answer."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="linli-shots-") as data,
        opened("--data", data, env=environment_of(None)) as house,
        _chromium() as chromium,
        _stroll(house, chromium, PHONE) as phone,
        _stroll(house, chromium, DESK) as desk,
    ):
        _along_the_story(phone, desk)


def _along_the_story(phone: Walk, desk: Walk) -> None:
    phone.go("/demo/")
    _take(phone, "demo")
    story.neighbour_tells(phone)
    story.social_worker_takes_the_family_in(phone)
    story.supervisor_opens_the_childs_record_to_one_worker(phone)
    story.guardian_consents_and_tells_what_is_known(phone)
    story.open_dossier(phone)
    _take(phone, "benefits", top="可以申领什么")
    desk.become("林晓芸")
    story.open_dossier(desk)
    _take(desk, "dossier-desk")
    story.social_worker_assesses_and_plans_with_the_family(phone)
    story.fund_is_asked_for_what_is_left_and_no_more(phone)
    story.social_worker_visits_the_family_before_it_is_decided(phone)
    story.two_members_decide_without_reading_the_diagnosis(phone)
    story.cashier_instructs_the_holder(phone)
    desk.become("何建平")
    desk.press("¥1,300")
    _take(desk, "fund-desk")
    _take(phone, "fund", top="谁签了哪一步")
    story.holder_accepts_and_the_bank_line_pays_once(phone)
    phone.become(story.MOTHER)
    _take(phone, "my")
    phone.press("长辈模式")
    _take(phone, "my-elder")
    phone.press("标准")
    story.child_greets_strangers(phone)
    _take(phone, "case", top="走到哪里了")
    story.holder_publishes_a_batch(phone)
    phone.context.clear_cookies()
    phone.go("/")
    _take(phone, "home")
    desk.context.clear_cookies()
    desk.go("/transparency/")
    _take(desk, "transparency-desk")


def _take(walk: Walk, name: str, top: str = "") -> None:
    """What the window shows now; with ``top``, from the heading of these words on."""
    if top:
        walk.page.get_by_role("heading", name=top).first.evaluate(
            "heading => window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 24)"
        )
    picture = Image.open(BytesIO(walk.page.screenshot(animations="disabled")))
    path = FOLDER / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path.name}: {path.stat().st_size:,} bytes, at most {MOST_BYTES:,}")


@contextmanager
def _stroll(house: Opening, chromium: Browser, size: ViewportSize) -> Iterator[Walk]:
    density = 2 if size is PHONE else 1
    with window(house, chromium, size, device_scale_factor=density) as context:
        yield Stroll(context)


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
