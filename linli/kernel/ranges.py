"""Which part of a file is asked for (RFC 9110 section 14). Pure.

A telephone's browser plays a sound only from who answers in parts.
"""

import re
from typing import NamedTuple

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*")


class Unsatisfiable(ValueError):
    """The part begins behind the end."""


class Part(NamedTuple):
    """The bytes from ``first`` to ``last``, both meant."""

    first: int
    last: int


def part_of(asked: str, size: int) -> Part | None:
    """The part a ``Range`` header asks for; None for the whole, as for several or a broken one.

    Raises ``Unsatisfiable``.
    """
    found = _ONE_RANGE.fullmatch(asked)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        if not length:
            raise Unsatisfiable
        return Part(size - length, size - 1)
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if first >= size:
        raise Unsatisfiable
    return Part(first, last) if first <= last else None
