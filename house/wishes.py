"""The command line of `./run`: what may be asked, and what is refused before anything is made."""

from __future__ import annotations

import argparse
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from house import network
from house.bootstrap import ROOT
from house.words import CannotGoOn

# Tablets come to the port of the desk plus these: 8000 → 8443 (HTTPS) and 8080 (the sheet).
HTTPS_STEP = 443
SHEET_STEP = 80
MOST_PORT = 65535 - HTTPS_STEP
MOST_RESIDENTS = 100_000


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was asked on the command line. `lan` is the address on the Wi-Fi, None without --lan."""

    port: int
    data: Path
    demo: bool
    residents: int
    lan: str | None
    lan_name: str
    demo_on_lan: bool

    @property
    def kind(self) -> str:
        return "demo" if self.demo else "live"

    @property
    def https_port(self) -> int:
        return self.port + HTTPS_STEP

    @property
    def sheet_port(self) -> int:
        return self.port + SHEET_STEP


def read(arguments: Sequence[str] | None) -> Wishes:
    """The wishes on the command line, or on `arguments`.

    Raises `CannotGoOn` for a demo on the Wi-Fi that was not asked for twice, and for --lan without
    a network; leaves by SystemExit(2) where argparse does not understand.
    """
    parser = argparse.ArgumentParser(
        prog="./run", description="打开邻里，供本机浏览器使用。Open Linli for the browser here."
    )
    parser.add_argument(
        "--port", type=_between(1, MOST_PORT), default=8000, help="端口 the port (8000)"
    )
    parser.add_argument(
        "--data", type=Path, help="数据文件夹 where everything is kept (data/demo or data/live)"
    )
    parser.add_argument(
        "--residents",
        type=_between(1, MOST_RESIDENTS),
        default=2000,
        help="演示社区的人数 people in the demo (2000)",
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="空的真实登记册 an empty register, for real use"
    )
    parser.add_argument(
        "--lan",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="让柜台 Wi-Fi 上的平板使用 serve tablets on the counter's Wi-Fi over HTTPS",
    )
    parser.add_argument(
        "--lan-name",
        default=f"{socket.gethostname().split('.')[0].lower()}.local",
        metavar="NAME",
        help="平板使用的主机名 the host name tablets use (%(default)s)",
    )
    parser.add_argument(
        "--demo-on-lan",
        action="store_true",
        help="确认把演示放到 Wi-Fi 上 yes, show the demo on the Wi-Fi",
    )
    asked = parser.parse_args(arguments)
    demo = not asked.no_demo
    if demo and asked.lan is not None and not asked.demo_on_lan:
        raise _demo_stays_here()
    return Wishes(
        port=asked.port,
        data=(asked.data or ROOT / "data" / ("demo" if demo else "live")).resolve(),
        demo=demo,
        residents=asked.residents,
        lan=network.own_address() if asked.lan == "" else asked.lan,
        lan_name=asked.lan_name,
        demo_on_lan=asked.demo_on_lan,
    )


def _between(least: int, most: int) -> Callable[[str], int]:
    """A number a person may ask for, for argparse: which says so when it is another."""

    def number(text: str) -> int:
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text}: {least}–{most}")
        return int(text)

    return number


def _demo_stays_here() -> CannotGoOn:
    return CannotGoOn(
        "演示模式谁都可以一键登录，所以默认只在本机打开。确实要放到 Wi-Fi 上，请用"
        " ./run --lan --demo-on-lan。",
        "In the demo anybody signs in with a click, so it stays on this machine. To show it on the"
        " Wi-Fi all the same: ./run --lan --demo-on-lan.",
    )
