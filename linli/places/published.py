"""What the public may know of places: their names."""

from typing import NamedTuple

from linli.places import queries


class Named(NamedTuple):
    """A place, and where it lies: the names from the province down, in one breath."""

    name: str
    address: str


def named(code: str) -> Named:
    """The place with this code; one nobody entered is called by its code."""
    trail = [place.name for place in queries.trail(code)]
    return Named(trail[-1], "".join(trail)) if trail else Named(code, "")
