"""People come in and go out, once each, never more than the terms; a refusal says what to do."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.gym import actions, queries
from linli.gym.models import Occupancy, Visit
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from linli.people import actions as people
from linli.spaces import actions as spaces
from linli.spaces.terms import Booker
from tests.village import NOW, TODAY


def test_coming_in_twice_is_one_visit_and_a_full_room_says_how_many_are_in_it(gym, village):
    gym.terms(2)
    key = uuid4()
    first = gym.enter("甲", key=key)
    assert gym.enter("甲", key=key) == gym.enter("甲", 1) == first
    with pytest.raises(KeyUsedForOther):
        gym.enter("乙", key=key)
    gym.enter("乙")
    with pytest.raises(actions.Full) as full:
        gym.enter("丙")
    assert "里面有 2 个人，最多 2 个" in str(full.value)
    gym.leave(first, 30)
    gym.leave(first, 31)
    gym.enter("丙", 31)
    assert (gym.inside(31), Visit.objects.count()) == (2, 3)
    with pytest.raises((NotFound, NotAllowed)):
        gym.enter("丁", by=village.outsider)
    with pytest.raises(NotAllowed):
        gym.enter("丁", by=village.grid_worker)


def test_one_card_leads_in_and_out_and_read_twice_it_is_one_tap(gym):
    gym.terms(2)
    assert [gym.tap("甲", minute) for minute in (0, 0.5, 20, 20.5, 40)] == [
        "in", "same", "out", "same", "in",
    ]  # fmt: skip
    assert gym.inside(41) == 1
    key = uuid4()
    assert [gym.tap("甲", minute, key=key) for minute in (60, 75)] == ["out", "same"]
    assert gym.inside(76) == 0


def test_what_a_device_without_network_tells_has_happened(gym):
    gym.terms(1)
    gym.enter("甲")
    with pytest.raises(actions.Full):
        gym.tap("乙", 10)
    assert gym.tap("乙", 30, pressed_at=gym.at(5)) == "in"
    page = queries.door(gym.keeper, gym.space.pk, at=gym.at(30))
    assert (page.room.inside, page.room.over) == (2, 1)
    assert Visit.objects.get(resident=gym.person("乙")).entered_at == gym.at(5)
    assert gym.tap("乙", 40, pressed_at=gym.at(35)) == "out"
    with pytest.raises(actions.Full):
        gym.tap("丙", 41)
    assert gym.tap("甲", 50, pressed_at=gym.at(-1)) == "same"  # another door was quicker
    gym.enter("丁", 24 * 60)  # the next day; in the evening before somebody came and went
    for pressed, went in ((600, "in"), (630, "out")):
        assert gym.tap("丙", 24 * 60 + 1, pressed_at=gym.at(pressed)) == went
    late = Visit.objects.get(resident=gym.person("丙"))
    assert (late.entered_at, late.left_at, late.forgotten) == (gym.at(600), gym.at(630), False)
    assert gym.inside(24 * 60 + 1) == Occupancy.objects.get().inside == 1


def test_a_child_comes_with_an_adult_who_is_inside_and_does_not_stay_alone(gym):
    gym.terms(5, age_from=16, accompanied_from=12, age_to=80)
    gym.child("小明", datetime.date(2013, 5, 1))
    gym.child("小小", datetime.date(2015, 5, 1))
    gym.person("老老", 1940)
    for name, refusal in (
        ("小小", actions.TooYoung), ("小明", actions.NeedsAdult), ("老老", actions.TooOld),
    ):  # fmt: skip
        with pytest.raises(refusal):
            gym.enter(name)
    uncle = gym.enter("叔叔")
    with pytest.raises(actions.NeedsAdult):
        gym.enter("小明")  # a guardian is asked for; somebody else is named
    child = gym.enter("小明", companion_id=gym.person("叔叔"))
    with pytest.raises(actions.ChildStays):
        gym.leave(uncle, 10)
    with pytest.raises(actions.ChildStays):
        actions.take_back(visit_id=uncle.pk, reason="错", by=gym.keeper, at=gym.at(10))
    gym.leave(child, 11)
    gym.leave(uncle, 11)
    mother = gym.enter("小明妈妈", 20)
    assert gym.enter("小明", 21).companion_id == mother.resident_id
    cousin = gym.person("表哥", 2010)
    gym.enter("表哥", 22)
    gym.child("小红", datetime.date(2013, 5, 1))
    with pytest.raises(actions.NeedsAdult):
        gym.enter("小红", 23, companion_id=cousin)  # sixteen is old enough to come, not to bring


def test_a_child_does_not_come_with_whom_it_is_hidden_from(gym, village):
    """He is inside and somebody chooses him: refused as anybody is with whom no child may come."""
    gym.terms(5, age_from=16, accompanied_from=12)
    child = gym.child("小明", datetime.date(2013, 5, 1))
    gym.person("舅舅")
    people.name_guardian(
        child_id=child, guardian_id=gym.person("爸爸"), kind="parent",
        by=village.social_worker, at=NOW,
    )  # fmt: skip
    people.shield(resident_id=child, reason="父亲施暴", by=village.supervisor, at=NOW)
    for name in ("爸爸", "舅舅"):
        gym.enter(name)
    with pytest.raises(actions.NeedsAdult):
        gym.enter("小明", 1, companion_id=gym.person("爸爸"))
    assert gym.enter("小明", 1, companion_id=gym.person("舅舅"))


def test_a_closed_room_says_why_and_when_it_opens(gym):
    gym.terms(3)
    with pytest.raises(actions.RoomShut) as shut:
        gym.enter("甲", 12 * 60)  # half past nine in the evening
    assert "不在开放时间里" in str(shut.value)
    assert "上午8:00" in shut.value.next_step
    spaces.book(
        space_id=gym.space.pk, start_at=gym.at(150), end_at=gym.at(210), title="太极",
        purpose="activity", booker=Booker(group_name="太极队"), key=uuid4(), by=gym.keeper,
        at=gym.at(),
    )  # fmt: skip
    gym.enter("乙", 149)
    with pytest.raises(actions.RoomShut) as booked:
        gym.enter("甲", 151)
    assert "太极" in str(booked.value)
    gym.enter("甲", 210)


def test_a_card_may_be_asked_for(gym):
    from linli.attendance import actions as attendance

    gym.terms(3, card_needed=True)
    with pytest.raises(actions.CardFirst):
        gym.enter("甲")
    attendance.issue_card(resident_id=gym.person("甲"), **gym.act())
    gym.enter("甲")  # by name all the same: the card is at home


def test_what_was_wrong_is_taken_back_and_an_empty_room_is_cleared(gym):
    gym.terms(3)
    wrong, *_ = [gym.enter(name) for name in "甲乙丙"]
    with pytest.raises(actions.ReasonMissing):
        actions.take_back(visit_id=wrong.pk, reason=" ", by=gym.keeper, at=gym.at(1))
    actions.take_back(visit_id=wrong.pk, reason="认错人", by=gym.keeper, at=gym.at(1))
    assert (gym.inside(1), Occupancy.objects.get().inside) == (2, 2)
    assert actions.clear(space_id=gym.space.pk, by=gym.keeper, at=gym.at(2)) == 2
    assert actions.clear(space_id=gym.space.pk, by=gym.keeper, at=gym.at(2)) == 0
    assert (gym.inside(2), Occupancy.objects.get().inside) == (0, 0)
    assert queries.use_of(gym.space.place_id, TODAY, TODAY, gym.at(60))[gym.space.pk].visits == 2


def test_the_database_refuses_one_inside_twice_and_one_too_many(gym):
    gym.terms(1)
    row = gym.enter("甲")
    again = {
        "space": gym.space, "place_id": row.place_id, "terms_id": row.terms_id, "method": "name",
        "resident_id": row.resident_id, "entered_at": row.entered_at, "by_id": row.by_id,
    }  # fmt: skip
    for wrong in (
        lambda: Visit.objects.create(key=uuid4(), **again),
        lambda: Occupancy.objects.update(inside=2),
        lambda: Visit.objects.filter(pk=row.pk).update(left_at=row.entered_at),
        lambda: Visit.objects.filter(pk=row.pk).update(
            left_at=gym.at(-1), left_by=gym.keeper.user_id
        ),
        lambda: Visit.objects.filter(pk=row.pk).update(companion=row.resident_id),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
