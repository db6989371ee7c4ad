"""A real house, opened by ./run with the demo community, and a real Chromium that walks it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from house import machine
from tests.house.opening import Opening, empty_database, environment_of, opened
from tests.journeys.walk import Walk

RESIDENTS = "200"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Opening]:
    """A demo community of its own for each story, on the database under test."""
    data = tmp_path_factory.mktemp("house")
    with ExitStack() as stack:
        environment = environment_of(stack.enter_context(empty_database()))
        yield stack.enter_context(
            opened("--data", str(data), "--residents", RESIDENTS, env=environment)
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=machine.chromium(), args=machine.QUIET_BROWSER
        )
        yield chromium
        chromium.close()


@pytest.fixture
def walk(house: Opening, browser: Browser) -> Iterator[Walk]:
    """Somebody with a phone-sized window in front of the house."""
    context = browser.new_context(
        base_url=f"http://localhost:{house.port}",
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(10_000)
    yield Walk(context)
    context.close()
