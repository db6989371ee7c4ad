"""Rooms: the week view of 40 rooms with 10,000 bookings a year, and the check as bookings grow.

No peer: limits of our own. The page is asked of the real server (./run's, two workers) on SQLite;
the check is ``spaces.queries.verdicts`` for one hour, with 1,000, 10,000 and 100,000 bookings.
"""

import datetime
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._report import ROUNDS, limit
from bench._server import ROOT, demo_data, environment, served

MOST_MS = 150.0
MOST_GROWTH = 1.5
"""How much slower the check may be with a hundred times the bookings."""

BOOKINGS = (1_000, 10_000, 100_000)
OF_A_YEAR = 10_000
ASKED = 120
FILL = """
import datetime, sys, django; django.setup()
from bench.rooms import fill
fill(int(sys.argv[1]), int(sys.argv[2]))
"""
CHECK = """
import django; django.setup()
from bench.rooms import check
print(check())
"""
SIGN_IN = """
import django; django.setup()
from django.test import Client
from linli.identity.models import User
client = Client()
client.force_login(
    User.objects.get(username="hall_keeper"), "linli.identity.sign_in.backend.ByPassword"
)
session = client.session
session["demo_sign_in"] = True
session.save()
print(client.cookies["sessionid"].value)
"""


def main() -> int:
    """Fill three houses, ask them in turn, print the medians and a line of JSON for each limit."""
    with demo_data(200) as data, tempfile.TemporaryDirectory(prefix="linli-rooms-") as folder:
        houses = {}
        for bookings in BOOKINGS:
            run(data, FILL, 40, bookings)
            houses[bookings] = Path(folder) / str(bookings)
            shutil.copytree(data, houses[bookings])
        with served(houses[OF_A_YEAR]) as port:
            p95 = week_view(port, run(houses[OF_A_YEAR], SIGN_IN).strip())
        rounds = [
            {bookings: float(run(house, CHECK)) for bookings, house in houses.items()}
            for _ in range(ROUNDS)
        ]
    for bookings in BOOKINGS:
        took = statistics.median(each[bookings] for each in rounds)
        print(f"{bookings:>8,} bookings: a verdict in {took:.2f} ms (median)", flush=True)
    growth = [each[BOOKINGS[-1]] / each[BOOKINGS[0]] for each in rounds]
    flat = limit("rooms-check-growth", growth, MOST_GROWTH)
    quick = limit("rooms-week-view", [p95], MOST_MS)
    return 0 if flat and quick else 1


def fill(rooms: int, bookings: int) -> None:
    """Make up so many bookings in so many rooms, an hour each, over a year (more: over more)."""
    from django.utils import timezone

    from linli.identity.permissions import clock
    from linli.spaces import actions
    from linli.spaces.models import Booking, Space

    place, at = "350206005023", timezone.now() - datetime.timedelta(days=400)
    made = list(Space.objects.filter(name__startswith="第").order_by("order"))
    about = {"place": place, "kind": "other", "capacity_people": 20, "by": clock(), "at": at}
    made += [
        actions.open_space(name=f"第{number + 1}间", order=100 + number, **about)
        for number in range(len(made), rooms)
    ]
    there = Booking.objects.filter(space__in=made).count()
    monday = today() - datetime.timedelta(days=today().weekday())
    each = bookings // rooms
    for room in made:
        spans = [hour_of(monday, number) for number in range(there // rooms, each)]
        spans = free_of_each_other(room.pk, spans)
        actions.occupy_many(
            space_id=room.pk, spans=spans, titles=["活动"] * len(spans),
            origins=[None] * len(spans), by=clock(), at=at,
        )  # fmt: skip


def hour_of(monday: datetime.date, number: int) -> tuple[datetime.datetime, datetime.datetime]:
    """The hour of a room's so-many-eth booking: 250 days of a year, six hours of a day, then the
    next year."""
    from linli.spaces.terms import at_minute

    year, rest = divmod(number, 250 * 6)
    hour, day = divmod(rest, 250)
    on = monday + datetime.timedelta(days=364 * year + day * 364 // 250)
    return at_minute(on, (8 + 2 * hour) * 60), at_minute(on, (9 + 2 * hour) * 60)


def free_of_each_other(space_id: object, spans: list) -> list:
    """Each span once, and none that is held already."""
    from linli.spaces import queries

    once = sorted(set(spans))
    verdicts = queries.verdicts(space_id=space_id, spans=once) if once else []
    return [span for span, verdict in zip(once, verdicts, strict=True) if verdict.free]


def check() -> float:
    """The median of a verdict for one hour, in milliseconds."""
    from linli.spaces import queries
    from linli.spaces.models import Space
    from linli.spaces.terms import at_minute

    room = Space.objects.filter(name="第7间").get()
    day = today() + datetime.timedelta(days=30)
    took = []
    for number in range(ASKED):
        span = (at_minute(day, 480 + number % 40 * 15), at_minute(day, 540 + number % 40 * 15))
        began = time.perf_counter()
        queries.verdicts(space_id=room.pk, spans=[span])
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def week_view(port: int, session: str) -> float:
    """The 95th percentile of the week page, in milliseconds, asked one after another."""
    took, first = [], today()
    for number in range(ASKED):
        on = first + datetime.timedelta(days=7 * (number % 40))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        began = time.perf_counter()
        connection.request(
            "GET", f"/desk/rooms/week/?on={on}", headers={"Cookie": f"sessionid={session}"}
        )
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK or "活动".encode() not in body:
            raise SystemExit(f"the week page answered {answer.status} without its bookings")
    warm = took[10:]  # the workers have compiled their templates by then
    p95 = statistics.quantiles(warm, n=20)[-1]
    print(f"week view: median {statistics.median(warm):.1f} ms, p95 {p95:.1f} ms", flush=True)
    return p95


def today() -> datetime.date:
    """The day it is."""
    return datetime.datetime.now(datetime.UTC).date()


def run(data: Path, program: str, *arguments: object) -> str:
    """What a small program of this benchmark printed, in the house of ``data``."""
    said = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**environment(data), "PYTHONPATH": os.fspath(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return said.stdout


if __name__ == "__main__":
    sys.exit(main())
