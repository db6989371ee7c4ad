"""Names of the divisions that a hukou or a permit may lie in (GB/T 2260). Data, not a table.

``divisions.csv`` holds every province, and cities and districts where a jurisdiction of ours needs
them told apart; a code beneath them is spoken by what it lies in.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from linli.rules.words import Words

PROVINCE, CITY, DISTRICT = 2, 4, 6
"""How many digits name each."""


@cache
def divisions() -> Mapping[str, Words]:
    """Every division that has a name here, by its code, in order of code."""
    file = Path(__file__).with_name("divisions.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Words(row["zh"], row["en"]) for row in csv.DictReader(lines)}


def spoken(code: str) -> Words:
    """``厦门市湖里区`` / ``Xiamen Huli``: as near as names go; the code where there is none.

    The province is left out where the city is named.
    """
    above = dict.fromkeys((code[:CITY], code[:DISTRICT]))
    near = [name for one in above if (name := divisions().get(one))]
    if not near and (province := divisions().get(code[:PROVINCE])):
        near = [province]
    if not near:
        return Words(f"区划代码{code}", f"division {code}")
    return Words("".join(one.zh for one in near), " ".join(one.en for one in near))
