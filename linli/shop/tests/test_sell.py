"""The till: what it sells, what it refuses, what is sent twice, what comes back."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import nobody
from linli.shop import actions, published, queries
from linli.shop.models import Return, Sale, SaleLine
from linli.shop.queries.days import slip_of
from linli.shop.queries.standing import sums_of
from linli.shop.tests.conftest import NOW, TODAY, TOMORROW, YUAN, _line


def test_a_sale_has_the_days_number_and_a_witness_of_the_chain(shop, opened):
    first = shop.sell(opened.till, shop.item(), handed_fen=50 * YUAN)
    second = shop.sell(opened.till, shop.item(10))
    assert (first.number, second.number) == (1, 2)
    slip = published.slip(opened.till.pk, first.pk)
    assert (slip.slip, slip.change_fen) == ("20261123-1", 25 * YUAN)
    assert slip.witness == first.head_hash[:8]
    assert len(slip.witness) == 8


def test_the_price_list_holds_what_can_be_sold(shop, opened):
    there, waiting = shop.item(), shop.item(None)
    sold = shop.item(10)
    shop.sell(opened.till, sold)
    assert [row.code for row in published.prices(opened.till.pk)] == [there.code]
    assert waiting.code


def test_the_same_sale_twice_is_one(shop, opened):
    item, sale_id = shop.item(), uuid4()
    for _ in range(3):
        shop.sell(opened.till, item, sale_id=sale_id)
    assert Sale.objects.count() == 1
    assert sums_of(opened.day).cash_fen == 2_500


def test_the_same_id_with_other_content_is_refused_and_says_what(shop, opened):
    item, other, sale_id = shop.item(), shop.item(), uuid4()
    shop.sell(opened.till, item, sale_id=sale_id)
    for lines, how, word in (
        ((other,), {}, "东西"),
        ((item,), {"way": "phone"}, "付款方式"),
        ((item,), {"handed_fen": 30 * YUAN}, "收到的钱"),
    ):
        with pytest.raises(actions.SentOtherwise) as refused:
            shop.sell(opened.till, *lines, sale_id=sale_id, **how)
        assert word in str(refused.value)
    assert shop.stand(other) == "shelf"


def test_a_piece_that_is_gone_is_refused_unless_it_is_in_the_hand(shop, opened):
    item = shop.item()
    shop.sell(opened.till, item)
    with pytest.raises(actions.NotThere):
        shop.sell(opened.till, item)
    shop.sell(opened.till, item, insist=True)
    [row] = queries.day(shop.keeper, opened.day.pk, TODAY).contested
    assert (row.slip, row.code) == ("20261123-2", item.code)
    assert sums_of(opened.day).cash_fen == 5_000


def test_sold_twice_without_network_both_are_kept_and_listed(shop, opened):
    item, other = shop.item(), shop.till(opened.day)
    shop.sell(opened.till, item, queued=True)
    shop.sell(other, item, queued=True)
    assert Sale.objects.count() == 2
    assert list(SaleLine.objects.order_by("pk").values_list("contested", flat=True)) == [
        False,
        True,
    ]
    assert item.moves.filter(kind="sold").count() == 1


def test_a_till_without_network_sells_at_the_price_it_knew(shop, opened):
    item = shop.item()
    line = _line(item, None)
    actions.set_price(item_id=item.pk, price_fen=20 * YUAN, by=shop.keeper, at=TOMORROW)
    actions.sell(
        sale_id=uuid4(), till_id=opened.till.pk, lines=[line], way="cash", by=nobody(), at=NOW,
        queued=True,
    )  # fmt: skip
    with pytest.raises(actions.PriceChanged):
        actions.sell(
            sale_id=uuid4(), till_id=opened.till.pk, way="cash", by=nobody(), at=NOW,
            lines=[line._replace(code=shop.item().code, price_fen=100, charged_fen=100)],
        )  # fmt: skip


def test_sales_that_arrive_after_the_count_are_kept_as_late(shop, opened):
    item = shop.item()
    shop.close(opened.day, 125)
    with pytest.raises(actions.DayClosed):
        shop.sell(opened.till, item)
    sale = shop.sell(opened.till, item, queued=True)
    assert sale.late
    sums = sums_of(opened.day)
    assert (sums.cash_fen, sums.late_cash_fen) == (0, 2_500)
    with pytest.raises(actions.DayClosed):
        shop.sell(opened.till, shop.item(), queued=True, at=NOW + datetime.timedelta(days=8))


def test_lower_within_the_days_limit_and_free_as_often_as_allowed(shop):
    shop.basis()
    till = shop.till(shop.open(lower_percent=20, free_most=1))
    shop.sell(till, shop.item(), charged=20)
    with pytest.raises(actions.TooLow):
        shop.sell(till, shop.item(), charged=19)
    with pytest.raises(actions.TooLow):
        shop.sell(till, shop.item(), charged=26)
    shop.sell(till, shop.item(), charged=0)
    with pytest.raises(actions.TooManyFree):
        shop.sell(till, shop.item(), charged=0)


def test_change_left_for_the_fund_is_counted(shop, opened):
    sale = shop.sell(opened.till, shop.item(), handed_fen=30 * YUAN, kept_fen=5 * YUAN)
    assert published.slip(opened.till.pk, sale.pk).change_fen == 0
    assert sums_of(opened.day).cash_fen == 3_000
    with pytest.raises(actions.ChangeNotPossible):
        shop.sell(opened.till, shop.item(), handed_fen=30 * YUAN, kept_fen=6 * YUAN)
    with pytest.raises(actions.TooLittleCash):
        shop.sell(opened.till, shop.item(), handed_fen=20 * YUAN)


def test_without_a_checked_code_only_cash(shop):
    shop.basis()
    till = shop.till(shop.open(code_is_ours=False))
    with pytest.raises(actions.NoPhoneToday):
        shop.sell(till, shop.item(), way="phone")


def test_nothing_unknown_doubled_expired_or_empty_is_sold(shop, opened):
    item = shop.item()
    with pytest.raises(actions.EmptyCart):
        shop.sell(opened.till)
    with pytest.raises(actions.UnknownCode):
        shop.sell(opened.till, item, item)
    old = shop.item(category="food", condition="new", expires_on=TODAY)
    with pytest.raises(actions.GoneBad):
        shop.sell(shop.till(shop.open(at=TOMORROW), at=TOMORROW), old, at=TOMORROW)


@pytest.mark.parametrize(
    "broken",
    [{"total_fen": -1}, {"kept_fen": 1}, {"way": "credit"}, {"handed_fen": 1}, {"till": None}],
)
def test_the_database_refuses_a_sale_that_does_not_add_up(shop, opened, broken):
    sale = shop.sell(opened.till, shop.item())
    sale.pk, sale.number = uuid4(), 99
    for name, value in broken.items():
        setattr(sale, name, value)
    with pytest.raises(IntegrityError, match="sale_"), transaction.atomic():
        sale.save(force_insert=True)


def test_undo_gives_everything_back_and_once(shop, opened):
    first, item = shop.sell(opened.till, shop.item()), shop.item(10)
    last = shop.sell(opened.till, item, handed_fen=1_500, kept_fen=500)
    with pytest.raises(actions.NotTheLast):
        shop.undo(opened.till, first)
    return_id = uuid4()
    for _ in range(2):
        shop.undo(opened.till, last, return_id=return_id)
    assert Return.objects.get().amount_fen == 1_500
    assert shop.stand(item) == "shelf"
    assert sums_of(opened.day).cash_fen == 2_500
    with pytest.raises(actions.NotTheLast):
        shop.undo(opened.till, last)
    shop.undo(opened.till, first)


def test_a_piece_comes_back_against_its_slip_once(shop, opened):
    item, kept = shop.item(), shop.item(10)
    sale = shop.sell(opened.till, item, kept)
    slip = slip_of(TODAY, sale.number)
    shop.take_back(opened.till, slip, item.code)
    assert (shop.stand(item), shop.stand(kept)) == ("shelf", "buyer")
    with pytest.raises(actions.BackAlready):
        shop.take_back(opened.till, slip, item.code)
    for wrong in ("20261123-99", "gestern", "20261123-x"):
        with pytest.raises(actions.NoSuchSlip):
            shop.take_back(opened.till, wrong, kept.code)


def test_the_money_of_earlier_days_is_not_paid_out(shop, opened):
    item = shop.item()
    slip = slip_of(TODAY, shop.sell(opened.till, item).number)
    till = shop.till(shop.open(at=TOMORROW), at=TOMORROW)
    with pytest.raises(actions.TooLittleInTheBox):
        shop.take_back(till, slip, item.code, at=TOMORROW)
    shop.sell(till, shop.item(30), at=TOMORROW)
    shop.take_back(till, slip, item.code, at=TOMORROW)
    assert sums_of(till.day).cash_fen == 500


def test_money_paid_out_for_another_day_is_not_paid_out_again(shop, opened):
    """Else less than nothing would be expected in the box, and the day could not be closed."""
    item = shop.item()
    slip = slip_of(TODAY, shop.sell(opened.till, item).number)
    day = shop.open(at=TOMORROW)
    till = shop.till(day, at=TOMORROW)
    sold = shop.sell(till, shop.item(), at=TOMORROW)
    shop.take_back(till, slip, item.code, at=TOMORROW)
    with pytest.raises(actions.TooLittleInTheBox):
        shop.undo(till, sold, at=TOMORROW)
    assert shop.close(day, 100, at=TOMORROW).expected_fen == 0


def test_what_came_back_can_be_sold_again(shop, opened):
    item = shop.item()
    shop.undo(opened.till, shop.sell(opened.till, item))
    shop.sell(opened.till, item)
    assert published.story(item.code, TODAY).sold_fen == 2_500


def test_a_paper_sheet_is_keyed_once_under_its_number(shop, opened):
    one, two = shop.item(), shop.item(10)
    sheet = actions.print_tally(day_id=opened.day.pk, by=shop.keeper, at=NOW)
    keyed = {one.code: None, two.code.lower(): 10 * YUAN}
    sale = actions.key_tally(sheet_id=sheet.pk, codes=keyed, by=shop.keeper, at=NOW)
    assert (sale.total_fen, sheet.number) == (3_500, 1)
    with pytest.raises(actions.KeyedAlready):
        actions.key_tally(sheet_id=sheet.pk, codes=keyed, by=shop.keeper, at=NOW)
    twin = Sale.objects.get(pk=sale.pk)
    twin.pk, twin.number = uuid4(), 99
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_neither_slip_nor_undo_reaches_another_day(shop, opened):
    sale = shop.sell(opened.till, shop.item())
    other = shop.till(shop.open(at=TOMORROW), at=TOMORROW)
    with pytest.raises(actions.NotTheLast):
        shop.undo(other, sale, at=TOMORROW)
    with pytest.raises(published.NotFound):
        published.slip(other.pk, sale.pk)
