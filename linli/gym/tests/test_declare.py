"""Shown the machines once, declared once and again when it lapses; a yes is a talk, no refusal."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.gym import actions, queries
from linli.gym.models import Declaration, Induction, Talk
from linli.gym.tests.conftest import ASKED
from linli.identity.permissions import ROLES, NotAllowed, Permission
from linli.kernel.refusal import NotFound
from tests.village import TODAY


def test_the_machines_are_shown_once_and_it_can_be_taken_back(gym, village):
    gym.terms(3, induction=True, induction_when="每周三九点")
    with pytest.raises(actions.InductionFirst) as first:
        gym.enter("甲")
    assert "每周三九点" in first.value.next_step
    for wrong, refusal in (
        ({"shown_by": " "}, actions.NameMissing),
        ({"shown_on": TODAY + datetime.timedelta(days=1)}, actions.NotYet),
        ({"by": village.grid_worker}, NotAllowed),
    ):
        with pytest.raises(refusal):
            gym.induct("甲", **wrong)
    made = gym.induct("甲")
    with pytest.raises(actions.InductedAlready):
        gym.induct("甲")
    gym.leave(gym.enter("甲"), 10)
    with pytest.raises(actions.NoReason):
        actions.take_back_induction(induction_id=made.pk, reason="", by=gym.keeper, at=gym.at(11))
    actions.take_back_induction(induction_id=made.pk, reason="认错人", by=gym.keeper, at=gym.at(11))
    with pytest.raises(actions.InductionFirst):
        gym.enter("甲", 12)
    gym.induct("甲", 13)
    assert Induction.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Induction.objects.filter(pk=made.pk).update(taken_back_at=None, taken_back_by=None)


def test_a_declaration_is_good_for_as_long_as_the_terms_said_and_its_answers_are_sealed(gym):
    gym.terms(3, health_months=6, questions=ASKED)
    with pytest.raises(actions.DeclarationFirst):
        gym.enter("甲")
    with pytest.raises(actions.AnswersMissing):
        gym.declare("甲", False)
    row = gym.declare("甲", False, True)
    assert row.good_until == datetime.date(2027, 5, 23)
    assert b"true" not in bytes(row.answers)
    lapsed = 182 * 24 * 60
    assert gym.stands("甲", lapsed).declaration_missing
    with pytest.raises(actions.DeclarationFirst) as over:
        gym.enter("甲", lapsed)
    assert "到期" in str(over.value)
    gym.declare("甲", False, False, minutes=lapsed)
    gym.enter("甲", lapsed)
    row.refresh_from_db()
    assert row.answers is None  # what is not needed any more is not kept
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=row.pk).update(answers=b"something")
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(ended_at=None).update(good_until=row.declared_on)


def test_a_yes_is_a_talk_and_the_keeper_decides_never_the_machine(gym, village, monkeypatch):
    gym.terms(3, health_months=12, questions=ASKED)
    gym.declare("甲", True, False)
    gym.declare("乙", False, False)
    gym.enter("乙")
    with pytest.raises(actions.NothingToTalkOf):
        gym.talk("乙", "may")
    for known in (False, True):  # first somebody talks
        with pytest.raises(actions.TalkFirst):
            gym.enter("甲", known=known)
    with pytest.raises(NotAllowed):
        gym.talk("甲", "may", by=village.grid_worker)
    talked = gym.talk("甲", "better_not", 1)
    assert b"better" not in bytes(talked.outcome)
    with pytest.raises(actions.TalkFirst):
        gym.enter("甲", 2)
    keeps = ROLES["hall_keeper"]
    at_the_door = keeps._replace(permissions=keeps.permissions - {Permission.HEALTH_TALK})
    with monkeypatch.context() as only:  # whom how it went is not told cannot know it
        only.setitem(ROLES, "hall_keeper", at_the_door)
        with pytest.raises(NotAllowed):
            gym.enter("甲", 2, known=True)
    gym.leave(gym.enter("甲", 2, known=True), 3)
    gym.talk("甲", "may", 4)
    gym.enter("甲", 5)
    page = queries.talk(gym.keeper, **gym.who("甲"), at=gym.at(6))
    assert [row.yes for row in page.answers] == [True, False]
    assert page.person.talked_with == "戴馆务"
    assert [look.part for look in gym.keeper.looks if look.kind == "resident"] == ["gym_health"]


def test_a_resident_declares_at_home_and_a_child_through_its_guardian(gym, village):
    gym.terms(3, health_months=12, questions=ASKED)
    gym.child("小明", datetime.date(2010, 5, 1))
    mother = gym.login("小明妈妈")
    mine = {"channel": "my", "by": mother}
    assert gym.declare("小明妈妈", **mine).told_by_id == gym.person("小明妈妈")
    row = gym.declare("小明", **mine)
    assert row.told_by_id == gym.person("小明妈妈")
    with pytest.raises(NotFound):
        gym.declare("甲", **mine)
    with pytest.raises(actions.GuardianSays):
        gym.declare("小明")
    with pytest.raises(actions.GuardianSays):
        gym.declare("小明", told_by=gym.person("甲"))
    yesterday = TODAY - datetime.timedelta(days=1)
    for printed in (None, 2):  # a paper is keyed under the questions that stand on it
        with pytest.raises(actions.SheetOutdated):
            gym.declare("甲", channel="paper", declared_on=yesterday, printed_number=printed)
    paper = gym.declare(
        "小明", True, False, told_by=gym.person("小明妈妈"), channel="paper",
        declared_on=yesterday, printed_number=1,
    )  # fmt: skip
    assert paper.good_until == datetime.date(2027, 11, 22)
    gym.talk("小明", "with")
    with pytest.raises(NotFound):
        actions.withdraw(declaration_id=paper.pk, channel="my", by=gym.login("甲"), at=gym.at(1))
    actions.withdraw(declaration_id=paper.pk, channel="my", by=mother, at=gym.at(1))
    paper.refresh_from_db()
    assert (paper.answers, Talk.objects.get().outcome) == (None, None)
    assert gym.stands("小明", 2).declaration_missing
