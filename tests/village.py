"""The cast of the tests, made through the actions so that a fixture cannot lie.

Two communities: Jin'an (``HERE``) and Hubian next door (``NEXT_DOOR``). Everybody below works or
lives in Jin'an but the outsider, a worker of the next community, who must see nothing.
"""

import copy
import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from linli.identity import actions as identity, queries as who
from linli.identity.models import User
from linli.identity.permissions import Viewer, clock as the_clock
from linli.identity.sign_in.passwords import Argon2
from linli.places import actions as places

HERE = "350206005023"
NEXT_DOOR = "350206005024"
XIAMEN = ZoneInfo("Asia/Shanghai")
NOW = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=XIAMEN)
TODAY = NOW.date()

STAFF = {
    "administrator": ("郑主任", "administrator", HERE),
    "grid_worker": ("小陈", "grid_worker", HERE),
    "social_worker": ("林社工", "social_worker", HERE),
    "supervisor": ("许督导", "supervisor", HERE),
    "committee_member": ("吴委员", "committee_member", HERE),
    "second_member": ("柯委员", "committee_member", HERE),
    "committee_secretary": ("洪秘书", "committee_secretary", HERE),
    "fund_supervisor": ("曾监督", "fund_supervisor", HERE),
    "cashier": ("黄经办", "cashier", HERE),
    "shop_keeper": ("苏掌柜", "shop_keeper", HERE),
    "hall_keeper": ("戴馆务", "hall_keeper", HERE),
    "policy_officer": ("方政策", "policy_officer", HERE),
    "auditor": ("周审计", "auditor", HERE),
    "outsider": ("隔壁社工", "social_worker", NEXT_DOOR),
}


@pytest.fixture
def clock(monkeypatch, settings) -> dict[str, datetime.datetime]:
    """What the doors' clock says: ``NOW`` for ever, whatever day it is where the tests run, until a
    test sets ``clock["now"]``."""
    told = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: told["now"])
    settings.SESSION_COOKIE_AGE = 200 * 24 * 3600  # who signed in before the clock was set on stays
    return told


@pytest.fixture
def village(db, village_once, clock) -> SimpleNamespace:
    """Every member of staff as a Viewer who gave a second factor, by role; and ``outsider``.

    They live in a database of their own (``village_once``), which each test finds as it was made.
    """
    return copy.deepcopy(village_once.cast)


def build_village() -> SimpleNamespace:
    """The same, made anew: for a database that commits (``fresh_database``)."""
    places.load_divisions(by=the_clock(), at=NOW)
    cast = SimpleNamespace(here=HERE, next_door=NEXT_DOOR, now=NOW, today=TODAY, users={})
    for key, (name, role, place) in STAFF.items():
        setattr(cast, key, _employ(cast, key, name, role, place=place))
    holder = identity.found_organisation(
        name="示例慈善会",
        name_en="Sample Charity Federation",
        kind="holder",
        by=the_clock(),
        at=NOW,
    )
    cast.holder = holder
    cast.holder_accountant = _employ(
        cast, "holder_accountant", "慈善会会计", "holder_accountant", organisation=holder.pk
    )
    cast.teaching = identity.found_organisation(
        name="示例书法工作室", kind="provider", place=HERE, by=the_clock(), at=NOW
    )
    cast.teacher = _employ(cast, "teacher", "陈老师", "teacher", organisation=cast.teaching.pk)
    operator = identity.found_organisation(
        name="示例运营公司", name_en="Sample Operator", kind="operator", by=the_clock(), at=NOW
    )
    cast.operator = operator
    cast.operator_accountant = _employ(
        cast, "operator_accountant", "运营会计", "operator_accountant", organisation=operator.pk
    )
    return cast


def _employ(cast, key: str, name: str, role: str, **where) -> Viewer:
    user = identity.invite(username=key, name=name, office=name, by=the_clock(), at=NOW)
    identity.appoint(user_id=user.pk, role=role, by=the_clock(), at=NOW, from_on=TODAY, **where)
    cast.users[key] = user
    return who.viewer_for(user, on=TODAY, second_factor=True)


class Argon2AtOnce(Argon2):
    """The house's own hashing for hundreds of passwords; what one costs is asked of the house's."""

    time_cost = 1
    memory_cost = 8  # KiB, the least there is


def come_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """Sign a user in as by the sign-in page, by default with a second factor; gives the client."""
    client.force_login(user)
    if second_factor:
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session.save()
    return client
