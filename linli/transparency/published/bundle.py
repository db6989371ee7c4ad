"""The folder that anybody downloads and adds up at home, without us and without a network.

Made from what the ledger and the fund have published, up to the last batch, so that nothing can be
read off the difference of two days. The same book gives the same bytes. ``verify.py`` in it shares
no line with us: what it works out, it works out from ``journal.jsonl`` alone.
"""

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from linli.fund import published as fund
from linli.fund.published import FundFigures
from linli.kernel.canon import canon
from linli.kernel.refusal import Refused
from linli.ledger import published as ledger
from linli.ledger.entry import Header
from linli.ledger.published import PublishedEntry
from linli.transparency import reported

SCRIPT = Path(__file__).parent.parent / "static" / "transparency" / "verify.py"
HOLDER = "holder"
FIGURES_PUBLISHED = "figures.published"
PERIOD_CLOSED = "period.closed"
PAID = ["aid.*", "fee.charged"]
NOT_INCOME = ["opening.confirmed", *PAID]
BY_KIND = {
    "interest": ["interest.received"],
    "bank_fee": ["fee.charged"],
    "returned": ["aid.returned"],
}
"""What stands among income and payments without being a use: it is a kind of entry of its own."""

IN_BATCHES = ("family_aid", "student_aid", "together")
"""Uses whose payments are hidden line by line: only their sum can be worked out from outside."""

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The same for every file of every download: a moment would make two archives of one book."""

NAMES = {
    "opening_fen": "期初 opening balance",
    "income_fen": "收入 income since the opening",
    "paid_fen": "付出 paid since the opening",
    "balance_fen": "结余 balance",
    "quarter.households": "本季帮助的家庭 households helped in the quarter",
    "quarter.persons": "本季帮助的人 persons helped in the quarter",
}
DEFINITIONS = {
    "opening_fen": "慈善会在开账那天确认代持的钱。 What the holder confirmed to keep when the book "
    "began.",
    "income_fen": "开账以后存入慈善会、给本基金的钱，冲回的减去。 What has come to the holder for "
    "this fund since, less what was taken back.",
    "paid_fen": "公开的付款，加上各批公布的付款合计。 Payments shown line by line, and the "
    "batches' sums.",
    "balance_fen": "账本里慈善会代持的钱：公开的每一行，加上各批的合计。 What the holder keeps "
    "by the book: every line shown, and the batches' sums.",
}

README = """邻里：公开的账本 · Linli: a published book

怎样核对：装一个 Python（3.8 以上，什么都不用另装），在这个文件夹的上一层运行
How to check: with any Python from 3.8 on, and nothing else, run

    python3 -I verify.py .

最后一行是“对得上”，就是每一笔、每个数字都重新算过，一分不差；“对不上”前面会写哪里不对。
The last line says 对得上 (it adds up) or 对不上 (it does not, and what was found stands before it).

journal.jsonl   账本，一行一笔；每一笔的指纹就是这一行的 SHA-256，下一笔写着它
                the book, an entry a line; its fingerprint is the SHA-256 of that very line
batches.json    付给家庭的钱，五户以上才合计公布；root 可以证明某一笔在里面
                payments to families, summed over five households or more, and their roots
figures.json    公布的每个数字：是什么、哪天的、核对到哪天、怎样从账本算出来
                every published figure: what it is, as of when, and how the book makes it
reported.json   报纸说过的数字，和账本分开，不相加
                what the press reported: kept apart, never added
receipts.json   收条的号码，没有断号；不写谁捐的、捐了多少
                the receipts' numbers without a gap; no donor, no amount
heads.txt       印在收条和公告上的指纹：谁要改账，就得把这些纸都收回来
                fingerprints as paper has them: rewriting the book means recalling the paper
SHA256SUMS      每个文件的指纹（sha256sum -c SHA256SUMS）

手里有凭条的 With a slip in hand:    python3 -I verify.py . --slip slip.json
"""


class NothingPublished(Refused):
    """No batch has been published yet, so there is nothing the street may see."""

    words = gettext_lazy("还没有公布第一期账目。")


def bundle_name(place: str) -> str:
    """What the download is called; empty where nothing was published."""
    figures = fund.figures(place)
    return f"linli-{figures.series}-{figures.number}.zip" if figures else ""


def write_bundle(place: str, folder: Path) -> None:
    """Write the files into a folder. Raises ``NothingPublished``."""
    figures = fund.figures(place)
    if figures is None:
        raise NothingPublished
    folder.mkdir(parents=True, exist_ok=True)
    said, reconciled_to = [], None
    with (folder / "journal.jsonl").open("wb") as file:
        for entry in entries_of(figures):
            file.write(_entry_lines(entry))
            if entry.kind == PERIOD_CLOSED:
                reconciled_to = entry.occurred_on
            if entry.kind == FIGURES_PUBLISHED:
                said += _figures(entry, reconciled_to)
    head = {"seq": figures.head_seq, "hash": figures.head_hash}
    papers = fund.receipts(figures)
    _write(folder, "figures.json", {"book": figures.book, "head": head, "figures": said})
    _write(folder, "batches.json", _batches(figures))
    _write(folder, "reported.json", _reported(place))
    _write(folder, "receipts.json", _receipts(papers))
    (folder / "heads.txt").write_text(_heads(figures, papers), encoding="utf-8")
    (folder / "README.txt").write_text(README, encoding="utf-8")
    (folder / "verify.py").write_bytes(SCRIPT.read_bytes())
    (folder / "SHA256SUMS").write_text(sums(folder), encoding="utf-8")


def kept_bundle(place: str) -> bytes | None:
    """The download as it was made by the errand after the last batch; None until it has been."""
    path = _kept_path(place)
    return path.read_bytes() if path and path.exists() else None


def keep_bundle(place: str) -> bool:
    """Make the download of the last batch, if it is not there yet; whether it was made now."""
    path = _kept_path(place)
    if path is None or path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        write_bundle(place, Path(name) / "files")
        half = Path(name) / "bundle.zip"
        half.write_bytes(_zipped(Path(name) / "files"))
        half.replace(path)
    return True


def _kept_path(place: str) -> Path | None:
    """Where the download of this edition lies; another script or another report is another one."""
    edition = fund.edition(place)
    if not edition:
        return None
    name = hashlib.sha256(f"{edition}{_makers()}".encode()).hexdigest()[:32]
    return Path(settings.LINLI_DATA) / "published" / f"{place}-{name}.zip"


@cache
def _makers() -> str:
    """What beside the book decides the bytes: the script, this file, and what was reported."""
    made_by = SCRIPT.read_bytes() + Path(__file__).read_bytes() + repr(reported.FIGURES).encode()
    return hashlib.sha256(made_by).hexdigest()


def _zipped(folder: Path) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for file in sorted(folder.iterdir()):
            bundle.writestr(
                zipfile.ZipInfo(file.name, ZIP_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return archive.getvalue()


def entries_of(figures: FundFigures) -> Iterator[PublishedEntry]:
    """The published book, entry by entry, to the last batch."""
    after = 0
    while after < figures.head_seq:
        for entry in ledger.journal(figures.book, after):
            after = entry.seq
            if after <= figures.head_seq:
                yield entry


def _entry_lines(entry: PublishedEntry) -> bytes:
    """The very text the entry's hash is taken over; behind it each line with its salt."""
    rows = [canon({name: getattr(entry, name) for name in Header._fields})]
    rows += [
        b'{"salt":"' + line.salt.encode() + b'","text":' + canon(line.text) + b"}"
        for line in entry.lines or ()
    ]
    return b"".join(row + b"\n" for row in rows)


# What is said, and how the book makes it ---------------------------------------------------------


def _figures(entry: PublishedEntry, reconciled_to: str | None) -> list[dict[str, Any]]:
    """Every number of a publication, each with the function of the journal that makes it."""
    return [
        {
            "seq": entry.seq,
            "path": path,
            "name": NAMES.get(path, path),
            "definition": DEFINITIONS.get(path, ""),
            "value": value,
            "unit": "fen" if path.partition(".")[0] in FEN else "count",
            "as_of": entry.occurred_on,
            "reconciled_to": reconciled_to,
            "how": how(path),
        }
        for path, value in numbers(entry.public["figures"])
    ]


FEN = ("opening_fen", "income_fen", "income", "paid_fen", "paid", "balance_fen")


def numbers(said: Any, path: str = "") -> Iterator[tuple[str, int]]:
    """Every whole number of a publication, with its path: ``income.general``."""
    if isinstance(said, dict):
        for key, inner in said.items():
            yield from numbers(inner, f"{path}.{key}".strip("."))
    elif isinstance(said, int) and not isinstance(said, bool):
        yield path, said


def how(path: str) -> list[dict[str, Any]] | str:
    """The sum of sums by which ``verify.py`` arrives at a figure; "said" for what is only said."""
    head, _dot, use = path.partition(".")
    in_lines = {"sign": 1, "lines": HOLDER}
    batches = {"sign": 1, "batches": HOLDER}
    of_use = {"purpose": "" if use == "general" else use} if use else {}
    if use in BY_KIND:
        return [{**in_lines, "sign": 1 if head == "income" else -1, "kinds": BY_KIND[use]}]
    if head == "opening_fen":
        return [{**in_lines, "kinds": ["opening.confirmed"]}]
    if head == "income_fen":
        return [{**in_lines, "kinds": NOT_INCOME, "others": True}]
    if head == "income":
        not_given = [*NOT_INCOME, *BY_KIND["interest"]]
        return [{**in_lines, "kinds": not_given, "others": True, **of_use}]
    if head == "paid_fen":
        return [{**in_lines, "sign": -1, "kinds": PAID}, {**batches, "sign": -1}]
    if head == "paid" and use not in IN_BATCHES:
        return [{**in_lines, "sign": -1, "kinds": ["aid.paid"], **of_use}]
    if head == "balance_fen":
        return [{**in_lines, "kinds": ["*"]}, batches]
    return "said"


# The smaller files --------------------------------------------------------------------------------


def _batches(figures: FundFigures) -> list[dict[str, Any]]:
    return [
        {
            "seq": batch.seq,
            "on": batch.on.isoformat(),
            "title": batch.title,
            "households": batch.households,
            "payments": list(batch.payments),
            "sums": [list(row) for row in batch.sums],
            "root": batch.root,
        }
        for batch in ledger.batches(figures.book)
        if batch.seq <= figures.head_seq
    ]


def _receipts(papers: list[fund.Paper]) -> dict[str, list[dict[str, Any]]]:
    series: dict[str, list[dict[str, Any]]] = {}
    for paper in papers:
        row = {
            "number": paper.number,
            "head_seq": paper.head_seq,
            "head_hash": paper.head_hash,
            "issued_on": paper.issued_on.isoformat(),
        }
        series.setdefault(paper.series, []).append(row)
    return series


def _heads(figures: FundFigures, papers: list[fund.Paper]) -> str:
    rows = [(each.head_seq, each.head_hash, each.issued_on, each.reference) for each in papers]
    rows += [
        (seen.seq, seen.hash, seen.on, seen.shown_to)
        for seen in ledger.anchors(figures.book)
        if seen.seq <= figures.head_seq
    ]
    rows.append((figures.head_seq, figures.head_hash, figures.published_on, "公布 published"))
    return "".join("\t".join(map(str, row)) + "\n" for row in sorted(rows))


def _reported(place: str) -> list[dict[str, Any]]:
    return [
        {
            "of": one.of.zh,
            "says": one.says.zh,
            "numbers": list(one.numbers),
            "source": one.source.zh,
            "on": one.on.isoformat(),
            "source_line": one.source_line,
        }
        for one in reported.figures(place)
    ]


def _write(folder: Path, name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    (folder / name).write_text(text, encoding="utf-8")


def sums(folder: Path) -> str:
    """The list of the files' fingerprints, as ``sha256sum`` writes it."""
    files = sorted(file for file in folder.iterdir() if file.name != "SHA256SUMS")
    return "".join(f"{_digest(file)}  {file.name}\n" for file in files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
