"""Plans as filed, related parties disclosed in time, where one gives: and what the street sees."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions as fund
from linli.giving import actions, published, queries
from linli.giving.models import Disclosure, GivingPoint, Plan
from linli.giving.tests.conftest import YUAN
from linli.identity.permissions import NotAllowed
from tests.village import NOW, TODAY

DAYS = datetime.timedelta


def enter(giving, **how):
    how = {
        "fund_id": giving.fund_id, "title": "冬衣义卖", "number": "备 2026-1",
        "filed_on": TODAY - DAYS(20), "starts_on": TODAY - DAYS(10), "ends_on": TODAY + DAYS(20),
        "area": "金安社区", "in_charge": "黄经办", "purpose": "family_aid", "costs": "没有成本",
        "leftover": "转入同一用途", "target_fen": 20_000 * YUAN, "key": uuid4(),
        "by": giving.village.holder_accountant, "at": NOW,
    } | how  # fmt: skip
    return actions.enter_plan(**how)


def test_a_plan_shows_the_desk_how_far_it_is(giving):
    plan = enter(giving)
    origin = fund.Origin("giving", "plan", plan.pk, plan.title, TODAY)
    giving.desk.give(300, origin=origin)
    (row,) = queries.plans(giving.village.auditor, giving.fund_id)
    assert (row.gifts, row.raised_fen, row.target_fen) == (1, 300 * YUAN, 20_000 * YUAN)
    assert queries.running(giving.fund_id, TODAY) == [(plan.pk, "冬衣义卖")]
    assert queries.running(giving.fund_id, TODAY + DAYS(21)) == []


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"filed_on": TODAY - DAYS(19)}, actions.FiledTooLate),
        ({"ends_on": TODAY - DAYS(11)}, actions.DayNotPossible),
        ({"filed_on": TODAY + DAYS(1), "starts_on": TODAY + DAYS(15)}, actions.DayNotPossible),
        ({"purpose": "holiday"}, fund.PurposeNotPermitted),
    ],
)
def test_refuses_a_plan_that_cannot_be(giving, how, refusal):
    with pytest.raises(refusal):
        enter(giving, **how)


def test_a_number_stands_for_one_plan(giving):
    enter(giving)
    with pytest.raises(actions.NumberTaken):
        enter(giving)


def test_the_database_refuses_a_plan_filed_too_late(giving):
    plan = enter(giving)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(starts_on=plan.filed_on)


def test_only_the_holder_files(giving):
    with pytest.raises(NotAllowed):
        enter(giving, by=giving.village.cashier)


# Related parties ----------------------------------------------------------------------------------


def name(giving, **how):
    how = {
        "fund_id": giving.fund_id, "kind": "manager", "name": "陈喆",
        "since": TODAY - DAYS(365), "key": uuid4(), "by": giving.village.holder_accountant,
        "at": NOW,
    } | how  # fmt: skip
    return actions.name_related(**how)


def gifts(giving, on=TODAY):
    return queries.related_gifts(giving.village.auditor, giving.fund_id, on)


def test_a_related_partys_gift_is_found_even_if_it_came_before_the_name(giving):
    gift = giving.desk.give(500, donor_name="陈 喆")
    giving.desk.give(500, donor_name="李某")
    name(giving)
    (found,) = gifts(giving)
    assert (found.donation_id, found.due_on) == (gift.pk, TODAY + DAYS(30))
    assert not gifts(giving, TODAY + DAYS(30))[0].late
    assert gifts(giving, TODAY + DAYS(31))[0].late


def test_a_tie_that_had_ended_makes_no_gift_related(giving):
    giving.desk.give(500, donor_name="陈喆")
    party = name(giving)
    actions.end_related(
        party_id=party.pk, until=TODAY - DAYS(1), fund_id=giving.fund_id,
        by=giving.village.holder_accountant, at=NOW,
    )  # fmt: skip
    assert gifts(giving) == []


def disclose(giving, donation_id, **how):
    how = {
        "fund_id": giving.fund_id, "disclosed_on": TODAY, "where": "慈善中国",
        "by": giving.village.holder_accountant, "at": NOW,
    } | how  # fmt: skip
    return actions.disclose_related(donation_id=donation_id, **how)


def test_what_is_disclosed_says_where(giving):
    gift = giving.desk.give(500, donor_name="陈喆")
    name(giving)
    assert disclose(giving, gift.pk) == disclose(giving, gift.pk)
    (found,) = gifts(giving, TODAY + DAYS(60))
    assert (found.disclosed_on, found.where, found.late) == (TODAY, "慈善中国", False)
    assert Disclosure.objects.count() == 1


def test_refuses_to_disclose_anybody_elses_gift(giving):
    with pytest.raises(actions.NotRelated):
        disclose(giving, giving.desk.give(500, donor_name="李某").pk)


def test_the_register_is_the_holders_alone(giving):
    name(giving)
    (party,) = queries.parties(giving.village.holder_accountant, giving.fund_id)
    assert party.name == "陈喆"
    with pytest.raises(NotAllowed):
        queries.parties(giving.village.cashier, giving.fund_id)


# The street --------------------------------------------------------------------------------------


def say(giving, **how):
    how = {
        "fund_id": giving.fund_id, "address": "金安社区一楼", "hours": "每天 9 点到 17 点",
        "by": giving.village.holder_accountant, "at": NOW,
    } | how  # fmt: skip
    return actions.say_where_to_give(**how)


def test_the_street_reads_address_hours_and_the_platform(giving):
    enter(giving)
    say(giving, platform="某指定平台", platform_url="https://example.test/1")
    where = published.where(giving.village.here, TODAY)
    assert (where.address, where.platform) == ("金安社区一楼", "某指定平台")
    assert [plan.number for plan in where.plans] == ["备 2026-1"]


@pytest.mark.parametrize(
    ("platform", "url"),
    [("某平台", ""), ("", "https://example.test"), ("某平台", "http://example.test")],
)
def test_refuses_a_platform_without_its_secure_address(giving, platform, url):
    with pytest.raises(actions.PlatformIncomplete):
        say(giving, platform=platform, platform_url=url)
    point = say(giving)
    with pytest.raises(IntegrityError), transaction.atomic():
        GivingPoint.objects.filter(pk=point.pk).update(platform=platform, platform_url=url)


def test_the_page_bears_no_target_and_no_code(giving, client, settings):
    settings.LINLI_COMMUNITY = giving.village.here
    plan = enter(giving)
    origin = fund.Origin("giving", "plan", plan.pk, plan.title, TODAY)
    giving.desk.give(300, display="alias", shown_as="三楼的陈家", donor_name="陈喆", origin=origin)
    giving.desk.publish()
    say(giving)
    page = client.get("/give/").content.decode()
    assert "备 2026-1" in page
    assert "三楼的陈家" in page
    for never in ("陈喆", "20,000", "<progress", '<svg class="qr', "目标"):
        assert never not in page


def test_a_forgotten_donor_stands_without_a_name(giving):
    gift = giving.desk.give(300, display="named", shown_as="陈喆", donor_name="陈喆")
    giving.desk.publish()
    fund.forget_donor(donation_id=gift.pk, by=giving.village.cashier, at=NOW)
    assert [each.shown_as for each in published.thanks(giving.village.here).object_list] == [""]
