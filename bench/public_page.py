"""The public home: ours rendered ÷ the same template and rows under startproject's middleware.

Goal 0.5, same server, SQLite, no page kept on either side; printed beside: ours kept.
"""

import sys

from bench._report import compare, interleaved
from bench._server import PLAIN, demo_data, requests_a_second, served

GOAL = 0.5


def main() -> int:
    """Press both in turn and print a line of JSON."""
    with demo_data() as data, served(data) as port, served(data, PLAIN) as plain:
        ours, peer = interleaved(
            lambda: requests_a_second(port, "/"), lambda: requests_a_second(plain, "/")
        )
        with served(data, keep_pages_seconds=900) as keeping:
            print(f"kept, as a visitor gets it: {requests_a_second(keeping, '/'):.1f}")
    return 0 if compare("public-page", ours, peer, GOAL) else 1


if __name__ == "__main__":
    sys.exit(main())
