"""The rules on the command line, without a database::

    python -m linli.rules check PACK…
    python -m linli.rules explain --facts FAMILY.yaml --on 2026-11-24 --json
    python -m linli.rules screen --persons P.parquet --households H.parquet --on DATE --out DIR

Answers 0 when all is well, 1 when what was given does not hold (each fault with file, line and
reason on the error stream), 2 when the question itself is wrong.
"""

import gc
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from linli.rules.faults import PackFault
from linli.rules.kept import catalogue
from linli.rules.packs import Catalogue
from linli.rules.screening.snapshots import CannotScreen, SnapshotFault
from linli.rules.screening.walking import ENGINES, Files, NoEngine
from linli.rules.texts import PACKS, text_of

HERE = "350206"
"""Huli district of Xiamen, where this house stands, unless told otherwise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers its exit code."""
    asked = _parser().parse_args(arguments)
    run: Callable[[Namespace], int] = asked.run
    try:
        return run(asked)
    except (PackFault, SnapshotFault, CannotScreen) as fault:
        return _refused(fault, 1)
    except (NoEngine, OSError) as fault:
        return _refused(fault, 2)


def _refused(fault: Exception, code: int) -> int:
    sys.stderr.write(f"{fault}\n")
    return code


def _check(asked: Namespace) -> int:
    from linli.rules.commands.check import check

    return check(asked.packs, sys.stdout, sys.stderr)


def _explain(asked: Namespace) -> int:
    from linli.rules.commands.explain import explain
    from linli.rules.commands.family_files import read_family

    name = str(asked.facts)
    family = read_family(text_of(asked.facts, name), name, asked.on, asked.place)
    return explain(
        family, asked.on, _packs(asked), sys.stdout, None if asked.json else asked.language
    )


def _screen(asked: Namespace) -> int:
    from linli.rules.commands.screen import screen
    from linli.rules.screening.compiling import compiled

    files = Files(asked.persons, asked.households, asked.out)
    plan = compiled(_packs(asked), asked.place, asked.on, asked.policy)
    return screen(plan, files, asked.engine, sys.stdout)


def _packs(asked: Namespace) -> Catalogue:
    if asked.packs == PACKS:
        return catalogue()
    from linli.rules.library import load

    return load(asked.packs)


# ── Arguments ─────────────────────────────────────────────────────────────────────────────────


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m linli.rules", description=__doc__.split("::")[0])
    commands = parser.add_subparsers(required=True, metavar="check | explain | screen")
    check = commands.add_parser("check", help="do these packs hold together?")
    check.add_argument("packs", nargs="+", type=_existing, metavar="PACK")
    check.set_defaults(run=_check)
    explain = commands.add_parser("explain", help="what may this family have?")
    explain.add_argument("--facts", required=True, type=_existing, metavar="FAMILY.yaml")
    explain.add_argument("--json", action="store_true")
    explain.add_argument("--language", default="zh-hans", choices=("zh-hans", "en"))
    explain.set_defaults(run=_explain)
    screen = commands.add_parser("screen", help="who of a whole registry may have what?")
    screen.add_argument("--persons", required=True, type=_existing, metavar="P.parquet")
    screen.add_argument("--households", required=True, type=_existing, metavar="H.parquet")
    screen.add_argument("--out", required=True, type=Path, metavar="DIR")
    screen.add_argument("--engine", default="polars", choices=tuple(ENGINES))
    screen.add_argument("--policy", action="append", default=[], help="only this; may be repeated")
    screen.set_defaults(run=_screen)
    for command in (explain, screen):
        command.add_argument("--on", required=True, type=_day, metavar="DATE")
        command.add_argument("--place", default=HERE, help="division code of the families")
        command.add_argument("--packs", default=PACKS, type=_existing, metavar="DIR")
    return parser


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise ArgumentTypeError(f"找不到 {text}。 There is no such file.")
    return path


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as slip:
        raise ArgumentTypeError(f"“{text}”不是日期。 Write a day, 2026-11-24.") from slip


if __name__ == "__main__":
    gc.disable()  # one command and gone: looking for what is left over costs more than it frees
    sys.exit(main())
