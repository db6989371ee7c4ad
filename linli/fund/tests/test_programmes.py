"""Programmes and rounds: their own rules, a ranking that explains itself, and a sitting."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, strategies as st

from linli.committee.tests.conftest import Table
from linli.fund import actions, queries
from linli.fund.models import AidProgramme, AidRequest
from linli.fund.terms import CRITERIA, score
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.people import actions as people, queries as register
from linli.people.terms import Consent

ROUND = {"dibao": 3, "low_income": 2, "school_hardship": 1}


def begin(desk, **rules):
    rules.setdefault("kind", "aid")
    rules.setdefault("criteria", ROUND)
    rules.setdefault("opens_on", TODAY)
    rules.setdefault("by", desk.village.committee_secretary)
    return actions.open_programme(
        fund_id=desk.fund.pk, name="高考助学", purpose="student_aid", ceiling_fen=3_000 * YUAN,
        reasons=["schooling"], documents=["录取通知书"], key=uuid4(), at=NOW, **rules,
    )  # fmt: skip


def apply(desk, programme, yuan: int = 3_000, **how):
    how.setdefault("reason", "schooling")
    return desk.ask(yuan, "student_aid", programme_id=programme.pk, **how)


def know(desk, household, kind: str, value, person=None):
    """The family tells something of itself, or of one of it, and agrees that it is used."""
    (adult, *_others) = sorted(register.living_in(household), key=str)
    of = {"resident_id": person} if person else {"household_id": household}
    basis = people.record_basis(
        **of,
        ground=Consent(given_by=adult, purpose="申请助学", version="1", form="screen"),
        by=desk.village.social_worker,
        at=NOW,
    )
    people.state_fact(
        **of, kind=kind, value=value, source="stated", observed_on=TODAY, basis_id=basis.pk,
        purpose="申请助学", by=desk.village.social_worker, at=NOW,
    )  # fmt: skip


# Its own rules -----------------------------------------------------------------------------------


def test_a_round_takes_applications_between_its_days(desk):
    later = TODAY + datetime.timedelta(days=1)
    with pytest.raises(actions.ProgrammeClosed):
        apply(desk, begin(desk, opens_on=later))
    earlier = TODAY - datetime.timedelta(days=5)
    over = begin(desk, opens_on=earlier, closes_on=TODAY - datetime.timedelta(days=1))
    with pytest.raises(actions.ProgrammeClosed):
        apply(desk, over)
    assert apply(desk, begin(desk, opens_on=earlier, closes_on=TODAY)).programme_id


def test_a_household_gets_no_more_than_the_ceiling(desk):
    programme, household = begin(desk), desk.family()
    apply(desk, programme, 2_000, household_id=household)
    with pytest.raises(actions.AboveTheCeiling):
        apply(desk, programme, 1_001, household_id=household)
    apply(desk, programme, 1_000, household_id=household)


def test_what_was_refused_does_not_count_towards_the_ceiling(desk):
    programme, household = begin(desk), desk.family()
    desk.decide(apply(desk, programme, household_id=household), 0, words="材料不齐")
    assert apply(desk, programme, household_id=household)


def test_it_answers_its_own_reasons_only(desk):
    with pytest.raises(actions.ReasonNotServed):
        apply(desk, begin(desk), reason="serious_illness")


def test_it_does_not_pay_beside_the_state(desk, monkeypatch):
    household = desk.family()
    monkeypatch.setattr(
        "linli.claims.queries.living",
        lambda homes: frozenset({(household, "state_student_grant", None)}),
    )
    with pytest.raises(actions.FundedTwice):
        apply(desk, begin(desk, not_with=["state_student_grant"]), household_id=household)
    assert apply(desk, begin(desk), household_id=household)


STATE_GRANT = {"not_with": ["state_student_grant"]}


def grown_ups(household):
    return sorted(register.living_in(household), key=str)


def test_it_does_not_pay_beside_a_state_grant_that_nobody_claimed_here(desk):
    household = desk.family()
    student, sister, *_others = grown_ups(household)
    know(desk, household, "receives_state_student_grant", True, person=student)
    programme = begin(desk, **STATE_GRANT)
    with pytest.raises(actions.FundedTwice) as refusal:
        apply(desk, programme, household_id=household, person_id=student)
    assert "不重复资助" in str(refusal.value)
    with pytest.raises(actions.FundedTwice):
        apply(desk, programme, household_id=household)
    assert apply(desk, programme, household_id=household, person_id=sister)
    award = begin(desk, kind="award", criteria={"gaokao_score": 1}, **STATE_GRANT)
    assert apply(desk, award, household_id=household, person_id=student)


def test_what_nobody_told_is_asked_and_a_no_is_a_no(desk):
    programme, told, untold = begin(desk, **STATE_GRANT), desk.family(), desk.family()
    student = grown_ups(told)[0]
    know(desk, told, "receives_state_student_grant", False, person=student)
    asked = {
        apply(desk, programme, household_id=told, person_id=student).pk: [],
        apply(desk, programme, household_id=untold, person_id=grown_ups(untold)[0]).pk: [
            "国家助学金（教育救助）"
        ],
    }
    card = queries.programme(desk.village.committee_secretary, programme.pk, TODAY)
    assert {one.row.id: [name.zh for name in one.to_ask] for one in card.ranked} == asked
    assert {one.row.id for one in card.waiting} == set(asked)


def test_what_the_state_began_to_pay_since_is_refused_at_every_later_step(desk, settings, tmp_path):
    settings.LINLI_DATA = tmp_path
    table = Table(desk.village, desk.fund.pk)
    programme, household = begin(desk, **STATE_GRANT), desk.family()
    student = grown_ups(household)[0]
    request, early = (
        apply(desk, programme, 1_000, household_id=household, person_id=student) for _ in range(2)
    )
    sitting = table.call()
    item = actions.put_on_docket(request_id=early.pk, sitting_id=sitting.pk, **table.by)
    know(desk, household, "receives_state_student_grant", True, person=student)
    (_one, other) = queries.programme(desk.village.auditor, programme.pk, TODAY).ranked
    assert other.doubled
    assert not other.ready
    with pytest.raises(actions.FundedTwice):
        actions.put_on_docket(request_id=request.pk, sitting_id=sitting.pk, **table.by)
    with pytest.raises(actions.FundedTwice):
        desk.propose(request, 500)
    assert desk.decide(request, 0, words="政府已经资助同一项").basis == "small_sum"
    table.key(sitting, {item.pk: table.sheet("yyyyy", yuan=500)})
    actions.confirm_sitting(sitting_id=sitting.pk, by=desk.village.fund_supervisor, at=NOW)
    with pytest.raises(actions.FundedTwice):
        actions.carry_out(request_id=early.pk, by=desk.village.fund_supervisor, at=NOW)


def test_merit_and_need_are_never_mixed(desk):
    with pytest.raises(actions.ProgrammeMixed):
        begin(desk, kind="award", criteria={"dibao": 1})
    with pytest.raises(actions.ProgrammeMixed):
        begin(desk, kind="aid", criteria={"gaokao_score": 1})
    assert begin(desk, kind="award", criteria={"gaokao_score": 1})
    need = apply(desk, begin(desk))
    with pytest.raises(actions.ProgrammeMixed):
        actions.hand_in(
            request_id=need.pk, documents=[], gaokao_score=600, by=desk.village.social_worker,
            at=NOW,
        )  # fmt: skip


def test_an_award_asks_for_no_visit(desk):
    award = begin(desk, kind="award", criteria={"gaokao_score": 1})
    desk.propose(apply(desk, award, visited=False), 100)


def test_the_secretary_opens_it(desk):
    with pytest.raises(NotAllowed):
        begin(desk, by=desk.village.cashier)


def test_the_database_keeps_kinds_and_days_in_order(desk):
    programme = AidProgramme.objects.filter(pk=begin(desk).pk)
    for change in (
        {"kind": "award", "purpose": "family_aid"},
        {"closes_on": TODAY - datetime.timedelta(days=1)},
        {"ceiling_fen": 0},
        {"purpose": "estate_repair"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            programme.update(**change)


# The ranking -------------------------------------------------------------------------------------


@pytest.mark.once
@given(
    st.dictionaries(st.sampled_from(sorted(CRITERIA)), st.integers(1, 9)),
    st.dictionaries(st.sampled_from(sorted(CRITERIA)), st.sampled_from([True, False, None])),
)
def test_unknown_is_never_nought(criteria, known):
    found = score(criteria, known)
    for one in found.counted:
        assert (one.points is None) == (known.get(one.code) is None)
    assert found.points == sum(worth for code, worth in criteria.items() if known.get(code))
    assert found.points <= found.at_most


def test_the_ranking_explains_itself(desk):
    programme = begin(desk)
    poor, unknown = desk.family(), desk.family()
    know(desk, poor, "dibao_status", True)
    know(desk, poor, "low_income_status", False)
    for household in (unknown, poor):
        apply(desk, programme, household_id=household)
    card = queries.programme(desk.village.committee_secretary, programme.pk, TODAY)
    first, second = card.ranked
    said = {point.counted.code: point.counted.points for point in first.points}
    assert said == {"dibao": 3, "low_income": 0, "school_hardship": None}
    assert (first.score.points, first.score.at_most) == (3, 4)
    assert (second.score.points, second.score.at_most) == (0, 6)
    assert first.missing == ("录取通知书",)
    assert str(first.points[0].source.zh) == "是低保家庭"


def test_an_award_is_ranked_by_the_score_alone(desk):
    award = begin(desk, kind="award", criteria={"gaokao_score": 1})
    low, high, unknown = (apply(desk, award, visited=False) for _ in range(3))
    for request, points in ((low, 510), (high, 640)):
        actions.hand_in(
            request_id=request.pk, documents=["录取通知书"], gaokao_score=points,
            by=desk.village.social_worker, at=NOW,
        )  # fmt: skip
    card = queries.programme(desk.village.auditor, award.pk, TODAY)
    assert [one.row.id for one in card.ranked] == [high.pk, low.pk, unknown.pk]
    assert [one.score.points for one in card.ranked] == [640, 510, 0]
    assert card.ranked[2].score.unknown
    assert card.ranked[0].missing == ()


def test_from_the_ranking_to_the_sitting_to_the_payment(desk, settings, tmp_path):
    settings.LINLI_DATA = tmp_path
    table = Table(desk.village, desk.fund.pk)
    programme = begin(desk)
    requests = [apply(desk, programme) for _ in range(2)]
    late = apply(desk, programme, visited=False)
    card = queries.programme(desk.village.committee_secretary, programme.pk, TODAY)
    assert {one.row.id for one in card.waiting} == {one.pk for one in requests}
    sitting = table.call()
    sheets = {}
    for one in card.waiting:
        item = actions.put_on_docket(request_id=one.row.id, sitting_id=sitting.pk, **table.by)
        sheets[item.pk] = table.sheet("yyyyn", yuan=2_500)
    table.key(sitting, sheets)
    actions.confirm_sitting(sitting_id=sitting.pk, by=desk.village.fund_supervisor, at=NOW)
    for request in requests:
        desk.instruct(request)
        desk.pay(request)
    states = {one.row.id: one.row.state for one in queries.programme(
        desk.village.auditor, programme.pk, TODAY).ranked}  # fmt: skip
    assert states == {requests[0].pk: "paid", requests[1].pk: "paid", late.pk: "asked"}


# By a resident -----------------------------------------------------------------------------------


@pytest.fixture
def resident(desk):
    """Somebody of a family with a login of her own: her viewer, her id, her household."""
    household = desk.family()
    person = sorted(register.living_in(household), key=str)[0]
    user = identity.invite(username="student", name="学生", by=clock(), at=NOW)
    people.link_login(resident_id=person, user_id=user.pk, by=desk.village.social_worker, at=NOW)
    return who.viewer_for(user, on=TODAY, second_factor=False), person, household


def test_a_resident_applies_on_her_own_page(desk, resident):
    viewer, person, household = resident
    programme, key = begin(desk), uuid4()
    said = {"programme_id": programme.pk, "person_id": person, "reason": "schooling",
            "amount_fen": 3_000 * YUAN, "key": key, "by": viewer, "at": NOW}  # fmt: skip
    first, second = actions.apply(**said), actions.apply(**said)
    assert first == second == AidRequest.objects.get()
    assert (first.household_id, first.person_id, first.persons) == (household, person, 1)
    with pytest.raises(actions.AboveTheCeiling):
        actions.apply(**{**said, "key": uuid4()})


def test_a_resident_applies_for_nobody_elses(desk, resident):
    viewer, _person, _household = resident
    stranger = sorted(register.living_in(desk.family()), key=str)[0]
    with pytest.raises(NotFound):
        actions.apply(
            programme_id=begin(desk).pk, person_id=stranger, reason="schooling",
            amount_fen=100, key=uuid4(), by=viewer, at=NOW,
        )  # fmt: skip


def test_only_open_programmes_are_offered(desk):
    begin(desk)
    begin(desk, opens_on=TODAY + datetime.timedelta(days=3))
    assert len(queries.open_to_residents(desk.village.here, TODAY)) == 1
    assert queries.open_to_residents(desk.village.next_door, TODAY) == []
    assert len(queries.programmes(desk.village.auditor, desk.fund.pk, TODAY)) == 2
