"""Eight processes want one room. First the race as it is without the key; then that it is gone.

Complaint 1: double booking. The control does what most software does: look, then write.
"""

import contextlib
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from linli.spaces import actions, queries
from linli.spaces.actions import holding
from linli.spaces.models import Booking, Slot, Space
from linli.spaces.queries.tree import tree_around
from linli.spaces.tests.conftest import Hall, slots_of, when
from tests.hands import HANDS, at_once
from tests.village import HERE, NOW, build_village


@pytest.fixture
def hall(fresh_database) -> Hall:
    return Hall(build_village())


def without_the_key() -> None:
    """The same table, only that nothing in it is unique."""
    table = Slot._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {table}_loose AS SELECT * FROM {table}")
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {table}_loose RENAME TO {table}")


def look_then_write(hall: Hall) -> Callable[[int, Any], Any]:
    """What most software does: ask whether it is free, then write that it is taken."""

    def work(hand: int, meet: Any) -> str:
        span = (when("14:00"), when("15:00"))
        [verdict] = queries.verdicts(space_id=hall.meeting.pk, spans=[span], at=NOW)
        assert verdict.free
        meet()
        booking = Booking(
            place_id=HERE, space_id=hall.meeting.pk, start_at=span[0], end_at=span[1],
            title=str(hand), state="confirmed", asked_at=NOW,
        )  # fmt: skip
        with transaction.atomic():
            holding._write(tree_around(hall.meeting.pk), [booking], moved=False)
        return "written"

    return work


def shared_quarters() -> int:
    """How many quarters of a leaf more than one booking holds."""
    held = Counter(Slot.objects.values_list("leaf_id", "quarter"))
    return sum(1 for number in held.values() if number > 1)


def test_without_the_key_eight_look_and_all_write(hall):
    without_the_key()
    assert at_once(look_then_write(hall)) == ["written"] * HANDS
    assert shared_quarters() == 4


def test_the_key_alone_lets_one_of_eight_write(hall):
    told = Counter(at_once(look_then_write(hall)))
    assert told == {"written": 1, "IntegrityError": HANDS - 1}
    assert shared_quarters() == 0
    assert Booking.objects.count() == 1


def test_of_eight_who_book_one_gets_it_and_seven_hear_why(hall):
    """Halves, the whole and overlapping times; ten rounds."""
    rooms = [hall.classroom, hall.east, hall.west, hall.whole]

    def work(hand: int, meet: Any) -> list[str]:
        told = []
        for turn in range(10):
            meet()
            try:
                hall.occupy(rooms[(hand + turn) % 4], "14:00", "15:30", days=turn + 1)
                told.append("got it")
            except actions.RoomTaken as refused:
                told.append("who" if refused.conflicts else "nobody")
        return told

    told = at_once(work)
    for turn in range(10):
        of_turn = Counter(one[turn] for one in told)
        assert of_turn["got it"] in (1, 2)  # two at most: the two halves
        assert of_turn["nobody"] == 0
    assert shared_quarters() == 0
    live = Booking.objects.filter(state="confirmed")
    assert Slot.objects.count() == sum(len(slots_of(one)) for one in live)


def test_one_key_pressed_by_eight_is_one_booking(hall):
    key = uuid4()
    hall.policy(needs_approval=False, max_hours_week=1)
    by = hall.resident()

    def work(hand: int, meet: Any) -> str:
        meet()
        return str(hall.ask(hall.meeting, by=by, key=key).pk)

    told = set(at_once(work))
    assert told == {str(Booking.objects.get().pk)}


def test_hours_of_a_week_are_not_had_twice(hall):
    hall.policy(needs_approval=False, max_hours_week=1)
    by = hall.resident()

    def work(hand: int, meet: Any) -> str:
        meet()
        hall.ask(hall.meeting, f"{9 + hand}:00", f"{10 + hand}:00", by=by)
        return "got it"

    assert Counter(at_once(work)) == {"got it": 1, "OverTheLimit": HANDS - 1}


def test_one_wish_answered_by_eight_is_answered_once(hall):
    hall.policy()
    wish = hall.ask(hall.meeting)

    def work(hand: int, meet: Any) -> str:
        meet()
        if hand % 2:
            actions.refuse(booking_id=wish.pk, reason="x", by=hall.keeper, at=NOW)
        else:
            actions.approve(booking_id=wish.pk, by=hall.keeper, at=NOW)
        return "answered"

    assert Counter(at_once(work)) == {"answered": 1, "DecidedAlready": HANDS - 1}
    wish.refresh_from_db()
    assert Slot.objects.count() == (4 if wish.state == "confirmed" else 0)


def test_a_room_is_divided_or_booked_never_both(hall):
    """Else the slots would stand on a room that nobody claims any more."""

    def work(hand: int, meet: Any) -> list[str]:
        done = []
        for turn in range(4):
            meet()
            with contextlib.suppress(actions.RoomTaken, actions.StillBooked, actions.NameTaken):
                if hand % 2:
                    hall.occupy(hall.whole if hand > 3 else spare[turn], days=turn + 1)
                else:
                    hall.room(f"{turn} {hand}", parent_id=spare[turn].pk)
                done.append(f"{turn}")
        return done

    spare = [hall.room(f"备用{turn}", parent_id=hall.whole.pk) for turn in range(4)]
    at_once(work)
    parents = set(Space.objects.exclude(parent=None).values_list("parent", flat=True))
    assert not Slot.objects.filter(leaf__in=parents).exists()
