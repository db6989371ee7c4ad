"""Receipts asked for and numbered, vouchers that leave, a year's report, a budget of two."""

import datetime
import io

import pytest

from linli.fund import actions as funds, queries as books
from linli.holder import actions, queries
from linli.holder.tests.conftest import NOW, TODAY, YUAN
from linli.identity import actions as identity
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound

YEAR = TODAY.year


def wished(holder, yuan, **how):
    gift = holder.desk.give(yuan, **how)
    funds.ask_receipt(donation_id=gift.pk, by=holder.village.cashier, at=NOW)
    return gift


def numbers(holder, *rows, by=None):
    content = "\n".join(["我们的编号,票据号码,开票日期", *rows]).encode()
    return actions.import_receipts(holder_id=holder.id, content=content, by=by or holder.by, at=NOW)


def report(holder, by=None):
    return queries.year_report(by or holder.by, holder.desk.fund.pk, YEAR, TODAY)


def test_only_wished_receipts_leave_and_numbers_come_back(holder):
    gift = wished(holder, 100, donor_name="李善人")
    holder.desk.give(50, donor_name="不要票的人")
    titles, row = queries.receipt_rows(holder.by, holder.id)
    assert row[:4] == ["李善人", "100.00", TODAY.isoformat(), "JA2026-0001"]
    assert titles[3] == "我们的编号"
    assert numbers(holder, "JA2026-0001,电子001,2026-11-22") == (1, ())
    assert len(queries.receipt_rows(holder.by, holder.id)) == 1
    assert books.donation(holder.by, gift.pk).card.official_receipt == "电子001"


def test_a_row_that_does_not_fit_is_named_and_the_others_come_in(holder):
    wished(holder, 100)
    wished(holder, 60)
    found = numbers(
        holder,
        "JA2026-0001,电子001,2026-11-22",
        "JA2026-0002,电子001,2026-11-22",
        "JA2026-0099,电子003,2026-11-22",
        "JA2026-0002,电子004,坏",
    )
    assert found.entered == 1
    assert [fault.row for fault in found.refused] == [3, 4, 5]
    assert "JA2026-0099" in found.refused[1].words
    assert numbers(holder, "JA2026-0001,电子001,2026-11-22") == (1, ())


def test_the_workbook_goes_out_and_comes_back_filled(holder):
    from openpyxl import load_workbook

    wished(holder, 100)
    rows = queries.receipt_rows(holder.by, holder.id)
    book = load_workbook(io.BytesIO(queries.as_workbook(rows, "票据")))
    book.active["F2"], book.active["G2"] = "电子001", datetime.date(2026, 11, 22)
    out = io.BytesIO()
    book.save(out)
    found = actions.import_receipts(
        holder_id=holder.id, content=out.getvalue(), by=holder.by, at=NOW
    )
    assert found == (1, ())


def test_vouchers_balance_and_say_where_a_code_is_missing(holder):
    desk = holder.desk
    desk.give(100, "student_aid")
    fee = holder.line("", "5")
    holder.do(actions.match_bank_item, line_id=fee.pk, kind="fee", fund_id=desk.fund.pk)
    holder.pay(holder.line("", "900"), holder.instructed(900))
    actions.name_account(
        holder_id=holder.id, part="bank", code="1002.01", name="银行存款—基本户",
        by=holder.by, at=NOW,
    )  # fmt: skip
    _titles, *rows = queries.voucher_rows(holder.by, holder.id, TODAY)
    sums = [sum(float(row[at] or 0) for row in rows) for at in (5, 6)]
    assert sums[0] == sums[1] == 10_000 + 100 + 5 + 900 + 900
    assert {row[3] for row in rows if row[4] == "银行存款—基本户"} == {"1002.01"}
    assert {row[3] for row in rows if row[4] == "业务活动成本"} == {""}
    bound = [row for row in rows if row[4] == "捐赠收入——限定性收入"]
    assert [(row[6], row[2], row[8]) for row in bound] == [("100.00", "收到捐赠", "1")]
    assert all(row[1].startswith("JA-") for row in rows)


def test_a_reversal_leaves_as_its_own_voucher_the_other_way_round(holder):
    fee = holder.line("", "5")
    told = {"line_id": fee.pk, "kind": "fee", "fund_id": holder.desk.fund.pk}
    match = holder.do(actions.match_bank_item, **told)
    holder.do(actions.unmatch, match_id=match.pk)
    rows = [row for row in queries.voucher_rows(holder.by, holder.id, TODAY) if "冲回" in row[2]]
    # The holder gets it back on the debit side: a ledger line, the other way round.
    assert {(row[4], bool(row[5])) for row in rows} == {("银行存款", True), ("管理费用", False)}


def test_a_csv_opens_in_excel_and_computes_nothing():
    content = queries.as_csv([["=1+1", "甲"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert "'=1+1,甲" in content.decode("utf-8-sig")


def test_a_year_adds_up_free_and_bound_apart(holder):
    desk = holder.desk
    desk.give(100, "student_aid")
    holder.pay(holder.line("", "900"), holder.instructed(900))
    holder.instructed(300)
    desk.withdraw(holder.instructed(50))
    found = report(holder)
    assert found.adds_up
    assert found.assets_fen == 9_200 * YUAN
    assert found.owed_fen == 300 * YUAN
    assert (found.after.free, found.after.bound) == (8_800 * YUAN, 100 * YUAN)
    words = {row.word: (row.free, row.bound) for row in found.activity}
    assert words["捐赠收入"] == (0, 10_000)
    assert words["业务活动成本：小区修缮"] == (-120_000, 0)
    assert words["净资产变动"] == (880_000, 10_000)
    assert found.before.total == 0


def test_what_a_purposes_own_money_pays_is_bound_cost(village):
    from linli.fund.tests.conftest import Desk
    from linli.holder.tests.conftest import Holder

    holder = Holder(Desk(village, {"student_aid": 40, "general": 100}))
    request = holder.desk.ask(60, "student_aid")
    holder.desk.decide(request, 60)
    words = {row.word: (row.free, row.bound) for row in report(holder).activity}
    assert words["业务活动成本：学生助学"] == (-2_000, -4_000)


def enter(holder, yuan, **how):
    how.setdefault("by", holder.village.cashier)
    how.setdefault("purpose", "estate_repair")
    return actions.enter_budget(
        fund_id=holder.desk.fund.pk, year=YEAR, amount_fen=yuan * YUAN, at=NOW, **how
    )


def confirm(holder, budget, by=None):
    return actions.confirm_budget(
        budget_id=budget.pk, by=by or holder.village.committee_member, at=NOW
    )


def repair(holder):
    return next(row for row in report(holder).budget if row.purpose == "estate_repair")


def test_a_budget_holds_once_another_has_confirmed_it(holder):
    holder.instructed(900)
    budget = enter(holder, 5_000)
    assert (repair(holder).budget_fen, repair(holder).waits_fen) == (None, 500_000)
    confirm(holder, budget)
    assert confirm(holder, budget).confirmed_at
    assert (repair(holder).budget_fen, repair(holder).left_fen) == (500_000, 410_000)


def test_the_newest_amount_is_the_one_to_confirm(holder):
    first = enter(holder, 5_000)
    second = enter(holder, 6_000)
    with pytest.raises(actions.NotTheNewest):
        confirm(holder, first)
    confirm(holder, second)
    assert repair(holder).budget_fen == 600_000


def test_nobody_confirms_his_own_budget(holder):
    from linli.identity import queries as who
    from linli.identity.permissions import clock
    from tests.village import HERE

    clerk = holder.village.users["cashier"]
    identity.appoint(
        user_id=clerk.pk, role="committee_member", by=clock(), at=NOW, from_on=TODAY, place=HERE
    )
    both = who.viewer_for(clerk, on=TODAY, second_factor=True)
    with pytest.raises(identity.SamePersonTwice):
        confirm(holder, enter(holder, 1, by=both), by=both)


def test_a_use_the_fund_does_not_have_has_no_budget(holder):
    with pytest.raises(actions.BudgetNotPossible):
        enter(holder, 1, purpose="moon")
    with pytest.raises(actions.BudgetNotPossible):
        enter(holder, -1)


def test_the_outsider_reads_no_report(holder):
    for role in ("outsider", "social_worker"):
        with pytest.raises((NotAllowed, NotFound)):
            report(holder, by=getattr(holder.village, role))
        with pytest.raises((NotAllowed, NotFound)):
            enter(holder, 1, by=getattr(holder.village, role))
    with pytest.raises((NotAllowed, NotFound)):
        numbers(holder, by=holder.village.cashier)


def test_what_the_charity_corner_took_has_a_word_of_its_own(holder):
    holder.takings(70)
    activity = {row.word: row.free for row in report(holder).activity}
    assert activity["义卖收入"] == 70 * YUAN
    summaries = {row[2] for row in queries.voucher_rows(holder.by, holder.id, TODAY)}
    assert "收到义卖款" in summaries
