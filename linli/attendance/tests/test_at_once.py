"""Eight keepers, one free place. First the race as most software has it; then that it is gone."""

from collections import Counter as Tally
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from linli.attendance import actions, queries
from linli.attendance.models import Attendance, Headcount, Reminder
from linli.attendance.tests.conftest import DoorStep
from linli.cases.models import Lead
from linli.hall.tests.conftest import Counter
from linli.programmes.tests.conftest import School
from tests.hands import HANDS, at_once
from tests.village import build_village

NAMES = [f"居民{chr(0x4E00 + number)}" for number in range(HANDS)]


@pytest.fixture
def door(fresh_database) -> DoorStep:
    village = build_village()
    door = DoorStep(Counter(village, School(village)), places=2)
    door.enrol("甲")
    door.come("甲")
    for name in NAMES:
        door.counter.person(name)
    return door


def test_who_counts_and_then_writes_lets_everybody_in(door):
    """The control: as many walk-ins as there are hands, where one place is free."""

    def work(hand: int, meet: Any) -> str:
        assert door.page(20).free == 1
        meet()
        with transaction.atomic():
            Attendance.objects.create(
                session=door.session, place_id=door.session.place_id, band="elder",
                resident_id=door.ids(NAMES[hand])[0], state="present", at=door.minutes(20),
                method="walk_in", by_id=door.keeper.user_id, key=uuid4(),
            )  # fmt: skip
        return "in"

    assert at_once(work) == ["in"] * HANDS
    assert door.counts().present == HANDS + 1


def test_the_last_place_goes_to_one(door):
    def work(hand: int, meet: Any) -> str:
        meet()
        door.walk_in(NAMES[hand], at=20)
        return "in"

    assert Tally(at_once(work)) == {"in": 1, "NoPlace": HANDS - 1}
    assert door.inside() == 2
    assert Headcount.objects.get(pk=door.session.pk).over == 0


def test_one_key_pressed_by_all_is_one_arrival(door):
    key = uuid4()

    def work(hand: int, meet: Any) -> str:
        meet()
        [row] = door.walk_in(NAMES[0], at=20, key=key)
        return str(row.pk)

    assert len(set(at_once(work))) == 1
    assert door.inside() == 2


def test_a_sheet_lying_on_eight_desks_is_keyed_once(door):
    from linli.attendance import actions

    sheet = actions.print_sheet(
        session_id=door.session.pk, by=door.keeper, at=door.minutes(-20), key=uuid4()
    )

    def work(hand: int, meet: Any) -> str:
        meet()
        actions.key_sheet(
            sheet_id=sheet.pk, came=[1], guests=1, by=door.keeper, at=door.minutes(90), key=uuid4()
        )
        return "keyed"

    assert Tally(at_once(work)) == {"keyed": 1, "KeyedAlready": HANDS - 1}
    assert queries.counts_of([door.session.pk])[door.session.pk].guests == 1


def test_eight_who_get_no_answer_are_so_many_tries_and_tell_once(door):
    """Each try is counted once, and the social workers hear of it once, whoever pressed when."""
    from linli.attendance import actions

    elder = door.counter.person("阿婆", 1940)
    door.enrol("阿婆")

    def work(hand: int, meet: Any) -> str:
        meet()
        made = actions.remind(
            resident_id=elder, outcome="unreached", by=door.keeper, at=door.minutes(90), key=uuid4()
        )
        return str(made.attempt)

    answers = Tally(at_once(work))
    made = list(Reminder.objects.order_by("attempt").values_list("attempt", "lead_id"))
    assert [attempt for attempt, _ in made] == list(range(1, len(made) + 1))
    assert answers == {
        **{str(attempt): 1 for attempt, _ in made},
        "CalledAlready": HANDS - len(made),
    }
    assert Lead.objects.count() == sum(lead is not None for _, lead in made) == len(made) - 1


def test_who_has_a_card_printed_at_eight_desks_has_one(door):
    """By one press that comes eight times, and by a press each."""
    [resident], page = door.ids("甲"), uuid4()

    def issue(key: UUID) -> str:
        return actions.issue_card(
            resident_id=resident, by=door.keeper, at=door.minutes(-30), key=key
        ).token

    def one_press(hand: int, meet: Any) -> str:
        meet()
        return issue(page)

    def a_press_each(hand: int, meet: Any) -> str:
        meet()
        return issue(uuid4())

    assert len(set(at_once(one_press))) == 1
    tokens = at_once(a_press_each)
    assert len(set(tokens)) == HANDS
    holders = [queries.holder(door.keeper, token) for token in tokens]
    assert Tally(holders) == {resident: 1, None: HANDS - 1}


def test_one_press_prints_one_list(door):
    page = uuid4()

    def work(hand: int, meet: Any) -> str:
        meet()
        return actions.print_sheet(
            session_id=door.session.pk, by=door.keeper, at=door.minutes(-30), key=page
        ).number

    assert len(set(at_once(work))) == 1
    assert len(queries.sheets_of(door.session.pk)) == 1
