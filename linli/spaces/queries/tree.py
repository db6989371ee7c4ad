"""The tree of a place's rooms, read whole: forty rows, one query."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.refusal import NotFound
from linli.spaces.models import Space


class Tree:
    """Every room of one place; who claims one claims each leaf beneath it."""

    def __init__(self, rows: Iterable[Space]) -> None:
        self.rows = {row.pk: row for row in rows}
        self._parts: dict[UUID | None, list[Space]] = {}
        for row in self.rows.values():
            self._parts.setdefault(row.parent_id, []).append(row)

    def get(self, space_id: UUID) -> Space:
        """One room. Raises ``NotFound``."""
        found = self.rows.get(space_id)
        if found is None:
            raise NotFound
        return found

    def parts(self, space_id: UUID | None) -> list[Space]:
        """What lies directly in a room; of None, what stands by itself."""
        return self._parts.get(space_id, [])

    def chain(self, space_id: UUID) -> list[UUID]:
        """A room and those it lies in, nearest first."""
        ids, at = [], self.rows.get(space_id)
        while at is not None:
            ids.append(at.pk)
            at = self.rows.get(at.parent_id) if at.parent_id else None
        return ids

    def beneath(self, space_id: UUID) -> list[Space]:
        """A room and everything in it, in the order of the house."""
        row = self.get(space_id)
        return [row, *(one for part in self.parts(row.pk) for one in self.beneath(part.pk))]

    def leaves(self, space_id: UUID) -> list[Space]:
        """The parts without parts: what a claim on the room takes. A part that was closed for good
        is none of them, unless it is the one that is asked for."""
        found = [one for one in self.beneath(space_id) if not self.parts(one.pk)]
        return [one for one in found if one.closed_on is None] or found

    def in_order(self) -> list[tuple[int, Space]]:
        """Every room with how deep it lies, parts after the room they lie in."""

        def walk(parent: UUID | None, depth: int) -> Iterable[tuple[int, Space]]:
            for row in self.parts(parent):
                yield depth, row
                yield from walk(row.pk, depth + 1)

        return list(walk(None, 0))


def tree_at(place: str) -> Tree:
    """The rooms of a place. One query."""
    return Tree(_rows().filter(place=place))


def tree_around(space_id: UUID) -> Tree:
    """The rooms of the place a room lies in. One query. Raises ``NotFound``."""
    tree = Tree(_rows().filter(place__in=Space.objects.filter(pk=space_id).values("place")))
    tree.get(space_id)
    return tree


def _rows() -> QuerySet[Space]:
    return Space.objects.order_by("order", "name")
