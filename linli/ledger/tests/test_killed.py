"""kill -9 in the middle of posting, many times: nothing half-written, and the chain goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection

from house.bootstrap import ROOT
from linli.ledger import queries
from linli.ledger.models import Entry, Transfer
from linli.ledger.tests.conftest import BOOK, gift, write

TIMES = 8
POSTER = """
import os, sys
import django
from django.conf import settings
django.setup()
if sys.argv[1]:
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
from itertools import count
from linli.ledger.tests.conftest import aid, gift, write
for number in count():
    entry = write(gift(100) if number % 3 else aid(1), key=f"{os.getpid()}-{number}")
    sys.stdout.write(f"{entry.seq}\\n")
    sys.stdout.flush()
"""


def environment(name: str) -> tuple[dict[str, str], str]:
    """A process that posts into the very database under test."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "linli.site.settings", "LINLI_LOG": "ERROR"}
    if connection.vendor == "sqlite":
        return env, name
    url = urlsplit(env["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return {**env, "DATABASE_URL": url}, ""


@pytest.mark.slow
def test_nothing_is_half_written_and_the_chain_goes_on(committed_book, fresh_database):
    write(gift(1_000_000))
    connection.close()
    env, name = environment(fresh_database)
    chance, told = random.Random(20261126), 0
    for _ in range(TIMES):
        poster = subprocess.Popen(
            [sys.executable, "-c", POSTER, name],
            env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert poster.stdout is not None
        first = int(poster.stdout.readline())  # it has begun
        time.sleep(chance.uniform(0, 0.15))
        poster.send_signal(signal.SIGKILL)
        said = [first, *(int(line) for line in poster.stdout.read().splitlines() if line)]
        poster.wait()
        poster.stdout.close()
        verdict = queries.verify(BOOK)
        assert verdict.sound, verdict
        assert verdict.entries >= max(said), "an entry that was told is gone"
        told += len(said)
        connection.close()
    assert told > TIMES
    after = write(gift(5))
    assert queries.verify(BOOK).head == after.hash
    with_lines = Entry.objects.filter(n_lines=1).count()
    assert Transfer.objects.count() == with_lines
