"""The privacy gate: what may leave the house in a file for machines. Pure.

No schema knows what a family is: a record with a name and a street number is valid 360Giving. So
nothing passes by being valid. Every text must be one that the gate was told beforehand (the fund's
name, the holder's, our own sentences), or be a date, a number or one of our ids; and a group of
fewer than five households never passes, however it is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

SMALLEST_GROUP = 5
INDIVIDUAL = "Individual Recipient"
"""The name 360Giving demands for every person; any other would be a name."""

FORMAL = (
    re.compile(r"\d{4}-\d{2}-\d{2}"),
    re.compile(r"360G-[a-z]+(?:-[A-Za-z0-9._]+)*"),
    re.compile(r"CNY"),
    re.compile(r"XX-[A-Za-z0-9._-]+"),
)
PLACE_KEYS = re.compile(r"location|address|street|postal|postcode|lat|lon|phone|email", re.I)
GROUP = re.compile(r"(\d+) (?:户|households)")


class Leak(NamedTuple):
    """What was refused, where, and why."""

    where: str
    why: str


def leaks(records: Iterable[Mapping[str, Any]], known: frozenset[str]) -> list[Leak]:
    """Everything in the records that may not leave the house; nothing may where there is any.

    ``known``: the texts that were agreed beforehand, word for word.
    """
    found = []
    for number, record in enumerate(records):
        for path, value in _leaves(record, f"[{number}]"):
            if PLACE_KEYS.search(path):
                found.append(Leak(path, "an address or a way to somebody"))
            elif isinstance(value, str) and not _passes(value, known):
                found.append(Leak(path, "a text nobody agreed to"))
            elif (
                isinstance(value, str)
                and any(int(size) < SMALLEST_GROUP for size in GROUP.findall(value))
            ) or (path.endswith(".households") and value < SMALLEST_GROUP):
                found.append(Leak(path, "a group of fewer than five households"))
        found += [
            Leak(f"[{number}].recipientIndividual.name", "a person's name")
            for who in record.get("recipientIndividual", ())
            if who.get("name") != INDIVIDUAL
        ]
    return found


def _passes(text: str, known: frozenset[str]) -> bool:
    generic = GROUP.sub("# households", text)
    return text in known or generic in known or any(one.fullmatch(text) for one in FORMAL)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{number}]")
    else:
        yield path, value
