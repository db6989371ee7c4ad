"""Eight processes at once: what each got, or the name of what it was refused with."""

import multiprocessing
import os
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection

from linli.kernel.refusal import Refused

HANDS = 8
WAIT_SECONDS = 20


def at_once(work: Callable[[int, Any], Any]) -> list[Any]:
    """Run ``work(hand, meet)`` in eight processes. ``meet()`` waits for the others."""
    connection.close()
    fork = multiprocessing.get_context("fork")
    barrier, said = fork.Barrier(HANDS), fork.SimpleQueue()

    def run(hand: int) -> None:
        try:
            said.put((hand, work(hand, lambda: barrier.wait(WAIT_SECONDS))))
        except (Refused, IntegrityError) as refused:
            said.put((hand, type(refused).__name__))
        finally:
            connection.close()
            os._exit(0)  # nothing of pytest's is tidied up twice

    hands = [fork.Process(target=run, args=[hand]) for hand in range(HANDS)]
    for hand in hands:
        hand.start()
    answers = dict(said.get() for _ in hands)
    for hand in hands:
        hand.join(WAIT_SECONDS)
    return [answers[hand] for hand in range(HANDS)]
