"""Several at once: eight processes that race, or a press each of two or three people in threads."""

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from django.db import IntegrityError, connection

from linli.kernel.refusal import Refused

HANDS = 8
WAIT_SECONDS = 20
LONGEST_SECONDS = 120
"""A hand that has said nothing by then never will; one that died is noticed at once."""


def at_once(work: Callable[[int, Any], Any]) -> list[Any]:
    """Run ``work(hand, meet)`` in eight processes. ``meet()`` waits for the others. Gives what each
    got, or the name of what it was refused with.

    Raises ``EOFError`` for a hand that met anything but a refusal; what it was stands on stderr.
    """
    connection.close()
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(HANDS)

    def run(hand: int, mouth: Connection) -> None:
        try:
            mouth.send(work(hand, lambda: barrier.wait(WAIT_SECONDS)))
        except (Refused, IntegrityError) as refused:
            mouth.send(type(refused).__name__)
        except BaseException:
            traceback.print_exc()
        finally:
            connection.close()
            os._exit(0)  # nothing of pytest's is tidied up twice

    hands, ears = [], []
    for hand in range(HANDS):
        ear, mouth = fork.Pipe(duplex=False)
        hands.append(fork.Process(target=run, args=[hand, mouth]))
        hands[-1].start()
        mouth.close()  # held by the hand alone, so that its end is heard
        ears.append(ear)
    try:
        return [_heard(ear) for ear in ears]
    finally:
        for each in hands:
            each.join(WAIT_SECONDS)


def _heard(ear: Connection) -> Any:
    assert ear.poll(LONGEST_SECONDS), "a hand never came back"
    return ear.recv()


def together(*presses: Callable[[], object]) -> list[object]:
    """What each press came to, or the refusal it met, in the order given. In threads of this
    process, so that what a test has put in place of something holds for all."""
    results: list[object] = [None] * len(presses)
    ready = threading.Barrier(len(presses))

    def run(index: int, press: Callable[[], object]) -> None:
        ready.wait(WAIT_SECONDS)
        try:
            results[index] = press()
        except Refused as refusal:
            results[index] = refusal
        finally:
            connection.close()

    hands = [threading.Thread(target=run, args=pair) for pair in enumerate(presses)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(LONGEST_SECONDS)
    assert not any(hand.is_alive() for hand in hands), "a press never came back"
    return results


def refusals(results: list[object]) -> list[str]:
    """The names of the refusals among what came of presses."""
    return [type(result).__name__ for result in results if isinstance(result, Refused)]
