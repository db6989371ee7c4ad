"""Every law of the house that is about imports is broken once, in a copy, and refused.

The copy is the real tree with the real configuration and one line more, so what is shown here is
what `make check` does. The laws about foreign keys and doors bite in test_foreign_keys.py and
test_doors.py.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

BREACHES = {
    "floors": ("linli/places/queries.py", "from linli.fund import queries as upstairs", "1 Floors"),
    "siblings": ("linli/ledger/queries.py", "from linli.notices import queries as n", "1 Floors"),
    "shelves": ("linli/notices/models.py", "from linli.notices import actions", "2 Shelves"),
    "counter": ("linli/fund/queries.py", "from linli.people import models as shelf", "3 Counter"),
    "door to model": ("linli/fund/desk.py", "from linli.fund import models as shelf", "3 Counter"),
    "public to query": (
        "linli/transparency/public.py",
        "from linli.fund import queries as inside",
        "3 Counter",
    ),
    "published from within": (
        "linli/fund/published.py",
        "from linli.people import queries as private",
        "3 Counter",
    ),
    "somebody's door": ("linli/workbench/queries.py", "from linli.fund import desk", "3 Counter"),
    "purity": ("linli/fund/postings.py", "from django.db import models", "4 Purity"),
}


@pytest.fixture(scope="module")
def house_copy(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "linli", copy / "linli", ignore=shutil.ignore_patterns("static", "*.po"))
    shutil.copytree(ROOT / "house", copy / "house")
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


@pytest.mark.parametrize("breach", BREACHES)
def test_refuses(house_copy, breach):
    name, line, law = BREACHES[breach]
    file = house_copy / name
    before = file.read_text() if file.exists() else ""
    file.write_text(f"{before}\n{line}\n")
    try:
        report = _lint(house_copy)
    finally:
        if before:
            file.write_text(before)
        else:
            file.unlink()
    assert report.returncode == 1
    broken = [row for row in report.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(law) for row in broken), report.stdout


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("from django.db.models.signals import post_save", "TID251"),
        ("from django.contrib import admin", "TID251"),
    ],
)
def test_refuses_signals_and_the_admin(line, code):
    report = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "linli/fund/actions.py", "-"],
        input=line + "\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert code in report.stdout


def test_no_model_hides_a_verb_in_save():
    hidden = [
        file.relative_to(ROOT)
        for file in (ROOT / "linli").glob("*/models*")
        if file.is_file() and ("def save(" in file.read_text() or "def delete(" in file.read_text())
    ]
    assert hidden == []


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, env={"PATH": ""}
    )
