"""Children in somebody's hand."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from linli.attendance import actions as attendance_actions
from linli.kernel.recurrence import parse
from linli.programmes import actions as programmes, queries as programme_queries
from linli.programmes.terms import Meeting
from linli.spaces import actions as spaces
from tests.house.things.base import Parameters, Village, family, once
from tests.house.things.hall import courses
from tests.village import HERE, NOW, TODAY


@once
def _hands(village: Village) -> SimpleNamespace:
    """A child came to a session in a room that hands children over; its mother told the door."""
    keep = {"by": village.hall_keeper, "at": NOW}
    room = spaces.open_space(
        name="童艺室", place=HERE, kind="meeting", capacity_people=20, **keep
    )  # fmt: skip
    spaces.set_opening(
        space_id=room.pk, weekdays=range(7), from_minute=480, until_minute=1260, from_on=TODAY,
        on_days_off="usual", **keep,
    )  # fmt: skip
    attendance_actions.mark_room(space_id=room.pk, **keep)
    meeting = Meeting(
        parse("FREQ=WEEKLY;COUNT=1"), TODAY + datetime.timedelta(days=70), datetime.time(15), 60,
        space_id=room.pk,
    )  # fmt: skip
    course = programmes.open_course(
        programme_id=courses(village).programme.pk, title="捏泥", capacity=9, meeting=meeting,
        key=uuid4(), **keep,
    )  # fmt: skip
    session = programme_queries.sessions_of(course.pk)[0]
    home = family(village)
    begun = {"session_id": session.id, "at": session.start_at, "by": village.hall_keeper}
    attendance_actions.walk_in(people_ids=[home.child], key=uuid4(), **begun)
    child = {"child_id": home.child, "named_by": home.mother, "key": uuid4()}
    permit = attendance_actions.name_fetcher(
        name="林阿姨", relation="邻居", until_on=session.start_at.date(), **child, **begun
    )
    sign = attendance_actions.tell_sign(kind="photo", value="no", **child, **begun)
    hand = attendance_actions.bring(
        child_id=home.child, guardian_id=home.mother, key=uuid4(), **begun
    )
    return SimpleNamespace(session=session.id, permit=permit, sign=sign, hand=hand)


def hands(village: Village) -> Parameters:
    return {"session_id": _hands(village).session}


def child_here(village: Village) -> Parameters:
    return {"child_id": family(village).child}


def child_in_session(village: Village) -> Parameters:
    return hands(village) | child_here(village)


def guardian_in_session(village: Village) -> Parameters:
    return child_in_session(village) | {"guardian_id": family(village).mother}


def hand_over(village: Village) -> Parameters:
    return hands(village) | {"hand_over_id": _hands(village).hand.pk}


def fetch_permit(village: Village) -> Parameters:
    return {"permit_id": _hands(village).permit.pk}


def child_sign(village: Village) -> Parameters:
    return {"sign_id": _hands(village).sign.pk}


def permit_in_session(village: Village) -> Parameters:
    return hands(village) | fetch_permit(village)


def sign_in_session(village: Village) -> Parameters:
    return hands(village) | child_sign(village)
