"""The page of a course with its places, for whoever is nobody to us ÷ pretix's page of an event.

Rendered (no page kept): goal 10 times. Kept, as a visitor gets it: 1,300 a second; its counts are
live all the same, because a page is kept only until anything is done (``journal.queries.edition``).
Ours on SQLite with two workers, pretix on PostgreSQL with Redis as its handbook serves it.
"""

import sys

from bench import _hall
from bench._report import ROUNDS, compare, interleaved
from bench._server import demo_data, requests_a_second, served
from bench.peers import pretix_served
from house.postgres import Cluster

GOAL = 10.0
KEPT_A_SECOND = 1300.0


def main() -> int:
    """Press both in turn and print a line of JSON for each of the two."""
    with Cluster() as cluster, pretix_served.served(cluster) as pretix, demo_data(200) as data:
        event = f"/{pretix.open_event(30).event}/"
        course = f"/programme/{_hall.opened(data, 8, 30).course}/"
        with served(data) as port:
            ours, peer = interleaved(
                lambda: requests_a_second(port, course),
                lambda: requests_a_second(pretix.port, event),
            )
        with served(data, keep_pages_seconds=900) as keeping:
            kept = [requests_a_second(keeping, course) for _ in range(ROUNDS)]
    rendered = compare("programme-page", ours, peer, GOAL)
    return (
        0 if compare("programme-page-kept", kept, [KEPT_A_SECOND] * ROUNDS, 1.0) & rendered else 1
    )


if __name__ == "__main__":
    sys.exit(main())
