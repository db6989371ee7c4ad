"""`./run`: open the house on this machine, and close it in order.

What differs between houses reaches Django through the environment; this file is where it is set:

LINLI_DATA           folder of database, keys and cache: data/demo, or data/live with --no-demo
LINLI_DEMO           1 in demo mode, where every page says so and a click signs in
LINLI_HOSTS          names and addresses besides localhost this server answers to (--lan)
LINLI_HTTPS          1 for the server the tablets reach, which is HTTPS only
LINLI_DEMO_ON_LAN    1 when demo and Wi-Fi were both asked for, on purpose

`--lan` opens a second server beside the one on localhost, so that what tablets need (HTTPS, secure
cookies, another name) changes nothing for the computer at the counter.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.error import HTTPError

from house import network
from house.bootstrap import ROOT, RUN_LOCK, environment
from house.children import Children, tied_to_us
from house.wishes import Wishes, read
from house.words import CannotGoOn, say

READY_SECONDS = 60
POLL_SECONDS = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM (0), until something fails, or refuse to begin (1)."""
    # SIGTERM ends us as Ctrl-C does; a shell may have started us with SIGINT switched off.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return _open(read(arguments))
    except CannotGoOn as reason:
        print(reason, flush=True)
        return 1
    except KeyboardInterrupt:
        return 0


def _open(wishes: Wishes) -> int:
    _refuse_busy_ports(wishes)
    python = environment(RUN_LOCK)
    # What follows is about people: database, keys and papers are the owner's alone.
    os.umask(0o077)
    with _data_folder(wishes):
        return House(wishes, python).live()


def _refuse_busy_ports(wishes: Wishes) -> None:
    network.refuse_busy(network.LOOPBACK, wishes.port)
    if wishes.lan:
        network.refuse_busy(wishes.lan, wishes.https_port)
        network.refuse_busy(wishes.lan, wishes.sheet_port)


@contextlib.contextmanager
def _data_folder(wishes: Wishes) -> Iterator[None]:
    """Hold the data folder for this start alone, and for one kind of house for ever.

    Two clocks on one database would do everything twice; a demo that went live would carry
    invented people into a real register.
    """
    wishes.data.mkdir(parents=True, exist_ok=True)
    with (wishes.data / "kind").open("a+") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotGoOn(
                "这个数据文件夹已经有一个邻里在使用。",
                f"Linli is already running with this data folder: {wishes.data}",
            ) from None
        mark.seek(0)
        kind = mark.read().strip()
        if kind and kind != wishes.kind:
            raise CannotGoOn(
                "演示数据与真实数据不能放在同一个文件夹，请用 --data 另选一个。",
                "Demo and real data never share a folder: choose another with --data.",
            )
        if not kind:
            mark.write(f"{wishes.kind}\n")
            mark.flush()
        yield


class House:
    """One opening: prepare the data, start the programs, greet, and watch until the end."""

    def __init__(self, wishes: Wishes, python: Path) -> None:
        self.wishes = wishes
        self.python = python
        self.log = wishes.data / "log.jsonl"
        self.children = Children(self.log)
        self.address = f"http://localhost:{wishes.port}"
        self.environment = {
            **os.environ,
            "LINLI_DATA": str(wishes.data),
            "LINLI_DEMO": "1" if wishes.demo else "0",
            "LINLI_HOSTS": "",
            "LINLI_HTTPS": "0",
            "PYTHONPATH": str(ROOT),  # wherever we were started from
            "PYTHONUNBUFFERED": "1",
        }

    def live(self) -> int:
        link = self._prepare()
        try:
            self._start()
            self._greet(link)
            ended = self.children.watch()
            print(self.children.last_words())
            say(f"{ended.name} 意外停止", f"{ended.name} ended by itself; closing")
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            # One more Ctrl-C must not leave half of the programs behind.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            self.children.stop()

    def _prepare(self) -> str:
        """Bring the data up to this version; the first administrator's link, or nothing."""
        say("正在准备数据", "preparing the data")
        wish = (
            ("--residents", str(self.wishes.residents))
            if self.wishes.demo
            else ("--origin", self.address)
        )
        prepared = subprocess.run(
            [*tied_to_us(), self.python, "-m", "house.prepare", *wish],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            start_new_session=True,  # Ctrl-C ends it through us, without its traceback
        )
        if prepared.returncode:
            raise CannotGoOn(
                "准备数据时出错，上面写着原因。", "Preparing the data failed; see above."
            )
        return prepared.stdout.strip()

    def _start(self) -> None:
        """Open the doors first: the clock would only take time from the first page."""
        self.children.start(
            "网站 web server",
            self._server(network.LOOPBACK, self.wishes.port),
            self.environment,
        )
        if self.wishes.lan:
            self._start_counter(self.wishes.lan)
        self._wait_until_ready()
        self.children.start(
            "时钟 clock", [self.python, ROOT / "manage.py", "errands"], self.environment
        )

    def _server(self, address: str, port: int, *more: str | Path) -> list[str | Path]:
        return [
            *(self.python, "-m", "linli.site.server", "--interface", "wsgi"),
            *("--host", address, "--port", str(port), "--workers", "2", "--blocking-threads", "2"),
            # Without a limit a worker that is asked to stop while it starts never does; three
            # seconds is longer than any page takes, and what is cut short is rolled back.
            *("--workers-kill-timeout", "3", "--respawn-failed-workers", "--no-ws"),
            *("--log-level", "warning", "--working-dir", ROOT),
            *more,
            "linli.site.wsgi:application",
        ]

    def _start_counter(self, address: str) -> None:
        """The tablets' server, and the sheet by which they come to trust it."""
        folder = self.wishes.data / "lan"
        https, sheet = self.wishes.https_port, self.wishes.sheet_port
        made = subprocess.run(
            [
                *(self.python, "-m", "house.authority", folder, self.wishes.lan_name, address),
                *(str(https), str(sheet), *(["--demo"] if self.wishes.demo else [])),
            ],
            cwd=ROOT,
            check=False,
        )
        if made.returncode:
            raise CannotGoOn(
                "平板的证书没有做成，上面写着原因。", "No certificate for the tablets; see above."
            )
        environment = {
            **self.environment,
            "LINLI_HOSTS": f"{self.wishes.lan_name},{address}",
            "LINLI_HTTPS": "1",
            "LINLI_DEMO_ON_LAN": "1" if self.wishes.demo_on_lan else "0",
        }
        certificate = ("--ssl-certificate", folder / "server.crt")
        key = ("--ssl-keyfile", folder / "server.key", "--ssl-protocol-min", "tls1.2")
        self.children.start(
            "平板网站 tablets' server",
            self._server(address, https, *certificate, *key),
            environment,
        )
        self.children.start(
            "平板说明 tablets' sheet",
            [self.python, "-m", "house.sheet", folder, address, str(sheet)],
            environment,
        )

    def _wait_until_ready(self) -> None:
        """Return when `/healthz` answers. Raises `CannotGoOn` when a program ends before that."""
        deadline = time.monotonic() + READY_SECONDS
        # A proxy of the environment must not be asked for this machine's own page.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < deadline and self.children.ended() is None:
            try:
                opener.open(f"http://127.0.0.1:{self.wishes.port}/healthz", timeout=5).close()
                self._reach_counter()
                return
            except HTTPError as error:
                error.close()
                break  # it runs, and says that it is not well
            except (OSError, http.client.HTTPException):
                time.sleep(POLL_SECONDS)
        print(self.children.last_words())
        raise CannotGoOn("网站没有启动，上面写着原因。", "The website did not start; see above.")

    def _reach_counter(self) -> None:
        """Raise OSError until the tablets' two ports answer too."""
        for port in (self.wishes.https_port, self.wishes.sheet_port) if self.wishes.lan else ():
            socket.create_connection((self.wishes.lan, port), 5).close()

    def _greet(self, link: str) -> None:
        print()
        say("邻里开门了", "Linli is open", self.address)
        if self.wishes.demo:
            say("演示数据·非真实", "demo data, invented: nobody in it is real")
            say("选一位居民或工作人员，一键登录", "choose who to be", f"{self.address}/demo/")
        elif link:
            say("第一位管理员的链接，只能用一次", "the first administrator's link, once", link)
        if self.wishes.lan:
            self._greet_tablets(self.wishes.lan)
        say("运行记录", "what happens is written to", str(self.log))
        say("按 Ctrl-C 关门", "Ctrl-C closes")

    def _greet_tablets(self, address: str) -> None:
        sheet = f"http://{address}:{self.wishes.sheet_port}/"
        site = f"https://{self.wishes.lan_name}:{self.wishes.https_port}/"
        say("新平板先扫这一页，可打印贴在柜台", "a new tablet starts here; print it", sheet)
        say("之后平板用这个地址", "and then works here", site)
