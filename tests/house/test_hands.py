"""A race ends, whatever its hands do."""

import pytest

from tests.hands import HANDS, at_once


def test_eight_meet_and_each_is_heard():
    def work(hand, meet):
        meet()
        return hand

    assert at_once(work) == list(range(HANDS))


def test_a_hand_that_breaks_is_noticed():
    with pytest.raises(EOFError):
        at_once(lambda hand, meet: 1 // (hand - 3))
