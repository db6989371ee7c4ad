"""The committee's doors: what they show, what they ask; a form comes back as it was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from linli.committee import actions
from linli.committee.models import Committee, Member, Sitting, Tie
from linli.committee.tests.conftest import TODAY
from linli.journal.models import Read
from linli.papers.tests.paper_samples import photo
from tests.village import come_in


@pytest.fixture
def at(table):
    """``at("auditor")`` is a browser in which the auditor has signed in."""

    def sign_in(role: str) -> Client:
        return come_in(Client(), table.village.users[role])

    return sign_in


def page(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(f"committee:{name}", args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, view: str, *args, **typed):
    return client.post(reverse(f"committee:{view}", args=args), typed)


def as_keyed(table, item, **other) -> dict:
    """The sheet as the secretary types it: four say yes, one says nothing."""
    votes = {f"vote_{item.pk}_{one.pk}": "yes" for one in table.voters[:4]}
    return {
        "photo": SimpleUploadedFile("sheet.jpg", photo(), "image/jpeg"),
        "present": [str(one.pk) for one in (*table.voters, table.supervisor)],
        f"fen_{item.pk}": "900",
        f"words_{item.pk}": "",
        f"remark_{item.pk}": "",
        f"silent_{item.pk}": "on",
        **votes,
        **other,
    }


def test_the_sheet_is_keyed_and_shown_to_whoever_confirms(table, at):
    sitting = table.call()
    item = table.docket(sitting)
    secretary = at("committee_secretary")
    assert "甲委员" in page(secretary, "desk_key", sitting.pk)
    answer = send(secretary, "desk_key", sitting.pk, **as_keyed(table, item))
    assert answer.status_code == 302, answer.content.decode()
    assert Sitting.objects.get().keyed_by_id == table.village.committee_secretary.user_id
    supervisor = at("fund_supervisor")
    here = reverse("fund:desk_confirm_sitting", args=[sitting.pk])
    assert here in page(supervisor, "desk_sitting", sitting.pk)
    assert "没有投票" in supervisor.get(here).content.decode()
    assert supervisor.post(here).status_code == 302
    assert "已核对确认" in page(at("auditor"), "desk_sitting", sitting.pk)


def test_a_sheet_without_a_remark_comes_back_as_it_was_typed(table, at):
    sitting = table.call()
    item = table.docket(sitting)
    typed = as_keyed(table, item, **{f"silent_{item.pk}": ""})
    answer = send(at("committee_secretary"), "desk_key", sitting.pk, **typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "还没有问过监督员的意见" in shown
    assert 'value="900"' in shown


def test_the_printed_sheet_names_members_and_no_family(table, at):
    sitting = table.call()
    table.docket(sitting)
    shown = page(at("committee_member"), "desk_docket", sitting.pk)
    assert "甲委员" in shown
    assert "看病花费大" in shown


def test_slips_are_printed_for_each_member(table, at):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyynn")})
    shown = page(at("committee_secretary"), "desk_slips", sitting.pk)
    assert all(one.name in shown for one in table.voters)
    assert "不同意" in shown


def test_the_body_is_kept_at_the_desk(table, at):
    client = at("committee_secretary")
    assert "可以开会" in page(client, "desk_index")
    body = table.committee.pk
    seat = {"name": "庚委员", "part": "voter", "from_on": TODAY.isoformat()}
    assert send(client, "desk_appoint", body, **seat).status_code == 302
    assert "人数不齐" in page(client, "desk_committee", body)
    added = Member.objects.get(name="庚委员")
    ended = {"until_on": "2026-01-01"}
    assert send(client, "desk_end_term", added.pk, **ended).status_code == 422
    ended = {"until_on": TODAY.isoformat()}
    assert send(client, "desk_end_term", added.pk, **ended).status_code == 302
    Member.objects.filter(pk=added.pk).delete()
    assert send(client, "desk_call", body, held_on=TODAY.isoformat()).status_code == 302
    assert Sitting.objects.count() == 1


def test_a_tie_is_declared_and_ended_and_the_look_is_logged(table, at):
    client, member = at("committee_secretary"), table.voters[0]
    nobody = {"number": "Z-1", "firm": "", "words": "亲戚"}
    assert send(client, "desk_member", member.pk, **nobody).status_code == 422
    firm = {"number": "", "firm": "某装修公司", "words": "股东"}
    assert send(client, "desk_member", member.pk, **firm).status_code == 302
    assert "某装修公司" in page(client, "desk_member", member.pk)
    assert Read.objects.filter(subject_kind="member", subject_id=str(member.pk)).exists()
    assert send(client, "desk_end_tie", Tie.objects.get().pk).status_code == 302
    assert Tie.objects.get().ended_on == TODAY


def test_the_fund_gets_its_committee_by_a_button(village, at_secretary, fund_without):
    here = reverse("fund:desk_found_committee", args=[fund_without.pk])
    assert here in at_secretary.get(reverse("fund:desk_index")).content.decode()
    assert at_secretary.post(here).status_code == 302
    assert Committee.objects.get().subject_id == fund_without.pk


@pytest.fixture
def at_secretary(village) -> Client:
    return come_in(Client(), village.users["committee_secretary"])


@pytest.fixture
def fund_without(village):
    """A fund nobody has given a committee yet."""
    from linli.fund.tests.conftest import Desk

    return Desk(village).fund


def test_what_is_closed_is_said_on_a_page_of_its_own(table, at):
    sitting = table.call()
    item = table.docket(sitting)
    table.key(sitting, {item.pk: table.sheet("yyyyy")})
    table.confirm(sitting)
    answer = send(at("committee_secretary"), "desk_take_off", item.pk)
    assert answer.status_code == 409
    with pytest.raises(actions.SittingClosed):
        table.docket(sitting)
