"""The server killed in the first second of enrolling: no place is lost, and none is given twice."""

import http.client
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest

from bench import _hall
from tests.house.opening import opened

pytestmark = pytest.mark.server

PEOPLE, PLACES, HANDS = 60, 20, 8
KILLED_AFTER = 15
"""So many have their answer then; the others' presses are cut off, or never arrive."""


def test_a_server_killed_in_the_rush_loses_no_place_and_doubles_none(
    tmp_path: Path, demo_environment: dict[str, str]
) -> None:
    arguments = ("--data", str(tmp_path))
    keys = [str(uuid4()) for _ in range(PEOPLE)]
    with _hall.on(demo_environment.get("DATABASE_URL", "")):
        with opened(*arguments, env=demo_environment) as house:
            course = _hall.opened(tmp_path, PEOPLE, PLACES)
            told, enough = [], Event()

            def press(number: int) -> None:
                if status := _pressed(house.port, course, number, keys):
                    told.append(status)
                if len(told) == KILLED_AFTER:
                    enough.set()

            with ThreadPoolExecutor(HANDS) as hands:
                pressing = [hands.submit(press, number) for number in range(PEOPLE)]
                assert enough.wait(30)
                for program in house.programs("linli.site.server"):
                    os.kill(program, signal.SIGKILL)
                [each.result() for each in pressing]
            assert house.wait_until_closed() == 1
        assert set(told) == {http.client.FOUND}
        assert len(told) < PEOPLE, "nobody was cut off"
        with opened(*arguments, env=demo_environment) as house:
            found = _hall.counted(tmp_path, course)  # refuses a pool that miscounts
            assert found.get("placed", 0) + found.get("waiting", 0) >= len(told)
            # Everybody presses again, answered or not, with the key of their page.
            again = [_pressed(house.port, course, number, keys) for number in range(PEOPLE)]
            assert set(again) == {http.client.FOUND}
            assert _hall.counted(tmp_path, course) == {
                "placed": PLACES,
                "waiting": PEOPLE - PLACES,
                "taken": PLACES,
            }


def _pressed(port: int, course: _hall.House, number: int, keys: list[str]) -> int:
    """The answer's status; 0 where the connection was cut."""
    hand = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        return _hall.press(hand, course, course.phones[number], keys[number]).status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        hand.close()
