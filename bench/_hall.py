"""A hall with a course whose places many want at once, and neighbours signed in on their phones."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from bench._server import ROOT, environment

HERE = "350206005023"
OPEN = """
import json, sys, django; django.setup()
from bench._hall import open_house
print(json.dumps(open_house(int(sys.argv[1]), int(sys.argv[2]))))
"""
COUNT = """
import json, sys, django; django.setup()
from bench._hall import count
print(json.dumps(count(sys.argv[1])))
"""


class House(NamedTuple):
    """A course and its offer, and each neighbour: the cookie of the phone, the number."""

    course: str
    offer: str
    phones: list[tuple[str, str]]

    @property
    def path(self) -> str:
        return f"/my/programme/{self.offer}/"


class Answer(NamedTuple):
    """What came back, and after how long."""

    status: int
    seconds: float
    body: str
    headers: http.client.HTTPMessage


@contextlib.contextmanager
def on(url: str) -> Iterator[None]:
    """Within the block, ours runs on this database (empty: SQLite in the data folder)."""
    before = os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    try:
        yield
    finally:
        os.environ.pop("DATABASE_URL", None)
        if before is not None:
            os.environ["DATABASE_URL"] = before


def opened(data: Path, neighbours: int, places: int) -> House:
    """A fresh course with so many places, and so many neighbours who want one."""
    told = _run(data, OPEN, neighbours, places)
    return House(told["course"], told["offer"], [tuple(each) for each in told["phones"]])


def counted(data: Path, house: House) -> dict[str, int]:
    """How many enrollments of the course are in each state, and what its pools count."""
    found: dict[str, int] = _run(data, COUNT, house.offer)
    return found


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: str | None = None,
) -> Answer:
    """One request on a kept connection."""
    began = time.perf_counter()
    connection.request(method, path, body, dict(headers))
    answer = connection.getresponse()
    body = answer.read().decode()
    return Answer(answer.status, time.perf_counter() - began, body, answer.headers)


def look(connection: http.client.HTTPConnection, house: House, phone: tuple[str, str]) -> Answer:
    """The enrolling page, opened before the bell; the worker knows the phone from then on."""
    return ask(connection, "GET", house.path, {"Cookie": f"{phone[0]}; csrftoken={CSRF}"})


def press(
    connection: http.client.HTTPConnection, house: House, phone: tuple[str, str], key: str = ""
) -> Answer:
    """The button of that page; with the ``key`` of an earlier press, that press again."""
    cookie, resident = phone
    form = {"csrfmiddlewaretoken": CSRF, "key": key or str(uuid4()), "people": resident}
    headers = {"Cookie": f"{cookie}; csrftoken={CSRF}", **FORM}
    return ask(connection, "POST", house.path, headers, urlencode(form))


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CSRF = "a" * 32
"""A phone's token: cookie and field hold the same, as after its page."""


# In the house's own process -----------------------------------------------------------------------


def open_house(neighbours: int, places: int) -> dict[str, Any]:
    """Make course, offer, neighbours and their sessions; what ``opened`` reads."""
    import datetime

    from django.utils import timezone

    from linli.hall import actions as hall
    from linli.identity import queries as who
    from linli.identity.models import User
    from linli.kernel.recurrence import parse
    from linli.programmes import actions as programmes
    from linli.programmes.terms import Meeting

    keeper = who.viewer_for(User.objects.get(username="hall_keeper"), on=timezone.localdate())
    how = {"by": keeper, "at": timezone.now()}
    title = f"赛跑{uuid4().hex[:6]}"
    programme = programmes.open_programme(
        place=HERE, title=title, scene="i_learning", goals=["resident_benefit"], key=uuid4(), **how
    )
    first = timezone.localdate() + datetime.timedelta(days=30)
    meeting = Meeting(
        parse("FREQ=WEEKLY;COUNT=8"), first, datetime.time(9), minutes=90, where="院子里"
    )
    course = programmes.open_course(
        programme_id=programme.pk, meeting=meeting, title=title, capacity=places, key=uuid4(), **how
    )
    offer = hall.open_offer(
        course_id=course.pk, kind="term", mode="first_come", opens_at=how["at"],
        pools=(hall.PoolPlan("一般", places),), key=uuid4(), **how,
    )  # fmt: skip
    phones = [(f"sessionid={_signed_in(user)}", resident) for user, resident in _pairs(neighbours)]
    return {"course": str(course.pk), "offer": str(offer.pk), "phones": phones}


def _pairs(neighbours: int) -> list[tuple[Any, str]]:
    """Adults with a login of their own: those there are, and as many more as it takes."""
    import datetime

    from django.utils import timezone

    from linli.identity.models import User
    from linli.identity.permissions import clock
    from linli.people import actions as people
    from linli.people.models import Resident, ResidentLogin
    from linli.people.terms import NewHousehold, NewMember, Registration

    at = timezone.now()
    there = list(
        ResidentLogin.objects.filter(user__username__startswith="bench_").select_related("user")
    )
    missing = neighbours - len(there)
    born = datetime.date(1980, 5, 1)
    who = [
        Registration(name=_name(number), sex=2, born_on=born)
        for number in range(len(there), neighbours)
    ]
    homes = [NewHousehold(members=(NewMember(who=each, relation="02"),)) for each in who]
    if missing > 0:
        people.register_many(households=homes, place=HERE, by=clock(), at=at, fictional=True)
        residents = Resident.objects.filter(name__in=[each.name for each in who])
        users = User.objects.bulk_create(
            User(username=f"bench_{resident.pk.hex}", name=resident.name, password="!")
            for resident in residents
        )
        there += ResidentLogin.objects.bulk_create(
            ResidentLogin(resident=resident, user=user, linked_at=at)
            for resident, user in zip(residents, users, strict=True)
        )
    return [(each.user, str(each.resident_id)) for each in there[:neighbours]]


def _name(number: int) -> str:
    """A name of its own for each: 赛 and two characters."""
    return "赛" + chr(0x4E00 + number // 100) + chr(0x5000 + number % 100)


def _signed_in(user: Any) -> str:
    """The session of a phone that signed in, as the demo's page would."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "linli.identity.sign_in.backend.ByPassword"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["demo_sign_in"] = True
    session.save()
    key: str = session.session_key
    return key


def count(offer_id: str) -> dict[str, int]:
    """Enrollments by state, and ``taken`` of the pools; a pool that miscounts ends the run."""
    from collections import Counter

    from linli.hall import queries
    from linli.hall.models import Enrollment, Pool

    if wrong := queries.mismatches():
        raise SystemExit(f"a pool miscounts: {wrong}")
    states = Counter(Enrollment.objects.filter(offer=offer_id).values_list("state", flat=True))
    taken = sum(Pool.objects.filter(offer=offer_id).values_list("taken", flat=True))
    return {**states, "taken": taken}


def _run(data: Path, program: str, *arguments: object) -> Any:
    said = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**environment(data), "PYTHONPATH": os.fspath(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise SystemExit(said.stderr)
    return json.loads(said.stdout)
