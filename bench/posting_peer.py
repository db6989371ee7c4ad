"""`post` ÷ django-ledger's `commit_txs(posted)`: the same gift into each, both doing their checks.

PostgreSQL, fsync on, one process each, three interleaved rounds, one commit an entry. Ours looks up
the key, checks floors and period, makes a lot, hashes, chains and moves balances; django-ledger
checks the balance, the periods and its roles. It lives in an environment of its own. Goal 2.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from uuid import uuid4

from bench._process import ROOT
from bench._report import compare, interleaved
from house.postgres import Cluster

PEER_HOME = ROOT / "bench" / ".peers" / "django-ledger"
PEER_NEEDS = ("django-ledger==0.8.5", "Django>=5.2,<5.3", "psycopg[binary]>=3.2")
ENTRIES = 400
GOAL = 2.0


def main() -> int:
    """Post, compare; print a line of JSON."""
    peer = _peer()
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as data:
        cluster.psql("CREATE DATABASE peer")
        os.environ.update(
            DATABASE_URL=cluster.url,
            LINLI_DATA=data,
            DJANGO_SETTINGS_MODULE="linli.site.settings",
            LINLI_LOG="ERROR",
        )
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        with _Peer(peer, cluster.url.rpartition("/")[0] + "/peer") as theirs:
            ours = _Ours()
            theirs.rate(50), ours.rate(50)  # warm: prepared statements, caches, the guards' check
            mine, others = interleaved(lambda: ours.rate(ENTRIES), lambda: theirs.rate(ENTRIES))
            ours.insist_on_proof()
        return 0 if compare("posting-peer", mine, others, GOAL) else 1


def _peer() -> Path:
    """The peer's Python, made once: it never enters our own environment or lock."""
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        print("making the peer's environment", flush=True)
        subprocess.run([sys.executable, "-m", "venv", PEER_HOME], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER_NEEDS], check=True)
    return python


class _Peer:
    """django-ledger in its own process: asked for a number of entries, it answers with seconds."""

    def __init__(self, python: Path, url: str) -> None:
        self.process = subprocess.Popen(
            [python, "-m", "bench.peers.posting_django_ledger", url],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> "_Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe(self.process.stdin).close()
        self.process.wait(20)

    def rate(self, entries: int) -> float:
        """Entries a second."""
        asked = self._pipe(self.process.stdin)
        asked.write(f"{entries}\n")
        asked.flush()
        return entries / float(self._pipe(self.process.stdout).readline())

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


class _Ours:
    """A fund's book, opened through the actions."""

    def __init__(self) -> None:
        from linli.ledger.tests.conftest import BOOK, build_places, open_test_book

        build_places()
        open_test_book()
        self.book = BOOK

    def rate(self, entries: int) -> float:
        """Entries a second, each in its own transaction."""
        from linli.identity.permissions import clock
        from linli.ledger import actions
        from linli.ledger.tests.conftest import gift
        from tests.village import NOW

        drafts = [(gift(100, public={"shown_as": ""}), str(uuid4())) for _ in range(entries)]
        began = time.perf_counter()
        for draft, key in drafts:
            actions.post(draft, key=key, by=clock(), at=NOW)
        return entries / (time.perf_counter() - began)

    def insist_on_proof(self) -> None:
        """What was posted adds up."""
        from linli.ledger import queries

        if not queries.verify(self.book).sound:
            raise SystemExit("our own book does not add up")


if __name__ == "__main__":
    sys.exit(main())
