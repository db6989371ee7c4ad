"""The visits: a sheet to sign, the absent carried over, keyed once, confirmed by another."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.giving import actions as giving
from linli.giving.models import GoodsGift, GoodsUse
from linli.goodwill import actions, queries
from linli.goodwill.models import Sheet, SheetLine
from linli.goodwill.tests.test_approve import both_roles
from linli.papers.queries import Sheet as Photo
from tests.village import NOW, TODAY


def test_waits_until_the_bank_has_paid(goodwill):
    held = goodwill.approved()
    with pytest.raises(actions.NotReady):
        goodwill.issue(held)
    goodwill.pay(held)
    sheet = goodwill.issue(held)
    assert (sheet.lines.count(), queries.state_of(held)) == (5, "out")


def test_the_sheet_tells_no_stranger_who_it_is(goodwill):
    sheet = goodwill.issue(goodwill.paid(households=2))
    paper = queries.sheet(goodwill.village.grid_worker, sheet.pk)
    assert [(line.position, line.name, line.building) for line in paper.lines] == [
        (1, "虚＊", "3 栋"),
        (2, "虚＊", "3 栋"),
    ]
    assert (paper.row.code, paper.round.each_words) == ("1-1", "¥500")


def test_who_approved_does_not_hand_out(goodwill):
    held = goodwill.begin()
    goodwill.list(held, goodwill.family())
    goodwill.submit(held)
    both = both_roles(goodwill.village)
    goodwill.approve(held, by=both)
    goodwill.pay(type(held).objects.get(pk=held.pk))
    with pytest.raises(actions.ApprovedByYourself):
        goodwill.issue(held, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(
            round=held, number=1, handed_by_id=both.user_id, approved_by_id=both.user_id,
            issued_at=NOW,
        )  # fmt: skip


def test_keyed_once_under_its_own_number(goodwill):
    sheet = goodwill.issue(goodwill.paid())
    with pytest.raises(actions.NotThisSheet):
        goodwill.key(sheet, 5, code="1-2")
    with pytest.raises(actions.PhotoMissing):
        goodwill.key(sheet, 5, photo=None)
    with pytest.raises(actions.HandedOnNotPossible):
        goodwill.key(sheet, 5, handed_on=TODAY + datetime.timedelta(days=1))
    goodwill.key(sheet, 5)
    with pytest.raises(actions.KeyedAlready):
        goodwill.key(sheet, 4)


def test_confirmed_by_who_did_not_carry_it(goodwill):
    village = goodwill.village
    sheet = goodwill.issue(goodwill.paid(), by=village.social_worker)
    with pytest.raises(actions.NotKeyedYet):
        goodwill.confirm(sheet)
    goodwill.key(sheet, 5)
    with pytest.raises(actions.KeyedByYourself):
        goodwill.confirm(sheet)
    for forged in (village.social_worker.user_id, village.grid_worker.user_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sheet.objects.filter(pk=sheet.pk).update(confirmed_by=forged, confirmed_at=NOW)


def test_a_sheet_keyed_wrongly_is_keyed_again(goodwill):
    sheet = goodwill.issue(goodwill.paid())
    goodwill.key(sheet, 5)
    actions.return_sheet(sheet_id=sheet.pk, **goodwill.by)
    goodwill.key(sheet, 4, photo=None)
    goodwill.confirm(sheet)
    assert SheetLine.objects.filter(got=True).count() == 4
    with pytest.raises(actions.NotKeyedYet):
        goodwill.confirm(sheet)


def test_the_absent_stand_on_the_next_sheet_and_nobody_else(goodwill):
    held = goodwill.paid()
    first = goodwill.issue(held)
    with pytest.raises(actions.SheetOut):
        goodwill.issue(held)
    goodwill.key(first, 3)
    with pytest.raises(actions.SheetOut):
        goodwill.issue(held)
    goodwill.confirm(first)
    absent = set(first.lines.filter(got=False).values_list("listed_id", flat=True))
    second = goodwill.issue(held)
    assert set(second.lines.values_list("listed_id", flat=True)) == absent
    goodwill.key(second, 2)
    goodwill.confirm(second)
    with pytest.raises(actions.EverybodySigned):
        goodwill.issue(held)


def test_the_database_hands_out_to_nobody_twice_and_keeps_what_was_confirmed(goodwill):
    held = goodwill.paid()
    first = goodwill.visit(held, 3)
    second = goodwill.issue(held)
    signed = first.lines.filter(got=True).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetLine.objects.create(sheet=second, listed=signed.listed, position=9, got=True)
    for change in (
        lambda: SheetLine.objects.filter(pk=signed.pk).update(got=False),
        lambda: SheetLine.objects.filter(pk=signed.pk).delete(),
        lambda: Sheet.objects.filter(pk=first.pk).update(handed_on=None),
        lambda: Sheet.objects.filter(pk=second.pk).update(number=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_goods_leave_the_shelf_when_it_is_confirmed_each_to_its_family(goodwill):
    gift = goodwill.rice(10)
    held = goodwill.begin_goods(gift, pieces=2)
    homes = [goodwill.family() for _n in range(3)]
    goodwill.list(held, *homes)
    goodwill.submit(held)
    goodwill.approve(held)
    sheet = goodwill.visit(held, 2)
    assert GoodsGift.objects.get().left == 6
    uses = GoodsUse.objects.all()
    assert {use.household_id for use in uses} < set(homes)
    assert {(use.quantity, use.origin_room, use.origin_id) for use in uses} == {
        (2, "goodwill", sheet.pk)
    }


def test_goods_gone_in_between_are_refused_and_nothing_is_half_done(goodwill):
    gift = goodwill.rice(2)
    held = goodwill.begin_goods(gift)
    goodwill.list(held, goodwill.family(), goodwill.family())
    goodwill.submit(held)
    goodwill.approve(held)
    sheet = goodwill.issue(held)
    giving.use_goods(
        gift_id=gift.pk, quantity=1, reason="activity", used_on=TODAY, key=sheet.pk, **goodwill.by
    )
    goodwill.key(sheet, 2)
    with pytest.raises(giving.NotSoMany):
        goodwill.confirm(sheet)
    assert GoodsUse.objects.count() == 1
    assert Sheet.objects.get().confirmed_at is None


def test_the_photo_opens_for_who_sees_the_round_and_is_logged(goodwill):
    sheet = goodwill.issue(goodwill.paid(households=1))
    goodwill.key(sheet, 1)
    worker = goodwill.village.social_worker
    assert isinstance(queries.photo(worker, sheet.pk), Photo)
    assert any(look.kind == "paper" for look in worker.looks)


def test_the_family_reads_what_it_received(goodwill):
    held = goodwill.paid(households=2)
    sheet = goodwill.issue(held)
    first, second = [line.listed.household_id for line in sheet.lines.order_by("position")]
    goodwill.key(sheet, 1)
    assert queries.mine(first) == []
    goodwill.confirm(sheet)
    (got,) = queries.mine(first)
    assert (got.title, got.what, got.on) == ("春节慰问", "¥500", TODAY)
    assert queries.mine(second) == []
    (card,) = queries.cards_for(goodwill.village.social_worker, first)
    assert card.received == (got,)
    assert queries.cards_for(goodwill.village.outsider, first) == []
