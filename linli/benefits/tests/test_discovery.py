"""A fact changes, and the right worker hears of the family, with a reason; not everybody does."""

import datetime
import time

import pytest

from linli.benefits import actions, errands, queries, terms
from linli.benefits.models import Hint
from linli.benefits.tests.conftest import put_hint, register_family, state, tell
from linli.identity.permissions import clock
from linli.people import actions as people
from linli.people.terms import NewHousehold, NewMember, Registration
from linli.rules.kinds import KINDS
from tests.village import HERE, NOW, TODAY, build_village

DAY = datetime.timedelta(days=1)


@pytest.fixture
def permitted(village):
    """Two people have signed the assessment."""
    permit(village)
    return village


def permit(village):
    actions.write_assessment(place=HERE, by=village.administrator, at=NOW)
    actions.sign_assessment(place=HERE, by=village.supervisor, at=NOW)


@pytest.fixture
def committed(fresh_database):
    """The village with a permitted family in it, for what reads deeds: on PostgreSQL a deed is told
    only when its transaction is over, and a test's own is not."""
    village = build_village()
    permit(village)
    village.family = tell(village, register_family(village))
    return village


def run(at=NOW):
    return errands.run(at)


def run_soon(gone):
    """The clock's rounds until a hint is gone; other tests on the same server hold deeds back."""
    given_up = time.monotonic() + 60
    while gone in found(answer="") and time.monotonic() < given_up:
        run()
        time.sleep(0.05)


def found(**which):
    return {(hint.benefit, hint.person_id) for hint in Hint.objects.filter(**which)}


def neighbours(village, count):
    """Families with a disabled adult of whom little is known, one person each."""
    made = people.register_many(
        households=[
            NewHousehold(
                members=(
                    NewMember(
                        who=Registration(
                            name=f"邻居{'甲乙丙丁戊己庚辛壬癸子丑'[number]}",
                            sex=1,
                            born_on=datetime.date(1970, 1, 1),
                        ),
                        relation="02",
                    ),
                )
            )
            for number in range(count)
        ],
        place=HERE,
        by=village.social_worker,
        at=NOW,
    )
    for household in made:
        put_hint(household.pk)
    return [household.pk for household in made]


# Finding ------------------------------------------------------------------------------------------


def test_finds_what_the_child_may_claim_and_the_one_paper_that_is_missing(permitted, told):
    run()
    assert ("child_rehab_aid", told.child_id) in found(state="eligible")
    assert ("disability_care_allowance", told.child_id) in found(state="one_away")


def test_tells_nobody_what_is_unknown_of_everybody(permitted, told):
    """Income and assets are unknown of this family, as of all: no hint for dibao."""
    run()
    assert "dibao" not in {benefit for benefit, _person in found()}


def test_tells_that_a_question_is_missing_where_a_certificate_speaks(permitted, told):
    """The father's limb, grade 3: whether the living allowance is due hangs on the income."""
    run()
    assert ("disability_living_allowance", told.father_id) in found(state="to_ask")


def test_brings_up_nothing_that_its_policy_would_not(permitted, told):
    """A certificate is no sign of extreme hardship: the pack says what is."""
    run()
    assert "tekun" not in {benefit for benefit, _person in found()}


def test_tells_nothing_of_a_family_for_which_nothing_speaks(permitted, family):
    run()
    assert found() == set()


def test_looks_for_nobody_before_two_have_signed(village, told):
    run()
    assert found() == set()
    actions.write_assessment(place=HERE, by=village.administrator, at=NOW)
    run()
    assert found() == set()


def test_takes_away_what_holds_no_more_when_nobody_acted(committed):
    run()
    aid = ("child_rehab_aid", committed.family.child_id)
    assert aid in found()
    state(committed, resident_id=committed.family.child_id, receives_child_rehab_aid=True)
    run_soon(gone=aid)
    assert aid not in found(answer="")


def test_leaves_what_somebody_answered(permitted, told):
    run()
    hint = Hint.objects.get(benefit="child_rehab_aid", person=told.child_id)
    actions.answer(hint_id=hint.pk, said="right", by=permitted.supervisor, at=NOW)
    state(permitted, resident_id=told.child_id, receives_child_rehab_aid=True)
    run()
    assert Hint.objects.get(pk=hint.pk).answer == "right"


def test_comes_back_when_the_day_has_come(permitted, told):
    run()
    hint = Hint.objects.get(benefit="child_rehab_aid", person=told.child_id)
    actions.answer(
        hint_id=hint.pk, said="not_now", again_on=TODAY + 10 * DAY, by=permitted.supervisor, at=NOW
    )
    run(NOW + 9 * DAY)
    assert Hint.objects.get(pk=hint.pk).answer == "not_now"
    run(NOW + 10 * DAY)
    assert Hint.objects.get(pk=hint.pk).answer == ""


def test_a_second_look_changes_nothing(permitted, told):
    assert run() > 0
    before = list(Hint.objects.order_by("pk").values_list("pk", "found_at", "given_to"))
    assert run(NOW + datetime.timedelta(hours=1)) == 0
    assert list(Hint.objects.order_by("pk").values_list("pk", "found_at", "given_to")) == before


def test_a_missed_night_loses_nothing(permitted, told):
    run()
    Hint.objects.all().delete()
    assert run(NOW + 5 * DAY) > 0


# Handing out --------------------------------------------------------------------------------------


def test_gives_a_family_to_a_named_worker(permitted):
    neighbours(permitted, 1)
    actions.hand_out(by=clock(), at=NOW)
    assert Hint.objects.get().given_to_id == permitted.grid_worker.user_id


def test_gives_a_family_with_a_child_to_whom_its_record_was_given(permitted, told):
    """However full her week is: a supervisor gave her this family, so it is not new."""
    actions.set_workload(
        user_id=permitted.social_worker.user_id,
        families_a_week=0,
        place=HERE,
        by=permitted.supervisor,
        at=NOW,
    )
    run()
    given = set(Hint.objects.values_list("given_to", flat=True))
    assert given == {permitted.social_worker.user_id}


def test_a_hint_follows_the_record_when_a_supervisor_gives_it_to_somebody(permitted, told):
    run()
    Hint.objects.update(given_to=permitted.grid_worker.user_id)
    actions.hand_out(by=clock(), at=NOW)
    assert set(Hint.objects.values_list("given_to", flat=True)) == {permitted.social_worker.user_id}


def test_gives_nobody_more_families_than_she_takes_on(permitted):
    neighbours(permitted, 4)
    actions.set_workload(
        user_id=permitted.grid_worker.user_id,
        families_a_week=3,
        place=HERE,
        by=permitted.supervisor,
        at=NOW,
    )
    assert actions.hand_out(by=clock(), at=NOW) == 3
    assert actions.hand_out(by=clock(), at=NOW + DAY) == 0
    assert Hint.objects.filter(given_to=None).count() == 1
    assert actions.hand_out(by=clock(), at=NOW + 7 * DAY) == 1


def test_the_most_urgent_come_first(permitted):
    homes = neighbours(permitted, 3)
    Hint.objects.filter(household=homes[1]).update(monthly_fen=170_000, waiting_fen=170_000)
    actions.set_workload(
        user_id=permitted.grid_worker.user_id,
        families_a_week=1,
        place=HERE,
        by=permitted.grid_worker,
        at=NOW,
    )
    actions.hand_out(by=clock(), at=NOW)
    assert Hint.objects.get(given_to__isnull=False).household_id == homes[1]


def test_a_family_stays_with_who_knows_it(permitted):
    [home] = neighbours(permitted, 1)
    actions.hand_out(by=clock(), at=NOW)
    actions.set_workload(
        user_id=permitted.grid_worker.user_id,
        families_a_week=0,
        place=HERE,
        by=permitted.supervisor,
        at=NOW,
    )
    first = Hint.objects.get(household=home)
    first.pk, first.benefit, first.given_to, first.given_on = None, "dibao", None, None
    first.save(force_insert=True)
    actions.hand_out(by=clock(), at=NOW)
    assert set(Hint.objects.values_list("given_to", flat=True)) == {permitted.grid_worker.user_id}


# The list -----------------------------------------------------------------------------------------


def test_a_closed_child_is_not_told_of(permitted, told):
    """The grid worker has no assignment: what the child may claim would tell what it has."""
    run()
    Hint.objects.update(given_to=permitted.grid_worker.user_id)
    [row] = queries.worklist(permitted.grid_worker, TODAY)
    assert row.closed
    assert row.hints == ()


def test_an_open_family_shows_what_and_why(permitted, told):
    run()
    [row] = queries.worklist(permitted.social_worker, TODAY)
    [aid] = [hint for hint in row.hints if hint.state == "eligible"]
    assert (aid.benefit.zh, aid.monthly_fen) == ("残疾儿童康复救助", 170_000)
    assert "指定医院的诊断" in {sign.zh for sign in aid.signs}
    assert row.waiting_fen == 170_000


def test_the_list_is_right_before_the_clock_has_run(committed):
    run()
    state(committed, resident_id=committed.family.child_id, receives_child_rehab_aid=True)
    given_up = time.monotonic() + 60
    while "残疾儿童康复救助" in listed(committed.social_worker) and time.monotonic() < given_up:
        time.sleep(0.05)  # on PostgreSQL a deed is told when every older transaction is over
    assert "残疾儿童康复救助" not in listed(committed.social_worker)
    assert "重度残疾人护理补贴" in listed(committed.social_worker)


def listed(viewer):
    [row] = queries.worklist(viewer, TODAY)
    return {hint.benefit.zh for hint in row.hints}


def test_next_door_sees_nothing(permitted, told):
    run()
    assert queries.worklist(permitted.outsider, TODAY) == []
    assert [row.household_id for row in queries.waiting(permitted.supervisor, TODAY)] == []


def test_asks_few_queries_at_any_length(permitted, django_assert_max_num_queries):
    neighbours(permitted, 12)
    actions.hand_out(by=clock(), at=NOW)
    Hint.objects.update(given_to=permitted.grid_worker.user_id, given_on=TODAY)
    with django_assert_max_num_queries(11):
        assert len(queries.worklist(permitted.grid_worker, TODAY)) == 12


def test_what_loses_money_goes_first_and_a_mere_question_last():
    worths = [
        terms.worth("eligible", 100, 100, 0, 0),
        terms.worth("eligible", 100, 0, 0, 0),
        terms.worth("to_ask", 100, 100, 0, 0),
    ]
    assert worths == sorted(worths, reverse=True)
    assert terms.worth("eligible", 100, 0, 9, 10) > terms.worth("eligible", 100, 0, 1, 10)


@pytest.mark.once
def test_every_kind_that_speaks_is_a_kind():
    assert set(KINDS) >= terms.SPEAKING


# A birthday ---------------------------------------------------------------------------------------


def test_a_birthday_in_the_family_is_looked_at():
    from linli.rules.tests.families import wang_family

    family = wang_family()
    born = family.persons[-1].facts["birth_date"].value
    on = born.replace(year=TODAY.year)
    assert terms.birthdays(family, on - DAY, on) == [on]
    assert terms.birthdays(family, on, on + DAY) == []


def test_only_what_the_birthday_opened_is_its_own():
    def finding(state):
        return terms.Finding("aged", "2016", None, state, 0, 0, (), ())

    opened = terms.opened_by_a_birthday({}, {("aged", None): finding("eligible")})
    assert opened == [("aged", None)]
    held = {("aged", None): finding("eligible")}
    assert terms.opened_by_a_birthday(held, held) == []
