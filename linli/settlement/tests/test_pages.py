"""The pages of a month: the teacher's on a telephone, the desk's, and the street's."""

import datetime
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from linli.hall import actions as hall
from linli.hall.actions.offers import PoolPlan
from linli.programmes import queries as programmes
from linli.providers import actions as providers
from linli.settlement import published, queries
from linli.settlement.tests.conftest import AFTER, DECEMBER
from tests.village import NOW, come_in


def page(client, name, **about) -> str:
    answer = client.get(reverse(f"settlement:{name}", kwargs=about))
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_a_teacher_reads_every_line_and_the_desk_what_waits(finance, client, village):
    finance.teach()
    statement = finance.draft()
    finance.dispute(statement, 1)
    first, second = statement.lines.order_by("position")[:2]
    at_home = come_in(client, village.users["teacher"])
    assert "馆里正在查" in page(at_home, "my_statement", statement_id=statement.pk)
    assert "馆里在查" in page(at_home, "my_line", line_id=first.pk)
    assert "这一行不对" in page(at_home, "my_line", line_id=second.pk)
    desk = come_in(client, village.users["hall_keeper"])
    month = desk.get(reverse("settlement:desk_index"), {"month": f"{DECEMBER:%Y-%m}"})
    assert month.status_code == 200
    shown = page(desk, "desk_statement", statement_id=statement.pk)
    assert "那天来了十个人" in shown
    assert "银行付了，记下来" not in shown


def test_a_teacher_reads_first_for_how_many_to_prepare_and_why_a_share_is_not_told(
    finance, client, village
):
    finance.faculty.agree()
    keep = {"by": finance.keeper, "at": NOW, "key": uuid4()}
    offer = hall.open_offer(
        course_id=finance.faculty.course.pk, kind="term", mode="first_come", opens_at=NOW,
        pools=[PoolPlan("一般", 5)], **keep,
    )  # fmt: skip
    learners = [finance.learner(name) for name in ("甲", "乙")]
    hall.enrol(offer_id=offer.pk, people_ids=learners, channel="desk", **keep)
    teacher = come_in(client, village.users["teacher"])
    shown = page(teacher, "my_index")
    assert shown.count("报了 2 人") == 3
    assert "还没有人上完一期" in shown


def test_the_course_and_the_street_name_the_teacher_who_wants_it(finance, client):
    finance.teach()
    finance.draft()
    course = reverse("hall:public_course", args=[finance.faculty.course.pk])
    assert "陈老师" not in client.get(course).content.decode()
    providers.release(provider_id=finance.provider.pk, by=finance.teacher, at=NOW)
    assert "陈老师" in client.get(course).content.decode()
    assert "陈老师" in page(client, "public_index")
    assert "在这里上过" in page(client, "public_teacher", provider_id=finance.provider.pk)
    taught = finance.faculty.course.programme
    type(taught).objects.filter(pk=taught.pk).update(title_en="Brush and ink")
    there = reverse("settlement:public_teacher", args=[finance.provider.pk])
    assert "Brush and ink" in client.get(there, headers={"accept-language": "en"}).content.decode()


def test_how_many_come_again_is_told_from_five_on(finance, client):
    """Six come to the first term, five of them to the second: 83 of a hundred, but the one who did
    not would be told; with everybody it is."""
    second = finance.school.open_course(title="书法提高", first=datetime.date(2026, 12, 22))
    finance.faculty.agree(finance.faculty.course, second)
    people = [finance.learner(f"学员{number}") for number in "一二三四五六"]
    finance.walk_in(finance.sessions[0], *people)
    later = programmes.sessions_of(second.pk)
    finance.walk_in(later[0], *people[:5])
    finance.draft()
    mine = queries.livelihood(finance.provider.pk, AFTER)
    assert (mine.learners, mine.returned, mine.returning_percent) == (6, 5, None)
    finance.walk_in(later[1], people[5])
    assert queries.given(finance.provider.pk, AFTER).returning_percent is None  # not on a line yet
    finance.draft(key=uuid4())
    providers.release(provider_id=finance.provider.pk, by=finance.teacher, at=NOW)
    told = published.teacher(finance.provider.pk, at=AFTER)
    assert (
        told.returning_percent == queries.livelihood(finance.provider.pk, AFTER).returning_percent
    )
    assert told.returning_percent == 100


def test_who_pays_reads_the_months_statements_and_nothing_untrue_of_the_rest(
    finance, village, clock
):
    """She knows no providers, so nobody may tell her that nobody taught, or that there is no
    book."""
    clock["now"] = AFTER
    there, month = reverse("settlement:desk_index"), {"month": f"{DECEMBER:%Y-%m}"}
    accountant = come_in(Client(), village.users["operator_accountant"])
    empty = accountant.get(there, month).content.decode()
    assert "这个月还没有列结算单" in empty
    finance.teach()
    statement = finance.draft()
    shown = accountant.get(there, month).content.decode()
    for untrue in ("没有运营账", "没有人按协议上课", "等您付"):
        assert untrue not in shown
    month_of_it = shown[: shown.index("所有还没付清的")]
    assert reverse("settlement:desk_statement", args=[statement.pk]) in month_of_it
    finance.look(statement)
    finance.agree(statement)
    assert "1 张等您付，一共 ¥360" in accountant.get(there, month).content.decode()
    keeper = come_in(Client(), village.users["hall_keeper"])
    shown = keeper.get(there, month).content.decode()
    assert "等您付" not in shown
    assert "没有运营账" not in shown
