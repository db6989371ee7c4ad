"""The clock sleeps until somebody commits, and is woken whichever way the database has."""

from threading import Thread

import pytest
from django.db import connections

from linli.site.management.commands.errands import changes, has_changed_since
from tests.village import build_village


def somebody_else(does) -> None:
    """Do it on a connection of its own."""

    def run():
        does()
        connections.close_all()

    other = Thread(target=run)
    other.start()
    other.join()


@pytest.mark.usefixtures("fresh_database")
def test_a_commit_of_another_wakes_it_once():
    before = changes()
    assert not has_changed_since(before)
    somebody_else(build_village)
    assert has_changed_since(before)
    before = changes()
    assert not has_changed_since(before)


@pytest.mark.usefixtures("fresh_database")
def test_what_an_errand_did_itself_is_followed_up():
    before = changes()
    build_village()
    assert has_changed_since(before)
