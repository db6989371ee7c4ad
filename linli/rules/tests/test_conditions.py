"""Each construct by itself: three values, no vacuous truth, no outdated figure that says no."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from linli.rules.facts import NONE, FactValue, Family, Person
from linli.rules.learning import MEANS
from linli.rules.situation import all_hold, any_holds
from linli.rules.tests.families import TODAY, family, known, person
from linli.rules.tests.writing import judged
from linli.rules.verdicts import Outcome

YES, NO, UNKNOWN = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.NEEDS_INFORMATION
SAYS = "says: {zh: 条件, en: condition}"


@pytest.mark.parametrize(
    ("truths", "together", "either"),
    [
        ((True, True), True, True),
        ((True, False), False, True),
        ((True, None), None, True),
        ((False, None), False, None),
        ((None, None), None, None),
        ((False, False), False, False),
    ],
)
def test_and_and_or_are_kleenes(truths, together, either):
    assert all_hold(truths) is together
    assert any_holds(truths) is either
    assert all_hold(reversed(truths)) is together
    assert any_holds(reversed(truths)) is either


@pytest.mark.parametrize(
    ("test", "facts", "outcome"),
    [
        ("fact: disability_grade, at_most: 2", {"disability_grade": 2}, YES),
        ("fact: disability_grade, at_most: 2", {"disability_grade": 3}, NO),
        ("fact: disability_grade, at_most: 2", {"disability_grade": NONE}, NO),
        ("fact: disability_grade, at_most: 2", {}, UNKNOWN),
        ("fact: disability_grade, is: 3", {"disability_grade": 3}, YES),
        ("fact: disability_grade, exists: true", {"disability_grade": 4}, YES),
        ("fact: disability_grade, exists: true", {"disability_grade": NONE}, NO),
        ("fact: disability_grade, exists: true", {}, UNKNOWN),
        ("fact: diagnosis, in: [autism, speech]", {"diagnosis": "speech"}, YES),
        ("fact: diagnosis, in: [autism, speech]", {"diagnosis": "other"}, NO),
        ("fact: hukou_place, within: '3502'", {"hukou_place": "350206005023"}, YES),
        ("fact: hukou_place, within: '3502'", {"hukou_place": "350100"}, NO),
        ("fact: hukou_place, within: '3502'", {}, UNKNOWN),
        ("fact: tekun_status, is: false", {"tekun_status": False}, YES),
        ("fact: monthly_income, under: 1000", {"monthly_income": 999_99}, YES),
        ("fact: monthly_income, under: 1000", {"monthly_income": 1_000_00}, NO),
        ("fact: monthly_income, at_least: 1000", {"monthly_income": 1_000_00}, YES),
        ("fact: monthly_income, above: 1000", {"monthly_income": 1_000_00}, NO),
    ],
)
def test_one_fact_against_one_test(test, facts, outcome):
    conditions = f"  {{{test}, {SAYS}}}\n"
    assert judged(conditions, family(person(**facts))).outcome is outcome


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [({"tekun_status": False}, YES), ({"tekun_status": True}, NO), ({}, UNKNOWN)],
)
def test_not_leaves_unknown_unknown(facts, outcome):
    conditions = f"  not: {{fact: tekun_status, is: true}}\n  {SAYS}\n"
    assert judged(conditions, family(person(**facts))).outcome is outcome


# Ages


@pytest.mark.parametrize(
    ("born", "on", "ages_on", "outcome"),
    [
        (date(2008, 5, 1), date(2026, 4, 30), "the_day", YES),
        (date(2008, 5, 1), date(2026, 5, 1), "the_day", NO),
        (date(2008, 5, 1), date(2026, 5, 1), "january_1", YES),
        (date(2008, 5, 1), date(2027, 1, 1), "january_1", NO),
        (date(2008, 1, 1), date(2026, 6, 1), "january_1", NO),
        (date(2008, 1, 2), date(2026, 6, 1), "january_1", YES),
        (date(2026, 3, 1), date(2026, 6, 1), "january_1", YES),
        (date(2026, 7, 1), date(2026, 6, 1), "the_day", NO),
        (date(2008, 2, 29), date(2026, 2, 27), "the_day", YES),
        (date(2008, 2, 29), date(2026, 2, 28), "the_day", NO),
    ],
)
def test_under_18_on_the_day_or_on_the_first_of_january(born, on, ages_on, outcome):
    conditions = f"  {{age: {{under: 18}}, {SAYS}}}\n"
    child = person(birth_date=born, on=on)
    verdict = judged(conditions, family(child), on=on, more=f"ages_on: {ages_on}")
    assert verdict.outcome is outcome


def test_an_age_nobody_knows_is_asked_for():
    verdict = judged(f"  {{age: {{under: 18}}, {SAYS}}}\n", family(person()))
    assert verdict.outcome is UNKNOWN
    assert [missing.learning.key for missing in verdict.missing] == ["birth_date"]
    assert [way.papers for way in verdict.ways_in] == [0]


# Nobody qualifies by vacuous truth

EVERY_GUARDIAN = f"""\
  every: guardians
  satisfies: {{fact: disability_grade, at_most: 2, {SAYS}}}
  says: {{zh: 父母都是重度残疾, en: every guardian is severely disabled}}
"""


def with_guardians(guardians, *grades):
    child = Person(UUID(int=1), {}, guardians)
    parents = [
        person(number, disability_grade=grade) for number, grade in enumerate(grades, start=2)
    ]
    return family(child, *parents)


@pytest.mark.parametrize(
    ("guardians", "grades", "outcome"),
    [
        ((UUID(int=2), UUID(int=3)), (1, 2), YES),
        ((UUID(int=2), UUID(int=3)), (1, 3), NO),
        ((UUID(int=2),), (1, 3), YES),
        ((), (1, 2), NO),
        (None, (1, 2), UNKNOWN),
        ((UUID(int=8),), (1, 2), NO),
    ],
)
def test_no_guardians_satisfy_no_every(guardians, grades, outcome):
    assert judged(EVERY_GUARDIAN, with_guardians(guardians, *grades)).outcome is outcome


def test_guardians_nobody_asked_about_are_named_as_open():
    verdict = judged(EVERY_GUARDIAN, with_guardians(None, 1))
    assert [words.en for words in verdict.standards] == ["who the guardians are"]


@pytest.mark.parametrize("how", ["every", "some"])
def test_a_household_without_members_satisfies_neither(how):
    conditions = f"""\
  {how}: members
  satisfies: {{fact: hukou_place, within: "3502", {SAYS}}}
  {SAYS}
"""
    assert judged(conditions, family(), unit="household").outcome is NO


def test_nobody_has_no_income_a_head():
    conditions = f"  {{per_head: monthly_income, at_most: 1000, {SAYS}}}\n"
    assert judged(conditions, family(), unit="household").outcome is NO


# Sums a head

PER_HEAD = f"  {{per_head: monthly_income, at_most: 1000, {SAYS}}}\n"
AT_LEAST = f"  {{per_head: monthly_income, at_least: 1000, {SAYS}}}\n"


@pytest.mark.parametrize(
    ("conditions", "incomes", "outcome"),
    [
        (PER_HEAD, (2_000_00, 0), YES),
        (PER_HEAD, (2_000_01, 0), NO),
        (PER_HEAD, (1_999_00, None), UNKNOWN),
        (PER_HEAD, (2_000_01, None), NO),
        (PER_HEAD, (None, None), UNKNOWN),
        (AT_LEAST, (2_000_00, None), YES),
        (AT_LEAST, (1_999_00, None), UNKNOWN),
        (AT_LEAST, (1_999_00, 0), NO),
    ],
)
def test_a_known_part_already_above_decides(conditions, incomes, outcome):
    members = [
        person(number, **({} if income is None else {"monthly_income": income}))
        for number, income in enumerate(incomes, start=1)
    ]
    assert judged(conditions, family(*members), unit="household").outcome is outcome


def test_the_means_of_all_are_one_question():
    verdict = judged(PER_HEAD, family(person(1), person(2)), unit="household")
    [missing] = verdict.missing
    assert missing.learning is MEANS
    assert len(missing.persons) == 2
    [way] = verdict.ways_in
    assert [step.learning for step in way.steps] == [MEANS]


# Figures that may have risen

LINE = f"""\
  {{per_head: monthly_income, at_most: {{parameter: sum}}, {SAYS}}}
"""


@pytest.mark.parametrize(
    ("on", "income", "outcome"),
    [
        (date(2026, 11, 24), 100_00, YES),
        (date(2026, 11, 24), 100_01, NO),
        (date(2028, 11, 24), 100_00, YES),
        (date(2028, 11, 24), 100_01, UNKNOWN),
        (date(2025, 11, 24), 100_00, UNKNOWN),
    ],
)
def test_an_outdated_or_absent_figure_turns_nobody_away(on, income, outcome):
    member = person(monthly_income=income, on=on)
    verdict = judged(LINE, family(member), unit="household", on=on)
    assert verdict.outcome is outcome
    if outcome is UNKNOWN:
        [standard] = verdict.standards
        assert standard.en.startswith("the current the sum")


# Stale facts


def test_a_perishable_answer_goes_stale_and_is_asked_again():
    conditions = f"  {{fact: monthly_income, at_most: 1000, {SAYS}}}\n"
    old = TODAY - timedelta(days=367)
    verdict = judged(conditions, family(person(monthly_income=0, on=old)))
    assert verdict.outcome is UNKNOWN
    assert "已过期" in verdict.reasons[0].found.zh
    fresh = TODAY - timedelta(days=366)
    assert judged(conditions, family(person(monthly_income=0, on=fresh))).outcome is YES


def test_a_certificate_past_its_day_is_unknown_and_not_none():
    conditions = f"  {{fact: disability_grade, exists: true, {SAYS}}}\n"
    expired = FactValue(2, date(2016, 1, 1), "document", valid_until=TODAY - timedelta(days=1))
    holder = Person(UUID(int=1), {"disability_grade": expired})
    assert judged(conditions, family(holder)).outcome is UNKNOWN
    last_day = FactValue(2, date(2016, 1, 1), "document", valid_until=TODAY)
    holder = Person(UUID(int=1), {"disability_grade": last_day})
    assert judged(conditions, family(holder)).outcome is YES


# What the sources leave open


def test_what_no_source_settles_stays_open_and_has_no_way():
    conditions = "  unsettled: {zh: 来源没写, en: no source says}\n"
    verdict = judged(conditions, family(person()))
    assert verdict.outcome is UNKNOWN
    assert [words.en for words in verdict.standards] == ["no source says"]
    assert verdict.ways_in == ()


def test_a_fact_of_the_household_is_read_for_a_person():
    conditions = f"  {{fact: dibao_status, is: true, {SAYS}}}\n"
    assert judged(conditions, family(person(), dibao_status=True)).outcome is YES
    misplaced = Family(UUID(int=9), "350206005023", (person(dibao_status=True),), known({}))
    assert judged(conditions, misplaced).outcome is UNKNOWN


# What nothing points to

SIGNED = "likely_when: {fact: no_livelihood, is: true}"
PAPER = f"  {{fact: disability_grade, exists: true, {SAYS}}}\n"


@pytest.mark.parametrize(
    ("facts", "likely"),
    [
        ({}, False),
        ({"no_livelihood": False}, False),
        ({"no_livelihood": True}, True),
        ({"disability_grade": 2}, True),
    ],
)
def test_a_benefit_is_brought_up_by_a_sign_or_by_being_due(facts, likely):
    assert judged(PAPER, family(person(**facts)), more=SIGNED).likely is likely
    assert judged(PAPER, family(person(**facts))).likely


def test_a_sign_decides_nothing_and_no_answer_rests_on_it():
    needy = person(no_livelihood=True, disability_grade=NONE, diagnosis="autism")
    with_sign = judged(PAPER, family(needy), more=SIGNED)
    assert with_sign.outcome is NO
    assert with_sign.papers_away == 1
    assert "no_livelihood" not in {asked.kind for asked, _ in with_sign.facts}
    without = judged(PAPER, family(person(disability_grade=NONE, diagnosis="autism")), more=SIGNED)
    assert without.outcome is NO
    assert without.ways_in == ()


def test_a_caveat_tells_the_figure_of_the_day_and_rests_on_it():
    caveat = "caveats: [{zh: '满{sum}才补', en: 'from {sum} on'}]"
    verdict = judged(PAPER, family(person(disability_grade=2)), more=caveat)
    assert [words.en for words in verdict.warnings] == ["from ¥100 on"]
    assert [figure.parameter for figure in verdict.figures] == ["sum"]


# Ways

EITHER = f"""\
  any:
    - {{fact: disability_grade, exists: true, {SAYS}}}
    - {{fact: diagnosis, is: autism, {SAYS}}}
  {SAYS}
"""
BOTH_LINES = f"""\
  all:
    - {{fact: disability_category, is: mental, {SAYS}}}
    - {{fact: disability_grade, at_most: 2, {SAYS}}}
    - {{fact: contracted_rehab_institution, is: true, {SAYS}}}
"""


def test_either_paper_is_a_way_of_its_own():
    needy = person(disability_grade=NONE, diagnosis=NONE, monthly_rehab_cost=1_000_00)
    ways = judged(EITHER, family(needy)).ways_in
    assert {way.steps[0].learning.key for way in ways} == {"disability_certificate", "diagnosis"}
    assert all(len(way.steps) == 1 for way in ways)


def test_two_lines_of_one_certificate_are_one_paper():
    needy = person(
        disability_grade=NONE,
        disability_category=NONE,
        diagnosis="other",
        contracted_rehab_institution=False,
    )
    verdict = judged(BOTH_LINES, family(needy))
    [way] = verdict.ways_in
    assert {step.learning.key for step in way.steps} == {
        "disability_certificate",
        "rehab_agreement",
    }
    assert verdict.papers_away == 2
    assert [one.shows.zh for one in way.prospects] == ["精神 一级、二级"]


def test_lines_that_no_certificate_can_show_together_are_no_way():
    conditions = f"""\
  all:
    - {{fact: disability_grade, is: 1, {SAYS}}}
    - {{fact: disability_grade, is: 2, {SAYS}}}
"""
    needy = person(disability_grade=NONE, diagnosis="autism")
    assert judged(conditions, family(needy)).ways_in == ()


def test_what_is_known_for_good_is_no_way():
    conditions = f"  {{fact: hukou_place, within: '3502', {SAYS}}}\n"
    assert judged(conditions, family(person(hukou_place="360000"))).ways_in == ()


def test_a_way_of_more_than_three_steps_is_not_shown():
    kinds = ("tekun_status", "orphan_support", "work_injury_care", "receives_child_rehab_aid")
    parts = "".join(f"    - {{fact: {kind}, is: true, {SAYS}}}\n" for kind in kinds)
    assert judged(f"  all:\n{parts}", family(person())).ways_in == ()
    three = "".join(f"    - {{fact: {kind}, is: true, {SAYS}}}\n" for kind in kinds[:3])
    [way] = judged(f"  all:\n{three}", family(person())).ways_in
    assert len(way.steps) == 3
    assert way.papers == 0
