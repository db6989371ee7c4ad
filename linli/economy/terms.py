"""How a month of a hall is reckoned: exact fen and minutes, rounded only where shown. Pure.

Every figure is a ``Ratio``: what stands over the line and what under it, or why there is none.
"""

from collections.abc import Collection, Hashable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

FEW = 5
"""Fewer people than this are not told in public."""

NO_COSTS, TEACHING_OPEN, FEW_PEOPLE = "no_costs", "teaching_open", "few"
NOT_OPEN, NOT_USED, NOBODY_CAME, NO_PLACES = "not_open", "not_used", "nobody_came", "no_places"
NOT_PRICED, NO_COST, NOBODY_ASKED, NO_TEACHERS, NOBODY_SAID = (
    "not_priced", "no_cost", "nobody_asked", "no_teachers", "nobody_said",
)  # fmt: skip
"""Why a figure is not there."""

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
PARTS = (MORNING, AFTERNOON, EVENING)
NOON_HOUR, DUSK_HOUR = 12, 18
HOUR = 60


class Ratio(NamedTuple):
    """``over`` divided by ``under``; where one of them is missing or nothing can be divided by,
    ``why`` says so and there is no value."""

    over: int | None
    under: int | None
    why: str = ""

    @property
    def value(self) -> Fraction | None:
        if self.why or self.over is None or not self.under:
            return None
        return Fraction(self.over, self.under)

    @property
    def rounded(self) -> int | None:
        """To the nearest whole, half up: for showing, never for reckoning on."""
        return None if self.value is None else nearest(self.value)

    @property
    def percent(self) -> int | None:
        return None if self.value is None else nearest(self.value * 100)


def nearest(value: Fraction) -> int:
    """The nearest whole number, half up.

    >>> nearest(Fraction(5, 2)), nearest(Fraction(-5, 2))
    (3, -2)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def ratio(
    over: int | None, under: int | None, *, unknown: str = NO_COSTS, empty: str = ""
) -> Ratio:
    """A figure. ``unknown``: why, where a part is not known; ``empty``: where ``under`` is 0."""
    if over is None or under is None:
        return Ratio(over, under, unknown)
    return Ratio(over, under, "" if under else empty)


def per_hour(fen: int | None, minutes: int, *, empty: str) -> Ratio:
    """Fen an hour."""
    return ratio(None if fen is None else fen * HOUR, minutes, empty=empty)


def by_part(by_hour: Mapping[int, int]) -> dict[str, int]:
    """Minutes by the hour as minutes by the part of the day."""
    found = dict.fromkeys(PARTS, 0)
    for hour, minutes in by_hour.items():
        part = MORNING if hour < NOON_HOUR else AFTERNOON if hour < DUSK_HOUR else EVENING
        found[part] += minutes
    return found


def shared(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """A total by weights, adding up exactly: largest remainders bear the odd fen, the earlier first
    among equals. Nothing where nothing weighs.

    >>> shared(100, {"a": 1, "b": 1, "c": 1})
    {'a': 34, 'b': 33, 'c': 33}
    """
    whole = sum(weights.values())
    if not whole:
        return {}
    parts = {key: divmod(total * weight, whole) for key, weight in weights.items()}
    odd = total - sum(part for part, _rest in parts.values())
    first = sorted(parts, key=lambda key: -parts[key][1])[:odd]
    return {key: part + (key in first) for key, (part, _rest) in parts.items()}


class Split(NamedTuple):
    """A month's costs as they fall. ``rooms``: what each room costs, its part of the whole hall's
    included; ``uses``: what of it each use of the room bears; ``idle``: rooms nobody used, borne by
    nobody; ``left``: what could be given to no room. Rooms and left are the month's costs; uses
    and idle are the rooms."""

    rooms: dict[Hashable, int]
    uses: dict[Hashable, dict[Hashable, int]]
    idle: int
    left: int

    def of(self, use: Hashable) -> int:
        """What one use bears, all rooms together."""
        return sum(shares.get(use, 0) for shares in self.uses.values())


def split(
    named_fen: Mapping[Hashable, int],
    whole_fen: int,
    open_minutes: Mapping[Hashable, int],
    uses: Mapping[Hashable, Mapping[Hashable, int]],
) -> Split:
    """Give the costs to rooms, and each room's to those who used it, by minutes.

    What is named for a room is its own; what is the whole hall's goes by open minutes.
    """
    general = shared(whole_fen, open_minutes)
    rooms = {room: named_fen.get(room, 0) + general.get(room, 0) for room in open_minutes}
    shares = {room: shared(fen, uses.get(room, {})) for room, fen in rooms.items()}
    idle = sum(fen for room, fen in rooms.items() if not shares[room])
    lost = sum(fen for room, fen in named_fen.items() if room not in open_minutes)
    return Split(rooms, shares, idle, lost + (0 if general else whole_fen))


def untold(counts: Mapping[Key, int], few: Collection[Key] = ()) -> frozenset[Key]:
    """Which of some numbers of people stay untold beside their sum: those under five, with as many
    of the next smallest as keep them from being worked out. ``few``: others that must stay so."""
    hidden = {key for key, many in counts.items() if 0 < many < FEW} | set(few)
    rest = sorted(
        (key for key in counts if counts[key] and key not in hidden), key=counts.__getitem__
    )
    for key in rest:
        if not hidden or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEW):
            break
        hidden.add(key)
    return frozenset(hidden)
