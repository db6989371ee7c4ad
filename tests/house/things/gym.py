"""The room that is open to whoever comes by."""

from types import SimpleNamespace
from uuid import uuid4

from linli.gym import actions as gym
from linli.spaces import actions as spaces
from tests.house.things.base import Parameters, Village, family, once
from tests.village import HERE, NOW, TODAY


@once
def _gym(village: Village) -> SimpleNamespace:
    """A mother was shown a gym's machines, declared her health with a yes, and is inside."""
    keep = {"by": village.hall_keeper, "at": NOW}
    room = spaces.open_space(
        name="健身房", place=HERE, kind="gym", capacity_people=20, open_access=True, **keep
    )
    keep["space_id"] = room.pk
    asked = gym.set_terms(
        most_people=9, induction=True, health_months=12, questions=["医生说过要当心吗？"],
        key=uuid4(), **keep,
    )  # fmt: skip
    who = {"resident_id": family(village).mother, **keep}
    shown = gym.induct(shown_by="陈教练", shown_on=TODAY, key=uuid4(), **who)
    declared = gym.declare(
        answers=[True], known=asked.questions_id, channel="desk", key=uuid4(), **who
    )
    gym.talk(outcome="may", key=uuid4(), **who)
    visit = gym.enter(key=uuid4(), **who)
    return SimpleNamespace(room=room.pk, shown=shown, declared=declared, visit=visit)


def open_room(village: Village) -> Parameters:
    return {"space_id": _gym(village).room}


def gym_person(village: Village) -> Parameters:
    return open_room(village) | {"resident_id": family(village).mother}


def gym_visit(village: Village) -> Parameters:
    return open_room(village) | {"visit_id": _gym(village).visit.pk}


def gym_visit_wrong(village: Village) -> dict[str, str]:
    return {"visit": str(_gym(village).visit.pk), "reason": "认错人"}


def gym_induction(village: Village) -> Parameters:
    return gym_person(village) | {"induction_id": _gym(village).shown.pk}


def my_declaration(village: Village) -> Parameters:
    return {"declaration_id": _gym(village).declared.pk}


def gym_declaration(village: Village) -> Parameters:
    return gym_person(village) | my_declaration(village)
