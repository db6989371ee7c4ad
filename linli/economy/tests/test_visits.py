"""Who comes by a room that is open to all is somebody who came, and uses its hours."""

import datetime

from linli.economy import published, queries
from linli.gym import actions as gym
from linli.gym.tests.conftest import Gym
from tests.village import HERE, NOW


def test_visits_count_as_people_who_came_and_as_hours_used(village):
    door, end = Gym(village), NOW + datetime.timedelta(days=1)
    door.terms(9)
    for number, name in enumerate("甲乙丙丁戊"):
        door.leave(door.enter(name, number), 50)
    spaces = {}

    def month() -> queries.HallMonth:
        found = queries.month_of(HERE, NOW.date(), end)
        spaces.update({each.space.id: each.use for each in found.rooms})
        return found

    assert (month().came, month().visits) == (5, 5)
    use = spaces[door.space.pk]
    assert (use.used_minutes, use.by_origin[None]) == (60, 60)  # 9:30–10:20, in whole quarters
    told = published.month(HERE, NOW.date(), at=end).figures
    [each] = [figure for figure in told if str(figure.label) == "每人次成本"]
    assert ("到场人次", "5") in [(str(word), str(value)) for word, value in each.raw]
    [visit, *_] = door_visits(door)
    gym.take_back(visit_id=visit, reason="认错人", by=door.keeper, at=end)
    told = published.month(HERE, NOW.date(), at=end).figures
    [each] = [figure for figure in told if str(figure.label) == "每人次成本"]
    assert not any(str(value) == "4" for _word, value in each.raw)


def door_visits(door: Gym) -> list[object]:
    from linli.gym.models import Visit

    return list(Visit.objects.filter(space=door.space).values_list("pk", flat=True))
