"""The fund's doors: what they show, what they ask, how they answer a slip of the hand."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.fund import actions
from linli.fund.models import AidRequest, Batch, Donation, Grant, Refusal, Turn
from linli.fund.tests.conftest import NOW, TODAY, YUAN
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from linli.journal.models import Read
from tests.village import HERE, come_in


@pytest.fixture
def at(desk):
    """``at("cashier")`` is a browser in which the cashier has signed in."""

    def sign_in(role: str) -> Client:
        return come_in(Client(), desk.village.users[role])

    return sign_in


def page(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(f"fund:{name}", args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, name: str, *args, **typed):
    typed.setdefault("key", uuid4())
    return client.post(reverse(f"fund:{name}", args=args), typed)


def test_the_fund_at_a_glance(desk, at):
    desk.give(500, "student_aid")
    desk.ask(900)
    shown = page(at("committee_member"), "desk_index")
    assert "¥10,500" in shown
    assert "困难家庭帮扶" in shown
    assert "看病花费大" in shown


def test_every_state_has_its_tab(desk, at):
    desk.paid(900)
    client = at("auditor")
    for state in ("asked", "decided", "instructed", "paid", "refused", "withdrawn", "all"):
        answer = client.get(reverse("fund:desk_index"), {"state": state})
        shown = 'data-label="申请">¥900<' in answer.content.decode()
        assert shown == (state in ("paid", "all"))


def test_the_committee_reads_no_name_and_the_look_is_logged(desk, at):
    request = desk.ask(900)
    shown = page(at("committee_member"), "desk_request", request.pk)
    assert "虚" not in shown
    assert Read.objects.filter(subject_kind="aid_request", subject_id=str(request.pk)).exists()


def test_a_request_walks_through_browsers_and_the_bank_line_ends_it(desk, at):
    request = desk.ask(900)
    payee = {"payee_name": "虚甲", "payee_account": "6222020000000000001"}
    for role, step, typed in (
        ("second_member", "desk_propose", {"granted": "yes", "grant_fen": "800"}),
        ("committee_member", "desk_decide", {"grant_fen": "800"}),
        ("cashier", "desk_instruct", payee),
    ):
        client = at(role)
        here = reverse(f"fund:{step}", args=[request.pk])
        assert here in page(client, "desk_request", request.pk)
        assert send(client, step, request.pk, **typed).status_code == 302
        assert here not in page(client, "desk_request", request.pk)
    assert "6222020000000000001" not in page(at("cashier"), "desk_request", request.pk)
    desk.pay(request, bank_reference="HX1")
    assert "HX1" in page(at("auditor"), "desk_request", request.pk)
    assert Grant.objects.get().amount_fen == 800 * YUAN


def test_an_amount_above_the_request_comes_back_with_what_was_typed(desk, at):
    request = desk.ask(900)
    answer = send(
        at("committee_member"), "desk_propose", request.pk, granted="yes", grant_fen="1200"
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "批准的 ¥1,200 超过了申请的 ¥900" in shown
    assert 'value="1200"' in shown
    assert not Grant.objects.exists()


def test_a_no_needs_its_reason(desk, at):
    request = desk.ask(900)
    client = at("committee_member")
    answer = send(client, "desk_propose", request.pk, granted="no")
    assert answer.status_code == 422
    assert "要写明理由" in answer.content.decode()
    no = {"granted": "no", "words": "先办低保"}
    assert send(client, "desk_propose", request.pk, **no).status_code == 302
    second = at("second_member")
    assert "先办低保" in page(second, "desk_request", request.pk)
    assert send(second, "desk_decide", request.pk, grant_fen="0").status_code == 302
    assert Refusal.objects.count() == 1


def test_a_press_without_its_key_is_refused(desk, at):
    request = desk.ask(900)
    desk.decide(request, 900)
    answer = send(at("cashier"), "desk_instruct", request.pk, key="")
    assert answer.status_code == 422


def test_a_double_click_on_instruct_instructs_once(desk, at):
    request = desk.ask(900)
    desk.decide(request, 900)
    client = at("cashier")
    typed = {"payee_name": "虚甲", "payee_account": "62220200000001", "key": uuid4()}
    answers = [send(client, "desk_instruct", request.pk, **typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Turn.objects.count() == 1


def test_the_clerk_reads_why_the_holder_returned_it_and_instructs_again(desk, at):
    request = desk.ask(900)
    desk.decide(request, 900)
    desk.instruct(request)
    actions.return_instruction(
        request_id=request.pk,
        words="账号少一位",
        key=uuid4(),
        by=desk.village.holder_accountant,
        at=NOW,
    )
    client = at("cashier")
    assert "账号少一位" in page(client, "desk_request", request.pk)
    typed = {"payee_name": "虚甲", "payee_account": "62220200000001"}
    assert send(client, "desk_instruct", request.pk, **typed).status_code == 302
    assert "账号少一位" not in page(client, "desk_request", request.pk)


def test_a_donor_who_wants_an_official_receipt_is_put_on_the_list(desk, at):
    gift = desk.give(100)
    client = at("cashier")
    assert send(client, "desk_ask_receipt", gift.pk).status_code == 302
    assert "等慈善会开具" in page(client, "desk_donation", gift.pk)


def test_the_same_person_twice_is_told_so(desk, at):
    """The clerk sits on the committee too, and may not take both steps of one request."""
    clerk = desk.village.users["cashier"]
    identity.appoint(
        user_id=clerk.pk, role="committee_member", by=clock(), at=NOW, from_on=TODAY, place=HERE
    )
    request = desk.ask(900)
    desk.decide(request, 900, by=who.viewer_for(clerk, on=TODAY, second_factor=True))
    payee = {"payee_name": "虚甲", "payee_account": "6222020000000000001"}
    answer = send(at("cashier"), "desk_instruct", request.pk, **payee)
    assert answer.status_code == 422
    assert "要由另一个人来签" in answer.content.decode()


def test_the_outsider_finds_nothing(desk, at):
    request, gift = desk.ask(900), desk.give(1)
    client = at("outsider")
    assert client.get(reverse("fund:desk_withdraw", args=[request.pk])).status_code == 404
    for name, subject in (("desk_request", request.pk), ("desk_donation", gift.pk)):
        assert client.get(reverse(f"fund:{name}", args=[subject])).status_code in (403, 404)


def test_a_stranger_is_asked_to_sign_in(desk):
    assert Client().get(reverse("fund:desk_index")).status_code == 302


def test_money_steps_ask_for_the_second_factor(desk):
    request = desk.ask(900)
    client = come_in(Client(), desk.village.users["committee_member"], second_factor=False)
    answer = send(client, "desk_propose", request.pk, granted="yes", grant_fen="900")
    assert answer.status_code == 302
    assert not Grant.objects.exists()


def test_the_worker_takes_a_request_back(desk, at):
    request = desk.ask(900)
    client = at("social_worker")
    assert "撤回这份申请" in page(client, "desk_withdraw", request.pk)
    assert send(client, "desk_withdraw", request.pk).status_code == 200
    assert AidRequest.objects.get().withdrawal


# Gifts and publications --------------------------------------------------------------------------


def gift_as_typed(**other) -> dict:
    return {
        "amount_fen": "500",
        "received_on": TODAY.isoformat(),
        "way": "transfer",
        "purpose": "general",
        "display": "anonymous",
        **other,
    }


def test_a_gift_is_written_down_acknowledged_and_printed(desk, at):
    client = at("cashier")
    page(client, "desk_receive", desk.fund.pk)
    answer = send(client, "desk_receive", desk.fund.pk, **gift_as_typed())
    gift = Donation.objects.get()
    assert answer.url == reverse("fund:desk_donation", args=[gift.pk])
    send(client, "desk_acknowledge", gift.pk)
    assert "JA" in page(client, "desk_donation", gift.pk)
    assert "JA" in page(client, "desk_donations", desk.fund.pk)
    printed = client.get(reverse("fund:desk_paper", args=[gift.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount_fen": "五百"}, "请写金额"),
        ({"amount_fen": "0"}, "大于零"),
        ({"received_on": "2026-02-30"}, "日期"),
        ({"received_on": "2099-01-01"}, "还没有到"),
        ({"display": "alias"}, "请写公开时用的名字"),
        ({"purpose": "cake"}, "cake"),
    ],
)
def test_a_gift_typed_wrong_comes_back_with_words(desk, at, typed, says):
    answer = send(at("cashier"), "desk_receive", desk.fund.pk, **gift_as_typed(**typed))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Donation.objects.exists()


def test_the_holder_confirms_an_opening_at_its_own_door(village, at_holder_of_a_new_fund):
    fund, client = at_holder_of_a_new_fund
    page(client, "desk_opening", fund.pk)
    typed = {"on": TODAY.isoformat(), "statement": "对账单", "fen_general": "12600"}
    assert send(client, "desk_opening", fund.pk, **typed).status_code == 302
    assert fund.opening.amount_fen == 12_600 * YUAN


@pytest.fixture
def at_holder_of_a_new_fund(village):
    fund = actions.open_fund(
        place=village.here,
        holder_id=village.holder.pk,
        name="新基金",
        series="XIN",
        by=village.holder_accountant,
        at=NOW,
    )
    return fund, come_in(Client(), village.users["holder_accountant"])


def test_the_holder_publishes_a_batch(desk, at):
    client = at("holder_accountant")
    assert "还没有公布过" in page(client, "desk_batches", desk.fund.pk)
    assert send(client, "desk_publish", desk.fund.pk).status_code == 302
    assert Batch.objects.count() == 1
    assert "¥10,000" in page(client, "desk_batches", desk.fund.pk)


def test_a_book_that_does_not_add_up_is_not_published(desk, at):
    gift = desk.give(500)
    Donation.objects.filter(pk=gift.pk).update(amount_fen=499 * YUAN)
    answer = send(at("holder_accountant"), "desk_publish", desk.fund.pk)
    assert answer.status_code == 422
    assert "账对不上" in answer.content.decode()


def test_the_lists_ask_few_queries_however_long(desk, at, django_assert_max_num_queries):
    client = at("auditor")
    for _ in range(12):
        desk.ask(900)
        desk.give(1)
    with django_assert_max_num_queries(24):
        page(client, "desk_index")
    with django_assert_max_num_queries(16):
        page(client, "desk_donations", desk.fund.pk)
