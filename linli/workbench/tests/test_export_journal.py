"""The journal's page and its file: for an auditor, of the places audited, ids only."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from linli.cases.tests.conftest import told
from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.notices.terms import SENTENCES
from linli.workbench import actions, terms
from tests.village import HERE, NEXT_DOOR, NOW

EXPORT = "workbench:desk_export_journal"


def exported(browser, **format_):
    answer = browser.post(reverse(EXPORT), format_)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def test_a_line_a_deed_in_order(at_desk, village):
    lead = told(village)
    deeds = [json.loads(line) for line in exported(at_desk("auditor")).splitlines()]
    assert [deed["seq"] for deed in deeds] == sorted(deed["seq"] for deed in deeds)
    assert {"lead.raised", "role.appointed"} <= {deed["verb"] for deed in deeds}
    assert str(lead.pk) in {deed["subject_id"] for deed in deeds}
    assert not any("sealed" in deed for deed in deeds)


def test_the_table_has_the_same_lines(at_desk, village):
    told(village)
    browser = at_desk("auditor")
    rows = list(csv.DictReader(io.StringIO(exported(browser, format="csv").removeprefix("\ufeff"))))
    assert rows[-1]["verb"] == "journal.exported"
    assert json.loads(rows[0]["details"]) is not None


def test_that_it_was_exported_is_a_deed_too(at_desk, village):
    exported(at_desk("auditor"))
    latest = journal.recent(frozenset({HERE}))[0]
    assert (latest.verb, latest.actor_id) == ("journal.exported", village.auditor.user_id)


def test_deeds_of_next_door_stay_there(at_desk, village):
    told(village, place=NEXT_DOOR)
    assert NEXT_DOOR not in exported(at_desk("auditor"))


def test_only_an_auditor_exports(at_desk, village):
    with pytest.raises(NotAllowed):
        actions.export_journal(by=village.social_worker, at=NOW)
    assert at_desk("social_worker").post(reverse(EXPORT)).status_code == 403
    assert at_desk("auditor").get(reverse(EXPORT)).status_code == 405


def test_the_page_shows_the_latest_deeds(at_desk, village):
    told(village, by=village.grid_worker)
    shown = at_desk("auditor").get(reverse("workbench:desk_journal")).content.decode()
    assert "有人提供线索" in shown
    assert "小陈" in shown


def test_the_gallery_opens_to_everybody_at_work(at_desk):
    for who in ("social_worker", "administrator", "cashier"):
        assert at_desk(who).get(reverse("workbench:desk_parts")).status_code == 200


def test_every_deed_of_the_house_has_words():
    source = [file.read_text() for file in Path("linli").glob("*/actions*/**/*.py")]
    source += [file.read_text() for file in Path("linli").glob("*/actions.py")]
    written = set(re.findall(r'"([a-z]+\.[a-z_]+)"', "\n".join(source)))
    nouns = {verb.split(".")[0] for verb in terms.DEEDS}
    verbs = {verb for verb in written if verb.split(".")[0] in nouns}
    assert len(verbs) > 40
    assert verbs <= set(terms.DEEDS) | set(SENTENCES)  # a notice is told, not done
    assert all(words.zh and words.en for words in terms.DEEDS.values())
