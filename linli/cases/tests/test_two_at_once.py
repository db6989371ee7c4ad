"""Two people at the same moment: a household gets one open case, a lead one answer."""

import pytest

from linli.cases import actions as cases
from linli.cases.models import CaseFile
from linli.cases.tests import conftest as walk
from tests.hands import refusals, together
from tests.village import NOW, build_village


@pytest.fixture
def here(fresh_database):
    """The village in a database that commits, with two leads on one family."""
    village = build_village()
    family = walk.family.__wrapped__(village)
    return village, family, [walk.told(village), walk.told(village)]


def take_in(village, family, lead):
    return lambda: cases.take_in(
        lead_id=lead.pk,
        household_id=family.household_id,
        by=village.social_worker,
        at=NOW,
    )


def test_two_leads_on_one_family_become_one_case(here):
    village, family, leads = here
    first, second = together(*(take_in(village, family, lead) for lead in leads))
    assert first.pk == second.pk
    assert CaseFile.objects.count() == 1


def test_one_lead_is_answered_once(here):
    village, family, [lead, _other] = here
    results = together(*[take_in(village, family, lead)] * 3)
    assert refusals(results) == ["AlreadyAnswered"] * 2
