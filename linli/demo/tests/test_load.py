"""Loading the demo: once, wholly, and only into an empty house in demo mode."""

import datetime
import os
import signal
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from linli.demo import actions, cast
from linli.demo.actions import helped
from linli.demo.actions.families import STORIES
from linli.fund.models import Payment
from linli.fund.terms import SMALLEST_GROUP, quarter_of
from linli.identity.models import User
from linli.identity.permissions import clock
from linli.people import actions as people
from linli.people.models import Resident
from linli.places import actions as places
from tests.village import NOW, XIAMEN


@pytest.mark.once
def test_fills_the_house_however_few_are_wished_and_a_second_time_changes_nothing(db):
    assert actions.load(residents=1, by=clock(), at=NOW)
    assert Payment.objects.count() == len(STORIES)
    before = Resident.objects.count(), Payment.objects.count(), User.objects.count()
    assert not actions.load(residents=5000, by=clock(), at=NOW)
    assert before == (Resident.objects.count(), Payment.objects.count(), User.objects.count())


@pytest.mark.once
def test_refuses_outside_demo_mode(db, settings):
    settings.LINLI_DEMO = False
    with pytest.raises(actions.NotInDemoMode):
        actions.load(residents=10, by=clock(), at=NOW)
    with pytest.raises(CommandError, match="演示"):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.once
def test_refuses_a_house_where_somebody_real_signs_in(village):
    with pytest.raises(actions.HouseInUse):
        actions.load(residents=10, by=clock(), at=NOW)
    assert not Resident.objects.exists()


@pytest.mark.once
def test_refuses_a_register_with_somebody_real_in_it(db):
    places.load_divisions(by=clock(), at=NOW)
    people.register(
        who=people.Registration(name="真人", born_on=datetime.date(1980, 1, 1), sex=1),
        place=cast.PLACE,
        by=clock(),
        at=NOW,
    )
    with pytest.raises(actions.HouseInUse):
        actions.load(residents=10, by=clock(), at=NOW)


@pytest.mark.parametrize("day", [(2027, 1, 1, 0, 5), (2028, 2, 29, 7, 0), (2026, 12, 31, 23, 59)])
@pytest.mark.once
def test_can_be_loaded_on_any_day(db, day):
    at = datetime.datetime(*day, tzinfo=XIAMEN)
    actions.load(residents=40, by=clock(), at=at)
    first, _last = quarter_of(at.date())
    this_quarter = Payment.objects.filter(paid_on__range=(first, at.date()))
    assert this_quarter.filter(batch__number=2).count() == cast.PUBLISHED
    assert this_quarter.filter(batch=None).count() == SMALLEST_GROUP - 1


def test_a_start_killed_half_way_leaves_nothing_and_the_next_completes(fresh_database, monkeypatch):
    killed = _loading_until_the_register_is_written(monkeypatch)
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    assert not User.objects.exists()
    assert not Resident.objects.exists()
    assert actions.load(residents=40, by=clock(), at=NOW)
    assert Payment.objects.count() == len(STORIES)


def _loading_until_the_register_is_written(monkeypatch):
    """A process in the middle of loading: it has written everybody, and waits."""
    there, here = os.pipe()
    connection.close()
    process = os.fork()
    if process == 0:

        def wait(*stories, **more):
            os.write(here, b"!")
            time.sleep(60)

        monkeypatch.setattr(helped, "live_through", wait)
        actions.load(residents=40, by=clock(), at=NOW)
        os._exit(1)
    assert os.read(there, 1) == b"!"
    os.close(there)
    os.close(here)
    return process
