"""Log lines name no person: no login, no number, no address's words, no exception's words."""

import io
import json
import logging

import pytest
import structlog

from linli.site.logs import FORMATTER, settings_for

ID_NUMBER = "350206199001011234"


@pytest.fixture
def lines():
    """What the console would show, as parsed JSON lines."""
    settings = dict(FORMATTER)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(settings.pop("()")(**settings))
    logging.root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.root.removeHandler(handler)


def text_of(lines):
    return json.dumps(lines(), ensure_ascii=False)


def test_a_request_is_one_line_of_view_status_and_time(client, db, lines):
    client.get("/sign-in/")
    (line,) = [line for line in lines() if line["event"] == "request"]
    assert (line["view"], line["method"], line["status"]) == ("account_login", "GET", 200)
    assert line["ms"] > 0
    assert len(line["request"]) == 32


def test_what_was_typed_stays_out(client, db, lines):
    client.get(f"/sign-in/?q={ID_NUMBER}&next=/my/")
    for _time in range(6):
        client.post("/sign-in/", {"login": "linmei", "password": "Secret-1234"})
    client.get(f"/no-such-page/{ID_NUMBER}/")
    client.get("/first-administrator/secret-token/")
    said = text_of(lines)
    for telltale in ("linmei", "Secret-1234", ID_NUMBER, "secret-token", "127.0.0.1", "next="):
        assert telltale not in said
    assert len(lines()) >= 9


def test_an_exception_says_its_kind_and_place_but_not_its_words(client, db, lines, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("linli.identity.doors.reads_only", _raising)
    client.get(f"/sign-in/?q={ID_NUMBER}")
    (line,) = [line for line in lines() if line["level"] == "error"]
    assert line["exception"] == "ValueError"
    assert line["view"] == "account_login"
    assert line["at"][-1].endswith("_raising")
    assert ID_NUMBER not in text_of(lines)


def _raising():
    raise ValueError(f"Key (id_number)=({ID_NUMBER}) already exists")


def test_neither_does_a_failed_errand_of_our_own(lines):
    try:
        _raising()
    except ValueError:
        structlog.stdlib.get_logger("linli.errands").exception("errand failed", room="people")
    (line,) = lines()
    assert (line["event"], line["room"], line["exception"]) == (
        "errand failed",
        "people",
        "ValueError",
    )
    assert ID_NUMBER not in text_of(lines)


def test_no_level_writes_the_values_of_statements(client, db, lines):
    assert settings_for("DEBUG")["loggers"]["django.db.backends"]["level"] == "INFO"
