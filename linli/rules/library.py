"""The house's own packs, loaded once: read, compared with each other, and their examples run."""

from functools import cache
from itertools import combinations
from pathlib import Path

from linli.rules.conditions import Condition, Each, Group, QualifiesFor
from linli.rules.loading.examples import refuse_unless_it_comes_out
from linli.rules.loading.figures import Shared, read_shared
from linli.rules.loading.packs import Loaded, read_pack
from linli.rules.loading.spots import PackFault
from linli.rules.packs import Catalogue, Pack
from linli.rules.words import Words

PACKS = Path(__file__).parent / "packs"
SHARED = "shared.yaml"


@cache
def catalogue() -> Catalogue:
    """The packs this house ships, read at the first use. Raises ``PackFault`` on a bad one."""
    return load(PACKS)


def load(folder: Path) -> Catalogue:
    """Every pack of a folder and its subfolders, checked against each other and by their examples.

    Raises ``PackFault`` naming file and line. Order: by file name, whatever the subfolder, so the
    names of files decide how a worker meets the benefits. One subfolder holds one jurisdiction,
    with figures of its own in its ``shared.yaml``.
    """
    loaded = [
        read_pack(_text(path, name), name, _shared_beside(path, folder))
        for path, name in _files(folder)
    ]
    packs = Catalogue(tuple(one.pack for one in loaded))
    _refuse_overlaps(loaded)
    for one in loaded:
        _refuse_strangers(one, packs)
        _refuse_circles(one, packs)
    for one in loaded:
        for example in one.examples:
            refuse_unless_it_comes_out(one.pack, example, packs)
    return packs


def _files(folder: Path) -> list[tuple[Path, str]]:
    """Every pack's file, and the name a fault tells: ``xiamen/dibao-2019.yaml``."""
    paths = [path for path in folder.rglob("*.yaml") if path.name != SHARED]
    named = [(path, path.relative_to(folder).as_posix()) for path in paths]
    return sorted(named, key=lambda one: (one[0].name, one[1]))


def _shared_beside(path: Path, folder: Path) -> Shared:
    shared = path.with_name(SHARED)
    if not shared.exists():
        return {}
    name = shared.relative_to(folder).as_posix()
    return read_shared(_text(shared, name), name)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        words = Words("这个文件不是UTF-8编码。", "the file is not UTF-8.")
        raise PackFault(name, line, words) from fault


def _refuse_overlaps(loaded: list[Loaded]) -> None:
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
    return {benefit for condition in asked for benefit in _named_in(condition)}


def _named_in(condition: Condition) -> set[str]:
    if isinstance(condition, QualifiesFor):
        return {condition.benefit}
    if isinstance(condition, Each):
        return _named_in(condition.part)
    if isinstance(condition, Group):
        return {benefit for part in condition.parts for benefit in _named_in(part)}
    return set()
