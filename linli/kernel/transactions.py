"""One action, one transaction; and what to do when the engine asks for it once more.

PostgreSQL may end a transaction through no fault of ours: two of them waited for each other (40P01)
or could not be put in order (40001). Nothing was written then, but the *whole* transaction is gone,
so only whoever opened it can try again. That is the outermost action, and this is its decorator.
"""

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

ONCE_MORE = frozenset({"40001", "40P01"})
ATTEMPTS = 5
QUICKER_AT_MOST = 10
"""Of so many who want one key at once, each has its turn: every round lets one through."""

LONGEST_PAUSE_SECONDS = 0.05

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def one_transaction(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Run ``action`` in one transaction: the caller's, or its own, tried again when asked to.

    Unlike ``transaction.atomic`` it makes no savepoint inside a caller's transaction. So such an
    action must refuse before it writes; a caller may then catch the refusal and go on.
    Trying again is safe because an action takes time and idempotency key from outside.
    """

    @functools.wraps(action)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if connection.in_atomic_block:
            return action(*args, **kwargs)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except OperationalError as error:
                if attempt == ATTEMPTS or not wants_another_try(error):
                    raise
            _pause(attempt)
        raise AssertionError("unreachable")

    return run


def after_the_quicker(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Run ``action`` again when a key said that somebody else was quicker: the next look sees what
    they wrote, and goes on from there. Worn over ``one_transaction``, whose whole is run again.

    Inside a caller's transaction, which the key has spoilt, the refusal goes on to the caller.
    """

    @functools.wraps(action)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for attempt in range(1, QUICKER_AT_MOST):
            try:
                return action(*args, **kwargs)
            except IntegrityError:
                if connection.in_atomic_block:
                    raise
            _pause(attempt)
        return action(*args, **kwargs)

    return run


def _pause(attempt: int) -> None:
    """A moment of chance, so that those who met do not meet again."""
    time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS * attempt))  # noqa: S311 (no secret)


def wants_another_try(error: BaseException) -> bool:
    """Whether the engine undid the transaction only because of what others did meanwhile."""
    return getattr(error.__cause__, "sqlstate", None) in ONCE_MORE
