"""What a registry's snapshot looks like: two columnar files, one row a person and one a household.

Columns of ``persons``: ``person_id``, ``household_id``, ``guardian_1_id``, ``guardian_2_id``, and
any kind of fact of a person (``kinds.KINDS``). Columns of ``households``: ``household_id`` and any
kind of fact of a household. A kind that has no column is unknown of everybody. Shapes:

=============  ==========================================================================
yes or no      a truth
money          a whole number of fen, not below zero
day            a day, without time
place          a text of digits: a division code
choice         as ``kinds`` writes it: a whole number (grade 3) or a text (``mental``)
=============  ==========================================================================

**Null is unknown.** "Asked, and there is none" is not unknown: a kind that may be none has a second
column, ``<kind>__none``, a truth; where it is true the kind's own column is null. Without that
column nobody has answered "none". ``guardians__none`` says so of guardians: asked, and none lives
here. Of a person without a guardian's id, and without that mark, nobody has asked.

**Only what is in force.** A snapshot has no ``observed_on``: it is taken for one day, and holds
only facts that may still be relied on that day (``situation.fresh``). Whoever writes it leaves a
stale answer null; the rules cannot see from here that it is old.

**At most two guardians** stand in a row; a guardian who is no member of the household counts for
nothing, as in ``Family.guardians_of``.

A column nobody knows, a column of another shape and a value its kind cannot hold are refused
(``SnapshotFault``): a grade written "二级" would otherwise turn everybody away without a word.
"""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Final

from linli.rules import kinds
from linli.rules.kinds import KINDS, Kind
from linli.rules.learning import Subject
from linli.rules.screening.expressions import (
    FALSE,
    Against,
    All,
    AmongThese,
    Column,
    Constant,
    Contrary,
    Expression,
    Known,
    Shape,
    every,
    number,
    some,
    surely,
)

PERSON, HOUSEHOLD = "person_id", "household_id"
GUARDIANS: Final = ("guardian_1_id", "guardian_2_id")
NO_GUARDIANS = "guardians__none"
UNREAD = frozenset({"relation_to_head"})
"""Columns that may stand there and that no rule reads."""


class CannotScreen(ValueError):
    """A rule has no translation: compiling stops, so that it can never match everybody."""


class SnapshotFault(ValueError):
    """A snapshot cannot be used: ``str()`` names file, column and what is wrong."""


def none_of(key: str) -> str:
    """The column that says "asked, and there is none"."""
    return f"{key}__none"


def shape_of(kind: Kind) -> Shape:
    """What this kind's column holds. Raises ``CannotScreen`` for a kind of a new shape."""
    if kind.shape is kinds.Shape.CHOICE:
        types = {type(choice) for choice in kind.choices}
        if types in ({int}, {str}):
            return Shape.NUMBER if types == {int} else Shape.TEXT
    elif kind.shape in _SHAPES:
        return _SHAPES[kind.shape]
    raise CannotScreen(f"no column can hold a fact of the kind {kind.key}")


_SHAPES = {
    kinds.Shape.YES_NO: Shape.TRUTH,
    kinds.Shape.DAY: Shape.DAY,
    kinds.Shape.FEN: Shape.NUMBER,
    kinds.Shape.PLACE: Shape.TEXT,
}


def facts_of(subject: Subject) -> dict[str, Shape]:
    """Every fact column a file about persons, or about households, may hold."""
    columns: dict[str, Shape] = {}
    for kind in KINDS.values():
        if kind.subject is subject:
            columns[kind.key] = shape_of(kind)
            if kind.may_be_none:
                columns[none_of(kind.key)] = Shape.TRUTH
    if subject is Subject.PERSON:
        columns[NO_GUARDIANS] = Shape.TRUTH
    return columns


def ids_of(subject: Subject) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of ids a file must hold, and those it may."""
    return ((PERSON, HOUSEHOLD), GUARDIANS) if subject is Subject.PERSON else ((HOUSEHOLD,), ())


def refuse_unless_it_fits(file: str, found: Mapping[str, Shape | None], subject: Subject) -> None:
    """Compare the columns of a file (``None``: of no shape we know) with those it may hold."""
    facts = facts_of(subject)
    needed, optional = ids_of(subject)
    known = {*facts, *needed, *optional}
    for column in needed:
        if column not in found:
            raise SnapshotFault(f"{file}: 缺少列“{column}”。 The column “{column}” is missing.")
    for column, shape in found.items():
        if column not in known | UNREAD:
            raise SnapshotFault(f"{file}: {_stranger(column, known)}")
        wanted = _wanted(column, facts, found)
        if column in known and shape not in wanted:
            words = " / ".join(one.value for one in wanted)
            raise SnapshotFault(
                f"{file}: 列“{column}”的类型不对，应为 {words}。 “{column}” must hold: {words}."
            )


def _wanted(
    column: str, facts: Mapping[str, Shape], found: Mapping[str, Shape | None]
) -> tuple[Shape, ...]:
    """A fact has its kind's shape; an id is a number or a text, a guardian's as a person's."""
    if column in facts:
        return (facts[column],)
    persons = found.get(PERSON)
    return (persons,) if column in GUARDIANS and persons else (Shape.NUMBER, Shape.TEXT)


def _stranger(column: str, known: Collection[str]) -> str:
    close = get_close_matches(column, sorted(known), 1)
    zh, en = (f"，是“{close[0]}”吗", f": “{close[0]}”?") if close else ("", ".")
    return f"不认识列“{column}”{zh}。 “{column}” is no kind of fact{en}"


def as_read(column: str, shape: Shape, found: Collection[str]) -> Expression:
    """A column as it stands, or unknown of everybody; a "none" that is not said is not so."""
    is_mark = column.endswith("__none")
    if column not in found:
        return FALSE if is_mark else Constant(None, shape)
    return surely(Column(column)) if is_mark else Column(column)


def cannot_be(kind: Kind) -> Expression | None:
    """True of a row whose value this kind cannot hold; ``None`` where any value will do."""
    column, faults = Column(kind.key), list[Expression]()
    if kind.shape is kinds.Shape.CHOICE:
        choices = tuple(one for one in kind.choices if isinstance(one, int | str))
        faults.append(Contrary(AmongThese(column, choices)))
    elif kind.shape is kinds.Shape.FEN:
        faults.append(Against(column, "<", number(0)))
    elif kind.shape is kinds.Shape.PLACE:
        # Every code begins with a digit, and no name of a place does: ":" follows "9".
        digit = All((Against(column, ">=", _text("0")), Against(column, "<", _text(":"))))
        faults.append(Contrary(digit))
    if kind.may_be_none:
        faults.append(every([Column(none_of(kind.key)), Known(column)]))
    return some(faults) if faults else None


def _text(value: str) -> Constant:
    return Constant(value, Shape.TEXT)
