"""A few expressions over the columns of a table, the same for every engine. Null is unknown.

They are plain data. Each engine renders them in its own words, and must agree on four things:
``All`` and ``Any`` are Kleene's; a comparison with null is null; ``Choose`` passes over a condition
that is null; ``Least`` and ``Greatest`` pass over nulls. SQL's NULL and Polars' null do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Literal


class Shape(Enum):
    """What a column or a constant holds."""

    TRUTH = "truth"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"


Plain = bool | int | str | date


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table in which the expression stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """The same for every row; ``None`` is unknown, of the given shape."""

    value: Plain | None
    shape: Shape = Shape.TRUTH


TRUE, FALSE, UNKNOWN = Constant(True), Constant(False), Constant(None)
NO_NUMBER = Constant(None, Shape.NUMBER)


def number(value: int) -> Constant:
    """A whole number, the same for every row."""
    return Constant(value, Shape.NUMBER)


@dataclass(frozen=True, slots=True)
class All:
    """Kleene's *and* of at least one truth."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """Kleene's *or* of at least one truth."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Contrary:
    """Kleene's *not*."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Known:
    """True where there is a value, false where there is none: never unknown itself."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class IfUnknown:
    """The value, and where there is none this constant in its place."""

    part: "Expression"
    instead: Constant


@dataclass(frozen=True, slots=True)
class Against:
    """Two numbers, two days or two truths compared."""

    left: "Expression"
    how: Literal["<", "<=", ">", ">=", "="]
    right: "Expression"


@dataclass(frozen=True, slots=True)
class AmongThese:
    """Equal to one of these values, at least one."""

    part: "Expression"
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class StartsWith:
    """A text that begins so. ``beginning`` is digits only."""

    part: "Expression"
    beginning: str


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first condition that is true, else ``otherwise``."""

    cases: "tuple[tuple[Expression, Expression], ...]"
    otherwise: "Expression"


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest of several numbers, unknown ones passed over; unknown if all are."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Greatest:
    """The largest of several numbers, unknown ones passed over; unknown if all are."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A difference or a product of two numbers."""

    left: "Expression"
    how: Literal["-", "*"]
    right: "Expression"


Expression = (
    Column
    | Constant
    | All
    | Any
    | Contrary
    | Known
    | IfUnknown
    | Against
    | AmongThese
    | StartsWith
    | Choose
    | Least
    | Greatest
    | Reckoned
)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly beneath this one."""
    match expression:
        case Column() | Constant():
            return ()
        case All(parts) | Any(parts) | Least(parts) | Greatest(parts):
            return parts
        case Contrary(part) | Known(part) | IfUnknown(part) | AmongThese(part) | StartsWith(part):
            return (part,)
        case Against(left, _, right) | Reckoned(left, _, right):
            return (left, right)
        case Choose(cases, otherwise):
            return (*(one for case in cases for one in case), otherwise)


def rebuilt(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same with each expression directly beneath it changed."""
    match expression:
        case Column() | Constant():
            return expression
        case All(parts) | Any(parts) | Least(parts) | Greatest(parts):
            return type(expression)(tuple(map(change, parts)))
        case Against(left, _, right) | Reckoned(left, _, right):
            return replace(expression, left=change(left), right=change(right))
        case Choose(cases, otherwise):
            changed = tuple((change(one), change(value)) for one, value in cases)
            return Choose(changed, change(otherwise))
        case _:
            return replace(expression, part=change(expression.part))


def columns_of(expression: Expression) -> frozenset[str]:
    """The name of every column that is read."""
    if isinstance(expression, Column):
        return frozenset({expression.name})
    return frozenset().union(*map(columns_of, parts_of(expression)))


# ── Made simpler while they are made ──────────────────────────────────────────────────────────


def every(parts: list[Expression]) -> Expression:
    """Kleene's *and*, with what is settled for every row worked out already."""
    if FALSE in parts:
        return FALSE
    left = tuple(dict.fromkeys(part for part in parts if part != TRUE))
    return TRUE if not left else left[0] if len(left) == 1 else All(left)


def some(parts: list[Expression]) -> Expression:
    """Kleene's *or*, with what is settled for every row worked out already."""
    if TRUE in parts:
        return TRUE
    left = tuple(dict.fromkeys(part for part in parts if part != FALSE))
    return FALSE if not left else left[0] if len(left) == 1 else Any(left)


def contrary(part: Expression) -> Expression:
    """Kleene's *not*, with what is settled for every row worked out already."""
    if isinstance(part, Constant):
        return UNKNOWN if part.value is None else Constant(not part.value)
    return part.part if isinstance(part, Contrary) else Contrary(part)


def surely(part: Expression) -> Expression:
    """Whether it is so beyond doubt: true or false."""
    return _settled(part, FALSE)


def perhaps(part: Expression) -> Expression:
    """Whether it may be so: true or false."""
    return _settled(part, TRUE)


def _settled(part: Expression, instead: Constant) -> Expression:
    if isinstance(part, Constant):
        return instead if part.value is None else part
    return IfUnknown(part, instead)


def choose(*cases: tuple[Expression, Expression], otherwise: Expression) -> Expression:
    """``Choose``, without the cases that can never be met, nor those after one always met."""
    met: list[tuple[Expression, Expression]] = []
    for condition, value in cases:
        if condition == TRUE:
            otherwise = value
            break
        if condition not in (FALSE, UNKNOWN):
            met.append((condition, value))
    return Choose(tuple(met), otherwise) if met else otherwise
