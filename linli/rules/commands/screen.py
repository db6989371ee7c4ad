"""``screen``: a whole registry before every policy in force, from columnar files to results."""

from typing import TextIO

from linli.rules.screening.plans import Plan
from linli.rules.screening.walking import Files, Tally, screen as screened


def screen(plan: Plan, files: Files, engine: str, out: TextIO) -> int:
    """Write both results, and a line of counts for each policy to ``out``."""
    for tally in screened(plan, files, engine):
        out.write(line(tally))
    return 0


def line(tally: Tally) -> str:
    """A policy and its three counts, which add up to everybody."""
    return (
        f"{tally.benefit} {tally.unit} eligible={tally.eligible} "
        f"not_eligible={tally.not_eligible} needs_information={tally.needs_information}\n"
    )
