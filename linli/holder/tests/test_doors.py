"""The holder's desk through its doors: a file, a line, a month's end, the papers."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from linli.fund.models import Donation
from linli.holder import actions
from linli.holder.models import Explanation, Match, Statement, StatementLine
from linli.holder.tests.conftest import NOW, TODAY, csv, row
from linli.journal.models import Read
from tests.village import come_in


@pytest.fixture
def at(holder):
    return lambda role="holder_accountant": come_in(Client(), holder.village.users[role])


def url(address, *args):
    return reverse(f"holder:{address}", args=args)


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, address, *args, **typed):
    return client.post(url(address, *args), {"key": uuid4(), **typed})


def upload(client, holder, content):
    file = SimpleUploadedFile("statement.csv", content)
    return send(client, "desk_statements", bank_account_id=str(holder.account.pk), content=file)


def test_a_file_is_brought_looked_at_and_written(holder, at):
    client = at()
    answer = upload(client, holder, csv(row("5", other="李善人"), row("", "3")))
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()
    assert "李善人" not in shown
    assert "李" in shown
    assert Read.objects.filter(subject_kind="statement", part="rows").exists()
    read = Statement.objects.get()
    assert send(client, "desk_import", read.pk).status_code == 302
    assert StatementLine.objects.count() == 2
    assert "新 2 笔" in page(client, "desk_statements")


def test_a_file_that_is_none_comes_back_with_a_sentence(holder, at):
    answer = upload(at(), holder, b"hello")
    assert answer.status_code == 422
    assert "没有找到对账单的列名" in answer.content.decode()


def test_columns_are_asked_for(holder, at):
    client = at()
    answer = upload(client, holder, "日期,摘要,数\n2026-11-02,捐款,5".encode())
    assert "有的列名不认识" in client.get(answer.url).content.decode()
    told = {"column_0": "on", "column_1": "remark", "column_2": ""}
    assert client.post(answer.url, told).status_code == 422
    assert client.post(answer.url, {**told, "column_2": "amount"}).status_code == 302
    assert "写入 1 笔" in client.get(answer.url).content.decode()


def test_an_account_is_entered_and_its_number_not_shown(holder, at):
    client = at()
    told = {"name": "专户", "number": "62220299990001"}
    assert send(client, "desk_open_account", **told).status_code == 302
    shown = page(client, "desk_statements")
    assert "·0001" in shown
    assert "62220299990001" not in shown
    assert send(client, "desk_open_account", **told).status_code == 422


def test_the_list_masks_and_the_line_is_logged(holder, at):
    line = holder.line("5", other="李善人")
    client = at()
    assert "李善人" not in page(client, "desk_index")
    assert "李善人" in page(client, "desk_line", line.pk)
    assert Read.objects.filter(subject_kind="statement_line", subject_id=str(line.pk)).exists()


def test_the_best_fit_is_one_press_and_leads_to_the_next(holder, at):
    gift = holder.desk.give(5)
    line, other = holder.line("5"), holder.line("6")
    client = at()
    shown = page(client, "desk_line", line.pk)
    assert "autofocus" in shown
    assert "金额相同" in shown
    answer = send(client, "desk_match", line.pk, act="donation", target=str(gift.pk))
    assert answer.url == url("desk_line", other.pk)
    match = Match.objects.get()
    assert "认错了，撤销" in page(client, "desk_line", line.pk)
    assert send(client, "desk_unmatch", line.pk, match.pk).status_code == 302
    assert "待匹配" in page(client, "desk_line", line.pk)


def test_a_gift_of_the_wrong_fund_is_undone_with_words(holder, at):
    line = holder.line("88", other="李善人")
    match = holder.do(actions.receive_from_line, line_id=line.pk, fund_id=holder.desk.fund.pk)
    client, told = at(), {"mistake": "wrong_fund"}
    refused = send(client, "desk_unmatch", line.pk, match.pk, **told)
    assert "写明错在哪里" in refused.content.decode()
    assert (
        send(client, "desk_unmatch", line.pk, match.pk, words="给隔壁的。", **told).status_code
        == 302
    )
    assert "待认领" in page(client, "desk_line", line.pk)
    assert (
        "记错了，已经冲回"
        in client.get(reverse("fund:desk_donation", args=[match.target])).content.decode()
    )


def test_a_weak_fit_never_has_the_focus(holder, at):
    holder.desk.give(4)
    shown = page(at(), "desk_line", holder.line("5").pk)
    assert "请您判断" in shown or "前后三天" in shown
    assert "autofocus" not in shown


def test_a_gift_is_entered_from_its_line(holder, at):
    line, fund = holder.line("88", other="李善人"), holder.desk.fund.pk
    told = {"fund_id": str(fund), "purpose": "general", "amount_fen": "88"}
    client = at()
    wrong = send(client, "desk_receive", line.pk, display="alias", **told)
    assert wrong.status_code == 422
    assert not Donation.objects.exists()
    answer = send(client, "desk_receive", line.pk, display="alias", shown_as="老李", **told)
    assert answer.url == url("desk_index")
    assert Donation.objects.get().shown_as == "老李"


def test_given_explained_and_too_much(holder, at):
    line, client = holder.line("", "5"), at()
    fund = str(holder.desk.fund.pk)
    assert send(client, "desk_give", line.pk, fund_id=fund).status_code == 302
    request = holder.instructed(900)
    answer = send(client, "desk_match", line.pk, act="instruction", target=str(request.pk))
    assert answer.status_code == 422
    assert "只剩 ¥5 没有对上" in answer.content.decode()
    assert send(client, "desk_explain", line.pk, words="").status_code == 422
    assert send(client, "desk_explain", line.pk, words="房租").status_code == 302
    assert Explanation.objects.count() == 1


def test_an_instruction_is_accepted_or_returned_with_its_reason(holder, at):
    request, client = holder.instructed(900), at()
    assert "等您接受" in page(client, "desk_instructions")
    shown = page(client, "desk_instruction", request.pk)
    assert "6222020000000000001" in shown
    assert Read.objects.filter(subject_id=str(request.pk), part="payee").exists()
    assert send(client, "desk_accept", request.pk).status_code == 302
    assert "已接受" in page(client, "desk_instruction", request.pk)
    assert send(client, "desk_return", request.pk, words="").status_code == 422
    assert send(client, "desk_return", request.pk, words="账号少一位").status_code == 302
    assert client.get(url("desk_instruction", request.pk)).status_code == 404


def test_the_months_end_is_prepared_by_one_and_confirmed_by_another(holder, at, monkeypatch):
    monkeypatch.setattr(
        "linli.holder.queries.month_to_close", lambda *a, **k: TODAY.replace(month=10, day=31)
    )
    client = at()
    answer = send(client, "desk_prepare", bank_fen="7", words="")
    assert answer.status_code == 422
    assert "请写明差在哪里" in answer.content.decode()
    assert send(client, "desk_prepare", bank_fen="7", words="别的钱").status_code == 302
    assert "等另一个人确认" in page(client, "desk_close")
    shown = page(at("second"), "desk_close")
    assert "别的钱" in shown
    close = shown.split("/desk/holder/close/")[2].split("/")[0]
    assert send(client, "desk_confirm", close).status_code == 422
    assert send(at("second"), "desk_confirm", close).status_code == 302
    assert "结过的月份" in page(client, "desk_close")


def test_rules_are_kept_and_ended(holder, at):
    client, fund = at(), str(holder.desk.fund.pk)
    assert send(client, "desk_rules", words="某某公司", fund_id=fund).status_code == 302
    assert "某某公司" in page(client, "desk_rules")
    rule = actions.keep_rule(fund_id=holder.desk.fund.pk, words="另一家", by=holder.by, at=NOW)
    assert send(client, "desk_end_rule", rule.pk).status_code == 302
    assert "另一家" not in page(client, "desk_rules")


def test_papers_leave_and_come_back(holder, at):
    from linli.fund import actions as funds

    gift = holder.desk.give(100)
    funds.ask_receipt(donation_id=gift.pk, by=holder.village.cashier, at=NOW)
    client = at()
    assert send(client, "desk_receipts_asked").content.startswith(b"PK")
    rows = "我们的编号,票据号码,开票日期\nJA2026-0001,电1,2026-11-20\nJA2026-0009,电2,2026-11-20"
    file = SimpleUploadedFile("numbers.csv", rows.encode())
    shown = send(client, "desk_receipts_numbered", content=file).content.decode()
    assert "登记了 1 个票据号" in shown
    assert "JA2026-0009" in shown
    for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        answer = send(client, "desk_vouchers", month=f"{TODAY:%Y-%m}", kind=kind)
        assert answer.content.startswith(begins)
    told = {"part": "bank", "code": "1002", "name": "银行存款"}
    assert send(client, "desk_name_account", **told).status_code == 302
    assert "1002" in page(client, "desk_papers")


def test_the_year_and_its_budget_of_two(holder, at):
    fund, year = holder.desk.fund.pk, TODAY.year
    clerk = at("cashier")
    told = {"purpose": "estate_repair", "amount_fen": "5000"}
    assert send(clerk, "desk_enter_budget", fund, year, **told).status_code == 302
    assert "资产 = 负债 + 净资产" in page(clerk, "desk_report", fund, year)
    member = at("committee_member")
    shown = page(member, "desk_report", fund, year)
    budget = shown.split("/budget/")[1].split("/")[0]
    assert send(member, "desk_confirm_budget", fund, year, budget).status_code == 302
    assert "¥5,000" in page(member, "desk_report", fund, year)
