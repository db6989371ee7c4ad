"""The published handbook of the rules: the schema of a pack, and every kind of fact in a table.

``python -m linli.rules.handbook`` writes ``docs/policy-pack.schema.json`` and ``docs/facts.md``; a
test holds both in step with the code.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from linli.rules.kinds import KINDS, Kind, Nature, Purpose, Shape, Subject
from linli.rules.learning import PAPERS, Paper
from linli.rules.schema import pack_schema

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHAPES = {
    Shape.YES_NO: "true / false",
    Shape.DAY: "day, `2020-05-01`",
    Shape.FEN: "yuan in a pack, whole fen in a fact",
    Shape.PLACE: "division code (GB/T 2260), 2 to 12 digits",
}
NATURES = {
    Nature.IMMUTABLE: "immutable",
    Nature.OBTAINABLE: "obtainable",
    Nature.ASKABLE: "askable",
}
OPENING = """\
# Kinds of fact

What the rules can read of a person or a household. Made by `python -m linli.rules.handbook` from \
`linli/rules/kinds`; not written by hand.

*Immutable*: learned once. *Obtainable*: a paper somebody issues, so "none" can change. *Askable*: \
the family knows it. *Good for*: days after which an answer is asked again. *None*: "there is \
none" is an answer of its own. *Serves*: what it may be used for; a rule that reads what is \
not kept for benefits is refused, and a kind is handed over for its purposes alone, or for one the \
person agreed to (*with consent*). *Sensitive* (Personal Information Protection Law, art. 28): \
stored encrypted, reading is logged.
"""


def pages() -> Mapping[str, str]:
    """Every page of the handbook by its file name."""
    schema = json.dumps(pack_schema(), ensure_ascii=False, indent=2)
    return {"policy-pack.schema.json": schema + "\n", "facts.md": facts_page()}


def facts_page() -> str:
    """Kinds and papers as tables."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield OPENING
    for subject, title in ((Subject.PERSON, "Of a person"), (Subject.HOUSEHOLD, "Of a household")):
        yield f"## {title}\n"
        yield "| kind | 名称 | meaning | value | nature | good for | none | serves | sensitive |"
        yield "|---|---|---|---|---|---|---|---|---|"
        yield from (_row(kind) for kind in KINDS.values() if kind.subject is subject)
        yield ""
    yield "## Choices\n"
    yield from (_choices(kind) for kind in KINDS.values() if kind.choices)
    yield "\n## Papers a checklist may name\n"
    yield "Each names its true issuer; a residents' committee issues none of them.\n"
    yield "| paper | 名称 | issuer | teaches |"
    yield "|---|---|---|---|"
    yield from (_paper(paper) for paper in PAPERS.values())


def _row(kind: Kind) -> str:
    value = "one of its choices" if kind.choices else SHAPES[kind.shape]
    cells = (
        f"`{kind.key}`",
        kind.name.zh,
        kind.name.en,
        value,
        NATURES[kind.nature],
        str(kind.good_for_days or ""),
        "yes" if kind.may_be_none else "",
        _serves(kind),
        "yes" if kind.sensitive else "",
    )
    return f"| {' | '.join(cells)} |"


def _serves(kind: Kind) -> str:
    freely = [one.value for one in Purpose if one in kind.purposes]
    agreed = [f"{one.value} (with consent)" for one in Purpose if one in kind.with_consent]
    return ", ".join([*freely, *agreed])


def _choices(kind: Kind) -> str:
    said = "; ".join(f"`{value}` {words.zh} ({words.en})" for value, words in kind.choices.items())
    return f"- `{kind.key}`: {said}"


def _paper(paper: Paper) -> str:
    taught = ", ".join(f"`{kind.key}`" for kind in KINDS.values() if kind.learn is paper)
    name = f"{paper.name.zh} ({paper.name.en})"
    return f"| `{paper.key}` | {name} | {paper.issuer.zh} ({paper.issuer.en}) | {taught} |"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
