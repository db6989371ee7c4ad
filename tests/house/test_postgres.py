"""The throw-away PostgreSQL of tests and benchmarks."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from house import postgres
from house.bootstrap import ROOT
from tests.house.opening import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.mark.parametrize("durable", [True, False])
def test_serves_this_machine_alone_and_is_gone_afterwards(durable: bool) -> None:
    with postgres.Cluster(durable=durable) as cluster:
        with psycopg.connect(cluster.url) as server:
            assert _shown(server, "fsync") == ("on" if durable else "off")
            assert _shown(server, "listen_addresses") == "127.0.0.1"
            assert _shown(server, "server_encoding") == "UTF8"
        cluster.psql("CREATE ROLE auditor")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url, connect_timeout=5)


def test_the_wheel_serves_where_debian_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "debian_binaries", lambda: None)
    with postgres.Cluster() as cluster, psycopg.connect(cluster.url) as server:
        assert _shown(server, "server_version_num") > "150000"


def test_says_in_one_line_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "debian_binaries", lambda: None)
    monkeypatch.setattr(postgres, "packaged_binaries", lambda: None)
    with pytest.raises(postgres.PostgresUnavailable, match="DATABASE_URL"):
        postgres.Cluster().__enter__()


def test_a_killed_owner_leaves_no_server() -> None:
    owner = subprocess.Popen(
        [sys.executable, "-m", "house.postgres"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        psycopg.connect(url).close()
        os.kill(owner.pid, signal.SIGKILL)
    wait_for(lambda: not _answers(url))


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _shown(server: psycopg.Connection, setting: str) -> str:
    row = server.execute("SELECT current_setting(%s)", [setting]).fetchone()
    assert row is not None
    return str(row[0])
