"""The registry as columns says of everybody what the families say, one by one."""

import datetime
import json
from dataclasses import replace
from random import Random
from uuid import UUID

import polars as pl
import pytest

from linli.identity.permissions import clock
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import seal
from linli.people import actions, queries
from linli.people.actions import Consent, LegalDuty, Mate, NewGuardian, Registration
from linli.people.models import Sheet
from linli.people.queries import columns
from linli.people.queries.columns import NotASheet
from linli.people.terms import NewHousehold, NewMember, entry_of
from linli.rules.conditions import Compare, Each, FactIs, Limit
from linli.rules.facts import NONE, FactValue
from linli.rules.kinds import KINDS, Purpose, Shape
from linli.rules.learning import Subject
from linli.rules.packs import Unit
from linli.rules.screening.compiling import compiled
from linli.rules.screening.walking import columns_for, screen_registry
from linli.rules.tests.registries import FEN, PLACES, judged, with_one_more
from linli.rules.words import Words
from tests.village import HERE, NEXT_DOOR, TODAY

DUTY = LegalDuty(article="社会救助暂行办法 第十一条", purpose="协助申请救助")
A_YEAR = datetime.timedelta(days=366)
DAY = datetime.timedelta(days=1)
RICH = FactIs(KINDS["monthly_income"], Compare("above", Limit(1_000_00)))
GUARDED = Each("every", "guardians", RICH, Words("条件", "a condition"))
TOLD_ONLY = frozenset({"birth_date", "hukou_place"})


class Settlement:
    """Households made through the actions, by a seed."""

    def __init__(self, village, seed: int = 1) -> None:
        self.village, self.dice = village, Random(seed)
        self.by = {"by": clock(), "at": village.now}

    def settle(self, count: int, place: str = HERE) -> list[UUID]:
        """So many households of two grown-ups or one and up to two children; facts of many."""
        new = [self._household(number) for number in range(count)]
        homes = actions.register_many(households=new, place=place, **self.by)
        for home in homes:
            members = sorted(queries.members_of(clock(), home.pk), key=str)
            for about in [*({"resident_id": one} for one in members), {"household_id": home.pk}]:
                self._tell(about)
        return [home.pk for home in homes]

    def state(self, about, kind, value, observed_on=TODAY, ground=DUTY, **more) -> UUID:
        """One fact of somebody, on a basis of its own, which is given back."""
        basis = actions.record_basis(ground=ground, **about, **self.by)
        told = {"kind": kind, "value": value, "observed_on": observed_on, "basis_id": basis.pk}
        actions.state_fact(**told, source="stated", **about, **more, **self.by)
        return basis.pk

    def register(self, name: str, born_on: datetime.date, guardians=()) -> UUID:
        """One more person, who lives nowhere yet."""
        who = Registration(name=name, born_on=born_on, sex=2)
        named = [NewGuardian(one, "parent") for one in guardians]
        one = actions.register(who=who, place=HERE, ground=DUTY, guardians=named, **self.by)
        return one.pk

    def form(self, *members: UUID) -> UUID:
        """A household of these, the first its head."""
        mates = [Mate(one, "97" if n else "02") for n, one in enumerate(members)]
        return actions.form_household(place=HERE, members=mates, **self.by).pk

    def _household(self, number: int) -> NewHousehold:
        grown = [
            self._member(f"大人{number}", years) for years in self.dice.choice([(40,), (18, 70)])
        ]
        young = [
            self._member(f"孩子{number}", years, guardians)
            for years, guardians in self.dice.choice([(), ((17, ()),), ((3, (0,)), (12, (0,)))])
        ]
        return NewHousehold(members=(*grown, *young))

    def _member(self, name: str, years: int, guardians: tuple[int, ...] = ()) -> NewMember:
        """Around the birthday: the day before, the day, the day after."""
        born_on = TODAY.replace(year=TODAY.year - years) + self.dice.choice((-1, 0, 1)) * DAY
        hukou = self.dice.choice(["", "350206", "3502", "350100"])
        letters = "".join(self.dice.choices("甲乙丙丁戊己庚辛", k=6))
        who = Registration(name=name[:2] + letters, sex=1, born_on=born_on, hukou_place=hukou)
        return NewMember(who=who, relation="97", guardians=guardians, ground=DUTY)

    def _tell(self, about: dict) -> None:
        subject = Subject.PERSON if "resident_id" in about else Subject.HOUSEHOLD
        kinds = [k for k in KINDS.values() if k.subject is subject and k.key not in TOLD_ONLY]
        for kind in self.dice.sample(kinds, self.dice.choice((0, 2, 5))):
            old = self.dice.choice((0, 30, 366, 367)) * DAY
            last = self.dice.choice((None, None, TODAY, TODAY - old))
            self.state(about, kind.key, self._value(kind), TODAY - old, valid_until=last)

    def _value(self, kind):
        if kind.may_be_none and self.dice.random() < 0.3:
            return NONE
        if kind.shape is Shape.YES_NO:
            return self.dice.random() < 0.5
        choices = {Shape.FEN: FEN, Shape.PLACE: PLACES}.get(kind.shape, list(kind.choices))
        return self.dice.choice(choices)


def consent_of(one: UUID) -> Consent:
    """Read aloud to the person themself."""
    told = {"form": "read_aloud", "witness": "陈阿姨", "version": "2026-11"}
    return Consent(given_by=one, purpose="申请救助", **told)


@pytest.fixture
def settlement(village) -> Settlement:
    return Settlement(village)


def screened(packs, folder, on=TODAY, place=HERE):
    """Every answer of the registry, by benefit and subject, as read back from what is written."""
    plan = compiled(packs, place, on)
    registry = queries.registry(clock(), [place], on, columns_for(plan))
    screen_registry(plan, registry, folder)
    return {
        (pack.id, UUID(row[f"{unit}_id"])): (row[pack.id], row[f"{pack.id}_fen"])
        for unit in ("person", "household")
        for row in pl.read_parquet(folder / f"{unit}s.parquet").rows(named=True)
        for pack in packs.for_place(place, on)
        if pack.unit.value == unit
    }


def one_by_one(packs, on=TODAY, place=HERE):
    """The same from the families, each alone."""
    return {
        (pack.id, one.id if one else home.household_id): judged(pack, home, one, on, packs)
        for home in queries.families(clock(), queries.households_at(clock(), place), on)
        for pack in packs.for_place(place, on)
        for one in (home.persons if pack.is_personal else (None,))
    }


def rows(asked, places=(HERE,)):
    """The persons' rows, by person."""
    registry = queries.registry(clock(), places, TODAY, frozenset(asked))
    table = registry.persons._frame.collect()
    return {UUID(row["person_id"]): row for row in table.rows(named=True)}


@pytest.mark.slow
def test_a_settlement_is_judged_as_each_of_its_families(settlement, tmp_path):
    homes = settlement.settle(75)
    settlement.settle(3, NEXT_DOOR)
    first, second = homes[:2]
    gone = next(iter(queries.members_of(clock(), first)))
    actions.leave(resident_id=gone, **settlement.by)
    [guardian, *_] = queries.members_of(clock(), second)
    child = settlement.register("小花", TODAY.replace(year=2019), [guardian])
    settlement.form(settlement.register("外婆", TODAY.replace(year=1950)), child)
    packs = with_one_more(GUARDED, None, Unit.PERSON)
    answers = one_by_one(packs)
    assert len({subject for _benefit, subject in answers}) > 200
    assert screened(packs, tmp_path) == answers
    later = TODAY + A_YEAR
    assert screened(packs, tmp_path, later) == one_by_one(packs, later) != answers


def test_a_stale_answer_is_unknown_and_none_is_knowledge(settlement):
    old, new, none = (settlement.register(name, TODAY.replace(year=1980)) for name in "甲乙丙")
    settlement.form(old, new, none)
    settlement.state({"resident_id": old}, "monthly_income", 1, TODAY - A_YEAR - DAY)
    settlement.state({"resident_id": new}, "monthly_income", 2, TODAY - A_YEAR)
    settlement.state({"resident_id": none}, "disability_grade", NONE)
    found = rows({"monthly_income", "disability_grade", "disability_grade__none"})
    assert [found[one]["monthly_income"] for one in (old, new, none)] == [None, 2, None]
    marks = [found[one]["disability_grade__none"] for one in (old, new, none)]
    assert marks == [False, False, True]


def test_a_withdrawn_basis_takes_its_facts_away(settlement):
    one = settlement.register("甲", TODAY.replace(year=1980))
    settlement.form(one)
    basis = settlement.state({"resident_id": one}, "monthly_income", 5, ground=consent_of(one))
    assert rows({"monthly_income"})[one]["monthly_income"] == 5
    actions.withdraw_basis(basis_id=basis, **settlement.by)
    assert rows({"monthly_income"})[one]["monthly_income"] is None


def test_who_lives_elsewhere_or_nowhere_is_not_told_of(settlement):
    here, left, nowhere = (settlement.register(one, TODAY.replace(year=1980)) for one in "甲乙丙")
    settlement.form(here, left)
    actions.leave(resident_id=left, **settlement.by)
    settlement.settle(1, NEXT_DOOR)
    assert rows({"birth_date"}).keys() == {here}
    both = rows({"birth_date"}, (HERE, NEXT_DOOR))
    assert len(both) > 1
    assert not {left, nowhere} & both.keys()


def test_nothing_is_told_that_was_not_asked(settlement):
    one = settlement.register("甲", TODAY.replace(year=1980))
    settlement.form(one)
    settlement.state({"resident_id": one}, "diagnosis", "autism")
    assert rows({"hukou_place"})[one].keys() == {"household_id", "person_id", "hukou_place"}


def test_of_three_guardians_none_is_told(settlement):
    three = [settlement.register(name, TODAY.replace(year=1980)) for name in "甲乙丙"]
    child = settlement.register("小花", TODAY.replace(year=2020), three)
    settlement.form(*three, child)
    found = rows({"guardians__none"})[child]
    assert (found["guardian_1_id"], found["guardians__none"]) == (None, False)


def test_a_broken_sheet_stops_the_screening(settlement):
    one = settlement.register("甲", TODAY.replace(year=1980))
    settlement.form(one)
    settlement.state({"resident_id": one}, "monthly_income", 5)
    for text in ("{}\n{}", '{"monthly_income": "2026-11-01 9999-12-31 stated   true"}', "{"):
        write(one, text)
        with pytest.raises(NotASheet):
            rows({"monthly_income"})


def test_a_sheet_of_the_first_edition_is_read_too(settlement):
    one = settlement.register("甲", TODAY.replace(year=1980))
    home = settlement.form(one)
    settlement.state({"resident_id": one}, "monthly_income", 5)
    told = {"observed_on": str(TODAY), "source": "stated", "fact": str(one), "valid_until": None}
    over = told | {"value": True, "valid_until": str(TODAY - DAY)}
    entries = {"monthly_income": told | {"value": 7}, "school_stage": told | {"value": None}}
    write(one, json.dumps({**entries, "tekun_status": over, "of_old": told}))
    [family] = queries.families(clock(), [home], TODAY)
    assert family.persons[0].facts["monthly_income"].value == 7
    assert family.persons[0].facts["school_stage"].value is NONE
    found = rows({"monthly_income", "school_stage__none", "tekun_status"})[one]
    assert (found["monthly_income"], found["school_stage__none"]) == (7, True)
    assert found["tekun_status"] is None


def write(one: UUID, text: str) -> None:
    """Somebody's sheet, as no action writes it."""
    sheet = Sheet.objects.get(resident=one)
    seal(sheet, "facts", text)
    sheet.save()


def test_it_is_the_house_s_own_question(village):
    with pytest.raises(NotFound):
        queries.registry(village.supervisor, [HERE], TODAY, frozenset())


@pytest.mark.once
def test_what_serves_no_benefit_is_read_where_its_owner_agreed():
    kind = replace(
        KINDS["residence_permit_place"],
        purposes=frozenset({Purpose.SERVICES}),
        with_consent=frozenset({Purpose.BENEFITS}),
    )
    fact = FactValue("350206", observed_on=TODAY)
    entries = [entry_of(fact), entry_of(fact, agreed="benefits"), entry_of(fact, agreed="services")]
    told = columns.Wanted({kind.key}, TODAY).told(kind)
    read = pl.DataFrame({kind.key: entries}).select(**told)
    assert read[kind.key].to_list() == [None, "350206", None]
