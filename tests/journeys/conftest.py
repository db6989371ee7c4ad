"""A real house, opened by ./run with the demo community, and a real Chromium that walks it.

On PostgreSQL those stories are walked in which two want the same place or hour, money is given,
priced and paid, or a family is helped from the first word to the last. What others press is tested
on PostgreSQL verb by verb in their rooms, and each of their pages is made by it for the permission
table.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from house import machine
from tests.house.demo import demo_database
from tests.house.opening import Opening, environment_of, opened
from tests.journeys.walk import Walk

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories that share a house run in one process, which opens it once. First of all, for xdist
    looks at the marks as soon as it is asked."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            shared = "money" if "money_house" in getattr(item, "fixturenames", ()) else "house"
            item.add_marker(pytest.mark.xdist_group(shared))


@pytest.fixture(scope="session")
def house(migrated, tmp_path_factory) -> Iterator[Opening]:
    """The demo community in which the stories play, on the database under test."""
    data = tmp_path_factory.mktemp("house")
    with ExitStack() as stack:
        environment = environment_of(stack.enter_context(demo_database(migrated, data)))
        yield stack.enter_context(opened("--data", str(data), env=environment))


class Money(NamedTuple):
    """A house of its own for the stories that publish money, so that no other story misses it.

    ``environment``: with which other hands come in (``hands.do``).
    """

    opening: Opening
    environment: dict[str, str]


@pytest.fixture(scope="session")
def money_house(migrated, tmp_path_factory) -> Iterator[Money]:
    """The demo community again, on the database under test."""
    data = tmp_path_factory.mktemp("money")
    with ExitStack() as stack:
        environment = environment_of(stack.enter_context(demo_database(migrated, data)))
        house = stack.enter_context(opened("--data", str(data), env=environment))
        yield Money(house, {**environment, "LINLI_DATA": str(data)})


# Not longer than a file: while Playwright runs, Django believes itself in an event loop.
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
    with window(house, browser, PHONE) as context:
        yield Walk(context)


@pytest.fixture
def desk_walk(house: Opening, browser: Browser) -> Iterator[Walk]:
    """Somebody at a desk, with a wide window."""
    with window(house, browser, DESK) as context:
        yield Walk(context)


@contextmanager
def window(
    house: Opening, browser: Browser, size: ViewportSize, **more: Any
) -> Iterator[BrowserContext]:
    """A browser window of its own, as people here have it."""
    context = browser.new_context(
        base_url=f"http://localhost:{house.port}",
        viewport=size,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **more,
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()
