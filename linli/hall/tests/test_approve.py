"""A keeper says yes or no; places are held meanwhile. Complaint 6: not two for one place."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Asking, Telling
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.notices.models import Notice
from tests.village import NOW, TODAY

HOUR = datetime.timedelta(hours=1)
LATER = NOW + datetime.timedelta(hours=terms.ANSWER_HOURS)


@pytest.fixture
def asking(counter):
    """One place; who gets it hangs on a keeper's yes."""
    counter.asked = counter.offer(PoolPlan("一般", 1), mode=terms.APPROVAL)
    return counter


def approve(counter, party, at=NOW, **about):
    about.setdefault("by", counter.keeper)
    return actions.approve(party_id=party.pk, at=at, **about)


def refuse(counter, party, at=NOW, reason="人数要留给复课的孩子", **about):
    about.setdefault("by", counter.keeper)
    return actions.refuse(party_id=party.pk, reason=reason, at=at, **about)


def row_of(counter, party, at=NOW):
    return queries.party(counter.keeper, party.pk, at=at)


def test_a_place_is_held_while_it_is_asked_for_so_that_two_cannot_both_be_told_yes(asking):
    """Complaint 6."""
    first, second = (asking.enrol(asking.asked, name) for name in "甲乙")
    assert [asking.state(each) for each in (first, second)] == ["asked", "waiting"]
    assert asking.taken(asking.asked) == 1
    with pytest.raises(actions.NotLive):
        approve(asking, second)
    approve(asking, first)
    approve(asking, first)  # a second press finds it done
    assert asking.state(first) == "placed"
    with pytest.raises(actions.AnsweredOtherwise):
        refuse(asking, first)
    assert [each.news for each in Telling.objects.all()] == ["approved"]
    assert asking.taken(asking.asked) == 1


def test_a_no_says_why_and_the_place_is_held_for_the_next(asking):
    me = asking.login("甲")
    first = asking.enrol(asking.asked, "甲", channel=terms.APP, by=me)
    second = asking.enrol(asking.asked, "乙")
    with pytest.raises(actions.WhyNot):
        refuse(asking, first, reason=" ")
    refuse(asking, first)
    assert [asking.state(each) for each in (first, second)] == ["refused", "asked"]
    assert row_of(asking, first).asking.reason == "人数要留给复课的孩子"
    assert Notice.objects.get(kind="party.refused").to_id == me.user_id
    [mine] = queries.my_parties(me, on=TODAY, at=NOW)
    assert (mine.row.state, mine.may_ask_again) == ("refused", True)


def test_what_nobody_answered_is_free_when_read_and_says_whose_fault_it_is(asking):
    party = asking.enrol(asking.asked, "甲")
    assert row_of(asking, party).lapses_at == LATER
    assert row_of(asking, party, at=LATER).state == "unheard"
    [row] = queries.offers_of([asking.course.pk], at=LATER)[asking.course.pk]
    assert [pool.free for pool in row.pools[None]] == [1]
    assert queries.to_answer(asking.keeper, at=LATER) == []
    with pytest.raises(actions.AnsweredTooLate):
        approve(asking, party, at=LATER)
    assert asking.state(asking.enrol(asking.asked, "乙", at=LATER)) == "asked"
    assert asking.state(party) == "unheard"
    with pytest.raises(actions.AnsweredTooLate):
        approve(asking, party, at=LATER)
    assert queries.mismatches() == []


def test_places_are_held_no_longer_than_to_the_beginning(asking):
    begins = asking.sessions[0].start_at
    party = asking.enrol(asking.asked, "甲", at=begins - HOUR)
    assert row_of(asking, party, at=begins - HOUR).lapses_at == begins


def test_the_first_asking_has_a_word_too_that_only_the_keeper_reads(asking):
    me = asking.login("甲")
    first = {
        "offer_id": asking.asked.pk, "people_ids": [asking.person("甲")], "channel": terms.APP,
        "by": me, "at": NOW, "key": uuid4(),
    }  # fmt: skip
    party = actions.enrol(note=" 复课的孩子 ", **first)
    for other in ("又写了一句", ""):  # the same press again, and what was said stays as it was said
        assert actions.enrol(note=other, **first) == party
    assert unseal(Asking.objects.get(), "note") == "复课的孩子"
    assert "复课的孩子".encode() not in bytes(Asking.objects.get().note)
    assert queries.note_of(asking.keeper, party.pk) == "复课的孩子"
    assert asking.keeper.looks[-1].part == "note"
    with pytest.raises((NotFound, NotAllowed)):
        queries.note_of(me, party.pk)
    silent = asking.enrol(asking.asked, "丙")
    assert queries.note_of(asking.keeper, silent.pk) == ""


def test_after_a_no_one_asks_again_with_a_word_behind_who_waits(asking):
    me = asking.login("甲")
    first = asking.enrol(asking.asked, "甲", channel=terms.APP, by=me)
    with pytest.raises(actions.AnsweredOtherwise):
        approve(asking, refuse(asking, first))
    second = asking.enrol(asking.asked, "乙", at=NOW + HOUR)
    again = {"party_id": first.pk, "note": "上次是生病", "at": NOW + 2 * HOUR}
    for _press in range(2):
        actions.ask_again(by=me, **again)
    assert [asking.state(each) for each in (first, second)] == ["waiting", "asked"]
    refuse(asking, second, at=NOW + 3 * HOUR)
    assert asking.state(first) == "asked"
    assert "上次是生病".encode() not in bytes(Asking.objects.get(turn=2).note)
    assert unseal(Asking.objects.get(turn=2), "note") == "上次是生病"
    assert queries.note_of(asking.keeper, first.pk) == "上次是生病"
    assert asking.keeper.looks[-1].part == "note"
    approve(asking, first, at=NOW + 3 * HOUR)
    with pytest.raises(actions.NothingToAskAgain):
        actions.ask_again(by=me, **again)
    told = Asking.objects.filter(party=first).order_by("turn").values_list("approved", flat=True)
    assert list(told) == [False, True]
    assert queries.mismatches() == []


def test_who_waits_is_asked_for_when_a_place_is_freed_and_one_who_cancels_is_not(asking):
    first, second, third = (asking.enrol(asking.asked, name) for name in "甲乙丙")
    asking.cancel(second)
    asking.cancel(first)
    assert [asking.state(each) for each in (first, second, third)] == [
        "cancelled", "cancelled", "asked",
    ]  # fmt: skip
    rows = queries.desk_waiting(asking.keeper, at=NOW)
    assert [(each.names, each.title, each.session) for each in rows] == [(["丙"], "周末手工", None)]


def test_answers_are_the_keepers_and_the_next_community_knows_of_nothing(asking, village):
    me = asking.login("甲")
    party = asking.enrol(asking.asked, "甲", channel=terms.APP, by=me)
    for by in (me, village.outsider):
        for verb in (approve, refuse):
            with pytest.raises((NotFound, NotAllowed)):
                verb(asking, party, by=by)
    with pytest.raises((NotFound, NotAllowed)):
        actions.ask_again(party_id=party.pk, note="", by=village.outsider, at=NOW)
    assert queries.to_answer(village.outsider, at=NOW) == []
    with pytest.raises(NotFound):
        approve(asking, asking.enrol(asking.offer(kind=terms.EACH), "甲",
                                     session_id=asking.sessions[0].pk))  # fmt: skip


def test_after_enrolling_has_closed_a_no_can_still_be_asked_again_until_it_begins(counter):
    offer = counter.offer(mode=terms.APPROVAL, closes_at=NOW + HOUR)
    party = counter.enrol(offer, "甲")
    refuse(counter, party, at=NOW + 2 * HOUR)
    again = {"party_id": party.pk, "note": "", "by": counter.keeper}
    actions.ask_again(at=NOW + 3 * HOUR, **again)
    assert counter.state(party) == "asked"
    refuse(counter, party, at=NOW + 4 * HOUR)
    for why, at in (("已经开始了", counter.sessions[0].start_at), ("已经截止", NOW + 5 * HOUR)):
        if why == "已经截止":
            actions.end_offer(offer_id=offer.pk, reason="满了", by=counter.keeper, at=at)
        with pytest.raises(actions.NotOpenNow, match=why):
            actions.ask_again(at=at, **again)


@pytest.mark.parametrize(
    "wrong",
    [
        {"approved": True}, {"reason": "不行"}, {"answered_at": NOW},
        {"approved": False, "answered_at": NOW},
    ],
)  # fmt: skip
def test_the_database_refuses_half_an_answer_and_a_no_without_a_reason(asking, wrong):
    party = asking.enrol(asking.asked, "甲")
    if wrong.get("approved") is False:
        wrong = wrong | {"answered_by": asking.keeper.user_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.filter(party=party).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.create(party=party, turn=1, asked_at=NOW, asked_by_id=asking.keeper.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        party.enrollments.update(lapses_at=None)
