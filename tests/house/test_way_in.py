"""The small pure parts of `./run` and `./test`: what they count, refuse and install."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from house import bootstrap, machine, network, wishes
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


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that were installed into an environment which is only pretended."""
    locks: list[str] = []
    python = tmp_path / ".venv" / "bin" / "python"

    def make_venv() -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", python)
    monkeypatch.setattr(bootstrap, "_make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "_install", lambda lock: locks.append(lock.name))
    return locks


def test_installs_once_and_again_when_the_lock_changes(tmp_path: Path, installed) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("Django==5.2.1")
    bootstrap.environment(lock)
    bootstrap.environment(lock)
    assert installed == ["requirements.lock"]
    lock.write_text("Django==5.2.2")
    bootstrap.environment(lock)
    assert installed == ["requirements.lock", "requirements.lock"]


def test_what_a_lock_contains_needs_no_installing(tmp_path: Path, installed) -> None:
    small, large = tmp_path / "requirements.lock", tmp_path / "requirements-test.lock"
    small.write_text("Django==5.2.1")
    large.write_text("Django==5.2.1 pytest==9.2")
    bootstrap.environment(small, large)
    bootstrap.environment(small)
    assert installed == ["requirements-test.lock"]


def test_demo_and_live_have_folders_of_their_own() -> None:
    demo, live = wishes.read([]), wishes.read(["--no-demo"])
    assert demo.kind == "demo"
    assert live.kind == "live"
    assert demo.data != live.data


@pytest.mark.parametrize("asked", [["--lan"], ["--lan", "127.0.0.2"]])
def test_the_demo_stays_on_this_machine(asked: list[str]) -> None:
    with pytest.raises(CannotGoOn, match="--demo-on-lan"):
        wishes.read(asked)


@pytest.mark.parametrize(
    "asked", [["--port", "0"], ["--port", "65535"], ["--port", "x"], ["--residents", "-5"]]
)
def test_refuses_numbers_that_make_no_sense(asked: list[str]) -> None:
    with pytest.raises(SystemExit):
        wishes.read(asked)


def test_the_tablets_ports_follow_the_desks() -> None:
    asked = wishes.read(["--lan", "127.0.0.2", "--demo-on-lan", "--port", "8000"])
    assert (asked.https_port, asked.sheet_port) == (8443, 8080)
