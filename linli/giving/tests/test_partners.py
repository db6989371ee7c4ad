"""共建单位: what each promised and kept. Money is kept when the fund has its receipt."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions as fund
from linli.giving import actions, queries
from linli.giving.models import Kept
from linli.giving.tests.conftest import YUAN
from linli.kernel.refusal import NotFound
from tests.village import NOW, TODAY


def promise(giving, partner, kind="hours", quantity=20, **how):
    how = {"year": 2026, "key": uuid4(), "by": giving.village.social_worker, "at": NOW} | how
    return actions.promise(partner_id=partner.pk, kind=kind, quantity=quantity, **how)


def keep(giving, made, quantity=5, **how):
    how = {
        "kept_on": TODAY, "became": "修好了三号楼的扶手", "key": uuid4(),
        "by": giving.village.social_worker, "at": NOW,
    } | how  # fmt: skip
    return actions.keep_promise(promise_id=made.pk, quantity=quantity, **how)


def test_a_promise_shows_how_far_it_was_kept(giving):
    made = promise(giving, giving.partner())
    keep(giving, made, 5)
    keep(giving, made, 8)
    (page,) = queries.partners(giving.village.social_worker)
    (row,) = page.promises
    assert (row.promised, row.kept, row.part) == ("20 小时", "13 小时", (13, 20))
    assert [each.became for each in row.kept_rows] == ["修好了三号楼的扶手"] * 2
    assert page.of_year(2026) == [row]


def test_money_is_kept_by_its_receipt_and_counts_as_the_gift(giving):
    made = promise(giving, giving.partner(), "money", 5_000 * YUAN)
    gift = giving.desk.give(2_000)
    fund.acknowledge(donation_id=gift.pk, by=giving.village.cashier, at=NOW)
    with pytest.raises(actions.ReceiptNeeded):
        keep(giving, made, 0)
    with pytest.raises(actions.NoSuchGift):
        keep(giving, made, 0, receipt="JA2026-0009")
    assert keep(giving, made, 0, receipt="ja2026-0001").quantity == 2_000 * YUAN
    with pytest.raises(actions.NoSuchGift):
        keep(giving, made, 0, receipt="JA2026-0001")
    (row,) = queries.partner(giving.village.social_worker, made.partner_id).promises
    assert (row.kept, row.promised) == ("¥2,000", "¥5,000")


def test_the_database_counts_a_gift_once(giving):
    made = promise(giving, giving.partner(), "money", 5_000 * YUAN)
    gift = giving.desk.give(2_000)
    fund.acknowledge(donation_id=gift.pk, by=giving.village.cashier, at=NOW)
    kept = keep(giving, made, 0, receipt="JA2026-0001")
    kept.pk, kept.key = uuid4(), uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_refuses_nothing_and_tomorrow(giving):
    partner = giving.partner()
    with pytest.raises(actions.AmountNotPossible):
        promise(giving, partner, quantity=0)
    made = promise(giving, partner)
    with pytest.raises(actions.AmountNotPossible):
        keep(giving, made, 0)
    with pytest.raises(actions.DayNotPossible):
        keep(giving, made, kept_on=TODAY.replace(year=2027))
    assert not Kept.objects.exists()


def test_pressing_twice_is_promising_once(giving):
    partner, key = giving.partner(), uuid4()
    assert promise(giving, partner, key=key) == promise(giving, partner, key=key)


def test_a_name_stands_for_one_partner_and_the_outsider_sees_none(giving):
    partner = giving.partner()
    with pytest.raises(actions.NumberTaken):
        giving.partner()
    assert queries.partners(giving.village.outsider) == []
    with pytest.raises(NotFound):
        queries.partner(giving.village.outsider, partner.pk)
