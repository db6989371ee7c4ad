"""Lots: nobody can choose them, anybody can make them again, and a family is drawn as one."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Draw, Enrollment, Party
from linli.kernel.lots import commitment
from linli.notices.models import Notice
from tests.village import NOW

CLOSES = NOW + datetime.timedelta(days=3)
AFTER = CLOSES + datetime.timedelta(hours=1)


def lottery(counter, places: int = 3, **about):
    return counter.offer(PoolPlan("一般", places), mode=terms.LOTTERY, closes_at=CLOSES, **about)


def draw(counter, offer, **about):
    about.setdefault("at", AFTER)
    about.setdefault("by", counter.keeper)
    return actions.draw(offer_id=offer.pk, **about)


def test_all_enter_and_the_drawn_are_placed_in_the_order_anybody_can_make_again(counter):
    offer = lottery(counter)
    parties = [counter.enrol(offer, name) for name in "甲乙丙丁戊"]
    assert {counter.state(each) for each in parties} == {"entered"}
    told = draw(counter, offer)
    assert commitment(told.seed) == offer.commitment
    by_ticket = {str(each.ticket): each for each in parties}
    order = [by_ticket[ticket] for ticket in terms.drawn(told.seed, [(t, 0) for t in by_ticket])]
    assert [counter.state(each) for each in order] == [*["placed"] * 3, *["waiting"] * 2]
    ranked = Party.objects.filter(offer=offer).order_by("rank")
    assert list(ranked) == order


def test_the_seed_is_not_to_be_read_before_the_closing(counter):
    offer = lottery(counter)
    kept = Draw.objects.get(offer=offer)
    assert kept.seed == ""
    with pytest.raises(actions.NotClosedYet):
        draw(counter, offer, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=kept.pk).update(seed="chosen")


def test_lots_are_drawn_once(counter):
    offer = lottery(counter)
    counter.enrol(offer, "甲")
    draw(counter, offer)
    with pytest.raises(actions.DrawnAlready):
        draw(counter, offer)


def test_a_family_is_one_lot_and_gets_all_or_waits(counter):
    offer = lottery(counter, places=1)
    family, one = counter.enrol(offer, "母", "子"), counter.enrol(offer, "甲")
    draw(counter, offer)
    assert (counter.state(family), counter.state(one)) == ("waiting", "placed")


def test_who_was_not_drawn_before_goes_first_now(counter):
    earlier = lottery(counter, places=0)
    counter.enrol(earlier, "甲")
    draw(counter, earlier)
    counter.course = counter.school.open_course(
        title="第二期", space_id=counter.school.hall.west.pk,
        programme=counter.school.open_programme("第二期"),
    )  # fmt: skip
    offer = lottery(counter, places=1)
    others = [counter.enrol(offer, name) for name in "乙丙丁戊"]
    unlucky = counter.enrol(offer, "甲")
    draw(counter, offer)
    assert counter.state(unlucky) == "placed"
    assert {counter.state(each) for each in others} == {"waiting"}


def test_who_comes_after_the_draw_waits_behind_those_who_entered(counter):
    offer = lottery(counter, places=1)
    for name in "甲乙":
        counter.enrol(offer, name)
    draw(counter, offer)
    late = counter.enrol(offer, "丙", at=AFTER)
    assert counter.state(late) == "waiting"
    [first, second] = Enrollment.objects.filter(offer=offer, state="waiting").order_by(
        "party__rank"
    )
    assert {first.party, second.party} >= {late}


def numbers(offer) -> dict[str, int]:
    """The number of each ticket in the drawing of an offer, in the order drawn."""
    tickets = queries.lots_of([offer.pk])[offer.pk].tickets.get(None, [])
    return {each.ticket: each.number for each in tickets}


def test_a_ticket_is_called_by_a_number_that_no_other_has_and_that_stays(counter):
    """Also when somebody withdraws before the drawing, is drawn, or comes after it; and though two
    tickets begin alike."""
    offer = lottery(counter, places=1)
    parties = [counter.enrol(offer, name) for name in "甲乙丙丁"]
    alike = str(parties[0].ticket)[:-1]
    Party.objects.filter(pk=parties[0].pk).update(ticket=f"{alike}0")
    Party.objects.filter(pk=parties[1].pk).update(ticket=f"{alike}1")
    closed = numbers(offer)
    assert closed == {ticket: number for number, ticket in enumerate(sorted(closed), start=1)}
    assert len(closed) == 4
    [first] = Party.objects.filter(ticket=min(closed))
    counter.cancel(first, at=CLOSES)
    left = {ticket: number for ticket, number in closed.items() if number > 1}
    assert numbers(offer) == left
    draw(counter, offer)
    counter.enrol(offer, "戊", at=AFTER)
    drawn = numbers(offer)
    assert drawn == left
    ranked = Party.objects.filter(offer=offer, rank__isnull=False).order_by("rank")
    assert list(drawn) == [str(each.ticket) for each in ranked]


def test_lots_thrown_in_the_hall_want_a_witness(counter, village):
    offer = lottery(counter, by_hand=True)
    assert offer.commitment is None
    counter.enrol(offer, "甲")
    with pytest.raises(actions.SeedMissing):
        draw(counter, offer, seed="12")
    with pytest.raises(actions.WitnessNeeded):
        draw(counter, offer, seed="3 1 4 1 5 9", witness=counter.keeper.user_id)
    told = draw(counter, offer, seed="3 1 4 1 5 9", witness=village.social_worker.user_id)
    assert told.seed == "314159"


def test_the_database_refuses_a_witness_who_is_the_drawer(counter):
    offer = lottery(counter, by_hand=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(offer=offer).update(
            seed="314159", drawn_at=NOW, drawn_by=counter.keeper.user_id,
            witness=counter.keeper.user_id,
        )  # fmt: skip


def test_what_is_first_come_is_not_drawn(counter):
    with pytest.raises(actions.NoLottery):
        draw(counter, counter.offer())


def test_who_was_drawn_and_gave_it_back_is_not_unlucky_and_who_never_had_a_place_is(counter):
    """Else one would enter for whatever there is, give it back, and be first next time."""
    earlier = lottery(counter, places=1)
    drawn = {counter.enrol(earlier, name): name for name in "甲乙丙"}
    draw(counter, earlier)
    ranked = sorted(drawn, key=lambda party: Party.objects.get(pk=party.pk).rank)
    names = [drawn[party] for party in ranked]
    counter.cancel(ranked[0], at=AFTER)  # the second is offered it, takes it, gives it back as well
    actions.take_up(party_id=ranked[1].pk, by=counter.keeper, at=AFTER)
    counter.cancel(ranked[1], at=AFTER)
    counter.cancel(ranked[2], at=AFTER)  # who was offered one only now leaves the line
    counter.course = counter.school.open_course(
        title="第二期", space_id=counter.school.hall.west.pk,
        programme=counter.school.open_programme("第二期"),
    )  # fmt: skip
    offer = lottery(counter)
    again = [counter.enrol(offer, name) for name in names]
    draw(counter, offer)
    lost = [Party.objects.get(pk=each.pk).lost_before for each in again]
    assert lost == [0, 0, 1]


def test_who_calls_after_lots_for_which_nobody_entered_gets_a_place(counter):
    offer = lottery(counter)
    draw(counter, offer)
    assert counter.state(counter.enrol(offer, "甲", at=AFTER)) == "placed"


def test_who_is_drawn_is_told_or_called_and_who_is_not_is_told_where_they_stand(counter):
    """Else a place that was won stays empty, and is paid for."""
    offer = lottery(counter, places=2)
    counter.person("妈妈", 1995)
    login = counter.login("妈妈")
    counter.enrol(offer, "妈妈", channel=terms.APP, by=login)
    counter.enrol(offer, "阿婆", channel=terms.PHONE)
    draw(counter, offer)
    assert [(each.kind, each.to_id) for each in Notice.objects.all()] == [
        ("party.drawn", login.user_id)
    ]
    assert [(row.resident_id, row.news) for row in queries.to_tell(counter.keeper)] == [
        (counter.known["阿婆"], "drawn")
    ]
    counter.course = counter.school.open_course(
        title="第二期", space_id=counter.school.hall.west.pk,
        programme=counter.school.open_programme("第二期"),
    )  # fmt: skip
    none = lottery(counter, places=0)
    counter.enrol(none, "妈妈", channel=terms.APP, by=login)
    counter.enrol(none, "阿婆", channel=terms.PHONE)
    draw(counter, none)
    assert [each.kind for each in Notice.objects.order_by("created_at", "pk")] == [
        "party.drawn", "party.undrawn",
    ]  # fmt: skip
    assert len(queries.to_tell(counter.keeper)) == 1  # who waits is called when it is their turn
