"""On what terms a policy changes: origins, reasons, limits. Pure."""

from typing import Final

from linli.rules.figures import Unit

SHIPPED: Final = "shipped"
EDITED: Final = "edited"
FIGURE: Final = "figure"
ORIGINS: Final = (SHIPPED, EDITED, FIGURE)
"""Came with the program; rewritten by an officer; one figure was filled in at the desk."""

REPLACED: Final = "replaced"
WITHDRAWN: Final = "withdrawn"
WHY_OUT: Final = ("", REPLACED, WITHDRAWN)

EFFECTS: Final = "effects"
SIMULATION: Final = "simulation"
WEIGHTS: Final = "weights"
QUESTIONS: Final = (EFFECTS, SIMULATION, WEIGHTS)
"""What the clock may be asked to reckon."""

MISSING: Final = "missing"
OLD: Final = "old"

LONGEST_TEXT: Final = 100_000
"""Characters; the longest shipped policy has 11,000."""

FAMILIES_A_ROUND: Final = {EFFECTS: 500, SIMULATION: 200, WEIGHTS: 100}
"""The clock does so many in one round, about half a second, then looks after the other rooms."""

POINTS: Final = 9
"""Values of a simulation's curve: four below, the middle, four above."""

STEP_PERCENT: Final = 10
FEN_IN_A_YUAN: Final = 100


def values_around(middle: int, unit: Unit) -> tuple[int, ...]:
    """Nine values about one, a tenth of it apart, in whole yuan where it is money; none below 0.

    A small number (times, percent) goes by ones.
    """
    step = middle * STEP_PERCENT // 100
    if unit.is_money:
        step = max(step // FEN_IN_A_YUAN, 1) * FEN_IN_A_YUAN
    step = max(step, 1)
    half = POINTS // 2
    return tuple(value for turn in range(-half, half + 1) if (value := middle + turn * step) >= 0)
