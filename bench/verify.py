"""`verify.py`, as a stranger runs it, over a published book of 1,000,000 transfers.

A bare Python as a whole process: every hash remade, every line added, every batch and figure worked
out. Limits: 20 s and 500 MB. The book is written here straight into the bundle's own form, in the
ledger's frozen text and by its own functions; nine entries of ten are gifts with one line each
(the dearest shape: an entry's hash a transfer), one is a payment to a family that a batch counts.
"""

import datetime
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench._process import ROOT, Run, timed
from bench._report import ROUNDS, limit
from linli.kernel import merkle
from linli.kernel.canon import canon, sha256hex
from linli.ledger.entry import GENESIS, Header, Line, commitment, leaf, line_text, lines_root

SCRIPT = ROOT / "linli" / "transparency" / "static" / "transparency" / "verify.py"
TRANSFERS = 1_000_000
MOST_SECONDS, MOST_MB = 20.0, 500.0
DAY = datetime.date(2026, 11, 23).isoformat()
AT = "2026-11-23T01:30:00.000000Z"
A_BATCH = 5_000
BOOK = "fund.350206005023.ja"


def main() -> int:
    """Write the book, verify it, and print a line of JSON."""
    with tempfile.TemporaryDirectory(prefix="linli-verify-") as name:
        folder = Path(name)
        _Book(folder).write()
        size = (folder / "journal.jsonl").stat().st_size
        print(f"journal.jsonl: {size / 1e6:.0f} MB", flush=True)
        runs = [_verified(folder) for _ in range(ROUNDS)]
        _insist_on_noticing(folder)
    most = max(run.mib * 1.048576 for run in runs)
    print(f"memory: {most:.0f} MB of {MOST_MB:.0f}")
    met = limit("verify", [run.seconds for run in runs], MOST_SECONDS)
    return 0 if met and most < MOST_MB else 1


def _verified(folder: Path) -> Run:
    run = timed([sys.executable, "-I", SCRIPT, folder])
    print(run, flush=True)
    return run


def _insist_on_noticing(folder: Path) -> None:
    """One fen changed in the middle: the same script must say so."""
    journal = folder / "journal.jsonl"
    with journal.open("r+b") as file:
        file.seek(journal.stat().st_size // 2)
        file.readline()
        at, text = file.tell(), file.readline()
        while b'"amount":100,' not in text:
            at, text = file.tell(), file.readline()
        file.seek(at)
        file.write(text.replace(b'"amount":100,', b'"amount":101,'))
    said = subprocess.run(
        [sys.executable, "-I", SCRIPT, folder], capture_output=True, check=False, encoding="utf-8"
    )
    if said.returncode != 1 or said.stdout.splitlines()[-1] != "对不上":
        raise SystemExit("a changed fen was not noticed")


class _Book:
    """A book in the bundle's form, written entry by entry."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, (folder / "journal.jsonl").open("wb")
        self.seq, self.head = 0, GENESIS
        self.given = self.paid = 0
        self.batches: list[dict[str, Any]] = []
        self.waiting: list[tuple[int, bytes]] = []

    def write(self) -> None:
        """All entries, then what is said of them."""
        with self.file:
            for number in range(TRANSFERS):
                if number % 10 == 9:
                    self._pay(number)
                else:
                    self._give(number)
                if len(self.waiting) == A_BATCH:
                    self._publish_batch()
            figures = self._publish_figures()
        self._say(figures)

    def _give(self, number: int) -> None:
        line = Line("holder", "available", 100, "")
        salt = hashlib.sha256(b"%d" % number).digest()[:16]
        text = line_text(1, line, (), [("available", "", 100, None)])
        self._entry("donation.received", 1, lines_root([leaf(salt, text)]), {"shown_as": ""}, True)
        self.file.write(b'{"salt":"' + salt.hex().encode() + b'","text":' + canon(text) + b"}\n")
        self.given += 100

    def _pay(self, number: int) -> None:
        salt = hashlib.sha256(b"%d" % number).digest()[:16]
        inside = leaf(salt, line_text(1, Line("approved", "holder", 70, "family_aid")))
        self._entry("aid.paid", 1, lines_root([inside]), {}, False)
        self.waiting.append((self.seq, inside))
        self.paid += 70

    def _publish_batch(self) -> None:
        payments = [seq for seq, _inside in self.waiting]
        total = 70 * len(payments)
        told = {
            "title": f"{self.seq}",
            "households": len(payments),
            "payments": payments,
            "sums": [["approved", total, 0], ["holder", 0, total]],
            "root": merkle.root([inside for _seq, inside in self.waiting]).hex(),
        }
        self._entry("batch.published", 0, lines_root([]), told, False)
        self.batches.append({"seq": self.seq, "on": DAY, **told})
        self.waiting = []

    def _publish_figures(self) -> dict[str, Any]:
        told = {
            "opening_fen": 0,
            "income_fen": self.given,
            "income": {"general": self.given},
            "paid_fen": self.paid,
            "paid": {"family_aid": self.paid},
            "balance_fen": self.given - self.paid,
            "quarter": {"households": A_BATCH, "together": 0, "by_purpose": {}},
        }
        self._entry("figures.published", 0, lines_root([]), {"figures": told}, False)
        return told

    def _entry(self, kind: str, lines: int, root: str, public: dict, shown: bool) -> None:
        self.seq += 1
        header = Header(
            book=BOOK,
            seq=self.seq,
            prev=self.head,
            occurred_on=DAY,
            posted_at=AT,
            kind=kind,
            key=f"01999999-0000-7000-8000-{self.seq:012}",
            actor="01999999-0000-7000-8000-000000000001",
            reverses=None,
            n_lines=lines,
            lines_root=root,
            public={**public, "lines_shown": shown},
            private_commit=commitment(b"", {}),
        )
        text = canon(header._asdict())
        self.head = sha256hex(text)
        self.file.write(text + b"\n")

    def _say(self, told: dict[str, Any]) -> None:
        from linli.transparency.published import bundle

        figures = [
            {
                "seq": self.seq, "path": path, "name": path, "definition": "", "value": value,
                "unit": "fen", "as_of": DAY, "reconciled_to": None, "how": bundle.how(path),
            }
            for path, value in bundle.numbers(told)
        ]  # fmt: skip
        head = {"seq": self.seq, "hash": self.head}
        self._file("figures.json", {"book": BOOK, "head": head, "figures": figures})
        self._file("batches.json", self.batches)
        self._file("reported.json", [])
        self._file("receipts.json", {})
        (self.folder / "heads.txt").write_text(f"{self.seq}\t{self.head}\t{DAY}\there\n")
        (self.folder / "README.txt").write_text("")
        (self.folder / "SHA256SUMS").write_text(bundle.sums(self.folder))

    def _file(self, name: str, value: Any) -> None:
        (self.folder / name).write_text(json.dumps(value), encoding="utf-8")


def _django() -> None:
    """The bundle's own functions live behind Django's settings."""
    import os

    with tempfile.TemporaryDirectory() as data:
        os.environ.update(LINLI_DATA=data, DJANGO_SETTINGS_MODULE="linli.site.settings")
        import django

        django.setup()


if __name__ == "__main__":
    _django()
    sys.exit(main())
