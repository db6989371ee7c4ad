"""What the tests need of the machine itself, and how it comes there: never a silent skip.

Debian's packages are installed where we are root and apt answers. What is missing after that is
said in one line, and the tests do not begin.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from house import postgres
from house.words import CannotGoOn, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What keeps the browser of the tests from asking anything of the world, and from work in vain.
QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Each page is met once: script that is compiled for speed would not be run again.
    "--js-flags=--no-opt,--no-maglev,--always-sparkplug",
)


@dataclass(frozen=True)
class Need:
    """One thing outside Python: `better` is wished for, without `enough` the tests do not begin."""

    what: str
    package: str
    better: Callable[[], bool]
    enough: Callable[[], bool]


def chromium() -> Path | None:
    """The browser the journeys walk in; `LINLI_CHROMIUM` names another one."""
    named = os.environ.get("LINLI_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def has_chinese_font() -> bool:
    """Whether a page in Chinese would be drawn at all, and not as empty boxes."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    fonts = subprocess.run([lister, ":lang=zh-cn", "file"], capture_output=True, check=False)
    return bool(fonts.stdout.strip())


def has_certutil() -> bool:
    return shutil.which("certutil") is not None


def has_browser() -> bool:
    return chromium() is not None


def has_debian_postgres() -> bool:
    return "DATABASE_URL" in os.environ or postgres.debian_binaries() is not None


def has_some_postgres() -> bool:
    return has_debian_postgres() or postgres.packaged_binaries() is not None


NEEDS = (
    Need("Chromium", "chromium", has_browser, has_browser),
    Need("PostgreSQL", "postgresql", has_debian_postgres, has_some_postgres),
    Need("中文字体 a Chinese font", "fonts-noto-cjk", has_chinese_font, has_chinese_font),
    Need("certutil", "libnss3-tools", has_certutil, has_certutil),
)


def furnish() -> None:
    """Install what is missing. Raises `CannotGoOn`, naming everything still missing in one line."""
    wished = [need.package for need in NEEDS if not need.better()]
    if wished and _may_install():
        say(f"正在安装 {' '.join(wished)}", "installing these from Debian")
        _install(wished)
    missing = [need for need in NEEDS if not need.enough()]
    if missing:
        names = "、".join(need.what for need in missing)
        packages = " ".join(need.package for need in missing)
        raise CannotGoOn(f"测试还缺少：{names}。", f"Missing for the tests: apt install {packages}")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    """Ask apt, quietly and without questions; whether it worked is seen by looking again."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    for command in (update, install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
