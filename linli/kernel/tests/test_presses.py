"""A press that comes again is the same press, or is refused and said: never lost, never doubled."""

from uuid import uuid4

import pytest

from linli.bulletin import actions as board
from linli.bulletin.models import Bulletin
from linli.kernel.presses import KeyUsedForOther, pressed_before
from tests.village import HERE, NOW

pytestmark = pytest.mark.django_db
KEY = uuid4()


@pytest.fixture
def made(village) -> Bulletin:
    words = {"kind": "news", "title": "停水", "text": "周三上午停水。", "shown_until": NOW.date()}
    return board.draft(place=HERE, **words, by=village.hall_keeper, at=NOW, key=KEY)


def test_the_first_press_finds_nothing_and_the_second_what_the_first_made(made):
    assert pressed_before(Bulletin, uuid4(), kind="news") is None
    assert pressed_before(Bulletin, KEY, kind="news", place_id=HERE) == made


def test_with_other_content_it_is_refused(made):
    with pytest.raises(KeyUsedForOther):
        pressed_before(Bulletin, KEY, kind="notice")


def test_without_a_key_every_press_is_the_first(made):
    assert pressed_before(Bulletin, None) is None
