"""The first second of enrolling: 200 people press at once for 30 places, 32 at a time.

Real HTTP through the real server. Ours: each phone has opened the page and presses its button; 30
get a place, everybody else a place in line, each with a party, a deed in the journal and the same
locks as always. The peer is pretix with PostgreSQL, Redis and Celery: 200 orders over its API for a
ticket of which there are 30; 170 are told that it is sold out. Ratio: its seconds ÷ ours on
PostgreSQL, interleaved. Printed beside: SQLite, and 2,000 people on each engine.
"""

import http.client
import json
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bench import _hall
from bench._report import ROUNDS, compare
from bench._server import demo_data, served
from bench.peers import pretix_served
from house.postgres import Cluster

GOAL = 8.0
PEOPLE, PLACES, AT_ONCE = 200, 30, 32
MANY = 2_000

One = TypeVar("One")


def main() -> int:
    """Rush, compare; print a line of JSON."""
    with Cluster(durable=True) as cluster, pretix_served.served(cluster) as pretix:
        ours, theirs = _side_by_side(cluster.url, pretix)
    with _hall.on(""), demo_data(200) as data, served(data) as port:
        on_sqlite = [_ours(data, port, PEOPLE) for _ in range(ROUNDS)]
        print(f"SQLite: {statistics.median(on_sqlite):.2f} s {on_sqlite}", flush=True)
        print(f"{MANY} people on SQLite: {_ours(data, port, MANY):.2f} s", flush=True)
    # The house's figures are "more is better": presses a second.
    rates = [PEOPLE / seconds for seconds in ours], [PEOPLE / seconds for seconds in theirs]
    return 0 if compare("rush", *rates, GOAL) else 1


def _side_by_side(url: str, pretix: pretix_served.Served) -> tuple[list[float], list[float]]:
    """Seconds of each round, ours and pretix's in turn, both on one PostgreSQL."""
    ours, theirs = [], []
    with _hall.on(url), demo_data(200) as data, served(data) as port:
        _pretix(pretix)  # both have answered once: their modules and plans are loaded
        _ours(data, port, PEOPLE)
        for number in range(1, ROUNDS + 1):
            theirs.append(_pretix(pretix))
            ours.append(_ours(data, port, PEOPLE))
            print(f"round {number}: ours {ours[-1]:.2f} s, pretix {theirs[-1]:.2f} s", flush=True)
        print(f"{MANY} people on PostgreSQL: {_ours(data, port, MANY):.2f} s", flush=True)
    return ours, theirs


def _ours(data: Path, port: int, people: int) -> float:
    """Seconds until everybody has an answer; refuses a run that is not right to a place."""
    house = _hall.opened(data, people, PLACES)
    _at_once(port, house.phones, lambda hand, phone: _hall.look(hand, house, phone))
    began = time.perf_counter()
    answers = _at_once(port, house.phones, lambda hand, phone: _hall.press(hand, house, phone))
    seconds = time.perf_counter() - began
    found = _hall.counted(data, house)
    if found != {"placed": PLACES, "waiting": people - PLACES, "taken": PLACES}:
        raise SystemExit(f"{people} people for {PLACES} places: {found}")
    _say("ours", seconds, answers, {http.client.FOUND})
    return seconds


def _pretix(pretix: pretix_served.Served) -> float:
    """Seconds until all 200 orders are answered; prints how, and refuses an oversold event."""
    shop = pretix.open_event(PLACES)
    order = json.dumps(
        {
            "email": "a@example.org", "locale": "en", "sales_channel": "web",
            "payment_provider": "free", "status": "p",
            "positions": [{"item": shop.item, "variation": None, "price": "0.00", "answers": []}],
        }
    )  # fmt: skip
    organizer, event = shop.event.split("/")
    path = f"/api/v1/organizers/{organizer}/events/{event}/orders/"
    headers = {"Authorization": f"Token {shop.token}", "Content-Type": "application/json"}
    began = time.perf_counter()
    answers = _at_once(
        pretix.port,
        range(PEOPLE),
        lambda hand, _: _hall.ask(hand, "POST", path, headers, body=order),
    )
    seconds = time.perf_counter() - began
    _say("pretix", seconds, answers, {http.client.CREATED})
    if Counter(each.status for each in answers)[http.client.CREATED] > PLACES:
        print("pretix sold more than there were", flush=True)
    return seconds


def _at_once(
    port: int,
    wanted: Sequence[One],
    press: Callable[[http.client.HTTPConnection, One], _hall.Answer],
) -> list[_hall.Answer]:
    """Everybody presses, so many at a time, each hand on a connection of its own."""
    mine = threading.local()

    def one(each: One) -> _hall.Answer:
        if not hasattr(mine, "hand"):
            mine.hand = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        return press(mine.hand, each)

    with ThreadPoolExecutor(AT_ONCE) as hands:
        return list(hands.map(one, wanted))


def _say(who: str, seconds: float, answers: Sequence[_hall.Answer], won: set[int]) -> None:
    statuses = dict(Counter(each.status for each in answers))
    winners = sorted(each.seconds for each in answers if each.status in won)
    p95 = winners[int(0.95 * (len(winners) - 1))]
    print(f"  {who}: {seconds:.2f} s, {statuses}, answered p95 {p95:.2f} s", flush=True)
    if any(each.status >= http.client.INTERNAL_SERVER_ERROR for each in answers) and who == "ours":
        raise SystemExit("a press was answered with a fault")


if __name__ == "__main__":
    sys.exit(main())
