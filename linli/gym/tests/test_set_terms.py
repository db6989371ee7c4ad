"""A keeper says on what terms; a change is a new version, and what was stays as it was."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from linli.gym import actions, queries
from linli.gym.guards import GUARDS
from linli.gym.models import OpenTerms, Questions, Visit
from linli.gym.tests.conftest import ASKED
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.spaces import actions as spaces
from tests.village import HERE, NOW


def test_a_change_is_a_new_version_and_a_visit_keeps_its_own(gym):
    key = uuid4()
    first = gym.terms(3, key=key, health_months=12, questions=["  头晕吗？ ", ""])
    assert gym.terms(9, key=key) == first
    gym.declare("甲", False)
    visit = gym.enter("甲")
    second = gym.terms(5, minutes=10, known=1, health_months=6, questions=["头晕吗？"])
    assert (second.number, second.questions_id) == (2, first.questions_id)
    with pytest.raises(actions.ChangedMeanwhile):
        gym.terms(5, minutes=11, known=1)
    third = gym.terms(5, minutes=12, health_months=6, questions=ASKED)
    assert third.questions.number == 2
    assert [row.number for row in queries.versions(gym.space.pk)] == [3, 2, 1]
    assert Visit.objects.get(pk=visit.pk).terms_id == first.pk
    assert gym.stands("甲", 12).declared.good_until.year == 2027  # as it was promised
    actions.end_terms(space_id=gym.space.pk, by=gym.keeper, at=gym.at(20))
    with pytest.raises(NotFound):
        gym.enter("乙", 21)


def test_terms_nobody_could_keep_are_refused(gym, village):
    with pytest.raises(actions.MoreThanTheRoom):
        gym.terms(21)
    for ages in ({"accompanied_from": 12}, {"age_from": 16, "accompanied_from": 16},
                 {"age_from": 16, "age_to": 12}):  # fmt: skip
        with pytest.raises(actions.AgesOutOfOrder):
            gym.terms(3, **ages)
    for asked in ({"health_months": 12}, {"health_months": 61, "questions": ASKED}):
        with pytest.raises(actions.QuestionsMissing):
            gym.terms(3, **asked)
    with pytest.raises(NotAllowed):
        gym.terms(3, by=village.social_worker)
    closed = spaces.open_space(
        place=HERE, name="会议室", kind="meeting", capacity_people=9, by=gym.keeper, at=NOW
    )
    with pytest.raises(actions.NotOpenAccess):
        actions.set_terms(space_id=closed.pk, most_people=3, **gym.act())
    assert not OpenTerms.objects.exists()


def test_the_database_keeps_terms_as_they_were_set_and_no_wider_than_the_room(gym):
    row = gym.terms(3, health_months=12, questions=ASKED)
    assert not GUARDS.missing(connection)
    like = {
        "space": gym.space, "place_id": HERE, "induction": False, "card_needed": False,
        "from_at": NOW, "by_id": gym.keeper.user_id, "number": 2,
    }  # fmt: skip
    live = OpenTerms.objects.filter(pk=row.pk)
    for wrong in (
        lambda: live.update(most_people=4),
        lambda: live.update(health_months=None, questions=None),
        lambda: live.delete(),
        lambda: Questions.objects.update(items=["别的"]),
        lambda: OpenTerms.objects.create(most_people=3, key=uuid4(), **like),  # a second in force
        lambda: OpenTerms.objects.create(
            most_people=21, key=uuid4(), until_at=NOW, ended_by_id=gym.keeper.user_id, **like
        ),
        lambda: OpenTerms.objects.create(
            most_people=3, key=uuid4(), until_at=NOW, ended_by_id=gym.keeper.user_id,
            accompanied_from=12, **like,
        ),  # nobody is accompanied where nobody is too young
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_room_made_smaller_lets_in_no_more_than_it_holds(gym):
    gym.terms(3)
    gym.enter("甲")
    spaces.change_space(
        space_id=gym.space.pk, name="健身房", capacity_people=1, open_access=True, by=gym.keeper,
        at=gym.at(1),
    )  # fmt: skip
    with pytest.raises(actions.Full):
        gym.enter("乙", 2)
