"""The house's own packs: read, compared with each other, and their examples run.

Packs that are being written are checked among them (``check_files``).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from linli.rules.conditions import QualifiesFor, every_part
from linli.rules.faults import PackFault
from linli.rules.loading.examples import refuse_unless_it_comes_out
from linli.rules.loading.figures import Shared, read_shared
from linli.rules.loading.packs import Loaded, read_pack
from linli.rules.packs import Catalogue, Pack
from linli.rules.texts import PACKS, text_of

SHARED = "shared.yaml"


def load(folder: Path) -> Catalogue:
    """Every pack of a folder and its subfolders, checked against each other and by their examples.

    Raises ``PackFault`` naming file and line. Order: by file name, whatever the subfolder, so the
    names of files decide how a worker meets the benefits. One subfolder holds one jurisdiction,
    with figures of its own in its ``shared.yaml``.
    """
    return _holding_together(_read_all(folder))


def check_files(files: Iterable[Path]) -> tuple[tuple[Pack, ...], list[PackFault]]:
    """The packs in these files, as if they lay among those of this house; and what is wrong.

    A file stands in for the house's own of the same benefit, edition and jurisdiction. Shared
    figures are read beside the file where there are some, else beside the house's file of that
    name. Faults name the path as it was given.
    """
    read: list[Loaded] = []
    faults: list[PackFault] = []
    for file in files:
        try:
            read.append(_read(file, _shared_beside(file, str), str(file)))
        except PackFault as fault:
            faults.append(fault)
    if faults:
        return (), faults
    given = {_edition(one) for one in read}
    others = [one for one in _read_all(PACKS) if _edition(one) not in given]
    try:
        _holding_together([*others, *read])
    except PackFault as fault:
        return (), [fault]
    return tuple(one.pack for one in read), []


def _read_all(folder: Path) -> list[Loaded]:
    """Every pack of a folder; a fault tells a file as ``xiamen/dibao-2019.yaml``."""

    def name(path: Path) -> str:
        return path.relative_to(folder).as_posix()

    paths = [path for path in folder.rglob("*.yaml") if path.name != SHARED]
    ordered = sorted(paths, key=lambda path: (path.name, name(path)))
    return [_read(path, _shared_beside(path, name), name(path)) for path in ordered]


def _read(path: Path, shared: Shared, name: str) -> Loaded:
    return read_pack(text_of(path, name), name, shared)


def _shared_beside(path: Path, name: Callable[[Path], str]) -> Shared:
    """The figures that lie beside a file, or beside the house's own file of its name."""
    twins = [path, *sorted(PACKS.rglob(path.name))]
    for shared in (twin.with_name(SHARED) for twin in twins):
        if shared.exists():
            named = name(shared) if shared.parent == path.parent else str(shared)
            return read_shared(text_of(shared, named), named)
    return {}


def _edition(one: Loaded) -> tuple[str, str, str]:
    return one.pack.id, one.pack.edition, one.pack.jurisdiction


def compared(loaded: Sequence[Loaded]) -> Catalogue:
    """Packs checked against each other, their examples not run. Raises ``PackFault``.

    Of two that do not go together the later one is at fault.
    """
    packs = Catalogue(tuple(one.pack for one in loaded))
    _refuse_overlaps(loaded)
    for one in loaded:
        _refuse_strangers(one, packs)
        _refuse_circles(one, packs)
    return packs


def failing(one: Loaded, packs: Catalogue) -> list[PackFault]:
    """Every example of a pack that does not come out, each with its line."""
    faults = []
    for example in one.examples:
        try:
            refuse_unless_it_comes_out(one.pack, example, packs)
        except PackFault as fault:
            faults.append(fault)
    return faults


def shipped() -> list[tuple[Path, Loaded]]:
    """The files of this house, each with what stands in it; not compared. Raises ``PackFault``."""
    return [(PACKS / one.spot.file, one) for one in _read_all(PACKS)]


def _holding_together(loaded: list[Loaded]) -> Catalogue:
    packs = compared(loaded)
    for one in loaded:
        for example in one.examples:
            refuse_unless_it_comes_out(one.pack, example, packs)
    return packs


def _refuse_overlaps(loaded: Sequence[Loaded]) -> None:
    """Two editions in force on one day in one place would let a file's name decide the answer."""
    for one, other in combinations(loaded, 2):
        if (one.pack.id, one.pack.jurisdiction) != (other.pack.id, other.pack.jurisdiction):
            continue
        starts = max(one.pack.effective_from.first, other.pack.effective_from.first)
        if one.pack.in_force(starts) and other.pack.in_force(starts):
            raise other.spot.fault(
                f"与 {one.spot.file} 的有效期重叠。", f"in force together with {one.spot.file}."
            )


def _refuse_strangers(one: Loaded, packs: Catalogue) -> None:
    known = {pack.id for pack in packs.packs}
    named = _leans_on(one.pack) | {related.benefit for related in one.pack.relations}
    for benefit in sorted(named - known):
        raise one.spot.fault(f"没有“{benefit}”这项政策。", f"there is no benefit “{benefit}”.")


def _refuse_circles(one: Loaded, packs: Catalogue) -> None:
    """A benefit that leans on itself, however far round, could never be answered."""
    reached: set[str] = set()
    waiting = _leans_on(one.pack)
    while waiting:
        benefit = waiting.pop()
        if benefit == one.pack.id:
            raise one.spot.fault("绕了一圈又依赖自己。", "it leans on itself in a circle.")
        if benefit not in reached:
            reached.add(benefit)
            waiting |= {
                further for pack in packs.packs if pack.id == benefit for further in _leans_on(pack)
            }


def _leans_on(pack: Pack) -> set[str]:
    """The other benefits whose conditions this one asks for."""
    cases = pack.amount.cases if pack.amount else ()
    asked = [pack.conditions, *(case.when for case in cases if case.when)]
    return {
        part.benefit
        for condition in asked
        for part in every_part(condition)
        if isinstance(part, QualifiesFor)
    }
