"""A provider is entered by the desk and shows itself; its papers are kept and run out."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity import actions as identity
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.providers import actions, published, queries
from linli.providers.models import Credential, Provider
from tests.village import HERE, NOW, TODAY


def test_the_desk_enters_a_provider_and_the_provider_alone_shows_itself(faculty, village):
    """Complaint 16: who gives services here needs no wall of forms, and decides what is told."""
    teacher, mine = faculty.teacher, faculty.provider
    assert published.faces(HERE) == []
    with pytest.raises(NotAllowed):
        actions.release(provider_id=mine.pk, by=faculty.keeper, at=NOW)
    actions.release(provider_id=mine.pk, by=teacher, at=NOW)
    [face] = published.faces(HERE)
    assert (face.name, face.skills) == ("陈老师", ("楷书", "写春联"))
    telling = {"provider_id": mine.pk, "skills": "楷书", "at": NOW}
    actions.describe(shown_name="老陈", story="我自己写的。", by=teacher, **telling)
    assert published.face(mine.pk).name == "老陈"
    actions.describe(shown_name="老陈", story="馆里写的。", by=faculty.keeper, **telling)
    with pytest.raises(NotFound):
        published.face(mine.pk)
    actions.release(provider_id=mine.pk, by=teacher, at=NOW)
    actions.withdraw(provider_id=mine.pk, by=teacher, at=NOW)
    assert published.faces(HERE) == []


def test_nothing_is_shown_that_was_not_written(faculty):
    body, teacher = faculty.another("小林")
    actions.describe(
        provider_id=body.pk, shown_name="小林", story="", skills="", by=teacher, at=NOW
    )
    with pytest.raises(actions.StoryMissing):
        actions.release(provider_id=body.pk, by=teacher, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=body.pk).update(released_at=NOW)


def test_refuses_what_is_no_provider_and_what_is_one_already(faculty, village):
    with pytest.raises(actions.ProviderThere):
        faculty.enter(village.teaching.pk, "又一个")
    with pytest.raises(actions.NotAProvider):
        faculty.enter(village.holder.pk, "慈善会")
    with pytest.raises(NotAllowed):
        faculty.enter(village.teaching.pk, "谁", by=village.outsider)


def test_a_teacher_sees_what_is_theirs_and_nothing_else(faculty):
    other, somebody = faculty.another()
    assert [each.id for each in queries.mine(faculty.teacher, TODAY)] == [faculty.provider.pk]
    with pytest.raises(NotFound):
        queries.my_provider(faculty.teacher, other.pk, TODAY)
    with pytest.raises(NotFound):
        actions.release(provider_id=other.pk, by=faculty.teacher, at=NOW)
    agreement = faculty.propose()
    with pytest.raises(NotFound):
        queries.my_agreement(somebody, agreement.pk, TODAY)
    assert queries.providers(faculty.teacher, TODAY) == []


def test_says_what_part_of_its_income_is_from_here_if_it_likes(faculty):
    for said, kept in ((40, 400), (None, None)):
        actions.tell_share(
            provider_id=faculty.provider.pk, hall_percent=said, by=faculty.teacher, at=NOW
        )
        assert Provider.objects.get(pk=faculty.provider.pk).hall_permille == kept


def test_a_paper_is_sealed_and_its_end_is_foretold(faculty, django_assert_num_queries):
    old = faculty.check(on=TODAY - datetime.timedelta(days=320))
    paper = Credential.objects.get(pk=old.pk)
    assert "查2026".encode() not in bytes(paper.number)
    [row] = queries.credentials_of(faculty.keeper, faculty.provider.pk, TODAY)
    assert (row.number, row.standing) == ("查2026-1", "valid")
    assert faculty.keeper.looks[-1].part == "credentials"
    with django_assert_num_queries(1):
        [due] = queries.running_out(faculty.keeper, TODAY)
    assert due.until_on - TODAY == datetime.timedelta(days=45)
    later = TODAY + datetime.timedelta(days=45)
    assert queries.safeguarding({faculty.provider.pk}, later) == {faculty.provider.pk: "expired"}
    faculty.check()
    assert queries.running_out(faculty.keeper, TODAY) == []


def test_a_check_that_was_not_made_yet_is_no_check(faculty):
    with pytest.raises(actions.NotYetChecked):
        faculty.check(on=TODAY + datetime.timedelta(days=1))
    assert queries.running_out(faculty.keeper, TODAY) == []
    assert faculty.check(on=TODAY)


def test_of_a_body_each_ones_check_is_foretold(faculty):
    """The newer check of one teacher does not hide that the other's has run out."""
    school = identity.found_organisation(
        name="陈家书院", kind="provider", place=HERE, by=clock(), at=NOW
    )
    body = faculty.enter(school.pk, "陈家书院", kind="body")

    def check(whose, days):
        actions.keep_credential(
            provider_id=body.pk, kind="safeguarding", title="从业查询", whose=whose,
            from_on=TODAY - datetime.timedelta(days=days), by=faculty.keeper, at=NOW, key=uuid4(),
        )  # fmt: skip

    check("陈一", 400)
    check("陈二", 10)
    [due] = queries.running_out(faculty.keeper, TODAY)
    assert due.standing == "expired"
    check("陈一 ", 0)
    assert queries.running_out(faculty.keeper, TODAY) == []


def test_a_check_of_no_year_is_refused_by_the_database(faculty):
    paper = faculty.check()
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=paper.pk).update(until_on=None)


def test_pressed_twice_is_entered_once(faculty, village):
    key = uuid4()
    paper = {
        "provider_id": faculty.provider.pk, "kind": "title", "title": "一级教师",
        "from_on": TODAY, "by": faculty.keeper, "at": NOW, "key": key,
    }  # fmt: skip
    assert actions.keep_credential(**paper).pk == actions.keep_credential(**paper).pk
