"""A season pass: sold when two people say so, good when it is paid, used up, given back, earned."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.hall import terms as places
from linli.hall.actions import PoolPlan
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.operator import actions as operators
from linli.pricing import actions, queries
from linli.pricing.models import PassCover, PassKind, PassUse, QuoteLine, SeasonPass
from tests.village import NOW, TODAY

DAY = datetime.timedelta(days=1)


def preview(prices, name, *, per="term", on=None):
    on = on or prices.counter.sessions[0].recurrence_on
    [found] = queries.previews(
        prices.counter.course.pk, [prices.counter.person(name)], per=per, on=on, at=TODAY
    )
    return found


def test_a_pass_is_on_sale_once_a_second_person_says_so(prices, village):
    here = prices.counter.course.place_id
    kind = prices.write_pass(key=(key := uuid4()))
    assert prices.write_pass(key=key) == kind
    assert queries.kinds_on_sale(here, TODAY) == []
    with pytest.raises(actions.NotOnSale):
        prices.sell("甲", kind)
    with pytest.raises(actions.WrittenBySame):
        actions.put_pass_in_force(kind_id=kind.pk, by=prices.keeper, at=NOW)
    actions.put_pass_in_force(kind_id=kind.pk, by=prices.accountant, at=NOW)
    newer = prices.pass_kind(120_00)
    assert queries.kinds_on_sale(here, TODAY) == [newer]
    actions.end_pass_kind(kind_id=newer.pk, on=TODAY, by=prices.accountant, at=NOW)
    assert queries.kinds_on_sale(here, TODAY + DAY) == [kind]
    season = {"from_on": TODAY - 9 * DAY, "to_on": TODAY - DAY}
    prices.pass_kind(code="summer", **season)
    assert queries.kinds_on_sale(here, TODAY) == [newer]  # a season that is over is not sold
    for wrong, about in (
        (actions.PriceNotPossible, {"amount_fen": 0}),
        (actions.CoversNothing, {"everything": False}),
        (actions.SeasonOrDays, {"days": None}),
        (actions.SeasonOrDays, {"days": 3, **season}),
        (actions.SeasonOrDays, {"from_on": TODAY}),
        (actions.EndsBeforeItBegins, {"from_on": TODAY, "to_on": TODAY - DAY}),
        (NotFound, {"course_ids": [uuid4()]}),
        (NotAllowed, {"by": village.outsider}),
    ):
        with pytest.raises(wrong):
            prices.write_pass(**about)
    rows = PassKind.objects.filter(pk=kind.pk)
    for name, about in (
        ("pass_in_force_by_another", {"in_force_by": kind.written_by_id}),
        ("pass_a_season_or_days", {"from_on": TODAY}),
        ("pass_price_above_zero", {"amount_fen": 0}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**about)
    with pytest.raises(IntegrityError, match="pass_cover_of_one_thing"), transaction.atomic():
        PassCover.objects.create(kind=kind)


def test_who_holds_a_pass_enrols_for_nothing_as_long_as_it_is_paid_and_not_given_back(prices):
    prices.price(market_fen=80_00, market_source="同安路某画室")
    prices.subsidy(age_from=60)
    kind = prices.pass_kind()
    sold = prices.sell("老人", kind, paid=False)
    assert preview(prices, "老人").resident_fen == 15_00
    with pytest.raises(IntegrityError, match="pass_days_known"), transaction.atomic():
        SeasonPass.objects.filter(pk=sold.pk).update(from_on=TODAY, to_on=TODAY)
    slip = actions.collect_pass(pass_id=sold.pk, means="cash", by=prices.keeper, at=NOW)
    assert prices.office.holds() == {"cash": 100_00, "prepaid": 100_00}
    with pytest.raises(actions.NothingDue):
        actions.collect_pass(pass_id=sold.pk, means="cash", by=prices.keeper, at=NOW)
    seen = preview(prices, "老人")
    assert (seen.resident_fen, seen.covered.id, seen.parts, seen.saved_fen) == (
        0,
        sold.pk,
        [],
        None,
    )
    assert preview(prices, "别人").resident_fen == 15_00
    offer = prices.counter.offer()
    who = prices.counter.person("老人")
    party = prices.counter.enrol(offer, "老人", shown_fen={who: 0})
    [quote] = prices.quotes(party)
    assert (quote.list_fen, quote.resident_fen) == (30_00, 0)
    [account] = queries.accounts_of("hall", "party", [party.pk]).values()
    [line] = account.quotes[0].lines
    assert (line.title, line.payer, line.amount_fen, account.left_fen) == ("秋季季票", "", 30_00, 0)
    assert queries.payers(prices.keeper)  # and nobody is billed for what a pass paid
    assert QuoteLine.objects.filter(payer__isnull=False, quote=quote).count() == 0
    # A pass by days brings its money to the hall, not to a session.
    assert set(queries.paid_for([each.pk for each in prices.counter.sessions]).values()) == {0}
    operators.give_back(
        operation_id=prices.office.operation.pk, taking_id=slip.id, amount_fen=1_00, means="cash",
        reason="少收一元", by=prices.accountant, at=NOW, key=uuid4(),
    )  # fmt: skip
    assert preview(prices, "老人").covered is None  # as long as something is due of it
    with pytest.raises(actions.StillCovers):
        actions.return_pass(pass_id=sold.pk, by=prices.keeper, at=NOW)
    prices.counter.cancel(party)
    actions.return_pass(pass_id=sold.pk, by=prices.keeper, at=NOW)
    assert preview(prices, "老人").covered is None
    assert prices.quotes(party) == [quote]
    actions.return_pass(pass_id=sold.pk, by=prices.keeper, at=NOW)  # a second press


def test_a_pass_goes_back_only_without_the_places_it_pays_for(prices):
    """Else a year of courses would be had for the price of a day."""
    prices.price()
    prices.price(10_00, per="session")
    first, *_rest, last = prices.counter.sessions
    term, each = prices.counter.offer(), prices.counter.offer(PoolPlan("一般", 2), kind=places.EACH)
    for name, offer, session, over in (
        ("甲", term, None, last), ("乙", each, first, first),
    ):  # fmt: skip
        sold = prices.sell(name, prices.pass_kind())
        prices.counter.enrol(offer, name, session_id=session.pk if session else None)
        with pytest.raises(actions.StillCovers, match="1 个"):
            actions.return_pass(
                pass_id=sold.pk, by=prices.keeper, at=over.end_at - datetime.timedelta(minutes=1)
            )
        end = actions.return_pass(pass_id=sold.pk, by=prices.keeper, at=over.end_at)
        assert 0 < end.back_permille < 1000


def test_what_a_pass_covers(prices):
    course, room = prices.counter.course, prices.counter.school.hall.east
    by_programme = prices.pass_kind(code="p", programme_ids=[course.programme_id])
    by_course = prices.pass_kind(code="c", course_ids=[course.pk], uses=5)
    by_room = prices.pass_kind(code="r", space_ids=[room.parent_id or room.pk])
    first = prices.counter.sessions[0].recurrence_on

    def standing(name, **of):
        found = queries.pass_in_force(prices.counter.person(name), on=first, **of)
        return found and found.kind_id

    for name, kind in (("甲", by_programme), ("乙", by_course), ("丙", by_room)):
        prices.sell(name, kind)
    assert standing("甲", course_id=course.pk) == by_programme.pk
    assert standing("甲", space_id=room.pk) is None
    assert standing("乙", course_id=course.pk) == by_course.pk
    assert standing("丙", space_id=room.pk) == by_room.pk  # the room lies in what it names
    assert standing("丙", course_id=course.pk) is None
    assert standing("丁", course_id=course.pk) is None
    prices.sell("乙", by_programme)
    assert standing("乙", course_id=course.pk) == by_programme.pk  # no use is used up needlessly
    prices.price()
    for name, covered in (("甲", True), ("乙", True), ("丙", False)):
        assert (preview(prices, name).covered is not None) == covered
    # A term asks for days up to its last session, and for a pass without a number of uses.
    short = prices.pass_kind(code="s", from_on=TODAY, to_on=first)
    prices.sell("戊", short)
    prices.sell("己", by_course)
    prices.price(10_00, per="session")
    for name in ("戊", "己"):
        assert preview(prices, name).covered is None
        assert preview(prices, name, per="session").covered is not None
    with pytest.raises(ValueError, match="a room or a course"):
        queries.pass_in_force(prices.counter.person("甲"), on=first)


def test_each_use_counts_and_comes_back_with_a_place_given_back_in_time(prices):
    prices.price(10_00, per="session")
    kind = prices.pass_kind(18_01, uses=2)
    sold = prices.sell("甲", kind)
    offer = prices.counter.offer(kind=places.EACH)
    first, second, third = prices.counter.sessions

    def enrol(session):
        return prices.counter.enrol(offer, "甲", session_id=session.pk)

    def due(party):
        [account] = queries.accounts_of("hall", "party", [party.pk]).values()
        return account.due_fen

    one, two = enrol(first), enrol(second)
    assert (due(one), due(two)) == (0, 0)
    earned = queries.earned_by([first.pk, third.pk])
    assert (earned[first.pk].residents_fen, earned[third.pk].total_fen) == (9_00, 0)
    assert preview(prices, "甲", per="session", on=third.recurrence_on).resident_fen == 10_00
    prices.counter.cancel(two)
    assert due(enrol(third)) == 0
    assert PassUse.objects.filter(season_pass=sold).count() == 2
    card = queries.get_pass(sold.pk)
    assert card.left == 0
    with pytest.raises(actions.UsedUp):
        actions.use_pass(card, thing=uuid4(), on=TODAY, by=prices.keeper, at=NOW)
    again = PassUse.objects.first().thing
    actions.use_pass(card, thing=again, on=TODAY, by=prices.keeper, at=NOW)  # takes no second use
    for number in (3, 2):  # beyond its uses; one of them twice
        with pytest.raises(IntegrityError), transaction.atomic():
            PassUse.objects.filter(season_pass=sold).update(number=number)


def test_others_bear_a_part_of_a_pass_by_the_same_rules_as_of_a_place(prices):
    kind = prices.pass_kind()
    prices.subsidy("pass", pass_code="autumn", age_from=60, cap=1)
    prices.subsidy("card", pass_code="autumn", fixed_fen=100_00, status="dibao", order=1)
    with pytest.raises(actions.OneThing):
        prices.write_subsidy("x", pass_code="autumn", course_id=prices.counter.course.pk)
    with pytest.raises(actions.PriceChanged):
        prices.sell("老人", kind, shown_fen=100_00)
    dropped = prices.sell("老人", kind, paid=False)
    actions.return_pass(pass_id=dropped.pk, by=prices.keeper, at=NOW)  # uses no subsidy up
    sold = prices.sell("老人", kind, shown_fen=50_00)
    assert [line.amount_fen for line in sold.quote.lines.all()] == [50_00]
    assert prices.office.holds()["prepaid"] == 50_00
    assert prices.sell("老人", kind, paid=False).quote.resident_fen == 100_00  # once a person
    prices.show_paper(prices.counter.person("甲"))
    free = prices.sell("甲", kind)
    assert free.from_on == TODAY  # nothing to pay: it begins at once
    prices.price()
    assert preview(prices, "甲").parts == []  # and no subsidy of a pass is one of a place
    assert preview(prices, "乙").resident_fen == 30_00


def test_a_pass_is_earned_by_its_days_and_what_is_left_goes_back(prices, village):
    office = prices.office
    sold = prices.sell(
        "甲", prices.pass_kind()
    )  # forty days of 2.50 each, eight of them this month
    about = {"operation_id": office.operation.pk, "by": prices.accountant}
    november, december = NOW.date().replace(day=1), datetime.date(2026, 12, 1)
    with pytest.raises(operators.EarnedTooEarly):
        actions.earn_passes(month=november, at=NOW, key=uuid4(), **about)
    with pytest.raises(NotAllowed):
        actions.earn_passes(
            **{**about, "by": prices.keeper}, month=november, at=NOW + 9 * DAY, key=uuid4()
        )
    earning = actions.earn_passes(month=november, at=NOW + 9 * DAY, key=uuid4(), **about)
    assert actions.earn_passes(month=november, at=NOW + 9 * DAY, key=uuid4(), **about) == earning
    assert office.holds() == {"cash": 100_00, "prepaid": 80_00, "income.passes": 20_00}
    end = actions.return_pass(pass_id=sold.pk, by=prices.keeper, at=NOW + 19 * DAY)
    assert end.back_permille == 500
    [account] = queries.accounts_of("pricing", "pass", [sold.pk]).values()
    assert (account.due_fen, account.back_fen) == (50_00, 50_00)
    operators.give_back(
        operation_id=office.operation.pk, taking_id=account.takings[0].id, amount_fen=50_00,
        means="cash", reason="退季票", by=prices.accountant, at=NOW + 19 * DAY, key=uuid4(),
    )  # fmt: skip
    later = {"at": NOW + 40 * DAY, "key": uuid4(), **about}
    actions.earn_passes(month=december, **later)
    assert office.holds() == {"cash": 50_00, "income.passes": 50_00}
    january = datetime.date(2027, 1, 1)
    with pytest.raises(operators.NothingEarned):
        actions.earn_passes(month=january, **{**later, "at": NOW + 80 * DAY})


def test_a_neighbour_asks_by_telephone_and_pays_at_the_desk(prices, village):
    kind = prices.pass_kind()
    me, other = prices.counter.login("甲"), prices.counter.login("乙")
    sold = prices.sell("甲", kind, paid=False, by=me)
    with pytest.raises(NotFound):
        prices.sell("甲", kind, by=other)
    with pytest.raises(NotFound):
        actions.return_pass(pass_id=sold.pk, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        actions.collect_pass(pass_id=sold.pk, means="cash", by=me, at=NOW)
    assert actions.return_pass(pass_id=sold.pk, by=me, at=NOW).back_permille == 1000
    paid = prices.sell("甲", kind)
    with pytest.raises(NotFound):  # what was paid is given back at the desk, where the money is
        actions.return_pass(pass_id=paid.pk, by=me, at=NOW)
