"""Expressions as plain SQL text, for whatever engine reads SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from linli.rules.screening.expressions import (
    Against,
    All,
    AmongThese,
    Any,
    Choose,
    Column,
    Constant,
    Contrary,
    Expression,
    Greatest,
    IfUnknown,
    Known,
    Least,
    Plain,
    Reckoned,
    Shape,
    StartsWith,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """In what engines differ: the mark around a name, how a text holds a quote, names of types."""

    mark: str
    quote: str
    types: Mapping[Shape, str]

    def listed(self, columns: Mapping[str, Expression]) -> str:
        """The columns of a SELECT."""
        return ", ".join(self.named(name, one) for name, one in columns.items())

    def named(self, name: str, expression: Expression) -> str:
        """One column of a SELECT."""
        return f"{self.render(expression)} AS {self.name(name)}"

    def name(self, name: str) -> str:
        """A column's name."""
        return self.mark + name.replace(self.mark, 2 * self.mark) + self.mark

    def text(self, text: str) -> str:
        """A text. It holds no backslash: codes and names of files do not."""
        return "'" + text.replace("'", self.quote) + "'"

    def render(self, expression: Expression) -> str:
        """The whole expression, in brackets where it needs them."""
        match expression:
            case Column(name):
                return self.name(name)
            case Constant(None, shape):
                return f"CAST(NULL AS {self.types[shape]})"
            case Constant(int() | str() | date() as value, _):
                return self._literal(value)
            case All(parts):
                return self._joined(" AND ", parts)
            case Any(parts):
                return self._joined(" OR ", parts)
            case Contrary(part):
                return f"(NOT {self.render(part)})"
            case Known(part):
                return f"({self.render(part)} IS NOT NULL)"
            case Choose(cases, otherwise):
                told = " ".join(
                    f"WHEN {self.render(one)} THEN {self.render(value)}" for one, value in cases
                )
                return f"CASE {told} ELSE {self.render(otherwise)} END"
        return self._of_values(expression)

    def _of_values(self, expression: Expression) -> str:
        match expression:
            case Against(left, how, right) | Reckoned(left, how, right):
                return f"({self.render(left)} {how} {self.render(right)})"
            case AmongThese(part, values):
                return f"({self.render(part)} IN ({', '.join(map(self._literal, values))}))"
            case StartsWith(part, beginning):
                return f"({self.render(part)} LIKE {self.text(beginning + '%')})"
            case IfUnknown(part, instead):
                return f"coalesce({self.render(part)}, {self.render(instead)})"
            case Least(parts):
                return "least" + self._joined(", ", parts)
            case Greatest(parts):
                return "greatest" + self._joined(", ", parts)
        raise TypeError(expression)

    def _literal(self, value: Plain) -> str:
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, date):
            return f"DATE '{value.isoformat()}'"
        return str(value) if isinstance(value, int) else self.text(value)

    def _joined(self, between: str, parts: Iterable[Expression]) -> str:
        return f"({between.join(map(self.render, parts))})"
