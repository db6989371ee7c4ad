"""The hall's calligraphy with places, and neighbours who want them.

``NOW`` is Monday 23 November 2026, half past nine; the course is that of the programmes' tests.
"""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Offer, Party
from linli.programmes.tests.conftest import School
from tests.neighbours import Neighbours
from tests.village import NOW

GENERAL = PoolPlan("一般", 3)


class Counter(Neighbours):
    """What the tests do at the counter."""

    def __init__(self, village: SimpleNamespace, school: School) -> None:
        super().__init__(village)
        self.school = school
        self.keeper = village.hall_keeper
        self.course = school.open_course(
            programme=school.open_programme("周末手工"), title="周末手工"
        )
        self.sessions = school.sessions(self.course)

    def offer(self, *pools: PoolPlan, kind=terms.TERM, mode=terms.FIRST_COME, **about) -> Offer:
        about.setdefault("opens_at", NOW)
        about.setdefault("by", self.keeper)
        about.setdefault("key", uuid4())
        return actions.open_offer(
            course_id=self.course.pk, kind=kind, mode=mode, pools=pools or (GENERAL,), at=NOW,
            **about,
        )  # fmt: skip

    def enrol(self, offer: Offer, *names: str, channel=terms.DESK, **about) -> Party:
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        about.setdefault("key", uuid4())
        return actions.enrol(
            offer_id=offer.pk,
            people_ids=[self.person(name) for name in names],
            channel=channel,
            **about,
        )

    def cancel(self, party: Party, at=NOW, **about) -> None:
        about.setdefault("by", self.keeper)
        actions.cancel(party_id=party.pk, at=at, **about)

    def state(self, party: Party) -> str:
        """The one state of all of a party."""
        [state] = set(
            Enrollment.objects.filter(party=party).values_list("state", flat=True).distinct()
        )
        return state

    def taken(self, offer: Offer) -> int:
        assert queries.mismatches() == []
        rows = queries.offers_of([offer.course_id], at=NOW)[offer.course_id][0].pools[None]
        return sum(row.capacity - row.free for row in rows)


@pytest.fixture
def school(village) -> School:
    return School(village)


@pytest.fixture
def counter(village, school) -> Counter:
    return Counter(village, school)
