"""Who came is kept as long as the hall says; then the name goes, and what was counted stays."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.gym import actions, errands, queries
from linli.gym.models import Visit
from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from tests.village import HERE, TODAY

MONTH = 24 * 60 * 30


def test_names_go_when_their_time_is_over_and_numbers_stay(gym):
    gym.terms()
    gym.child("小明", 2010)
    gym.leave(gym.enter("小明妈妈"), 20)
    gym.enter("甲", 5)
    later = gym.at(3 * MONTH)
    assert errands.run(later) == 0  # the hall has not said for how long
    gym.terms(minutes=3 * MONTH + 1, visits_months=2)
    gym.leave(gym.enter("乙", 3 * MONTH + 2), 3 * MONTH + 9)
    before = queries.use_of(HERE, TODAY, TODAY, later)[gym.space.pk]
    assert errands.run(later) == 0  # once a day
    tomorrow = later + datetime.timedelta(days=1)
    assert errands.run(tomorrow) == 2
    assert errands.run(tomorrow) == 0
    after = queries.use_of(HERE, TODAY, TODAY, later)[gym.space.pk]
    assert (after.visits, after.used) == (before.visits, before.used)
    assert (len(before.people), after.people) == (2, frozenset())
    assert [row.resident_id for row in Visit.objects.filter(erased_at=None)] == [gym.person("乙")]
    [deed] = Deed.objects.filter(verb="gym_visits.erased")
    assert deed.details == {"visits": 2}
    old = Visit.objects.filter(erased_at__isnull=False).first()
    with pytest.raises(NotFound):
        actions.take_back(visit_id=old.pk, reason="认错人", by=gym.keeper, at=tomorrow)
    with pytest.raises(NotAllowed):
        actions.erase_visits(by=gym.keeper, at=tomorrow)
    gym.enter("甲", 3 * MONTH + 24 * 60)  # who forgot to go out once, and is nobody now, comes in
    for broken in ({"resident_id": gym.person("甲")}, {"erased_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.filter(pk=old.pk).update(**broken)
