"""Who came is kept as long as the hall says, and what was answered as long as it is good; then it
goes, and what was counted, or told at the door, stays.
"""

import datetime
import sys

import pytest
from django.db import IntegrityError, transaction

from linli.gym import actions, errands, queries
from linli.gym.models import Declaration, Talk, Visit
from linli.gym.queries.standing import answers_of
from linli.gym.tests.conftest import ASKED
from linli.identity.permissions import NotAllowed, clock
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from tests.village import HERE, TODAY

DAY = 24 * 60
MONTH = 30 * DAY
LAST = 181 * DAY
"""The last day of a declaration of today that is good for six months, at half past nine."""


def test_names_go_when_their_time_is_over_and_numbers_stay(gym):
    gym.terms()
    gym.child("小明", datetime.date(2010, 5, 1))
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


@pytest.fixture
def declared(gym) -> Declaration:
    """甲 answered with a yes, and a keeper talked with them; 乙 has three days longer."""
    gym.terms(3, health_months=6, questions=ASKED)
    row = gym.declare("甲", True, False)
    gym.talk("甲", "better_not", 1)
    gym.declare("乙", minutes=3 * DAY)
    return row


def test_what_has_lapsed_is_opened_by_nobody_though_nothing_ran(gym, declared, monkeypatch):
    """The guard bites from the day after on; the sealed answers still lie there."""
    who, day = gym.who("甲"), declared.good_until
    assert [row.yes for row in queries.talk(gym.keeper, **who, at=gym.at(LAST)).answers] == [1, 0]
    assert gym.stands("甲", LAST).talk == "better_not"
    looks = len(gym.keeper.looks)
    assert answers_of(declared, day) == [True, False]
    tomorrow = LAST + DAY

    def opened(*about):
        pytest.fail("a sealed answer was opened")

    monkeypatch.setattr(sys.modules[answers_of.__module__], "unseal", opened)
    with pytest.raises(NotFound):
        answers_of(declared, day + datetime.timedelta(days=1))
    with pytest.raises(NotFound):
        queries.talk(gym.keeper, **who, at=gym.at(tomorrow))
    with pytest.raises(actions.NothingToTalkOf):
        gym.talk("甲", "may", tomorrow)
    stands = gym.stands("甲", tomorrow)
    assert (stands.talk, stands.declaration_missing) == ("", True)
    with pytest.raises(actions.DeclarationFirst):
        gym.enter("甲", tomorrow)
    assert len(gym.keeper.looks) == looks
    assert Declaration.objects.exclude(answers=None).filter(pk=declared.pk).exists()


def test_lapsed_answers_are_destroyed_and_the_door_says_the_same(gym, declared):
    def said(minutes: int) -> tuple[object, str]:
        with pytest.raises(actions.DeclarationFirst) as lapsed:
            gym.enter("甲", minutes)
        return gym.stands("甲", minutes), str(lapsed.value)

    evening, tomorrow = gym.at(LAST + 600), LAST + DAY
    assert errands.run(gym.at(tomorrow)) == 0
    with pytest.raises(actions.TalkFirst):  # a device tells of the last day, and asks for a keeper
        gym.enter("甲", tomorrow, pressed_at=evening)
    before = said(tomorrow + DAY)
    assert errands.run(gym.at(tomorrow + DAY)) == 1
    assert said(tomorrow + DAY) == before
    assert "到期" in before[1]
    declared.refresh_from_db()
    assert (declared.answers, declared.ended_at, Talk.objects.get().outcome) == (None, None, None)
    kept = Declaration.objects.get(resident=gym.person("乙"))
    assert answers_of(kept, kept.good_until) == [False, False]
    [deed] = Deed.objects.filter(verb="gym_declarations.erased")
    assert deed.details == {"declarations": 1}
    assert actions.erase_lapsed(by=clock(), at=gym.at(tomorrow + DAY)) == 0
    with pytest.raises(NotAllowed):
        actions.erase_lapsed(by=gym.keeper, at=gym.at(tomorrow + DAY))
    for row, broken in (
        (kept, {"answers": None}),
        (kept, {"answers": None, "erased_on": kept.good_until}),
        (declared, {"answers": b"something"}),
        (declared, {"erased_on": None}),
        (declared, {"ended_at": gym.at(tomorrow)}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Declaration.objects.filter(pk=row.pk).update(**broken)
    gym.declare("甲", minutes=tomorrow + DAY)
    gym.enter("甲", tomorrow + DAY)


def test_a_room_that_asks_for_none_any_more_keeps_none(gym, declared):
    """Terms without questions, or no terms at all: what was answered serves nothing."""
    gym.terms(3, minutes=4 * DAY)
    declared.refresh_from_db()
    assert (declared.answers, Talk.objects.get().outcome) == (None, None)
    assert not Declaration.objects.filter(ended_at=None).exists()
    gym.enter("甲", 4 * DAY)
    gym.terms(3, minutes=5 * DAY, health_months=6, questions=ASKED)
    assert gym.stands("甲", 5 * DAY).declared is None
    gym.declare("甲", True, False, minutes=5 * DAY)
    gym.terms(5, minutes=6 * DAY, health_months=6, questions=ASKED)
    assert gym.stands("甲", 6 * DAY).talk  # the terms ask for it still
    actions.end_terms(space_id=gym.space.pk, by=gym.keeper, at=gym.at(7 * DAY))
    assert not Declaration.objects.exclude(answers=None).exists()
    ended = Deed.objects.filter(verb="gym_declarations.ended").order_by("seq")
    assert [deed.details["declarations"] for deed in ended] == [2, 1]
