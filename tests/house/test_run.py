"""`./run` as a newcomer meets it: really started, really killed."""

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from house.bootstrap import ROOT
from tests.house.opening import Opening, environment_of, is_running, opened, wait_for

pytestmark = pytest.mark.server

CLOSING_SECONDS = 10


def test_opens_an_empty_register_for_its_owner_alone_and_closes_cleanly(
    tmp_path: Path, house_environment
) -> None:
    data = tmp_path / "kept"
    for start in ("first", "second"):
        began = time.monotonic()
        with opened("--no-demo", "--data", str(data), env=house_environment) as house:
            assert house.read("/").lstrip().lower().startswith("<!doctype html>")
            print(f"{start} start to first page: {time.monotonic() - began:.1f} s")
            assert f"http://localhost:{house.port}" in house.text
            for path in (data, *data.rglob("*")):
                if "static" not in path.parts:
                    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
            began = time.monotonic()
            assert house.close() == 0
            assert time.monotonic() - began < CLOSING_SECONDS


def test_prints_a_link_for_the_first_administrator(tmp_path: Path, migrated_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=migrated_environment) as house:
        told = next(i for i, line in enumerate(house.printed) if "管理员" in line)
        link = house.printed[told + 1].strip()
        assert house.read(link.partition(f":{house.port}")[2])


def test_opens_a_demo_that_says_so(tmp_path: Path, migrated_environment) -> None:
    arguments = ("--residents", "60", "--data", str(tmp_path))
    with opened(*arguments, env=migrated_environment) as house:
        assert "演示数据·非真实" in house.text
        assert "演示数据·非真实" in house.read("/")


@pytest.mark.once
def test_a_shell_that_ignores_ctrl_c_can_still_send_it(prepared: Path) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)) as house:
        house.process.send_signal(signal.SIGINT)
        assert house.wait_until_closed() == 0


@pytest.mark.once
def test_refuses_a_busy_port_in_one_sentence(prepared: Path) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)) as house:
        second = Opening("--no-demo", env=environment_of(None), port=house.port)
        assert second.wait_until_closed() == 1
        assert f"端口 {house.port} 已被占用" in second.text
        assert f"Port {house.port} is taken" in second.text
        assert len(second.text.splitlines()) == 1


@pytest.mark.once
def test_refuses_a_data_folder_in_use(prepared: Path) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)):
        second = Opening("--no-demo", "--data", str(prepared), env=environment_of(None))
        assert second.wait_until_closed() == 1
        assert "already running with this data folder" in second.text


@pytest.mark.once
def test_refuses_to_make_a_demo_real(tmp_path: Path) -> None:
    (tmp_path / "kind").write_text("demo\n")
    opening = Opening("--no-demo", "--data", str(tmp_path), env=environment_of(None))
    assert opening.wait_until_closed() == 1
    assert "Demo and real data never share a folder" in opening.text


@pytest.mark.once
def test_refuses_the_demo_on_wifi_until_told_twice(tmp_path: Path) -> None:
    opening = Opening("--lan", "127.0.0.2", "--data", str(tmp_path), env=environment_of(None))
    assert opening.wait_until_closed() == 1
    assert "--demo-on-lan" in opening.text
    assert not list(tmp_path.iterdir())


@pytest.mark.once
def test_a_killed_worker_is_replaced(prepared: Path) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)) as house:
        wait_for(lambda: len(house.programs("linli.site.server")) == 3)
        server, worker, _ = house.programs("linli.site.server")
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: worker not in house.programs("linli.site.server"))
        wait_for(lambda: len(house.programs("linli.site.server")) == 3)
        assert house.programs("linli.site.server")[0] == server
        assert house.read("/healthz")


@pytest.mark.once
@pytest.mark.parametrize("program", ["linli.site.server", "errands"])
def test_closes_when_a_program_dies(prepared: Path, program: str) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)) as house:
        everybody = house.programs("linli.site.server") + house.programs("errands")
        os.kill(house.programs(program)[0], signal.SIGKILL)
        assert house.wait_until_closed() == 1
        assert "意外停止" in house.text
        assert not any(map(is_running, everybody))


@pytest.mark.once
def test_leaves_nothing_behind_when_it_is_killed(prepared: Path) -> None:
    with opened("--no-demo", "--data", str(prepared), env=environment_of(None)) as house:
        everybody = house.programs("linli.site.server") + house.programs("errands")
        house.process.kill()
        house.process.wait()
        wait_for(lambda: not any(map(is_running, everybody)))


@pytest.mark.once
@pytest.mark.parametrize("seconds", [0.3, 1.5, 3.0])
def test_can_be_stopped_while_it_opens(prepared: Path, seconds: float) -> None:
    opening = Opening("--no-demo", "--data", str(prepared), env=environment_of(None))
    time.sleep(seconds)
    began = time.monotonic()
    assert opening.close() in (0, -signal.SIGTERM)  # Python itself may still be starting
    assert time.monotonic() - began < CLOSING_SECONDS
    assert not opening.programs("python")


@pytest.mark.once
def test_help_explains_every_wish() -> None:
    asked = subprocess.run([ROOT / "run", "--help"], capture_output=True, text=True, check=True)
    for wish in ("--port", "--data", "--residents", "--no-demo", "--lan", "--demo-on-lan"):
        assert wish in asked.stdout
