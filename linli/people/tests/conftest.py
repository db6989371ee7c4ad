"""A family to test with, made through the actions: mother, father, a child of eight."""

import datetime
from types import SimpleNamespace

import pytest

from linli.people import actions
from linli.people.actions import Consent, LegalDuty, Mate, NewGuardian, Registration

MOTHER = Registration(name="王秀英", citizen_id="350206198803054826", phone="138 0013 8000")
FATHER = Registration(name="李强", citizen_id="350206198511203316")
CHILD = Registration(name="李小宇", citizen_id="350206201806123019")
ELDER = Registration(name="曾阿婆", citizen_id="350206194501010029", hukou_place="350206")
DUTY = LegalDuty(article="未成年人保护法第43条", purpose="掌握辖区居民基本情况")
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Papers of a test lie in a folder of its own."""
    settings.LINLI_DATA = tmp_path


@pytest.fixture
def home(village):
    """The village and, living in it, one family: ``mother``, ``father``, ``child``, ``household``.

    ``work``: by the social worker, now. ``lead``: by the supervisor, now.
    """
    cast = SimpleNamespace(**vars(village))
    cast.work = {"by": village.social_worker, "at": village.now}
    cast.lead = {"by": village.supervisor, "at": village.now}
    cast.mother = register(cast, MOTHER)
    cast.father = register(cast, FATHER)
    cast.child = register(
        cast,
        CHILD,
        guardians=[NewGuardian(cast.mother.pk, "parent"), NewGuardian(cast.father.pk, "parent")],
        ground=consent(cast.mother),
    )
    cast.household = actions.form_household(
        place=village.here,
        members=[
            Mate(cast.father.pk, "02"),
            Mate(cast.mother.pk, "12"),
            Mate(cast.child.pk, "20"),
        ],
        building="12号楼",
        door="1203室",
        **cast.work,
    )
    return cast


def register(cast, who, **more):
    """A registration by the social worker."""
    by = {"by": cast.social_worker, "at": cast.now}
    return actions.register(who=who, place=cast.here, **by, **more)


def consent(giver, purpose="申请残疾儿童康复救助", **more):
    """A consent read aloud."""
    told = {"form": "read_aloud", "witness": "陈阿姨", "version": "2026-11"} | more
    return Consent(given_by=giver.pk, purpose=purpose, **told)


def open_child(cast, to="social_worker", scope="case", days=90):
    """The supervisor assigns the child's record."""
    return actions.assign(
        resident_id=cast.child.pk,
        worker_id=cast.users[to].pk,
        scope=scope,
        until_on=cast.today + days * DAY,
        **cast.lead,
    )


def diagnose(cast, value="autism", **more):
    """The social worker states the child's diagnosis on the consent of the registration."""
    told = {
        "kind": "diagnosis",
        "source": "document",
        "observed_on": cast.today,
        "resident_id": cast.child.pk,
        "basis_id": cast.child.basis,
    }
    return actions.state_fact(**(told | more | {"value": value}), **cast.work)
