"""What days off do to a rule, and what a change of rule does to the sessions that stand."""

import datetime
from uuid import UUID

from linli.kernel.ids import uuid7
from linli.kernel.recurrence import parse
from linli.programmes import terms
from linli.programmes.terms import KEEP, MOVE, SKIP, Change, Meeting, Occasion, Standing

ROOM = UUID(int=7)
OTHER_ROOM = UUID(int=8)

# The National Day of 2026 as the State Council told it: off on 1 to 7 October, worked for on
# 20 September and 10 October.
OFF = {datetime.date(2026, 10, day): "国庆节" for day in range(1, 8)}
MAKE_UP = {datetime.date(2026, 9, 20): "国庆节", datetime.date(2026, 10, 10): "国庆节"}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def meeting(rule: str, first: str, hour: int = 9, **more) -> Meeting:
    return Meeting(parse(rule), day(first), datetime.time(hour), 90, space_id=ROOM, **more)


def held(found: list[Occasion]) -> list[str]:
    return [str(each.held_on) for each in found if each.held_on]


def test_a_course_stops_on_days_off_and_says_which() -> None:
    thursdays = meeting("FREQ=WEEKLY;BYDAY=TH;COUNT=3", "2026-09-24")
    found = terms.occasions(thursdays, OFF, MAKE_UP)
    assert held(found) == ["2026-09-24", "2026-10-08"]
    assert found[1] == Occasion(day("2026-10-01"), None, "国庆节")


def test_a_course_may_keep_to_its_days() -> None:
    thursdays = meeting("FREQ=WEEKLY;BYDAY=TH;COUNT=3", "2026-09-24", on_days_off=KEEP)
    assert held(terms.occasions(thursdays, OFF, MAKE_UP)) == [
        "2026-09-24",
        "2026-10-01",
        "2026-10-08",
    ]


def test_a_course_may_move_to_the_days_worked_for_its_holiday_each_once() -> None:
    days = meeting("FREQ=WEEKLY;BYDAY=TU,WE,TH;COUNT=6", "2026-09-29", on_days_off=MOVE)
    found = terms.occasions(days, OFF, MAKE_UP)
    # 1, 6 and 7 October are off; of the two make-up days one lies before the course begins.
    assert [(str(each.recurrence_on), str(each.held_on)) for each in found] == [
        ("2026-09-29", "2026-09-29"),
        ("2026-09-30", "2026-09-30"),
        ("2026-10-01", "2026-10-10"),
        ("2026-10-06", "None"),
        ("2026-10-07", "None"),
        ("2026-10-08", "2026-10-08"),
    ]


def test_a_make_up_day_the_course_meets_on_anyway_is_not_taken_twice() -> None:
    days = meeting("FREQ=WEEKLY;BYDAY=TH,SA;COUNT=5", "2026-09-26", on_days_off=MOVE)
    found = terms.occasions(days, OFF, MAKE_UP)
    assert held(found) == ["2026-09-26", "2026-10-08", "2026-10-10"]


# A change of rule ---------------------------------------------------------------------------------


def standing(of: Meeting, **more) -> list[Standing]:
    found = []
    for each in terms.occasions(of, {}, {}):
        start, end = of.span(each.held_on)
        found.append(Standing(uuid7(), each.recurrence_on, start, end, of.space_id, **more))
    return found


def planned(before: list[Standing], after: Meeting) -> list[Change]:
    return terms.plan(before, after, terms.occasions(after, {}, {}))


def told(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [
        (
            each.step,
            f"{each.standing.start_at:%m-%d %H}" if each.standing else "",
            f"{each.start_at:%m-%d %H}",
        )
        for each in changes
    ]


TUESDAYS = meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01")


def test_another_hour_moves_every_session_and_keeps_who_comes() -> None:
    before = standing(TUESDAYS)
    changes = planned(before, meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01", hour=10))
    assert told(changes) == [
        ("moved", "12-01 09", "12-01 10"),
        ("moved", "12-08 09", "12-08 10"),
        ("moved", "12-15 09", "12-15 10"),
    ]
    assert [each.standing for each in changes] == before


def test_another_weekday_moves_each_session_within_its_week() -> None:
    changes = planned(standing(TUESDAYS), meeting("FREQ=WEEKLY;BYDAY=FR;COUNT=3", "2026-12-01"))
    assert [step for step, _, _ in told(changes)] == ["moved"] * 3
    assert [after for _, _, after in told(changes)] == ["12-04 09", "12-11 09", "12-18 09"]


def test_fewer_weeks_cancel_and_more_weeks_add() -> None:
    shorter = planned(standing(TUESDAYS), meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "2026-12-01"))
    assert [step for step, _, _ in told(shorter)] == ["kept", "kept", "cancelled"]
    longer = planned(standing(TUESDAYS), meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=4", "2026-12-01"))
    assert told(longer)[-1] == ("added", "", "12-22 09")


def test_the_same_rule_in_another_room_moves_everything() -> None:
    after = Meeting(TUESDAYS.rule, TUESDAYS.first_on, TUESDAYS.starts_at, 90, space_id=OTHER_ROOM)
    assert {each.step for each in planned(standing(TUESDAYS), after)} == {"moved"}


def test_what_somebody_changed_by_hand_stays_and_its_week_is_not_made_twice() -> None:
    first, *rest = standing(TUESDAYS)
    wednesday = first.start_at + datetime.timedelta(days=1)
    by_hand = Standing(
        first.id, first.recurrence_on, wednesday, wednesday + datetime.timedelta(hours=1), ROOM,
        by_hand=True,
    )  # fmt: skip
    later = meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01", hour=15)
    assert told(planned([by_hand, *rest], later)) == [
        ("kept", "12-02 09", "12-02 09"),
        ("moved", "12-08 09", "12-08 15"),
        ("moved", "12-15 09", "12-15 15"),
    ]


def test_a_cancelled_date_does_not_rise_again() -> None:
    before = standing(TUESDAYS, cancelled=True)
    later = meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01", hour=15)
    assert {each.step for each in planned(before, later)} == {"kept"}


def test_the_digest_is_of_what_was_shown_and_nothing_else() -> None:
    before = standing(TUESDAYS)
    later = meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01", hour=10)
    shown = terms.digest(planned(before, later))
    assert shown == terms.digest(planned(before, later))
    assert shown != terms.digest(planned(before[:2], later))


def test_hours_are_xiamens_whatever_the_season() -> None:
    start, end = TUESDAYS.span(day("2026-07-01"))
    assert start.astimezone(datetime.UTC).hour == 1
    assert end - start == datetime.timedelta(minutes=90)
    assert TUESDAYS.on_days_off == SKIP
