"""A printed sheet is keyed once, whatever became of the session, the names on it and the press."""

import datetime
from uuid import uuid4

import pytest

from linli.attendance import actions, queries
from linli.attendance.models import Sheet
from linli.hall import actions as hall


@pytest.fixture
def sheet(door) -> Sheet:
    """A list of three, printed in the evening before."""
    door.enrol("甲", "乙")
    door.enrol("丙")
    return actions.print_sheet(
        session_id=door.session.pk, by=door.keeper, at=door.minutes(-900), key=uuid4()
    )


def key_in(door, sheet, *came: int, **about):
    about = {"guests": 0, "by": door.keeper, "at": door.minutes(120), "key": uuid4(), **about}
    return actions.key_sheet(sheet_id=sheet.pk, came=came, **about)


def test_a_press_that_comes_again_after_it_was_taken_back_keys_nothing(door, sheet):
    press = uuid4()
    keying = key_in(door, sheet, 1, 3, guests=2, key=press)
    actions.take_back_keying(
        keying_id=keying.pk, reason="看错行", by=door.keeper, at=door.minutes(130)
    )
    assert key_in(door, sheet, 1, 3, guests=2, key=press).pk == keying.pk
    assert (door.inside(), door.counts().present) == (0, 0)
    key_in(door, sheet, 2)
    assert door.inside() == 1


def test_of_a_session_that_was_called_off_nothing_is_keyed(door, sheet):
    hall.cancel_sessions(
        session_ids=[door.session.pk], reason="停电", by=door.keeper,
        at=door.start - datetime.timedelta(hours=2),
    )  # fmt: skip
    with pytest.raises(actions.NotHeld):
        key_in(door, sheet, 1)
    assert door.counts() == queries.Counts()
