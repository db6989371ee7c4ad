"""Goods come in, move forward one step at a time, and are never passed on when they should not."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers.tests.paper_samples import photo
from linli.shop import actions, published, queries
from linli.shop.models import GoodsGiven, Item, Move
from linli.shop.tests.conftest import NOW, TODAY, TOMORROW, YUAN

LATER = NOW + datetime.timedelta(hours=1)


def by(shop):
    return {"by": shop.keeper, "at": NOW}


def test_a_slip_has_a_number_and_an_unnamed_or_a_sealed_donor(shop):
    first, second = shop.take_in(), shop.take_in(donor_name="陈阿姨", wants_to_know=True)
    assert (first.number, second.number) == (1, 2)
    assert first.donor_name is None
    assert "陈" not in str(bytes(second.donor_name))
    assert unseal(second, "donor_name") == "陈阿姨"
    assert queries.intake(shop.keeper, second.pk, TODAY).donor == "陈阿姨"


def test_pressing_twice_is_one_slip_and_one_piece(shop):
    key = uuid4()
    assert shop.take_in(key=key).pk == shop.take_in(key=key).pk
    intake = shop.take_in()
    assert shop.item(key=key, intake_id=intake.pk).pk == shop.item(key=key, intake_id=intake.pk).pk


def test_a_priced_piece_goes_to_the_shelf_with_its_moves_numbered(shop):
    item = shop.item()
    moves = list(item.moves.order_by("number").values_list("number", "kind", "goes_to"))
    assert moves == [(1, "received", "store"), (2, "shelved", "shelf")]


def test_without_a_price_it_waits_in_the_store(shop):
    item = shop.item(None)
    with pytest.raises(actions.NoPriceYet):
        actions.put_out(item_id=item.pk, **by(shop))
    actions.set_price(item_id=item.pk, price_fen=10 * YUAN, **by(shop))
    actions.put_out(item_id=item.pk, **by(shop))
    assert shop.stand(item) == "shelf"


def test_what_may_do_harm_is_refused_with_its_reason(shop):
    with pytest.raises(actions.NotTaken) as refused:
        shop.item(category="helmet", condition="good")
    assert "撞过一次" in str(refused.value)
    assert not Item.objects.exists()


def test_the_photo_keeps_no_place(shop):
    item = shop.item(photo=photo())
    sheet = queries.item_photo(shop.keeper, item.pk)
    assert b"GPS" not in sheet.content
    assert b"Exif" not in sheet.content


def test_a_price_nobody_has_coins_for_is_refused(shop):
    for fen in (-10, 5, 10_000_000_00):
        with pytest.raises(actions.PriceNotPossible):
            actions.set_price(item_id=shop.item().pk, price_fen=fen, **by(shop))


def test_a_piece_moves_only_from_where_it_stands(shop):
    item = shop.item()
    actions.write_off(item_id=item.pk, reason="damaged", **by(shop))
    for step in (actions.put_out, actions.put_away, actions.hand_back):
        with pytest.raises(actions.NotWhereItWas):
            step(item_id=item.pk, **by(shop))
    assert shop.stand(item) == "waste"


def test_the_database_lets_one_of_two_hands_move_a_piece(shop):
    item = shop.item()
    last = item.moves.order_by("-number")[0]
    twin = Move(
        item=item, number=last.number, kind="sold", came_from="shelf", goes_to="buyer", at=NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize("broken", [{"number": 0}, {"kind": "lost"}, {"goes_to": "shelf"}])
def test_the_database_refuses_a_move_that_is_none(shop, broken):
    item = shop.item()
    row = {"number": 9, "kind": "sold", "came_from": "shelf", "goes_to": "buyer"} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(item=item, at=NOW, **row)


def test_a_family_is_given_a_piece_and_nobody_reads_to_whom(shop):
    item, home = shop.item(), shop.family()
    shop.give(item, home)
    row = GoodsGiven.objects.get()
    assert str(home).encode() not in bytes(row.household)
    assert unseal(row, "household") == str(home)
    [card] = queries.cards_for(shop.village.social_worker, home)
    assert card.rows == [("呢子大衣", TODAY)]
    assert shop.stand(item) == "family"
    deed = Deed.objects.filter(verb="goods.given").get()
    assert str(home) not in f"{deed.details} {deed.subject_id}"


def test_giving_needs_no_right_to_sell_and_happens_once(shop):
    item = shop.item()
    shop.give(item)
    with pytest.raises(actions.NotWhereItWas):
        shop.give(item)


def test_neighbours_see_and_touch_nothing(shop):
    item, stranger = shop.item(), shop.village.outsider
    assert queries.corners(stranger) == []
    with pytest.raises(NotFound):
        queries.item(stranger, item.pk, TODAY)
    with pytest.raises(NotFound):
        actions.give(household_id=shop.family(), code=item.code, by=stranger, at=NOW)


def test_a_stock_take_is_confirmed_by_another_person(shop):
    there, gone = shop.item(), shop.item()
    taken = actions.count_stock(
        corner_id=shop.corner.pk, codes=[there.code.lower()], key=uuid4(), by=shop.keeper, at=LATER
    )
    with pytest.raises(actions.CountedBySame):
        actions.confirm_stock(stocktake_id=taken.pk, by=shop.keeper, at=LATER)
    actions.confirm_stock(stocktake_id=taken.pk, by=shop.village.cashier, at=LATER)
    assert (shop.stand(there), shop.stand(gone)) == ("shelf", "missing")
    with pytest.raises(actions.CountedAlready):
        actions.confirm_stock(stocktake_id=taken.pk, by=shop.village.cashier, at=LATER)


def test_the_database_refuses_a_stock_take_by_one(shop):
    shop.item()
    taken = actions.count_stock(
        corner_id=shop.corner.pk, codes=[], key=uuid4(), by=shop.keeper, at=LATER
    )
    taken.confirmed_by_id, taken.confirmed_at = shop.keeper.user_id, LATER
    with pytest.raises(IntegrityError), transaction.atomic():
        taken.save()


def test_what_was_given_since_the_counting_is_not_missing(shop):
    item = shop.item()
    taken = actions.count_stock(
        corner_id=shop.corner.pk, codes=[], key=uuid4(), by=shop.keeper, at=NOW
    )
    shop.give(item, at=LATER)
    other = shop.item(at=LATER)
    actions.confirm_stock(stocktake_id=taken.pk, by=shop.village.cashier, at=TOMORROW)
    assert (shop.stand(item), shop.stand(other)) == ("family", "shelf")


def test_what_was_missing_is_found_again(shop):
    item = shop.item()
    for codes, at in (([], LATER), ([item.code], TOMORROW)):
        taken = actions.count_stock(
            corner_id=shop.corner.pk, codes=codes, key=uuid4(), by=shop.keeper, at=at
        )
        actions.confirm_stock(stocktake_id=taken.pk, by=shop.village.cashier, at=at)
    assert shop.stand(item) == "shelf"


def test_what_expires_soon_is_counted(shop):
    soon = TODAY + datetime.timedelta(days=50)
    shop.item(category="food", condition="new", expires_on=soon, title="饼干")
    shop.item()
    assert queries.expiring(shop.keeper, shop.corner.pk, TODAY) == 1


# What the donor of a coat sees --------------------------------------------------------------------


def test_the_street_follows_a_piece_from_the_shelf_to_a_lot(shop, opened):
    item = shop.item()
    assert published.story(item.code, TODAY).state == "here"
    shop.sell(opened.till, item)
    told = published.story(item.code.lower(), TODAY)
    assert (told.state, told.sold_fen, told.sold_on, told.lot) == ("sold", 2_500, TODAY, None)
    shop.close(opened.day, 125)
    shop.count(opened.day, 125)
    lot = published.story(item.code, TODAY).lot
    assert (lot.part, lot.book) == ("cash", shop.fund.book_id)


def test_the_street_follows_the_lot_to_what_it_became(shop, opened, client):
    item = shop.item()
    shop.sell(opened.till, item)
    shop.close(opened.day, 125)
    shop.count(opened.day, 125)
    lot = published.story(item.code, TODAY).lot
    where = reverse("transparency:trace", args=[lot.book, lot.seq])
    assert where in client.get(reverse("shop:public_item", args=[item.code])).content.decode()
    assert "还在基金里" in client.get(where).content.decode()


def test_a_gift_is_told_after_its_quarter_and_of_five_families_only(shop):
    items = [shop.item() for _ in range(5)]
    for item in items[:4]:
        shop.give(item)
    after = datetime.date(2027, 1, 1)
    assert published.story(items[0].code, after).state == "gone"
    shop.give(items[4])
    assert published.story(items[0].code, TODAY).state == "gone"
    told = published.story(items[0].code, after)
    assert (told.state, told.year, told.quarter) == ("given", 2026, 4)


def test_the_same_family_five_times_is_one_family(shop):
    home = shop.family()
    items = [shop.item() for _ in range(5)]
    for item in items:
        shop.give(item, home)
    assert published.story(items[0].code, datetime.date(2027, 1, 1)).state == "gone"


def test_nothing_is_told_of_a_code_nobody_has(db):
    assert published.story("AAAAA", TODAY) is None
