"""A browser's path from the page of a course to the confirmation, eight people at a time.

Ours: course, enrolling page, press, answer: four requests, by a phone that is signed
in. pretix: event, cart, questions, confirmation, order, by a guest, with its background tasks asked
for again every tenth of a second, as its own script does. Ratio: sign-ups a second, ours on
PostgreSQL ÷ pretix on PostgreSQL with Redis and Celery. Beside: the 95th percentile of a whole path
(limit 0.3 s), and SQLite, where no answer may be a fault.
"""

import http.client
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode, urljoin

from bench import _hall
from bench._report import ROUNDS, compare, limit
from bench._server import demo_data, served
from bench.peers import pretix_served
from house.postgres import Cluster

GOAL = 10.0
MOST_P95_SECONDS = 0.3
MOST_REQUESTS = 4
AT_ONCE = 8
OURS, THEIRS = 160, 24
"""How many sign up in a round: enough seconds of each."""

ASK_AGAIN_SECONDS = 0.1
REDIRECTS = {301, 302, 303}
One = TypeVar("One")


class Path4(NamedTuple):
    """One person's whole way: seconds, and how many requests it took."""

    seconds: float
    requests: int


def main() -> int:
    """Sign up in turn; print a line of JSON for the rate and one for the 95th percentile."""
    with Cluster(durable=True) as cluster, pretix_served.served(cluster) as pretix:
        ours, theirs, p95s = _side_by_side(cluster.url, pretix)
    with _hall.on(""), demo_data(200) as data, served(data) as port:
        print("SQLite:", flush=True)
        _ours(data, port)
        for _ in range(ROUNDS):
            _ours(data, port)
    quick = limit("signup-p95", p95s, MOST_P95_SECONDS)
    return 0 if compare("signup", ours, theirs, GOAL) & quick else 1


def _side_by_side(
    url: str, pretix: pretix_served.Served
) -> tuple[list[float], list[float], list[float]]:
    """Sign-ups a second of each round, ours and pretix's; and our 95th percentiles."""
    ours, theirs, p95s = [], [], []
    with _hall.on(url), demo_data(200) as data, served(data) as port:
        _pretix(pretix)
        _ours(data, port)
        for number in range(1, ROUNDS + 1):
            theirs.append(_pretix(pretix))
            rate, p95 = _ours(data, port)
            ours.append(rate)
            p95s.append(p95)
            print(f"round {number}: ours {ours[-1]:.1f} a second, pretix {theirs[-1]:.1f}")
    return ours, theirs, p95s


def _ours(data: Path, port: int) -> tuple[float, float]:
    """Sign-ups a second and the 95th percentile of a way, all of them placed."""
    house = _hall.opened(data, OURS, OURS)
    rate, p95 = _all(house.phones, lambda phone: _our_way(port, house, phone), "ours")
    found = _hall.counted(data, house)
    if found != {"placed": OURS, "taken": OURS}:
        raise SystemExit(f"{OURS} people for {OURS} places: {found}")
    return rate, p95


def _our_way(port: int, house: _hall.House, phone: tuple[str, str]) -> Path4:
    hand = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"{phone[0]}; csrftoken={_hall.CSRF}"}
    began = time.perf_counter()
    course = _hall.ask(hand, "GET", f"/programme/{house.course}/", headers)
    if house.path not in course.body:
        raise SystemExit("the page of the course does not lead to its places")
    _hall.look(hand, house, phone)
    pressed = _hall.press(hand, house, phone)
    answer = _hall.ask(hand, "GET", pressed.headers["Location"], headers)
    if "有名额" not in answer.body:
        raise SystemExit(f"no place was confirmed: {answer.status}")
    return Path4(time.perf_counter() - began, MOST_REQUESTS)


def _pretix(pretix: pretix_served.Served) -> float:
    """Sign-ups a second."""
    shop = pretix.open_event(THEIRS * 2)
    ways = range(THEIRS)
    return _all(ways, lambda _: _Guest(pretix.port, shop).way(), "pretix")[0]


def _all(who: Sequence[One], way: Callable[[One], Path4], name: str) -> tuple[float, float]:
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as hands:
        ways = list(hands.map(way, who))
    rate = len(ways) / (time.perf_counter() - began)
    p95 = statistics.quantiles([each.seconds for each in ways], n=20)[-1]
    requests = statistics.median(each.requests for each in ways)
    print(f"  {name}: {rate:.1f} a second, p95 {p95:.2f} s, {requests:.0f} requests", flush=True)
    return rate, p95


class _Guest:
    """A browser at pretix: its cookies, and how many requests it made."""

    def __init__(self, port: int, shop: pretix_served.Shop) -> None:
        self.hand = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.origin, self.shop = f"http://127.0.0.1:{port}", shop
        self.cookies: dict[str, str] = {}
        self.requests = 0

    def way(self) -> Path4:
        """From the event to the page of the order."""
        began = time.perf_counter()
        page = self._go("GET", f"/{self.shop.event}/")
        add = re.findall(r'action="([^"]*cart/add[^"]*)"', page)[0].replace("&amp;", "&")
        self._go("POST", add, page, {f"item_{self.shop.item}": "1"})
        page = self._go("GET", f"/{self.shop.event}/checkout/questions/")
        page = self._go(
            "POST", f"/{self.shop.event}/checkout/questions/", page, {"email": "a@example.org"}
        )
        order = self._go("POST", f"/{self.shop.event}/checkout/confirm/", page)
        if "Thank you" not in order:
            raise SystemExit("pretix confirmed no order")
        return Path4(time.perf_counter() - began, self.requests)

    def _go(
        self, method: str, path: str, page: str = "", more: dict[str, str] | None = None
    ) -> str:
        """A page, redirects followed and a background task waited for."""
        form = {**more, **self._token(page)} if more else self._token(page) if page else None
        answer = self._ask(method, path, form)
        while True:
            if answer.status in REDIRECTS:
                path = urljoin(path, answer.headers["Location"]).removeprefix(self.origin)
            elif "async_id=" in path:
                time.sleep(ASK_AGAIN_SECONDS)
            else:
                return answer.body
            answer = self._ask("GET", path)

    def _token(self, page: str) -> dict[str, str]:
        return {"csrfmiddlewaretoken": re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[0]}

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> _hall.Answer:
        headers = {"Cookie": "; ".join(f"{name}={held}" for name, held in self.cookies.items())}
        if form:
            headers |= {**_hall.FORM, "Referer": self.origin}
        answer = _hall.ask(self.hand, method, path, headers, urlencode(form) if form else None)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        self.requests += 1
        return answer


if __name__ == "__main__":
    sys.exit(main())
