"""A small pack to change a line of, for the tests of loading and of single constructs."""

from datetime import date
from pathlib import Path

from linli.rules.evaluate import evaluate
from linli.rules.facts import Family
from linli.rules.library import SHARED, load
from linli.rules.loading.figures import read_shared
from linli.rules.loading.packs import read_pack
from linli.rules.packs import Catalogue
from linli.rules.tests.families import TODAY
from linli.rules.verdicts import Verdict

SHARED_TEXT = """\
sources:
  news:
    title: {zh: 报道, en: news}
    address: example.org
    stated_on: 2026
    trust: newspaper
parameters:
  line:
    name: {zh: 线, en: the line}
    counts: yuan_per_month
    values: [{since: 2026, value: 1000, source: news, verified_on: 2026-06}]
"""

PACK = """\
id: small
edition: "2026"
name: {zh: 小补贴, en: small allowance}
unit: person
issuer: {zh: 街道, en: subdistrict}
jurisdiction: "3502"
legal_source: news
effective_from: 2026-01-01
sources:
  news:
    title: {zh: 报道, en: news}
    address: example.org
    stated_on: 2026
    trust: newspaper
parameters:
  sum:
    name: {zh: 金额, en: the sum}
    counts: yuan_per_month
    values: [{since: 2026, value: 100, source: news, verified_on: 2026-06}]
conditions:
  all:
    - {fact: hukou_place, within: "3502", says: {zh: 厦门户籍, en: Xiamen hukou}}
amount:
  - monthly: {parameter: sum}
apply:
  where: {zh: 街道, en: subdistrict}
  how: {zh: 申请, en: apply}
  source: news
counts_from: {rule: not_stated}
examples:
  - says: {zh: 本地人, en: a local}
    on: 2026-11-24
    person: {hukou_place: "350206"}
    expect: {outcome: eligible, monthly: 100}
"""

CONDITIONS = """\
  all:
    - {fact: hukou_place, within: "3502", says: {zh: 厦门户籍, en: Xiamen hukou}}
"""


def changed(old: str, new: str, text: str = PACK) -> str:
    """The pack with one thing different."""
    assert text.count(old) == 1, f"{old!r} must stand once"
    return text.replace(old, new)


def catalogue_of(folder: Path, **packs: str) -> Catalogue:
    """The packs written into a folder and loaded from it, beside the shared figures."""
    (folder / SHARED).write_text(SHARED_TEXT, encoding="utf-8")
    for name, text in packs.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def judged(
    conditions: str,
    family: Family,
    *,
    unit: str = "person",
    on: date = TODAY,
    more: str = "",
    text: str = PACK,
) -> Verdict:
    """What a pack that asks only this (YAML beneath ``conditions:``) says of the first member."""
    text = changed("unit: person", f"unit: {unit}\n{more}", changed(CONDITIONS, conditions, text))
    shared = read_shared(SHARED_TEXT, SHARED)
    pack = read_pack(text, "small.yaml", shared).pack
    subject = family.persons[0].id if pack.is_personal else None
    return evaluate(pack, family, on, Catalogue((pack,)), subject)
