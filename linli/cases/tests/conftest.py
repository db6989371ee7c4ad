"""Ms Wang's family and its case, walked up to a stage through the actions."""

import datetime
from types import SimpleNamespace

import pytest

from linli.cases import actions as cases
from linli.cases.models import Goal
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock, nobody
from linli.people import actions as people, queries as residents
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY

DUTY = LegalDuty("未成年人保护法 第四十三条", "困境儿童档案")
IN_THREE_MONTHS = TODAY + datetime.timedelta(days=90)
IN_HALF_A_YEAR = TODAY + datetime.timedelta(days=180)


@pytest.fixture
def family(village) -> SimpleNamespace:
    """Father, mother and child of six; registered in Jin'an."""
    [household] = people.register_many(
        households=[
            NewHousehold(
                building="3号楼",
                members=(
                    NewMember(who=_person("王建国", 1, 1985), relation="02"),
                    NewMember(who=_person("李秀英", 2, 1988), relation="12"),
                    NewMember(
                        who=_person("王小宇", 1, 2020), relation="20", guardians=(0, 1), ground=DUTY
                    ),
                ),
            )
        ],
        place=HERE,
        by=village.social_worker,
        at=NOW,
        fictional=True,
    )
    members = residents.household(village.social_worker, household.pk, TODAY).members
    return SimpleNamespace(household_id=household.pk, child_id=members[-1].id)


@pytest.fixture
def lead(village):
    """A neighbour's word, from the street."""
    return told(village)


@pytest.fixture
def opened(village, family, lead):
    """The case after intake; nobody walks with the family yet."""
    return cases.take_in(
        lead_id=lead.pk,
        household_id=family.household_id,
        person_id=family.child_id,
        by=village.social_worker,
        at=NOW,
    )


@pytest.fixture
def assigned(village, opened):
    """The case with its worker."""
    return assign(village, opened)


@pytest.fixture
def assessed(village, assigned):
    """The case after the assessment: does not speak, and money is short."""
    cases.assess(
        case_id=assigned.pk,
        on=TODAY,
        scores={"communication": 1, "learning": 1, "economic": 2},
        words="孩子不看人，妈妈辞了工作照顾他。",
        by=village.social_worker,
        at=NOW,
    )
    return assigned


@pytest.fixture
def planned(village, assessed):
    """The case with a plan of two goals, looked at every month."""
    plan(village, assessed)
    return assessed


@pytest.fixture
def followed(village, planned):
    """The case after something was done and somebody looked in: the child greets strangers."""
    cases.intervene(
        case_id=planned.pk, kind="visit", on=TODAY, words="上门，陪孩子玩。",
        by=village.social_worker, at=NOW,
    )  # fmt: skip
    follow_up(village, planned, {"communication": 4})
    return planned


@pytest.fixture
def evaluated(village, followed):
    """The case with every goal answered."""
    cases.evaluate(
        case_id=followed.pk,
        on=TODAY,
        results=dict.fromkeys(goal_ids(followed), "reached"),
        words="会打招呼了。",
        by=village.social_worker,
        at=NOW,
    )
    return followed


def _person(name, sex, year):
    return Registration(name=name, sex=sex, born_on=datetime.date(year, 5, 1))


def told(village, **changed):
    said = {"place": HERE, "words": "三号楼有个孩子从来不说话。", "by": nobody(), "at": NOW}
    return cases.raise_lead(**(said | changed))


def assign(village, case):
    return cases.assign_worker(
        case_id=case.pk,
        worker_id=village.social_worker.user_id,
        until_on=IN_HALF_A_YEAR,
        by=village.supervisor,
        at=NOW,
    )


def wanted(domain, target=2, due_on=IN_THREE_MONTHS):
    return cases.GoalWanted(domain, target, due_on, "想听他叫一声妈妈")


def plan(village, case, *goals, **changed):
    said = {
        "case_id": case.pk,
        "on": TODAY,
        "goals": goals or (wanted("communication", 4), wanted("learning", 3)),
        "every_days": 30,
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.plan(**(said | changed))


def follow_up(village, case, scores, **changed):
    said = {
        "case_id": case.pk,
        "teller": "parent",
        "on": TODAY,
        "scores": scores,
        "words": "妈妈说他会跟楼下的人打招呼了。",
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.follow_up(**(said | changed))


def goal_ids(case):
    return list(Goal.objects.filter(plan__case=case).values_list("pk", flat=True))


@pytest.fixture
def colleague(village):
    """Another social worker of the same community."""
    user = identity.invite(username="colleague", name="陈社工", by=clock(), at=NOW)
    identity.appoint(
        user_id=user.pk, role="social_worker", place=HERE, by=clock(), at=NOW, from_on=TODAY
    )
    return who.viewer_for(user, on=TODAY)


def households(village, count):
    """So many further households of one person each; their ids."""
    made = people.register_many(
        households=[
            NewHousehold(
                members=(NewMember(who=_person(f"林{_count(n)}", 1, 1980), relation="02"),)
            )
            for n in range(count)
        ],
        place=HERE,
        by=village.social_worker,
        at=NOW,
        fictional=True,
    )
    return [household.pk for household in made]


def _count(n):
    return "一二三四五六七八九十"[n % 10] + "甲乙"[n // 10]
