"""Proves that OpenActive's own validators accept our open data: `make openactive` (needs Node).

They live in a folder of their own under build/, made from their own lock, and walk our feeds over
HTTP as a stranger's harvester does. No failure is let through but one, no warning but these:

- failure `use_official_activity_list`: OpenActive's list knows sports alone, and calligraphy is
  none. What kind of thing a course is, is said in a list of our own, which is served and checked.
- `missing_recommended_field` of leader, image, telephone, sameAs, opening hours, amenities: nobody
  entered them (a leader's name is for the teacher to give), and what is not known is not said.
- `type_limits_use`: an address is the names of the tree of places, for no street is entered.
- RPDE `missing_cache_control`: the walk takes the last page, which may be kept for 8 seconds, for
  one before it; asked for the last page by itself it is content.
- RPDE `minimum_items_per_page`: a small community has fewer than 500 rows.
"""

import datetime
import json
import os
import shutil
import subprocess
import threading
import urllib.request
from hashlib import sha256
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from linli.hall import terms
from linli.hall.actions import PoolPlan
from linli.hall.tests.conftest import Counter
from linli.programmes import actions as programmes
from linli.programmes.tests.conftest import School
from tests.village import HERE, NOW, build_village

FOLDER = Path(__file__).resolve().parent
HOME = FOLDER.parent.parent / "build" / "openactive"
BLOCK = '<script type="application/ld+json">'
KNOWN = {
    ("failure", "SessionSeries", "use_official_activity_list"),
    ("warning", "RPDE", "missing_cache_control"),
    ("warning", "RPDE", "minimum_items_per_page"),
    ("warning", "SessionSeries", "missing_recommended_field"),
    ("warning", "ScheduledSession", "missing_recommended_field"),
    ("warning", "Dataset", "missing_recommended_field"),
    ("warning", "SessionSeries", "type_limits_use"),
    ("warning", "ScheduledSession", "type_limits_use"),
}


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *said: object) -> None:
        """Nothing."""


class Server(ThreadingMixIn, WSGIServer):
    """Serves several at once: the validator asks for a page while it is given another."""

    daemon_threads = True


@pytest.fixture
def hall(fresh_database, clock, settings, monkeypatch) -> str:
    """A hall in which every kind of course and session is; the address it is served at."""
    settings.LINLI_COMMUNITY = HERE
    monkeypatch.setattr("linli.hall.published.openactive.PAGE_ROWS", 7)
    village = build_village()
    school = School(village)
    counter = Counter(village, school)
    offer = counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    counter.enrol(offer, "甲", session_id=counter.sessions[0].pk)
    by = {"by": counter.keeper, "at": NOW}
    programmes.cancel_sessions(session_ids=[counter.sessions[1].pk], reason="停电", **by)
    later = counter.sessions[2].start_at + datetime.timedelta(days=1)
    programmes.move_session(session_id=counter.sessions[2].pk, start_at=later, minutes=60, **by)
    school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=9", space_id=school.hall.west.pk)
    group = school.open_programme("互助", closed_group=True, neutral_title="周二小组")
    school.open_course(programme=group, space_id=school.hall.office.pk)
    children = school.open_programme("合唱", age_from=6, age_to=11, summary="唱给大家听")
    monthly = school.meeting(
        "FREQ=MONTHLY;BYDAY=2FR;COUNT=3", space_id=None, where="广场",
        starts_at=datetime.time(19),
    )  # fmt: skip
    school.open_course(programme=children, title="合唱", meeting=monthly)
    from linli.site.wsgi import application

    with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/open/"
        server.shutdown()


def installed() -> Path:
    """The validators, installed anew when their lock changes: exactly what it names."""
    lock = FOLDER / "package-lock.json"
    stamp, wanted = HOME / ".stamp", sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        HOME.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(FOLDER / file, HOME)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(npm, cwd=HOME, check=True)
        stamp.write_text(wanted)
    return HOME / "node_modules"


def test_openactive_accepts_our_open_data(hall, tmp_path):
    modules = installed()
    with urllib.request.urlopen(hall) as answer:
        block = answer.read().decode().split(BLOCK)[1].split("</script>")[0]
    dataset = tmp_path / "dataset.json"
    dataset.write_text(block, "utf-8")
    feeds = [each["contentUrl"] for each in json.loads(block)["distribution"]]
    asked = subprocess.run(
        ["node", FOLDER / "check.js", dataset, f"{hall}scenes/", *feeds],
        env={**os.environ, "NODE_PATH": str(modules)}, check=True, stdout=subprocess.PIPE,
        text=True, timeout=120,
    )  # fmt: skip
    said = json.loads(asked.stdout)
    assert said["counted"] == {"SessionSeries": 4, "ScheduledSession": 18}
    found = [each for each in said["found"] if each["severity"] != "suggestion"]
    kinds = {(each["severity"], each["what"], each["type"]): each["message"] for each in found}
    assert {kind: said for kind, said in kinds.items() if kind not in KNOWN} == {}
    assert set(kinds) == KNOWN  # what is excused above, still has to be
