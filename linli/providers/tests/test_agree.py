"""Terms are proposed by one and agreed by another, never edited, and never two at once."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.programmes import queries as programmes
from linli.providers import actions, published, queries
from linli.providers.models import Agreement, AgreementCourse
from linli.providers.terms import FREE, PER_SESSION, Rates
from linli.providers.tests.conftest import BY_SESSION
from tests.village import NOW, TODAY

NEXT_YEAR = datetime.date(2027, 1, 1)


def sessions(faculty):
    return programmes.sessions_of(faculty.course.pk)


def test_what_the_teacher_agreed_says_who_gives_which_session(faculty):
    agreement = faculty.propose()
    assert queries.agreements_to_answer(faculty.teacher, TODAY)[0].state == "proposed"
    first = sessions(faculty)[0]
    assert queries.teaching([first])[first.id] == []
    faculty.answer(agreement)
    [given] = queries.teaching([first])[first.id]
    assert (given.provider_id, given.agreement_id) == (faculty.provider.pk, agreement.pk)
    assert given.rates == BY_SESSION
    assert faculty.answer(agreement).pk == agreement.pk
    with pytest.raises(actions.AgreementAnswered):
        faculty.answer(agreement, yes=False, because="晚了")


def test_the_course_tells_the_name_its_teacher_released(faculty):
    faculty.agree()
    ids = [faculty.course.pk]
    assert published.of_courses(ids, TODAY) == {}
    actions.release(provider_id=faculty.provider.pk, by=faculty.teacher, at=NOW)
    [face] = published.of_courses(ids, TODAY)[faculty.course.pk]
    assert face.name == "陈老师"
    [taught] = published.taught(faculty.provider.pk, at=NOW)
    assert (taught.course.id, len(taught.sessions)) == (faculty.course.pk, 3)


def test_who_proposed_does_not_agree(faculty):
    """Two people, and the database says so too."""
    keeper = faculty.keeper
    identity.appoint(
        user_id=keeper.user_id, role="teacher", organisation=faculty.village.teaching.pk,
        from_on=TODAY, by=clock(), at=NOW,
    )  # fmt: skip
    user = faculty.village.users["hall_keeper"]
    both = who.viewer_for(user, on=TODAY, second_factor=True)
    agreement = faculty.propose()
    with pytest.raises(actions.OwnProposal):
        faculty.answer(agreement, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(agreed_at=NOW, answered_by=keeper.user_id)


def test_the_desk_cannot_say_yes_for_a_teacher(faculty):
    with pytest.raises(NotAllowed):
        faculty.answer(faculty.propose(), by=faculty.keeper)


def test_a_no_says_why(faculty):
    agreement = faculty.propose()
    with pytest.raises(actions.SaysNoWithoutWhy):
        faculty.answer(agreement, yes=False, because=" ")
    faculty.answer(agreement, yes=False, because="路太远，120 不够车费")
    [row] = queries.agreements_of(faculty.keeper, faculty.provider.pk, TODAY)
    assert (row.state, row.declined_because) == ("declined", "路太远，120 不够车费")


def test_a_new_version_ends_the_old(faculty):
    old = faculty.agree()
    raised = Rates(PER_SESSION, per_session_fen=15_000)
    late = datetime.date(2026, 12, 8)
    new = faculty.propose(rates=raised, from_on=late, replaces=old.pk)
    assert Agreement.objects.get(pk=old.pk).ends_on is None, "until it is agreed the old one holds"
    faculty.answer(new)
    paid = [queries.teaching([row])[row.id][0].rates.per_session_fen for row in sessions(faculty)]
    assert paid == [12_000, 15_000, 15_000]


def test_two_never_hold_for_one_course_and_day(faculty):
    faculty.agree()
    second = faculty.propose(from_on=TODAY + datetime.timedelta(days=9))
    with pytest.raises(actions.AgreementsMeet) as refused:
        faculty.answer(second)
    assert refused.value.facts["number"] == 1
    with pytest.raises(IntegrityError, match="another agreement holds"), transaction.atomic():
        Agreement.objects.filter(pk=second.pk).update(
            agreed_at=NOW, answered_by=faculty.teacher.user_id
        )


def test_an_agreement_is_never_edited(faculty):
    agreement = faculty.agree()
    rows = Agreement.objects.filter(pk=agreement.pk)
    for change in (
        {"per_session_fen": 99_900},
        {"from_on": TODAY + datetime.timedelta(days=1)},
        {"agreed_at": None, "answered_by": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementCourse.objects.filter(agreement=agreement).update(course=uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    rows.update(ends_on=NEXT_YEAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(ends_on=None)


def test_it_is_ended_for_a_day_to_come(faculty):
    agreement = faculty.agree()
    end = {"agreement_id": agreement.pk, "by": faculty.keeper, "at": NOW}
    with pytest.raises(actions.NotToday):
        actions.end_agreement(ends_on=TODAY - datetime.timedelta(days=1), **end)
    actions.end_agreement(ends_on=datetime.date(2026, 12, 2), **end)
    assert [len(queries.teaching([row])[row.id]) for row in sessions(faculty)] == [1, 0, 0]
    with pytest.raises(actions.NotToday):
        actions.end_agreement(ends_on=NEXT_YEAR, **end)


def test_near_minors_nobody_begins_without_a_check_of_this_year(faculty):
    course = faculty.course_for_children()
    with pytest.raises(actions.CheckNotValid):
        faculty.propose(course)
    faculty.check(on=TODAY - datetime.timedelta(days=364))
    agreement = faculty.propose(course)
    late = faculty.propose(course, rates=Rates(FREE), from_on=TODAY)
    faculty.answer(agreement)
    with pytest.raises(actions.CheckNotValid):
        faculty.propose(course, from_on=TODAY + datetime.timedelta(days=1))
    assert queries.kept_agreement(faculty.keeper, late.pk, TODAY).state == "proposed"


def test_who_answers_when_the_check_has_run_out_does_not_begin(faculty):
    """Proposed in time and answered months later: what counts is the day one really begins."""
    course = faculty.course_for_children()
    faculty.check(on=TODAY - datetime.timedelta(days=364))
    agreement = faculty.propose(course)
    late = NOW + datetime.timedelta(days=30)
    answer = {"agreement_id": agreement.pk, "yes": True, "by": faculty.teacher, "at": late}
    with pytest.raises(actions.CheckNotValid):
        actions.answer(**answer)
    faculty.check(on=late.date(), at=late)
    assert actions.answer(**answer).agreed_at == late


def test_refuses_what_is_not_whole_or_not_here(faculty, village):
    with pytest.raises(actions.RateMissing):
        faculty.propose(rates=Rates(PER_SESSION))
    with pytest.raises(actions.NoCourse):
        actions.propose(
            provider_id=faculty.provider.pk, courses=[uuid4()], rates=Rates(FREE), from_on=TODAY,
            by=faculty.keeper, at=NOW, key=uuid4(),
        )  # fmt: skip
    with pytest.raises(actions.NotToday):
        faculty.propose(ends_on=TODAY)
    with pytest.raises(NotAllowed):
        faculty.propose(by=village.outsider)
    with pytest.raises(NotFound):
        faculty.propose(replaces=uuid4())


def test_somebody_else_gives_one_session_on_the_same_terms(faculty):
    faculty.agree()
    other, _somebody = faculty.another()
    first, second, _third = sessions(faculty)
    made = faculty.substitute(first.id, other, reason="感冒")
    assert faculty.substitute(first.id, other).pk == made.pk
    who_gives = queries.teaching([first, second])
    [instead] = who_gives[first.id]
    assert (instead.provider_id, instead.instead_of) == (other.pk, faculty.provider.pk)
    assert instead.rates == BY_SESSION
    assert [each.provider_id for each in who_gives[second.id]] == [faculty.provider.pk]
    span = (NOW, NOW + datetime.timedelta(days=90))
    assert [row.id for row in queries.sessions_of_provider(other.pk, *span)] == [first.id]
    third, _somebody = faculty.another("黄老师")
    with pytest.raises(actions.NotItsTeacher):
        faculty.substitute(first.id, third)


def test_a_substitute_near_minors_needs_the_check_too(faculty):
    course = faculty.course_for_children()
    faculty.check()
    faculty.agree(course)
    other, _somebody = faculty.another()
    first = programmes.sessions_of(course.pk)[0]
    with pytest.raises(actions.CheckNotValid):
        faculty.substitute(first.id, other)
    faculty.check(other)
    assert faculty.substitute(first.id, other)


def test_who_teaches_what_is_asked_in_two_queries(faculty, django_assert_num_queries):
    faculty.agree()
    rows = sessions(faculty)
    with django_assert_num_queries(2):
        assert len(queries.teaching(rows)) == len(rows)


def test_a_closed_group_is_not_told_of(faculty):
    programme = faculty.school.open_programme(
        "照护者", age_from=18, closed_group=True, neutral_title="周三小组"
    )
    course = faculty.school.open_course(
        programme=programme, title="照护者", starts_at=datetime.time(15)
    )
    faculty.agree(course)
    actions.release(provider_id=faculty.provider.pk, by=faculty.teacher, at=NOW)
    assert published.taught(faculty.provider.pk, at=NOW) == []
    assert published.of_courses([course.pk], TODAY) == {}


def test_nobody_stands_in_for_two_at_once(faculty):
    faculty.agree()
    second, signs_in = faculty.another("林老师")
    faculty.answer(faculty.propose(provider_id=second.pk), by=signs_in)
    other, _somebody = faculty.another("黄老师")
    first = sessions(faculty)[0]
    faculty.substitute(first.id, other)
    with pytest.raises(actions.NotItsTeacher):
        actions.substitute(
            session_id=first.id, absent_id=second.pk, substitute_id=other.pk, by=faculty.keeper,
            at=NOW,
        )  # fmt: skip


def test_a_substitute_who_is_agreed_with_later_gives_the_session_once(faculty):
    """Stands in for one session, and is then taken on for the course: one provider, one session."""
    faculty.agree()
    other, signs_in = faculty.another()
    first = sessions(faculty)[0]
    faculty.substitute(first.id, other)
    own = faculty.answer(faculty.propose(provider_id=other.pk), by=signs_in)
    [gives] = queries.teaching([first])[first.id]
    assert (gives.provider_id, gives.agreement_id, gives.instead_of) == (other.pk, own.pk, None)
    assert list(queries.teaching([first], other.pk)[first.id]) == [gives]
