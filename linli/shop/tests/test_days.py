"""A day opens by right and is counted by two; what is more or less stands by itself."""

import datetime
import io
import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from openpyxl import Workbook

from linli.fund import queries as funds
from linli.fund.actions import PurposeNotPermitted
from linli.fund.models import Takings
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock, nobody
from linli.kernel.refusal import NotFound
from linli.ledger.models import Entry
from linli.shop import actions, queries
from linli.shop.models import Closing, SecondCount, Shift
from linli.shop.tests.conftest import NOW, TODAY, TOMORROW, YUAN, coins
from tests.village import NEXT_DOOR

PLAN = {
    "certificate": "闽厦慈募〔2025〕1号（示例）",
    "plan": "备案 2026-001（示例）",
    "account": "示例慈善会 · 示例银行",
    "filed_on": TODAY - datetime.timedelta(days=20),
    "until_on": TODAY + datetime.timedelta(days=90),
}
WEEK = datetime.timedelta(days=7)


def test_without_a_right_nothing_opens_and_goods_are_still_given(shop):
    with pytest.raises(actions.NoRightToSell):
        shop.open()
    shop.give(shop.item())


@pytest.mark.parametrize("kind", ["holder_goods", "mutual_help"])
def test_a_recorded_right_opens_the_day(shop, kind):
    shop.basis(kind)
    assert shop.open().basis.kind == kind


def test_a_plan_is_whole_and_filed_in_time(shop):
    shop.basis("public_plan", **PLAN)
    for missing in ("certificate", "plan", "account", "filed_on", "until_on"):
        lacking = {key: value for key, value in PLAN.items() if key != missing}
        with pytest.raises(actions.PlanNotWhole):
            shop.basis("public_plan", **lacking)
    with pytest.raises(actions.FiledTooLate):
        shop.basis("public_plan", **PLAN | {"filed_on": TODAY - datetime.timedelta(days=9)})
    with pytest.raises(actions.EndsBeforeItBegins):
        shop.basis(until_on=TODAY - datetime.timedelta(days=1))


def test_the_database_refuses_half_a_plan(shop):
    basis = shop.basis("public_plan", **PLAN)
    basis.account = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        basis.save()


def test_a_right_that_is_over_opens_nothing(shop):
    shop.basis(from_on=TODAY - 2 * WEEK, until_on=TODAY - WEEK)
    with pytest.raises(actions.NoRightToSell):
        shop.open()


def test_a_right_is_ended_by_the_holder_before_its_time(shop):
    shop.basis(from_on=TODAY - WEEK)
    later, yesterday = NOW + datetime.timedelta(minutes=1), TODAY - datetime.timedelta(days=1)
    shop.basis(from_on=TODAY - WEEK, until_on=yesterday, at=later)
    with pytest.raises(actions.NoRightToSell):
        shop.open()


def test_a_right_that_begins_tomorrow_changes_nothing_today(shop):
    shop.basis("mutual_help")
    shop.basis("holder_goods", from_on=TODAY + WEEK)
    assert shop.open().basis.kind == "mutual_help"


def test_only_the_holder_records_a_right(shop):
    with pytest.raises(NotAllowed):
        shop.basis(by=shop.keeper)


def test_one_day_a_date_and_pressing_twice_opens_once(shop):
    shop.basis()
    key = uuid4()
    assert shop.open(key=key).pk == shop.open(key=key).pk
    with pytest.raises(actions.DayOpenAlready):
        shop.open()


def test_a_purpose_the_fund_does_not_know_is_refused_in_the_morning(shop):
    shop.basis()
    with pytest.raises(PurposeNotPermitted):
        shop.open(purpose="together")


def test_the_days_money_becomes_one_lot_with_its_origin(shop, opened):
    before = shop.holds()
    shop.sell(opened.till, shop.item(), shop.item(10))
    shop.close(opened.day, 135)
    assert shop.holds() == before
    shop.count(opened.day, 135)
    assert shop.holds() == before + 35
    takings = Takings.objects.get()
    assert (takings.amount_fen, takings.difference_fen) == (3_500, 0)
    assert (takings.origin_noun, takings.origin_id) == ("shop_day", opened.day.pk)
    assert funds.trouble_of(shop.fund) == ""


@pytest.mark.parametrize(("counted", "takings", "difference"), [(120, 20, -5), (130, 30, 5)])
def test_a_difference_is_posted_and_never_absorbed(shop, opened, counted, takings, difference):
    shop.sell(opened.till, shop.item())
    shop.close(opened.day, counted)
    shop.count(opened.day, counted)
    row = Takings.objects.get()
    assert (row.sold_fen, row.amount_fen, row.difference_fen) == (
        2_500,
        takings * YUAN,
        difference * YUAN,
    )
    said = json.loads(Entry.objects.get(pk=row.entry_id).public)
    assert (said["sold_fen"], said["difference_fen"]) == (2_500, difference * YUAN)
    assert funds.trouble_of(shop.fund) == ""


def test_a_box_with_less_than_its_change_is_an_entry_without_money(shop, opened):
    shop.sell(opened.till, shop.item())
    shop.close(opened.day, 90)
    shop.count(opened.day, 90)
    row = Takings.objects.get()
    assert (row.amount_fen, row.difference_fen) == (0, -3_500)
    assert funds.trouble_of(shop.fund) == ""


def test_a_day_without_a_sale_posts_nothing(shop, opened):
    shop.close(opened.day, 100)
    shop.count(opened.day, 100)
    assert not Takings.objects.exists()


def test_closing_twice_is_closing_once(shop, opened):
    shop.sell(opened.till, shop.item())
    first, second = uuid4(), uuid4()
    for _ in range(2):
        shop.close(opened.day, 125, key=first)
    for _ in range(2):
        shop.count(opened.day, 125, key=second)
    assert (Closing.objects.count(), SecondCount.objects.count()) == (1, 1)
    assert shop.holds() == 1_025
    with pytest.raises(actions.DayClosed):
        shop.close(opened.day, 125)
    with pytest.raises(actions.CountedAgainAlready):
        shop.count(opened.day, 125)


def test_who_opened_or_counted_first_is_no_second(shop, opened):
    shop.close(opened.day, 100, by=shop.village.cashier)
    for same in (shop.keeper, shop.village.cashier):
        with pytest.raises(actions.SameCounter):
            shop.count(opened.day, 100, by=same)


@pytest.mark.parametrize("same", ["opened_by_id", "counted_by_id"])
def test_the_database_itself_wants_a_second_person(shop, opened, same):
    shop.close(opened.day, 100)
    row = second_row(shop, opened)
    row["second_by_id"] = row[same]
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondCount.objects.create(**row)


@pytest.mark.parametrize("wrong", [{"difference_fen": 0}, {"takings_fen": 1}])
def test_the_database_itself_adds_up_the_difference(shop, opened, wrong):
    shop.close(opened.day, 110)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondCount.objects.create(**second_row(shop, opened) | wrong)


def second_row(shop, opened) -> dict:
    return {
        "closing": opened.day.closing,
        "opened_by_id": shop.keeper.user_id,
        "counted_by_id": shop.village.committee_member.user_id,
        "second_by_id": shop.village.cashier.user_id,
        "at": NOW,
        "counts": {},
        "counted_fen": 11_000,
        "float_fen": 10_000,
        "expected_fen": 0,
        "difference_fen": 1_000,
        "takings_fen": 1_000,
        "key": uuid4(),
    }


def test_alone_on_a_quiet_day_a_bag_waits_a_week(shop, opened):
    shop.close(opened.day, 100, bag="封-0012")

    def overdue(days):
        on = TODAY + datetime.timedelta(days=days)
        return queries.day(shop.keeper, opened.day.pk, on).overdue

    assert [overdue(days) for days in (0, 7, 8)] == [False, False, True]
    assert [row.id for row in queries.overdue_counts(shop.keeper, TODAY + 2 * WEEK)] == [
        opened.day.pk
    ]
    shop.count(opened.day, 100, at=NOW + WEEK)
    assert queries.overdue_counts(shop.keeper, TODAY + 2 * WEEK) == []


def test_a_box_without_a_bag_is_overdue_the_next_day(shop, opened):
    shop.close(opened.day, 100)
    assert queries.day(shop.keeper, opened.day.pk, TOMORROW.date()).overdue


def test_notes_nobody_prints_are_not_counted(shop, opened):
    for counts in ({"300": 1}, {"1000": -1}, {"1000": 10**6}):
        with pytest.raises(actions.CountNotPossible):
            actions.close_day(
                day_id=opened.day.pk, counts=counts, key=uuid4(), by=shop.keeper, at=NOW
            )


def test_nobody_counts_a_second_time_before_the_first(shop, opened):
    with pytest.raises(actions.NotCountedYet):
        shop.count(opened.day, 100)


def test_neighbours_see_no_day(shop, opened):
    with pytest.raises(NotFound):
        queries.day(shop.village.outsider, opened.day.pk, TODAY)
    with pytest.raises(NotFound):
        actions.unlock_till(day_id=opened.day.pk, by=neighbouring_keeper(shop), at=NOW)


def neighbouring_keeper(shop):
    user = identity.invite(username="next_keeper", name="隔壁", office="", by=clock(), at=NOW)
    identity.appoint(
        user_id=user.pk, role="shop_keeper", place=NEXT_DOOR, from_on=TODAY, by=clock(), at=NOW
    )
    return who.viewer_for(user, on=TODAY, second_factor=True)


# Shifts and tills ---------------------------------------------------------------------------------


def test_four_digits_begin_a_shift_today_and_are_kept_by_nobody(shop, opened):
    shift, code = actions.give_shift(
        day_id=opened.day.pk, volunteer="苏阿姨", by=shop.keeper, at=NOW
    )
    assert code.encode() not in bytes(Shift.objects.get().code_blind)
    begun = actions.begin_shift(till_id=opened.till.pk, code=code, by=nobody(), at=NOW)
    assert begun.pk == shift.pk
    wrong = f"{(int(code) + 1) % 10_000:04}"
    with pytest.raises(actions.WrongShiftCode):
        actions.begin_shift(till_id=opened.till.pk, code=wrong, by=nobody(), at=NOW)


def test_yesterdays_digits_are_worth_nothing(shop, opened):
    _shift, code = actions.give_shift(
        day_id=opened.day.pk, volunteer="苏阿姨", by=shop.keeper, at=NOW
    )
    till = shop.till(shop.open(at=TOMORROW), at=TOMORROW)
    with pytest.raises(actions.WrongShiftCode):
        actions.begin_shift(till_id=till.pk, code=code, by=nobody(), at=TOMORROW)


def test_a_locked_till_sells_nothing(shop, opened):
    item = shop.item()
    for _ in range(2):
        actions.lock_till(till_id=opened.till.pk, by=shop.keeper, at=NOW)
    with pytest.raises(actions.TillLocked):
        shop.sell(opened.till, item)
    with pytest.raises(actions.TillLocked):
        actions.begin_shift(till_id=opened.till.pk, code="0000", by=nobody(), at=NOW)


# Phone payments -----------------------------------------------------------------------------------


def bill(*rows: str) -> bytes:
    return "\n".join(["商户账单", "交易时间,金额", *rows]).encode("gb18030")


def imported(shop, content, at=TOMORROW, by=None):
    return actions.import_bill(
        corner_id=shop.corner.pk, content=content, by=by or shop.village.cashier, at=at
    )


def test_a_phone_payment_waits_for_the_bill_and_then_is_a_lot(shop, opened):
    shop.sell(opened.till, shop.item(), way="phone")
    shop.close(opened.day, 100)
    shop.count(opened.day, 100)
    card = queries.day(shop.keeper, opened.day.pk, TODAY)
    assert (card.sums.phone_fen, card.billed_fen) == (2_500, None)
    assert not Takings.objects.exists()
    imported(shop, bill("2026-11-23 10:00:00,20.00", "2026-11-23 11:00:00,5.00"))
    row = Takings.objects.get()
    assert (row.part, row.amount_fen, row.difference_fen) == ("phone", 2_500, 0)
    assert funds.trouble_of(shop.fund) == ""


def test_the_bill_may_come_before_the_second_count(shop, opened):
    shop.sell(opened.till, shop.item(), way="phone")
    shop.close(opened.day, 100, bag="1")
    imported(shop, bill("2026-11-23,25.00"))
    assert not Takings.objects.exists()
    shop.count(opened.day, 100, at=TOMORROW)
    assert Takings.objects.get().amount_fen == 2_500


def test_the_bill_counts_and_not_what_was_shown(shop, opened):
    shop.sell(opened.till, shop.item(), way="phone")
    shop.close(opened.day, 100)
    shop.count(opened.day, 100)
    imported(shop, bill("2026-11-23,20.00"))
    row = Takings.objects.get()
    assert (row.amount_fen, row.sold_fen, row.difference_fen) == (2_000, 2_500, -500)


def test_the_same_bill_twice_is_one_and_another_word_is_refused(shop, opened):
    content = bill("2026-11-23,25.00")
    assert imported(shop, content).pk == imported(shop, content).pk
    imported(shop, bill("2026-11-23,25.00", "2026-11-22,1.00"))
    with pytest.raises(actions.BillDayDiffers):
        imported(shop, bill("2026-11-23,26.00"))


def test_today_is_not_over_and_is_left_for_the_next_bill(shop, opened):
    imported(shop, bill("2026-11-23,25.00"), at=NOW)
    assert queries.day(shop.keeper, opened.day.pk, TODAY).billed_fen is None


def test_an_excel_bill_is_read_and_a_refund_taken_off(shop, opened):
    book = Workbook()
    for row in (["日期", "金额"], [TODAY, 30.1], ["2026-11-23", -5.1]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    imported(shop, content.getvalue(), by=shop.holder)
    assert queries.day(shop.keeper, opened.day.pk, TODAY).billed_fen == 2_500


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", actions.NotABill),
        (b"\xff\xfe\x00\x81", actions.NotABill),
        (b"PK\x03\x04 no workbook", actions.NotABill),
        ("姓名,电话\n甲,1".encode(), actions.NotABill),
        (bill("2026-11-23,abc"), actions.RowNotRead),
        (bill("昨天,1.00"), actions.RowNotRead),
        (bill("2026-11-22,1.00", "2026-11-22,-2.00"), actions.BillDayBelowZero),
    ],
)
def test_a_file_that_is_no_bill_takes_nothing_in(shop, content, refusal):
    with pytest.raises(refusal):
        imported(shop, content)


def test_coins_are_counted():
    assert coins(125) == {"1000": 12, "100": 5}
