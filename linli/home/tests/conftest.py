"""Ms Wang, signed in: her login is linked to her record."""

import pytest

from linli.fund.tests.conftest import Desk
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from linli.people import actions as people
from linli.programmes.tests.conftest import School
from linli.workbench.tests import conftest as desk
from tests.village import NOW, TODAY

story = desk.story


def login(village, name, resident_id=None):
    """A login, linked to a resident by the worker; and its viewer."""
    user = identity.invite(username=name, name=name, by=clock(), at=NOW)
    if resident_id:
        people.link_login(
            resident_id=resident_id, user_id=user.pk, by=village.social_worker, at=NOW
        )
    return user, who.viewer_for(user, on=TODAY)


@pytest.fixture
def mother(village, story):
    """Ms Wang as a viewer."""
    return login(village, "mother", story.mother_id)[1]


@pytest.fixture
def father(village, story):
    """Her husband as a viewer."""
    return login(village, "father", story.father_id)[1]


@pytest.fixture
def at_home(client, village, story):
    """Ms Wang's browser."""
    client.force_login(login(village, "mother", story.mother_id)[0])
    return client


@pytest.fixture
def fund(village):
    """The community's fund with ¥10,000."""
    return Desk(village)


@pytest.fixture
def school(village):
    """The community's courses."""
    return School(village)
