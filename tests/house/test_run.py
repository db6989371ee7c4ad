"""`./run` as a newcomer meets it: really started, really killed."""

import os
import signal
import stat
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from house.bootstrap import ROOT
from tests.house.opening import Opening, environment_of, is_running, opened, wait_for

pytestmark = pytest.mark.server

CLOSING_SECONDS = 10


def test_opens_an_empty_register_and_closes_cleanly(tmp_path: Path, house_environment) -> None:
    for start in ("first", "second"):
        began = time.monotonic()
        with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
            with closing(house.get("/")) as page:
                assert page.status == 200
                assert page.headers["Content-Type"].startswith("text/html")
            print(f"{start} start to first page: {time.monotonic() - began:.1f} s")
            assert f"http://localhost:{house.port}" in house.text
            began = time.monotonic()
            assert house.close() == 0
            assert time.monotonic() - began < CLOSING_SECONDS


def test_prints_a_link_for_the_first_administrator(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
        (line,) = [line for line in house.printed if "管理员" in line]
        link = next(word for word in line.split() if word.startswith("http"))
        with closing(house.get(link.partition(f":{house.port}")[2])) as page:
            assert page.status == 200


def test_opens_a_demo_that_says_so(tmp_path: Path, house_environment) -> None:
    arguments = ("--residents", "60", "--data", str(tmp_path))
    with opened(*arguments, env=house_environment) as house:
        assert "演示数据·非真实" in house.text
        with closing(house.get("/")) as page:
            assert "演示数据·非真实" in page.read().decode()


def test_a_shell_that_ignores_ctrl_c_can_still_send_it(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
        house.process.send_signal(signal.SIGINT)
        assert house.wait_until_closed() == 0


def test_keeps_its_data_for_its_owner_alone(tmp_path: Path, house_environment) -> None:
    data = tmp_path / "kept"
    with opened("--no-demo", "--data", str(data), env=house_environment):
        for path in (data, *data.rglob("*")):
            if path.parent.name != "static" and "static" not in path.parts:
                assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_refuses_a_busy_port_in_one_sentence(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path / "a"), env=house_environment) as house:
        second = Opening(
            "--no-demo", "--data", str(tmp_path / "b"), env=house_environment, port=house.port
        )
        assert second.wait_until_closed() == 1
        assert f"端口 {house.port} 已被占用" in second.text
        assert f"Port {house.port} is taken" in second.text
        assert len(second.text.splitlines()) == 1


def test_refuses_a_data_folder_in_use(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment):
        second = Opening("--no-demo", "--data", str(tmp_path), env=house_environment)
        assert second.wait_until_closed() == 1
        assert "already running with this data folder" in second.text


def test_refuses_to_make_a_demo_real(tmp_path: Path) -> None:
    (tmp_path / "kind").write_text("demo\n")
    opening = Opening("--no-demo", "--data", str(tmp_path), env=environment_of(None))
    assert opening.wait_until_closed() == 1
    assert "Demo and real data never share a folder" in opening.text


def test_refuses_the_demo_on_wifi_until_told_twice(tmp_path: Path) -> None:
    opening = Opening("--lan", "127.0.0.2", "--data", str(tmp_path), env=environment_of(None))
    assert opening.wait_until_closed() == 1
    assert "--demo-on-lan" in opening.text
    assert not list(tmp_path.iterdir())


def test_a_killed_worker_is_replaced(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
        wait_for(lambda: len(house.programs("granian")) == 3)
        server, worker, _ = house.programs("granian")
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: worker not in house.programs("granian"))
        wait_for(lambda: len(house.programs("granian")) == 3)
        assert house.programs("granian")[0] == server
        with closing(house.get("/healthz")) as page:
            assert page.status == 200


@pytest.mark.parametrize("program", ["granian", "errands"])
def test_closes_when_a_program_dies(tmp_path: Path, house_environment, program: str) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
        everybody = house.programs("granian") + house.programs("errands")
        os.kill(house.programs(program)[0], signal.SIGKILL)
        assert house.wait_until_closed() == 1
        assert "意外停止" in house.text
        assert not any(map(is_running, everybody))


def test_leaves_nothing_behind_when_it_is_killed(tmp_path: Path, house_environment) -> None:
    with opened("--no-demo", "--data", str(tmp_path), env=house_environment) as house:
        everybody = house.programs("granian") + house.programs("errands")
        house.process.kill()
        house.process.wait()
        wait_for(lambda: not any(map(is_running, everybody)))


@pytest.mark.parametrize("seconds", [0.3, 1.5, 3.0])
def test_can_be_stopped_while_it_opens(tmp_path: Path, house_environment, seconds: float) -> None:
    opening = Opening("--no-demo", "--data", str(tmp_path), env=house_environment)
    time.sleep(seconds)
    began = time.monotonic()
    assert opening.close() == 0
    assert time.monotonic() - began < CLOSING_SECONDS
    assert not opening.programs("python")


def test_help_explains_every_wish() -> None:
    asked = subprocess.run([ROOT / "run", "--help"], capture_output=True, text=True, check=True)
    for wish in ("--port", "--data", "--residents", "--no-demo", "--lan", "--demo-on-lan"):
        assert wish in asked.stdout
