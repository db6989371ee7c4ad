"""kill -9 in the middle of posting, many times: nothing half-written, and the chain goes on."""

import os
import random
import signal
import time
from itertools import count
from typing import NoReturn

import pytest
from django.db import connection

from linli.ledger import queries
from linli.ledger.models import Entry, Transfer
from linli.ledger.tests.conftest import BOOK, aid, gift, write

TIMES = 8


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_database")
def test_nothing_is_half_written_and_the_chain_goes_on(committed_book):
    write(gift(1_000_000))
    chance, told = random.Random(20261126), 0
    for _ in range(TIMES):
        said = _told_by_a_poster_killed_after(chance.uniform(0, 0.15))
        verdict = queries.verify(BOOK)
        assert verdict.sound, verdict
        assert verdict.entries >= max(said), "an entry that was told is gone"
        told += len(said)
    assert told > TIMES
    after = write(gift(5))
    assert queries.verify(BOOK).head == after.hash
    with_lines = Entry.objects.filter(n_lines=1).count()
    assert Transfer.objects.count() == with_lines


def _told_by_a_poster_killed_after(seconds: float) -> list[int]:
    """The numbers of the entries that a process told as written before it was killed."""
    there, here = os.pipe()
    connection.close()
    poster = os.fork()
    if poster == 0:
        _post_for_ever(here)
    os.close(here)
    with os.fdopen(there) as telling:
        first = telling.readline()  # it has begun
        time.sleep(seconds)
        os.kill(poster, signal.SIGKILL)
        os.waitpid(poster, 0)
        lines = [first, *telling]
    return [int(line) for line in lines if line.endswith("\n")]


def _post_for_ever(here: int) -> NoReturn:
    try:
        for number in count():
            entry = write(gift(100) if number % 3 else aid(1), key=f"{os.getpid()}-{number}")
            os.write(here, f"{entry.seq}\n".encode())
    finally:
        os._exit(1)  # the tests of the process it came from are not its own
