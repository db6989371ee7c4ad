"""A call is all that follows from a no-show: who is called after one, what came of it, once."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.attendance import actions, queries
from linli.attendance.actions import CalledAlready
from linli.attendance.models import Reminder
from linli.kernel.refusal import NotFound
from linli.people import queries as people


def why(door, session, days: int = 0) -> dict[str, tuple[str, ...]]:
    at = session.end_at + datetime.timedelta(days=days)
    return {row.name: row.why for row in queries.to_call(door.keeper, on=at.date(), at=at)}


def test_one_no_show_is_called_the_same_day_where_somebody_waited_or_of_the_very_old(door):
    """Complaint 10: a place stays empty while people wait. A call, and no punishment."""
    door.counter.person("阿婆", 1940)
    for name in ("甲", "阿婆", "乙"):
        door.enrol(name)
    assert why(door, door.session) == {}  # nobody stood at the door: nobody can be absent
    door.come("乙")
    assert why(door, door.session) == {"阿婆": ("old",)}
    assert door.counter.state(door.enrol("丁")) == "waiting"
    assert why(door, door.session) == {"甲": ("waited",), "阿婆": ("old", "waited")}
    assert why(door, door.session, days=6) == {"甲": ("waited",), "阿婆": ("old", "waited")}
    assert why(door, door.session, days=7) == {}  # a week later it would be a reproach
    door.excuse("甲")
    assert why(door, door.session) == {"阿婆": ("old", "waited")}


def test_what_came_of_a_call_is_noted_once_and_takes_nobody_from_elsewhere(door, village):
    one = door.counter.person("阿婆", 1940)
    door.enrol("阿婆")
    door.enrol("乙")
    door.come("乙")
    at = door.session.end_at
    call = {"resident_id": one, "outcome": "unreached", "by": door.keeper, "at": at}
    key = uuid4()
    made = actions.remind(**call, key=key)
    assert actions.remind(**call, key=key) == made
    with pytest.raises(CalledAlready):
        actions.remind(**call, key=uuid4())
    assert why(door, door.session) == {}
    [told] = queries.calls_made(door.keeper, on=at.date(), at=at + datetime.timedelta(minutes=1))
    assert (told.name, told.outcome) == ("阿婆", "unreached")
    for wrong in ({"by": village.outsider}, {"outcome": "angry"}):
        with pytest.raises(NotFound):
            actions.remind(**call | wrong, key=uuid4())
    assert queries.calls_made(village.outsider, on=at.date(), at=at) == []
    for broken in ({"session_id": made.session_id}, {"outcome": "angry"}, {"outcome": ""}):
        same = {
            "place_id": made.place_id, "resident_id": one, "session_id": door.session.pk,
            "outcome": "reached", "at": at, "by_id": made.by_id, "key": uuid4(),
        }  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(**same | broken)


def test_for_a_child_its_guardian_is_called_and_the_look_is_remembered(door, village):
    child = door.counter.child("小明", datetime.date(2018, 5, 1))
    mother = door.counter.known["小明妈妈"]
    keeper, on = village.hall_keeper, door.session.end_at.date()
    keeper.looks.clear()
    [phone] = people.phones_to_call(keeper, child, on)
    assert (phone.name, phone.number) == ("小明妈妈", "")
    assert [(look.subject_id, look.part) for look in keeper.looks] == [(str(mother), "contact")]
    with pytest.raises(NotFound):
        people.phones_to_call(village.outsider, child, on)
