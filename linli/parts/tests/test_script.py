"""The one small script, in a real browser: what it saves a person, and that it breaks nothing."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "static" / "parts" / "linli.js"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PAGE = """
<form method="get"><input type="search" name="q"><input name="other"></form>
<form id="pay" method="post"><button>付款</button></form>
<form id="export" method="post" data-again><button>导出</button></form>
<details class="confirm" open><summary>撤回</summary></details>
<button type="button" data-print>打印</button>
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page whose sent forms are counted in `window.sent` and go nowhere."""
    page = browser.new_page()
    page.set_content(PAGE)
    page.add_script_tag(path=SCRIPT)
    page.evaluate(
        """() => {
          window.sent = 0; window.printed = 0; window.print = () => { window.printed += 1 };
          window.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
          });
        }"""
    )
    yield page
    page.close()


def test_what_is_to_be_mended_is_where_one_goes_on(browser):
    page = browser.new_page()
    mended = '<div role="alert"><a href="#name">名称</a></div><input id="name">'
    page.set_content(f"<main>{mended}</main>")
    page.add_script_tag(path=SCRIPT)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "名称"
    page.set_content(f'<main>{mended}<input id="card" autofocus></main>')
    page.add_script_tag(path=SCRIPT)  # where a scanner is read, it goes on being read
    assert page.evaluate("document.activeElement.getAttribute('role')") != "alert"
    page.close()


def test_a_slash_goes_to_the_search_box(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_slash_somebody_writes_is_a_slash(page):
    page.focus("[name=other]")
    page.keyboard.press("/")
    assert page.input_value("[name=other]") == "/"


def test_pressing_twice_sends_once(page):
    page.click("#pay button")
    page.click("#pay button", force=True)
    assert page.evaluate("window.sent") == 1
    assert page.get_attribute("#pay button", "aria-disabled") == "true"


def test_coming_back_to_the_page_wakes_its_forms(page):
    page.click("#pay button")
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    page.click("#pay button")
    assert page.evaluate("window.sent") == 2


def test_a_download_may_be_asked_for_again(page):
    page.click("#export button")
    page.click("#export button")
    assert page.evaluate("window.sent") == 2


def test_escape_folds_an_open_question(page):
    page.focus("details summary")
    page.keyboard.press("Escape")
    assert page.get_attribute("details", "open") is None


def test_the_print_button_prints(page):
    page.click("[data-print]")
    assert page.evaluate("window.printed") == 1
