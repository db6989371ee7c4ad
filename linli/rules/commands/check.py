"""``check``: whether policy packs hold together, by schema, relations and their own examples."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from linli.rules.faults import PackFault
from linli.rules.library import check_files, load


def check(paths: Iterable[Path], out: TextIO, err: TextIO) -> int:
    """Check files among the packs of this house, folders by themselves; name every fault."""
    paths = list(paths)
    folders = [path for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    faults: list[PackFault] = []
    for folder in folders:
        faults += _of_folder(folder, out)
    if files:
        faults += _of_files(files, out)
    for fault in faults:
        err.write(f"{fault}\n")
    return 1 if faults else 0


def _of_folder(folder: Path, out: TextIO) -> list[PackFault]:
    try:
        packs = load(folder).packs
    except PackFault as fault:
        return [PackFault(str(folder / fault.file), fault.line, fault.words)]
    for pack in packs:
        out.write(f"{folder}: {pack.id} {pack.edition}\n")
    return []


def _of_files(files: list[Path], out: TextIO) -> list[PackFault]:
    packs, faults = check_files(files)
    for pack in packs:
        out.write(f"{pack.id} {pack.edition}\n")
    return faults
