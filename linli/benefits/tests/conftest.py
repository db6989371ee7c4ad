"""Ms Wang's family, registered and its facts stated through the actions."""

import datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from linli.benefits.models import Hint
from linli.benefits.queries import CURSOR
from linli.journal import actions as journal
from linli.kernel.sealed import seal
from linli.people import actions as people, queries as residents
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from linli.rules.facts import NONE, Value
from tests.village import HERE, NOW, TODAY

LATER_THAN_ANY_DEED = 2**62
DUTY = LegalDuty("未成年人保护法 第四十三条", "困境儿童档案")
LAW = LegalDuty("社会救助暂行办法 第十一条", "协助申请救助")
FAMILY = (("王建国", 1, 1985, "02"), ("李秀英", 2, 1988, "12"), ("王小宇", 1, 2020, "20"))


@pytest.fixture
def family(village) -> SimpleNamespace:
    """Father, mother and child, nothing known of them yet; assigned to the social worker."""
    return register_family(village)


@pytest.fixture
def told(village, family) -> SimpleNamespace:
    """The same family with what the story tells of it."""
    return tell(village, family)


def register_family(village) -> SimpleNamespace:
    """``family``, in whatever database the village stands."""
    [household] = people.register_many(
        households=[NewHousehold(members=tuple(_member(*one) for one in FAMILY))],
        place=HERE,
        by=village.social_worker,
        at=NOW,
        fictional=True,
    )
    people.assign(
        household_id=household.pk,
        worker_id=village.social_worker.user_id,
        scope="case",
        until_on=TODAY + datetime.timedelta(days=90),
        by=village.supervisor,
        at=NOW,
    )
    card = residents.household(village.social_worker, household.pk, TODAY)
    father, mother, child = (member.id for member in card.members)
    return SimpleNamespace(
        household_id=household.pk, father_id=father, mother_id=mother, child_id=child
    )


def tell(village, family) -> SimpleNamespace:
    """``told``, of a family registered so."""
    state(village, resident_id=family.mother_id, disability_category=NONE, disability_grade=NONE)
    state(
        village,
        resident_id=family.father_id,
        disability_category="limb",
        disability_grade=3,
        tekun_status=False,
        work_injury_care=False,
    )
    state(
        village,
        resident_id=family.child_id,
        diagnosis="autism",
        disability_category=NONE,
        disability_grade=NONE,
        contracted_rehab_institution=True,
        monthly_rehab_cost=3_000_00,
        tekun_status=False,
        orphan_support=False,
    )
    state(village, household_id=family.household_id, dibao_status=False, low_income_status=False)
    return family


def state(village, **what) -> None:
    """Facts of one subject, told to the social worker."""
    tell_of(village.social_worker, **what)


def tell_of(worker, *, resident_id=None, household_id=None, **values: Value) -> None:
    """Facts of one subject, on a legal basis recorded first."""
    subject = {"resident_id": resident_id} if resident_id else {"household_id": household_id}
    basis = people.record_basis(ground=LAW, by=worker, at=NOW, **subject)
    for kind, value in values.items():
        people.state_fact(
            kind=kind,
            value=value,
            source="document",
            observed_on=TODAY,
            basis_id=basis.pk,
            by=worker,
            at=NOW,
            **subject,
        )


def _member(name: str, sex: int, year: int, relation: str) -> NewMember:
    who = Registration(name=name, sex=sex, born_on=datetime.date(year, 5, 1), hukou_place="350206")
    if relation == "20":
        return NewMember(who=who, relation=relation, guardians=(0, 1), ground=DUTY)
    return NewMember(who=who, relation=relation)


def put_hint(household_id, **more) -> Hint:
    """A hint as a look would have left it, and no newer deed that would have it asked again."""
    hint = Hint(
        place_id=HERE,
        household_id=household_id,
        benefit="child_rehab_aid",
        edition="2021",
        state="eligible",
        monthly_fen=100,
        waiting_fen=0,
        found_at=NOW,
        **more,
    )
    seal(hint, "why", '{"signs": ["diagnosis"], "papers": []}')
    hint.save(force_insert=True)
    journal.move_cursor(name=CURSOR, seq=LATER_THAN_ANY_DEED)
    return hint


def refused_by_all(worker) -> UUID:
    """A household of one for which every policy has a no: nothing to claim, to get or to ask."""
    who = Registration(
        name="何先生", sex=1, born_on=datetime.date(1980, 5, 1), hukou_place="350206"
    )
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
        place=HERE,
        by=worker,
        at=NOW,
    )
    [alone] = residents.members_of(worker, home.pk)
    tell_of(
        worker,
        resident_id=alone,
        monthly_income=9_000_00,
        financial_assets=900_000_00,
        yearly_medical_cost=60_000_00,
        tekun_status=False,
    )
    statuses = ("dibao_status", "low_income_status", "rigid_expense_status")
    tell_of(worker, household_id=home.pk, **dict.fromkeys(statuses, False))
    return home.pk
