"""Rooms, their bookings, and a season of weekly hours."""

import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from linli.allocation import actions as seasons
from linli.spaces import actions as spaces
from tests.house.things.base import Parameters, Village, once, work
from tests.village import HERE, NOW, TODAY


@once
def _hall(village: Village) -> SimpleNamespace:
    """A room with its hours and a policy, a booking, a wish, a series and a closure."""
    keep = {"by": village.hall_keeper, "at": NOW}
    about = {"place": HERE, "kind": "meeting", "capacity_people": 20}
    room = spaces.open_space(name="会议室", **about, **keep)
    rule = spaces.set_opening(
        space_id=room.pk, weekdays=range(7), from_minute=480, until_minute=1260, from_on=TODAY,
        on_days_off="usual", **keep,
    )  # fmt: skip
    policy = spaces.set_policy(
        place=HERE, booker="group", needs_approval=True, decide_hours=72, from_on=TODAY, **keep
    )
    group = spaces.Booker(group_name="合唱队")
    noon, week = NOW.replace(hour=12, minute=0), datetime.timedelta(days=7)
    wanted = {"space_id": room.pk, "title": "排练", "purpose": "rehearsal", "booker": group}
    hour = datetime.timedelta(hours=1)
    booking = spaces.book(start_at=noon + week, end_at=noon + week + hour, **wanted, **keep)
    wish = spaces.book(
        start_at=noon + 2 * week, end_at=noon + 2 * week + hour, **wanted, **work(village)
    )
    series = spaces.book_series(
        from_on=TODAY + week, until_on=TODAY + 3 * week, weekdays=[2], from_minute=600,
        until_minute=660, **wanted, **keep,
    )  # fmt: skip
    closure = spaces.close_for(
        place=HERE, start_at=NOW + 9 * week, end_at=NOW + 10 * week, reason="换地板", **keep
    )
    spare = spaces.open_space(name="阅览角", **about, **keep)
    return SimpleNamespace(
        space=room,
        rule=rule,
        policy=policy,
        booking=booking,
        wish=wish,
        series=series,
        closure=closure,
        spare=spare,
    )


@once
def _season(village: Village) -> SimpleNamespace:
    """A round that is open (for whoever asks, whenever), one that is planned, one confirmed."""
    room, day = _hall(village).space.pk, datetime.timedelta(days=1)
    about = seasons.About("排练", "rehearsal", 10, group_name="合唱队")
    wishes = [seasons.Wanted(1, 18 * 60, 21 * 60, 60, 60)]

    def opened(closes_at: datetime.datetime) -> Any:
        of = seasons.open_round(
            place=HERE, title="演示季", season_from=closes_at.date() + day,
            season_until=closes_at.date() + 30 * day, opens_at=NOW - 30 * day,
            closes_at=closes_at, space_ids=[room], rule={}, by=village.hall_keeper,
            at=NOW - 30 * day,
        )  # fmt: skip
        asked = seasons.apply(
            round_id=of.pk, about=about, wishes=wishes, channel="desk", key=uuid4(),
            by=village.social_worker, at=NOW - 20 * day,
        )  # fmt: skip
        return SimpleNamespace(of=of, asked=asked)

    found = SimpleNamespace(open=opened(NOW + 20_000 * day))
    found.planned, found.confirmed = opened(NOW - day), opened(NOW - 2 * day)
    for each in (found.planned, found.confirmed):
        seasons.suggest(round_id=each.of.pk, by=village.hall_keeper, at=NOW)
    seasons.confirm(round_id=found.confirmed.of.pk, **work(village))
    seasons.book_hours(round_id=found.confirmed.of.pk, **work(village))
    return found


def season_round(village: Village) -> Parameters:
    return {"round_id": _season(village).open.of.pk}


def season_planned(village: Village) -> Parameters:
    return {"round_id": _season(village).planned.of.pk}


def season_confirmed(village: Village) -> Parameters:
    return {"round_id": _season(village).confirmed.of.pk}


def season_application(village: Village) -> Parameters:
    return {"application_id": _season(village).open.asked.pk}


def season_wish(village: Village) -> Parameters:
    return {"wish_id": _season(village).open.asked.wishes.get().pk}


def season_hour(village: Village) -> Parameters:
    return {"slot_id": _season(village).planned.asked.slots.get().pk}


def season_booked(village: Village) -> Parameters:
    return {"slot_id": _season(village).confirmed.asked.slots.get().pk}


def space(village: Village) -> Parameters:
    return {"space_id": _hall(village).space.pk}


def spare_room(village: Village) -> Parameters:
    return {"space_id": _hall(village).spare.pk}


def opening_rule(village: Village) -> Parameters:
    return {"rule_id": _hall(village).rule.pk}


def booking_policy(village: Village) -> Parameters:
    return {"policy_id": _hall(village).policy.pk}


def room_booking(village: Village) -> Parameters:
    return {"booking_id": _hall(village).booking.pk}


def room_wish(village: Village) -> Parameters:
    return {"booking_id": _hall(village).wish.pk}


def room_series(village: Village) -> Parameters:
    return {"series_id": _hall(village).series.pk}


def room_closure(village: Village) -> Parameters:
    return {"closure_id": _hall(village).closure.pk}
