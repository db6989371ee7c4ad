"""One person writes a price or a subsidy, another puts it into force; payers are named."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.pricing import actions, published, queries
from linli.pricing.models import Payer, Price, Subsidy
from tests.village import HERE, NOW, TODAY


def test_a_price_counts_once_a_second_person_says_so(prices):
    course = prices.counter.course.pk
    price = prices.write_price(key=(key := uuid4()))
    assert prices.write_price(key=key) == price
    assert queries.prices_on([course], TODAY, "term") == {}
    with pytest.raises(actions.WrittenBySame):
        actions.put_price_in_force(price_id=price.pk, by=prices.keeper, at=NOW)
    actions.put_price_in_force(price_id=price.pk, by=prices.accountant, at=NOW)
    assert queries.prices_on([course], TODAY, "term") == {course: price}
    assert queries.prices_on([course], TODAY, "session") == {}
    with pytest.raises(actions.InForceAlready):
        actions.put_price_in_force(price_id=price.pk, by=prices.accountant, at=NOW)
    newer = prices.price(40_00)
    assert queries.prices_on([course], TODAY, "term") == {course: newer}
    actions.end_price(price_id=newer.pk, on=TODAY, by=prices.accountant, at=NOW)
    later = TODAY + datetime.timedelta(days=1)
    assert queries.prices_on([course], later, "term") == {course: price}
    with pytest.raises(IntegrityError, match="price_in_force_by_another"), transaction.atomic():
        Price.objects.filter(pk=price.pk).update(in_force_by=price.written_by_id)


def test_a_subsidy_likewise_and_it_says_by_what_right(prices):
    subsidy = prices.write_subsidy()
    with pytest.raises(actions.WrittenBySame):
        actions.put_subsidy_in_force(subsidy_id=subsidy.pk, by=prices.keeper, at=NOW)
    actions.put_subsidy_in_force(subsidy_id=subsidy.pk, by=prices.accountant, at=NOW)
    prices.price()
    face = published.price_of(prices.counter.course.pk, "term", TODAY)
    [elder] = face.reduced
    assert (face.amount_fen, elder.pays_fen, elder.payer) == (30_00, 15_00, "爱心企业")
    with pytest.raises(IntegrityError, match="subsidy_in_force_by_another"), transaction.atomic():
        Subsidy.objects.filter(pk=subsidy.pk).update(in_force_by=subsidy.written_by_id)
    with pytest.raises(IntegrityError, match="subsidy_by_what_right"), transaction.atomic():
        Subsidy.objects.filter(pk=subsidy.pk).update(basis="")
    actions.end_subsidy(subsidy_id=subsidy.pk, on=TODAY, by=prices.accountant, at=NOW)


def test_refuses_what_is_no_price(prices):
    with pytest.raises(actions.PriceNotPossible):
        prices.write_price(0)
    for market in ({"market_fen": 100_00}, {"market_source": "网上看的"}):
        with pytest.raises(actions.MarketWithoutSource):
            prices.write_price(**market)
    with pytest.raises(actions.EndsBeforeItBegins):
        prices.write_price(valid_to=TODAY - datetime.timedelta(days=1))
    with pytest.raises(actions.OneFormula):
        prices.write_subsidy(permille=500, fixed_fen=1)
    with pytest.raises(actions.OneFormula):
        prices.write_subsidy(permille=None)
    prices.payer()
    with pytest.raises(actions.PayerThere):
        actions.name_payer(place=HERE, kind="fund", name="爱心企业", by=prices.keeper, at=NOW)
    with pytest.raises(NotFound):
        prices.show_paper(uuid4())
    assert Payer.objects.count() == 1


def test_only_who_may(prices, village):
    with pytest.raises(NotAllowed):
        prices.write_price(by=village.outsider)
    with pytest.raises(NotAllowed):
        actions.name_payer(place=HERE, kind="fund", name="乙", by=village.social_worker, at=NOW)
