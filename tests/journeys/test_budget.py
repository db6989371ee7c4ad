"""What a first visit costs: at most 39 KB over the wire in at most 5 requests, phone or not."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]

MOST_BYTES = 39 * 1024
MOST_REQUESTS = 5


def test_a_first_visit_is_small(walk):
    asked, received = [], []
    wire = walk.context.new_cdp_session(walk.page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    walk.page.goto("/", wait_until="networkidle")
    over_the_wire = [url for url in asked if not url.startswith("data:")]
    assert len(over_the_wire) <= MOST_REQUESTS, over_the_wire
    assert 0 < sum(received) <= MOST_BYTES
