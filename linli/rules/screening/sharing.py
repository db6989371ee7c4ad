"""What several answers ask is worked out once: a Xiamen hukou is looked up in one place.

Engines look for such sharing themselves, and find little of it across hundreds of nested choices:
found here, a registry of a million persons is answered in half the time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from linli.rules.screening.expressions import (
    Column,
    Constant,
    Expression,
    columns_of,
    parts_of,
    rebuilt,
)
from linli.rules.screening.tables import Table


def selected(
    table: Table, kept: Mapping[str, Expression], answers: Mapping[str, Expression]
) -> Table:
    """These columns of a table, after the stages in which what they share is reckoned."""
    stages, last = staged(answers)
    for stage in stages:
        table = table.extended(stage)
    return table.select({**kept, **last})


def staged(
    answers: Mapping[str, Expression],
) -> tuple[list[dict[str, Expression]], dict[str, Expression]]:
    """Columns to be added stage by stage, each reading those before it; and the answers on top."""
    sharing = Sharing()
    tops = {name: sharing.named(one) for name, one in answers.items()}
    uses = sharing.uses(tops.values())
    stages: list[dict[str, Expression]] = []
    level: dict[str, int] = {}
    inlined: dict[str, Expression] = {}

    def written(one: Expression) -> Expression:
        return inlined.get(one.name, one) if isinstance(one, Column) else one

    for name, shallow in sharing.nodes.items():  # children come before what they are part of
        whole = rebuilt(shallow, written)
        if uses[name] < 2:
            inlined[name] = whole
            continue
        level[name] = 1 + max((level.get(one, -1) for one in columns_of(whole)), default=-1)
        stages += [{} for _ in range(level[name] + 1 - len(stages))]
        stages[level[name]][name] = whole
    return stages, {name: written(top) for name, top in tops.items()}


@dataclass(slots=True)
class Sharing:
    """Every different expression once, under a name; its parts are the names of others."""

    nodes: dict[str, Expression] = field(default_factory=dict)
    names: dict[Expression, str] = field(default_factory=dict)

    def named(self, expression: Expression) -> Expression:
        """The column that stands for this expression."""
        if isinstance(expression, Column | Constant):
            return expression
        shallow = rebuilt(expression, self.named)
        if shallow not in self.names:
            name = self.names[shallow] = f"_shared_{len(self.names)}"
            self.nodes[name] = shallow
        return Column(self.names[shallow])

    def uses(self, tops: Iterable[Expression]) -> Counter[str]:
        """How often each is part of another, or an answer."""
        asked = [*tops, *(part for node in self.nodes.values() for part in parts_of(node))]
        return Counter(one.name for one in asked if isinstance(one, Column))
