"""Duties follow from facts; what was told stays; a correction is a note beside it."""

import datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from linli.disclosure import actions, published, queries
from linli.disclosure.models import CorrectionNote, DisclosureEntry, Undertaking
from linli.fund.tests.conftest import Desk, wide_gap
from linli.giving import actions as giving
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from tests.village import HERE, NEXT_DOOR, NOW, TODAY, come_in

__all__ = ["wide_gap"]
LONG_AGO = TODAY - datetime.timedelta(days=200)


@pytest.fixture
def fund(village):
    return Desk(village).fund


def begin(village, fund, **more):
    more = {"title": "楼道灯", "began_on": LONG_AGO, "key": uuid4(), **more}
    return actions.begin_undertaking(fund_id=fund.pk, by=village.holder_accountant, at=NOW, **more)


def tell(village, row, **more):
    more = {
        "published_on": TODAY, "words": "第一次进展", "link": "https://example.org/1",
        "key": uuid4(), "by": village.holder_accountant, **more,
    }  # fmt: skip
    return actions.disclose(
        fund_id=row.fund.id, rule=row.due.rule, due_on=row.due.due_on,
        undertaking_id=row.undertaking_id, at=NOW, **more,
    )  # fmt: skip


def file_plan(village, fund, **more):
    """The holder files a plan; nobody enters a campaign here."""
    began_on = more.get("starts_on", LONG_AGO)
    more = {
        "title": "冬衣义卖", "number": "备 2026-1", "filed_on": began_on - datetime.timedelta(10),
        "starts_on": began_on, "ends_on": TODAY + datetime.timedelta(days=30), **more,
    }  # fmt: skip
    return giving.enter_plan(
        fund_id=fund.pk, area="金安社区", in_charge="黄经办", purpose="family_aid", costs="没有",
        leftover="转入同一用途", key=uuid4(), by=village.holder_accountant, at=NOW, **more,
    )  # fmt: skip


def of_projects(village, who="supervisor"):
    rows = queries.calendar(getattr(village, who), TODAY)
    return [row for row in rows if row.undertaking_id]


def test_the_supervisor_sees_what_is_overdue(village, fund):
    begin(village, fund)
    assert [row.state for row in of_projects(village)][:3] == ["overdue", "overdue", "later"]
    assert len(queries.overdue(village.supervisor, TODAY)) == 2
    assert queries.calendar(village.outsider, TODAY) == []


def test_a_duty_done_is_counted_in_public(village, fund, client):
    begin(village, fund)
    tell(village, of_projects(village)[0])
    found = published.disclosure(HERE, TODAY)
    assert (found.in_time, found.late, len(found.overdue)) == (0, 1, 1)
    assert found.told[0].link == "https://example.org/1"
    page = client.get("/disclosure/").content.decode()
    assert "第一次进展" in page
    assert published.disclosure(NEXT_DOOR, TODAY).told == ()


def test_pressing_twice_tells_once_and_nothing_is_told_again(village, fund):
    begin(village, fund)
    row, key = of_projects(village)[0], uuid4()
    first = tell(village, row, key=key)
    assert tell(village, row, key=key).pk == first.pk
    with pytest.raises(actions.PublishedAlready):
        tell(village, row)


def test_a_day_that_has_not_come_is_refused(village, fund):
    begin(village, fund)
    tomorrow = TODAY + datetime.timedelta(days=1)
    with pytest.raises(actions.DaysNotPossible):
        tell(village, of_projects(village)[0], published_on=tomorrow)
    with pytest.raises(actions.DaysNotPossible):
        begin(village, fund, ends_on=LONG_AGO - datetime.timedelta(days=1))


def test_a_duty_there_is_not_cannot_be_done(village, fund):
    with pytest.raises(NotFound):
        actions.disclose(
            fund_id=fund.pk, rule="yearly", due_on=TODAY, published_on=TODAY, words="x",
            link="https://example.org", key=uuid4(), by=village.holder_accountant, at=NOW,
        )  # fmt: skip


def test_a_correction_stands_beside_what_was_told(village, fund, client):
    begin(village, fund)
    entry = tell(village, of_projects(village)[0])
    key = uuid4()
    for _twice in range(2):
        actions.correct(
            entry_id=entry.pk, words="原写 3 盏，应为 5 盏", key=key,
            by=village.holder_accountant, at=NOW,
        )  # fmt: skip
    row = next(row for row in of_projects(village) if row.entry)
    assert [note.words for note in row.corrections] == ["原写 3 盏，应为 5 盏"]
    assert row.entry.words == "第一次进展"
    assert "应为 5 盏" in client.get("/disclosure/").content.decode()


@pytest.mark.parametrize("model", [DisclosureEntry, CorrectionNote])
def test_the_engine_refuses_to_change_what_was_told(village, fund, model):
    begin(village, fund)
    entry = tell(village, of_projects(village)[0])
    actions.correct(
        entry_id=entry.pk, words="更正", key=uuid4(), by=village.holder_accountant, at=NOW
    )
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        model.objects.update(words="别的")
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        model.objects.all().delete()


def test_the_engine_refuses_a_second_telling(village, fund):
    begin(village, fund)
    entry = tell(village, of_projects(village)[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureEntry.objects.create(
            fund_id=entry.fund_id, undertaking_id=entry.undertaking_id, rule=entry.rule,
            due_on=entry.due_on, published_on=TODAY, words="x", link="https://example.org",
            by_id=entry.by_id, at=NOW, key=uuid4(),
        )  # fmt: skip


def test_the_end_brings_its_own_duty(village, fund):
    project = begin(village, fund)
    actions.end_undertaking(
        undertaking_id=project.pk, ended_on=TODAY, by=village.holder_accountant, at=NOW
    )
    assert of_projects(village)[-1].due.rule == "after_end"
    with pytest.raises(actions.EndedAlready):
        actions.end_undertaking(
            undertaking_id=project.pk, ended_on=TODAY, by=village.holder_accountant, at=NOW
        )
    assert Undertaking.objects.get().ended_on == TODAY


def test_a_filed_plan_has_its_duties_by_itself(village, fund, client):
    plan = file_plan(village, fund)
    rows = of_projects(village)
    assert {(row.undertaking_id, row.filed, row.title) for row in rows} == {
        (plan.pk, True, "冬衣义卖")
    }
    assert [row.due.rule for row in rows] == ["three_monthly", "three_monthly", "after_end"]
    assert [row.state for row in rows] == ["overdue", "overdue", "later"]
    entry = tell(village, rows[0])
    assert (entry.plan_id, entry.undertaking_id) == (plan.pk, None)
    with pytest.raises(actions.PublishedAlready):
        tell(village, rows[0])
    assert published.disclosure(HERE, TODAY).told[0].title == "冬衣义卖"
    come_in(client, village.users["holder_accountant"])
    page = client.get("/desk/disclosure/").content.decode()
    assert "募捐方案 备 2026-1" in page
    assert f"/desk/disclosure/{plan.pk}/end/" not in page
    assert client.get(f"/desk/disclosure/{plan.pk}/end/").status_code == 404


def test_a_short_campaign_tells_once_after_its_end(village, fund):
    began_on, ends_on = TODAY - datetime.timedelta(40), TODAY - datetime.timedelta(10)
    file_plan(village, fund, starts_on=began_on, ends_on=ends_on)
    assert [row.due.rule for row in of_projects(village)] == ["after_end"]


def test_the_engine_refuses_a_second_telling_of_a_plan_and_one_of_two_things(village, fund):
    file_plan(village, fund)
    project = begin(village, fund)
    entry = tell(village, next(row for row in of_projects(village) if row.filed))
    same = {
        "fund_id": entry.fund_id, "rule": entry.rule, "due_on": entry.due_on, "words": "x",
        "published_on": TODAY, "link": "https://example.org", "by_id": entry.by_id, "at": NOW,
    }  # fmt: skip
    for what in (
        {"plan_id": entry.plan_id},
        {"plan_id": entry.plan_id, "due_on": TODAY, "undertaking_id": project.pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DisclosureEntry.objects.create(key=uuid4(), **{**same, **what})


def test_only_the_holder_tells(village, fund):
    begin(village, fund)
    for who in (village.supervisor, village.auditor, village.cashier):
        with pytest.raises(NotAllowed):
            tell(village, of_projects(village)[0], by=who)


def test_the_desk_walks_through(village, fund, client):
    come_in(client, village.users["holder_accountant"])
    page = client.post(
        "/desk/disclosure/new/",
        {"fund_id": fund.pk, "title": "义卖", "began_on": LONG_AGO,
         "key": uuid4()},
    )  # fmt: skip
    assert page.status_code == 302
    row = of_projects(village)[0]
    where = f"/desk/disclosure/{fund.pk}/{row.due.rule}/{row.due.due_on}/{row.undertaking_id}/"
    assert client.get(where).status_code == 200
    sent = {"published_on": TODAY, "words": "进展", "link": "https://example.org", "key": uuid4()}
    assert client.post(where, sent).status_code == 302
    assert client.post(where, {**sent, "key": uuid4()}).status_code == 422
    entry = DisclosureEntry.objects.get()
    correct = f"/desk/disclosure/entries/{entry.pk}/correct/"
    assert client.post(correct, {"words": "更正", "key": uuid4()}).status_code == 302
    end = f"/desk/disclosure/{row.undertaking_id}/end/"
    assert client.post(end, {"ended_on": TODAY}).status_code == 302
    assert "晚公开了" in client.get("/desk/disclosure/").content.decode()
    assert client.get(f"/desk/disclosure/{fund.pk}/yearly/no-day/").status_code == 404


def test_what_is_overdue_stands_in_the_supervisors_day(village, fund, client):
    begin(village, fund)
    come_in(client, village.users["supervisor"])
    assert "过期没有公开：楼道灯" in client.get("/desk/").content.decode()
    come_in(client, village.users["social_worker"])
    assert "过期没有公开" not in client.get("/desk/").content.decode()
