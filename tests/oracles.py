"""Proves that hledger and beancount add our books up to the same sums: `make oracles`.

Two programs that share nothing with us read what `export_journal` writes, assertions and all; then
one fen is changed and both must notice. Each lives in a folder of its own under bench/.peers and
never enters our lock: beancount (GPL) from PyPI, hledger (GPL) from Debian's packages.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / ".peers"
BEANCOUNT = "beancount==3.2.3"


def main() -> int:
    """Export the demo's books, ask both, change a fen, ask again."""
    programs = {"hledger": [_hledger(), "check", "-f"], "beancount": [_beancount()]}
    with tempfile.TemporaryDirectory(prefix="linli-oracles-") as name:
        folder = Path(name)
        environment = {**os.environ, "LINLI_DATA": str(folder), "LINLI_DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        prepare = [sys.executable, "-m", "house.prepare", "--residents", "100"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True)
        right = [_asked(kind, words, folder, environment) for kind, words in programs.items()]
    return 0 if all(right) else 1


def _asked(kind: str, words: list[str | Path], folder: Path, environment: dict[str, str]) -> bool:
    file = folder / f"books.{kind}"
    command = [sys.executable, "manage.py", "export_journal", "--format", kind, "--out", file]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    right = _accepts(words, file)
    changed = folder / f"changed.{kind}"
    changed.write_text(_one_fen_more(file.read_text("utf-8")), "utf-8")
    noticed = not _accepts(words, changed)
    print(f"{kind}: {'adds up' if right else 'DOES NOT ADD UP'}, "
          f"one fen {'noticed' if noticed else 'NOT NOTICED'}", flush=True)  # fmt: skip
    return right and noticed


def _accepts(words: list[str | Path], file: Path) -> bool:
    return subprocess.run([*words, file], capture_output=True, check=False).returncode == 0


def _one_fen_more(text: str) -> str:
    """The first line of an entry and its counterpart, both a fen larger: still in balance."""
    lines = text.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith(" ") and " CNY" in line)
    for number in (first, next(n for n in range(first + 1, len(lines)) if " CNY" in lines[n])):
        value = next(word for word in lines[number].split() if word.replace("-", "")[:1].isdigit())
        fen = round(float(value) * 100)
        changed = fen + (1 if fen > 0 else -1)
        lines[number] = lines[number].replace(value, f"{changed / 100:.2f}", 1)
    return "".join(lines)


def _beancount() -> Path:
    home = PEERS / "beancount"
    if not (home / "bin" / "bean-check").exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", BEANCOUNT]
        subprocess.run(pip, check=True)
    return home / "bin" / "bean-check"


def _hledger() -> Path:
    home = PEERS / "hledger"
    program = home / "usr" / "bin" / "hledger"
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "hledger"], cwd=home, check=True)
        [package] = home.glob("hledger_*.deb")
        subprocess.run(["dpkg-deb", "-x", package, home], check=True)
    return program


if __name__ == "__main__":
    sys.exit(main())
