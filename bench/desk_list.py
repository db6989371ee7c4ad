"""The list of residents, signed in: 25 masked rows ÷ the same rows and template, plainly.

Goal 0.25, same server, SQLite. The number of queries is pinned in linli/people/tests.
"""

import os
import subprocess
import sys
from pathlib import Path

from bench._report import compare, interleaved
from bench._server import PLAIN, ROOT, demo_data, environment, requests_a_second, served

GOAL = 0.25
PATH = "/desk/people/"
SIGN_IN = """
import django; django.setup()
from django.test import Client
from linli.identity.models import User
client = Client()
worker = User.objects.get(username="social_worker")
client.force_login(worker, "linli.identity.sign_in.backend.ByPassword")
session = client.session
session["demo_sign_in"] = True
session.save()
print(client.cookies["sessionid"].value)
"""


def main() -> int:
    """Press both in turn with one worker's session and print a line of JSON."""
    with demo_data() as data, served(data) as port, served(data, PLAIN) as plain:
        cookie = f"sessionid={session_of_a_worker(data)}"
        ours, peer = interleaved(
            lambda: requests_a_second(port, PATH, cookie),
            lambda: requests_a_second(plain, PATH, cookie),
        )
    return 0 if compare("desk-list", ours, peer, GOAL) else 1


def session_of_a_worker(data: Path) -> str:
    """The session key of the demo's social worker, signed in as the demo page would."""
    said = subprocess.run(
        [sys.executable, "-c", SIGN_IN],
        cwd=ROOT,
        env={**environment(data), "PYTHONPATH": os.fspath(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
