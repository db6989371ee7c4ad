"""The shipped packs as they were last read, kept beside the byte code, as Python keeps its own.

Reading 22 packs and running their examples takes 0.2 s, of every start of a worker and a command.
What is kept is used only while no file it was made of, rule or program, has changed by its size or
its moment; it is as trustworthy as the byte code in the same folder, and whoever may write there
may write that too. Where nothing may be written, the packs are read each time.
"""

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from linli.rules.kinds import KINDS, Kind
from linli.rules.learning import PAPERS, Paper
from linli.rules.packs import Catalogue
from linli.rules.texts import PACKS

HERE = Path(__file__).parent
FILE = HERE / "__pycache__" / f"catalogue.{sys.implementation.cache_tag}.pickle"
MADE_OF = {".py", ".yaml"}


@cache
def catalogue() -> Catalogue:
    """The packs this house ships, kept or read at the first use. Raises ``PackFault`` on a bad one.

    What is read is kept for the next start.
    """
    if sys.dont_write_bytecode:
        return _read()
    stamp = stamp_of(HERE)
    with suppress(OSError, EOFError, pickle.UnpicklingError), FILE.open("rb") as file:
        if file.read(len(stamp)) == stamp:
            kept: Catalogue = Opening(file).load()
            return kept
    read = _read()
    with suppress(OSError):
        _keep(read, stamp)
    return read


def _read() -> Catalogue:
    from linli.rules.library import load

    return load(PACKS)


def stamp_of(folder: Path) -> bytes:
    """What tells this state of the rules from any other: every file's name, size and moment."""
    files = sorted(
        (path, entry.st_size, entry.st_mtime_ns) for path, entry in _files(os.fspath(folder))
    )
    return hashlib.sha256(repr((sys.version, files)).encode()).digest()


def _files(folder: str) -> list[tuple[str, os.stat_result]]:
    found = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            found += _files(entry.path) if entry.name not in ("tests", "__pycache__") else []
        elif os.path.splitext(entry.name)[1] in MADE_OF:
            found.append((entry.path, entry.stat()))
    return found


def _keep(catalogue: Catalogue, stamp: bytes) -> None:
    """All at once: no other start ever reads half of it."""
    from tempfile import NamedTemporaryFile

    FILE.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=FILE.parent, prefix=".draft-", delete=False) as draft:
        draft.write(stamp)
        Keeping(draft, pickle.HIGHEST_PROTOCOL).dump(catalogue)
    os.chmod(draft.name, 0o644)  # as readable as the byte code beside it
    os.replace(draft.name, FILE)


class Keeping(pickle.Pickler):
    """Kinds of fact and papers are themselves and no copies: they are kept by name."""

    def persistent_id(self, thing: Any) -> tuple[str, str] | None:
        """Under which name a thing is kept; ``None``: as it is."""
        if isinstance(thing, Kind):
            return "kind", thing.key
        if isinstance(thing, Paper):
            return "paper", thing.key
        return None


class Opening(pickle.Unpickler):
    """The other way round."""

    def persistent_load(self, name: tuple[str, str]) -> Kind | Paper:
        """The thing of that name."""
        of, key = name
        return KINDS[key] if of == "kind" else PAPERS[key]
