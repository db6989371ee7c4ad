"""The small pure parts of `./run` and `./test`: what they count, refuse and install."""

import socket
from contextlib import closing

import pytest

from house import machine, network
from house.trial import CLOSING, count
from house.words import CannotGoOn


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("==== 3 failed, 120 passed, 1 skipped in 4.20s ====", (120, 3, 1, 0)),
        ("12 passed in 0.10s", (12, 0, 0, 0)),
        (
            "\x1b[31m1 failed\x1b[0m, \x1b[32m2 passed\x1b[0m, 2 errors in 64.01s (0:01:04)",
            (2, 1, 0, 2),
        ),
        ("===== no tests ran in 0.02s =====", (0, 0, 0, 0)),
    ],
)
def test_reads_the_closing_line_of_pytest(line: str, counted: tuple[int, ...]) -> None:
    assert CLOSING.match(line)
    found = count(line)
    assert tuple(found[word] for word in ("passed", "failed", "skipped", "error")) == counted


def test_a_line_of_a_test_is_no_closing_line() -> None:
    assert not CLOSING.match("tests/house/test_run.py::test_x PASSED in the end")


def test_refuses_a_port_somebody_listens_on() -> None:
    with closing(socket.socket()) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((network.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotGoOn, match=rf"端口 {port} 已被占用.*Port {port} is taken"):
            network.refuse_busy(network.LOOPBACK, port)
    network.refuse_busy(network.LOOPBACK, port)


def test_refuses_an_address_of_another_machine() -> None:
    with pytest.raises(CannotGoOn, match="does not have the address"):
        network.refuse_busy("192.0.2.7", network.free_port())


def _need(present: list[str], package: str) -> machine.Need:
    def here() -> bool:
        return package in present

    return machine.Need(package.title(), package, here, here)


def test_installs_what_is_missing_where_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    present = ["chromium"]
    monkeypatch.setattr(machine, "NEEDS", [_need(present, "chromium"), _need(present, "font")])
    monkeypatch.setattr(machine, "_may_install", lambda: True)
    monkeypatch.setattr(machine, "_install", present.extend)
    machine.furnish()
    assert present == ["chromium", "font"]


def test_names_everything_missing_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "NEEDS", [_need([], "chromium"), _need([], "font")])
    monkeypatch.setattr(machine, "_may_install", lambda: False)
    with pytest.raises(CannotGoOn, match="apt install chromium font"):
        machine.furnish()
