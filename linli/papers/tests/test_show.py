"""The desk's door to one paper."""

import pytest
from django.urls import reverse

from linli.journal import queries as journal
from linli.papers.tests.paper_samples import photo
from linli.papers.tests.test_keep import keep


@pytest.fixture
def address(village):
    return reverse("papers:desk_paper", args=[keep(village, photo()).pk])


def test_shows_the_paper_and_writes_who_looked(village, client, address):
    client.force_login(village.users["social_worker"], "linli.identity.sign_in.backend.ByPassword")
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "no-store"
    paper_id = address.rstrip("/").rsplit("/", 1)[-1]
    [read] = journal.reads_of(("paper", paper_id))
    assert read.viewer_id == village.users["social_worker"].pk


def test_the_next_community_finds_nothing(village, client, address):
    client.force_login(village.users["outsider"], "linli.identity.sign_in.backend.ByPassword")
    assert client.get(address).status_code == 404
