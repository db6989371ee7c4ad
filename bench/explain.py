"""One family before every benefit: all packs, full explanation and near misses. Limit 15 ms.

Three rounds, each the median of many; loading the packs is printed beside.
"""

import statistics
import sys
from time import perf_counter

from bench._report import ROUNDS, limit

MOST_MS = 15.0
TIMES = 200


def main() -> int:
    """Explain, print the figures, and a line of JSON."""
    from linli.rules.evaluate import evaluate_all
    from linli.rules.kept import catalogue
    from linli.rules.tests.families import TODAY, wang_family

    began = perf_counter()
    packs = catalogue()
    print(f"loading {len(packs.packs)} packs: {1000 * (perf_counter() - began):.0f} ms, once")
    family = wang_family()

    def milliseconds() -> float:
        began = perf_counter()
        evaluate_all(family, TODAY, packs)
        return 1000 * (perf_counter() - began)

    rounds = []
    for number in range(1, ROUNDS + 1):
        rounds.append(statistics.median(milliseconds() for _ in range(TIMES)))
        print(f"round {number}: {rounds[-1]:.2f} ms a family of {len(family.persons)}")
    return 0 if limit("explain", rounds, MOST_MS) else 1


if __name__ == "__main__":
    sys.exit(main())
