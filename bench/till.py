"""A sale at the till: its 95th percentile through the real server, two tills at once.

Limit 100 ms. SQLite; 400 pieces on the shelf, each sold once, with slip number, moves and journal.
Each till presses five times a second, ten times faster than any hand.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench._report import ROUNDS, limit
from bench._server import ROOT, demo_data, environment, served

MOST_MILLISECONDS = 100.0
TILLS = 2
SALES_A_TILL = 60
PAUSE_SECONDS = 0.2
SET_UP = """
import json, sys
import django; django.setup()
from django.core.signing import get_cookie_signer
from django.utils import timezone
from linli.identity import queries as who
from linli.identity.models import User
from linli.kernel.ids import random_id
from linli.shop import actions, published, queries
pieces, tills = int(sys.argv[1]), int(sys.argv[2])
at = timezone.now()
keeper = who.viewer_for(User.objects.get(username="shop_keeper"), on=timezone.localdate(at))
how = {"by": keeper, "at": at}
[corner] = queries.corners(keeper)
intake = actions.take_in(
    corner_id=corner.id, received_on=timezone.localdate(at), key=random_id(), **how
)
codes = [
    actions.add_item(
        intake_id=intake.pk, category="clothes", condition="good", title="大衣",
        estimate_fen=3000, price_fen=2500, key=random_id(), **how
    ).code
    for _ in range(pieces)
]
day = actions.open_day(
    corner_id=corner.id, float_counts={}, code_is_ours=True, key=random_id(), **how
)
shift, _code = actions.give_shift(day_id=day.pk, volunteer="志愿者", **how)
signed = lambda cookie, pk: get_cookie_signer(salt=cookie.name + cookie.salt).sign(str(pk))
opened = [actions.unlock_till(day_id=day.pk, **how) for _ in range(tills)]
cookies = [
    f"till={signed(published.TILL_COOKIE, till.pk)}; "
    f"shift={signed(published.SHIFT_COOKIE, shift.pk)}"
    for till in opened
]
print(json.dumps({"codes": codes, "cookies": cookies}))
"""


def main() -> int:
    """Sell in rounds, print each round's figures and a line of JSON."""
    with demo_data(residents=200) as data:
        made = _set_up(data)
        with served(data) as port:
            tills = [_Till(port, cookie) for cookie in made["cookies"]]
            runs = [_round(tills, made["codes"]) for _ in range(ROUNDS)]
    return 0 if limit("till", runs, MOST_MILLISECONDS) else 1


class _Till:
    """A tablet: one connection, its cookies and the token of its page."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.connection.request("GET", "/till/", headers={"Cookie": cookie})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        given = re.findall(r"csrftoken=(\w+)", answer.headers["Set-Cookie"] or "")
        self.cookie = f"{cookie}; csrftoken={given[0]}"
        self.token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]

    def sell(self, code: str) -> float:
        """Milliseconds until the till knows the number of the slip."""
        body = urlencode(
            {
                "csrfmiddlewaretoken": self.token, "sale_id": str(uuid4()), "way": "cash",
                "code": code, "price_fen": 2500, "charged": "25", "handed_fen": "30",
            }
        )  # fmt: skip
        headers = {
            "Cookie": self.cookie,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self.connection.request("POST", "/till/sell/", body, headers)
        answer = self.connection.getresponse()
        said = json.loads(answer.read())
        taken = (time.perf_counter() - began) * 1000
        if answer.status != http.client.OK:
            raise SystemExit(f"a sale was refused: {said}")
        return taken


def _round(tills: list[_Till], codes: list[str]) -> float:
    """Every till sells its share beside the others; gives the 95th percentile."""
    shares = [[codes.pop() for _ in range(SALES_A_TILL)] for _ in tills]
    with ThreadPoolExecutor(len(tills)) as hands:
        taken = hands.map(_share, tills, shares)
        all_taken = [each for one in taken for each in one]
    p95 = statistics.quantiles(all_taken, n=20)[-1]
    print(f"median {statistics.median(all_taken):.1f} ms, p95 {p95:.1f} ms", flush=True)
    return p95


def _share(till: _Till, codes: list[str]) -> list[float]:
    taken = []
    for code in codes:
        time.sleep(PAUSE_SECONDS)
        taken.append(till.sell(code))
    return taken


def _set_up(data: Path) -> Any:
    said = subprocess.run(
        [sys.executable, "-c", SET_UP, str(TILLS * SALES_A_TILL * ROUNDS + 40), str(TILLS)],
        cwd=ROOT,
        env={**environment(data), "PYTHONPATH": os.fspath(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(said.stdout)


if __name__ == "__main__":
    sys.exit(main())
