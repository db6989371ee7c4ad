"""Ms Wang's story so far: her family, what is known of it, its case, and a fund to ask."""

import datetime
from types import SimpleNamespace

import pytest

from linli.benefits.tests import conftest as benefits
from linli.cases import actions as cases
from linli.cases.tests import conftest as walk
from linli.fund.tests.conftest import Desk
from tests.village import NOW, TODAY, come_in


@pytest.fixture
def story(village) -> SimpleNamespace:
    """The family with its facts, and its case from the street to a plan made 31 days ago."""
    family = benefits.family.__wrapped__(village)
    benefits.told.__wrapped__(village, family)
    case = cases.take_in(
        lead_id=walk.told(village).pk,
        household_id=family.household_id,
        person_id=family.child_id,
        by=village.social_worker,
        at=NOW,
    )
    walk.assign(village, case)
    cases.assess(
        case_id=case.pk, on=TODAY, scores={"communication": 1, "economic": 2}, words="不看人。",
        by=village.social_worker, at=NOW,
    )  # fmt: skip
    walk.plan(village, case, walk.wanted("communication", 4))
    return SimpleNamespace(case=case, **vars(family))


@pytest.fixture
def fund(village) -> Desk:
    """The community's fund with ¥10,000."""
    return Desk(village)


@pytest.fixture
def at_desk(client, village):
    """A browser signed in as one of the staff, with a second factor."""

    def sign_in(who):
        return come_in(client, village.users[who])

    return sign_in


family, lead, opened, colleague = walk.family, walk.lead, walk.opened, walk.colleague
A_MONTH_LATER = TODAY + datetime.timedelta(days=31)
