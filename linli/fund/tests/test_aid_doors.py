"""The doors of the aid half: visit, docket, returns, limit, register, programmes, notices."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.committee.tests.conftest import Table
from linli.fund.models import AidLimit, AidProgramme, AidRequest, HomeVisit, InterestedPerson
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity import actions as identity
from linli.identity.permissions import clock
from linli.people import actions as people, queries as register
from tests.village import come_in

DAY = TODAY.isoformat()
ROUND = {
    "name": "高考助学", "kind": "aid", "purpose": "student_aid", "reasons": ["schooling"],
    "ceiling_fen": "3000", "opens_on": DAY, "closes_on": "", "documents": "录取通知书\n\n成绩单",
    "not_with": ["state_student_grant"], "points_dibao": "3",
}  # fmt: skip


@pytest.fixture
def at(desk):
    """``at("cashier")`` is a browser in which the cashier has signed in."""

    def sign_in(role: str) -> Client:
        return come_in(Client(), desk.village.users[role])

    return sign_in


def page(client: Client, view: str, *args) -> str:
    answer = client.get(reverse(view, args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, view: str, *args, **typed):
    typed.setdefault("key", uuid4())
    return client.post(reverse(view, args=args), typed)


def test_the_visit_is_written_down_and_read_by_the_worker_alone(desk, at):
    request, worker = desk.ask(900, visited=False), at("social_worker")
    assert "还没有走访" in page(at("auditor"), "fund:desk_request", request.pk)
    without_day = {"went": "yes", "on": "", "words": "床边有助行架"}
    assert send(worker, "fund:desk_visit", request.pk, **without_day).status_code == 422
    assert (
        send(worker, "fund:desk_visit", request.pk, **without_day | {"on": DAY}).status_code == 302
    )
    assert "助行架" in page(worker, "fund:desk_visit", request.pk)
    assert "助行架" not in page(at("committee_member"), "fund:desk_request", request.pk)
    assert HomeVisit.objects.count() == 1


def test_the_secretary_puts_a_request_on_the_docket(desk, at, settings, tmp_path):
    settings.LINLI_DATA = tmp_path
    sitting = Table(desk.village, desk.fund.pk).call()
    request, secretary = desk.ask(900), at("committee_secretary")
    assert str(sitting.pk) in page(secretary, "fund:desk_request", request.pk)
    answer = send(secretary, "fund:desk_docket", request.pk, sitting_id=sitting.pk)
    assert answer.status_code == 302
    shown = page(secretary, "fund:desk_request", request.pk)
    assert reverse("committee:desk_sitting", args=[sitting.pk]) in shown
    assert "困难家庭帮扶" in page(secretary, "committee:desk_docket", sitting.pk)


def test_a_return_walks_through_two_browsers(desk, at):
    request, clerk, accountant = desk.paid(900), at("cashier"), at("holder_accountant")
    back = {"reason": "misused", "amount_fen": "900"}
    assert send(clerk, "fund:desk_ask_back", request.pk, **back).status_code == 302
    assert "没有用在申请的事情上" in page(accountant, "fund:desk_request", request.pk)
    came = {"amount_fen": "901", "bank_reference": "TK1", "returned_on": DAY}
    assert send(accountant, "fund:desk_take_back", request.pk, **came).status_code == 422
    came["amount_fen"] = "900"
    assert send(accountant, "fund:desk_take_back", request.pk, **came).status_code == 302
    assert "退回来了" in page(at("auditor"), "fund:desk_request", request.pk)


def test_the_holder_sets_limit_and_register(desk, at):
    client = at("holder_accountant")
    typed = {"small_fen": "1500", "emergency_days": "5"}
    assert send(client, "fund:desk_limit", desk.fund.pk, **typed).status_code == 302
    assert AidLimit.objects.latest("at", "pk").small_fen == 1_500 * YUAN
    assert "¥1,500" in page(client, "fund:desk_index")
    desk.family(number="E-5")
    entry = {"number": "Z-9", "manager": "会长", "relation": "弟弟"}
    assert send(client, "fund:desk_interests", desk.fund.pk, **entry).status_code == 422
    entry["number"] = "E-5"
    assert send(client, "fund:desk_interests", desk.fund.pk, **entry).status_code == 302
    shown = page(client, "fund:desk_interests", desk.fund.pk)
    assert "会长" in shown
    assert "E-5" not in shown
    entered = InterestedPerson.objects.get()
    assert send(client, "fund:desk_end_interest", entered.pk).status_code == 302


def test_what_is_overdue_stands_at_the_head_of_the_fund(desk, at, clock):
    desk.decide(desk.ask(900), 900)
    later = NOW.replace(year=2027, month=2)
    clock["now"] = later
    assert "过期没有追认" in page(at("auditor"), "fund:desk_index")


def test_a_round_is_opened_applied_to_and_ranked(desk, at):
    secretary, worker = at("committee_secretary"), at("social_worker")
    mixed = ROUND | {"points_gaokao_score": "1"}
    answer = send(secretary, "fund:desk_open_programme", desk.fund.pk, **mixed)
    assert answer.status_code == 422
    assert "奖和助是两个项目" in answer.content.decode()
    assert send(secretary, "fund:desk_open_programme", desk.fund.pk, **ROUND).status_code == 302
    programme = AidProgramme.objects.get()
    assert programme.documents == ["录取通知书", "成绩单"]
    household = desk.family()
    person = sorted(register.living_in(household), key=str)[0]
    assert "高考助学" in page(worker, "fund:desk_apply", household)
    typed = {"person_id": person, "reason": "schooling", "amount_fen": "3001"}
    answer = send(worker, "fund:desk_apply_to", household, programme.pk, **typed)
    assert answer.status_code == 422
    assert "每户最多 ¥3,000" in answer.content.decode()
    typed["amount_fen"] = "3000"
    answer = send(worker, "fund:desk_apply_to", household, programme.pk, **typed)
    asked = AidRequest.objects.get()
    assert answer.url == reverse("fund:desk_hand_in", args=[asked.pk])
    handed = {"documents": ["成绩单"]}
    assert send(worker, "fund:desk_hand_in", asked.pk, **handed).status_code == 302
    again = page(worker, "fund:desk_hand_in", asked.pk)
    assert re.search(r'value="成绩单"[^>]*checked', again), "what lies here stays ticked"
    visit = page(worker, "fund:desk_visit", asked.pk)
    assert "还没收到：录取通知书" in visit
    assert reverse("workbench:desk_household", args=[household]) in visit
    shown = page(secretary, "fund:desk_programme", programme.pk)
    assert "不知道" in shown
    assert "还没收到：录取通知书" in shown
    assert "还没问清有没有在领：国家助学金" in shown
    assert "虚" not in shown


def test_a_resident_applies_by_her_phone(desk, at):
    send(at("committee_secretary"), "fund:desk_open_programme", desk.fund.pk, **ROUND)
    household = desk.family()
    person = sorted(register.living_in(household), key=str)[0]
    user = identity.invite(username="student", name="学生", by=clock(), at=NOW)
    people.link_login(resident_id=person, user_id=user.pk, by=desk.village.social_worker, at=NOW)
    client, programme = come_in(Client(), user, second_factor=False), AidProgramme.objects.get()
    assert "高考助学" in page(client, "fund:my_programmes")
    assert "录取通知书" in page(client, "fund:my_apply", programme.pk)
    assert "不重复资助" in page(client, "fund:my_apply", programme.pk)
    typed = {"person_id": person, "reason": "schooling", "amount_fen": "3000"}
    assert send(client, "fund:my_apply", programme.pk, **typed).status_code == 302
    assert AidRequest.objects.get().asked_by_id == user.pk
    assert "等审议" in page(client, "fund:my_programmes")


def test_the_street_reads_notices_without_a_name(desk):
    for _ in range(5):
        desk.paid(900)
    desk.publish()
    shown = page(Client(), "transparency:notices")
    assert "1,000 元以下" in shown
    assert "虚" not in shown
    assert "11月23日" not in shown
