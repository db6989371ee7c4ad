"""What an engine must be able to do with a table. Every engine is one class of this shape."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, Self

from linli.rules.screening.expressions import Expression, Shape
from linli.rules.screening.plans import Grouped


class Table(Protocol):
    """Rows not reckoned yet: every method but ``write``, ``kept`` and the questions is lazy."""

    @classmethod
    def read(cls, file: Path) -> Self:
        """A columnar file. Raises ``SnapshotFault`` where it cannot be read."""

    @property
    def columns(self) -> Mapping[str, Shape | None]:
        """Every column and what it holds; ``None``: nothing of ours."""

    def select(self, columns: Mapping[str, Expression]) -> Self:
        """Exactly these columns."""

    def extended(self, columns: Mapping[str, Expression]) -> Self:
        """These columns besides those there are."""

    def grouped(self, by: str, columns: Iterable[Grouped]) -> Self:
        """One row for each value of ``by``, with these columns gathered."""

    def joined(self, other: Self, on: tuple[str, ...], there: tuple[str, ...]) -> Self:
        """Each row with the other's columns where the keys agree, with null where none does."""

    def kept(self) -> Self:
        """The same, reckoned now and kept, because it is read more than once."""

    def add_up(self, columns: Mapping[str, Expression]) -> dict[str, int]:
        """The sum of each number; of a truth, how many rows it is true of."""

    def different(self, column: str) -> int:
        """How many different values the column has, null not counted."""

    def write(self, file: Path) -> None:
        """Reckon and write a columnar file."""
