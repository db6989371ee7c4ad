"""Somebody on the street takes the book home and adds it up without us, with a bare Python."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]


def test_the_public_takes_the_book_home_and_adds_it_up(walk: Walk, tmp_path: Path) -> None:
    walk.go("/transparency/")
    walk.press("看看对不对得上")
    walk.comes_to_see("/transparency/proof/", "先读读这个程序")
    book = walk.download(walk.page.get_by_role("link", name="linli-"))
    book.save_as(tmp_path / "book.zip")
    home = tmp_path / "home"
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        archive.extractall(home)
    said = added_up(home)
    assert said[-1] == "对得上"
    fingerprint = walk.page.locator(".fingerprint").first.inner_text().strip()
    assert any(fingerprint in line for line in said)
    change_one_fen(home / "journal.jsonl")
    assert added_up(home, expected=1)[-1] == "对不上"


def test_an_elder_reads_three_sums_on_one_sheet(walk: Walk) -> None:
    walk.go("/transparency/proof/")
    walk.press("一张大字的纸")
    walk.sees("公布的结余", "账本加出来的", "单据加出来的", "三个数一样，一分不差。")
    walk.go("/disclosure/")
    walk.sees("按时公开")


def added_up(home: Path, expected: int = 0) -> list[str]:
    """What the book's own script says, in an environment that knows nothing of ours."""
    said = subprocess.run(
        [sys.executable, "-I", "verify.py", "."],
        cwd=home, env={}, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert said.returncode == expected, said.stdout
    return said.stdout.splitlines()


def change_one_fen(journal: Path) -> None:
    text = journal.read_text("utf-8")
    at = text.index('"amount":') + len('"amount":')
    journal.write_text(text[:at] + ("2" if text[at] != "2" else "3") + text[at + 1 :], "utf-8")
