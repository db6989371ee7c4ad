"""Complaint 10: who forgets to go out is not inside for ever, and no job decides it."""

import datetime

from linli.gym import queries
from linli.gym.models import Occupancy, Visit
from linli.spaces import actions as spaces
from tests.village import HERE, NOW, TODAY


def test_who_forgot_to_go_out_is_outside_once_the_room_has_closed(gym):
    """Complaint 10: computed when read; the counter is told by the next who comes."""
    gym.terms(2)
    gym.enter("甲")
    gym.enter("乙", 5)
    tomorrow = 24 * 60
    assert [gym.inside(minutes) for minutes in (10, 689, 690, tomorrow)] == [2, 2, 0, 0]
    assert Occupancy.objects.get().inside == 2  # nobody ran anything
    gym.enter("甲", tomorrow)
    assert (gym.inside(tomorrow), Occupancy.objects.get().inside) == (1, 1)
    assert Visit.objects.filter(forgotten=True).count() == 2
    use = queries.use_of(HERE, TODAY, TODAY, gym.at(tomorrow))[gym.space.pk]
    assert (use.visits, use.used) == (2, {9: 15})  # no more is known of them


def test_hours_that_change_meanwhile_count_as_they_are_when_it_is_read(gym):
    """Complaint 10: a room that is shut at noon lets everybody out at noon."""
    gym.terms(2)
    gym.enter("甲")
    shut = spaces.close_for(
        place=HERE, space_id=gym.space.pk, start_at=gym.at(60), end_at=gym.at(120),
        reason="停电", by=gym.keeper, at=gym.at(10),
    )  # fmt: skip
    assert (gym.inside(59), gym.inside(60), gym.inside(121)) == (1, 0, 0)
    spaces.lift_closure(closure_id=shut.pk, by=gym.keeper, at=gym.at(50))
    assert gym.inside(121) == 1


def test_quiet_hours_are_told_from_five_different_people_on(gym, settings):
    from linli.gym import published

    gym.terms(9)
    for name in "甲乙丙丁":
        gym.enter(name)
    later = NOW + datetime.timedelta(days=1)
    assert published.room(HERE, gym.space.pk, at=later).hours == []
    gym.enter("戊", 1)
    page = published.room(HERE, gym.space.pk, at=later)
    assert [(row.hour, row.cells[0].many) for row in page.hours] == [(9, 5)]
    assert page.hours[0].cells[1].many is None
    assert page.room.inside == 0
