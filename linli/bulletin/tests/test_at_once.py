"""Eight keepers at once: each bulletin has its number, and one correction is not overwritten."""

from typing import Any

from linli.bulletin.models import Wording
from linli.bulletin.tests.conftest import Board
from tests.hands import HANDS, at_once
from tests.village import build_village


def test_each_gets_a_number_of_its_own_and_no_correction_is_overwritten(fresh_database):
    board = Board(build_village())
    drafts = [board.draft() for _ in range(HANDS)]

    def work(hand: int, meet: Any) -> int | None:
        meet()
        return board.publish(drafts[hand]).number

    assert sorted(at_once(work)) == list(range(1, HANDS + 1))

    def correct(hand: int, meet: Any) -> str:
        meet()
        board.correct(drafts[0], f"第 {hand} 个人改的。", seen=1)
        return "done"

    assert sorted(at_once(correct)) == ["ChangedMeanwhile"] * (HANDS - 1) + ["done"]
    assert Wording.objects.filter(bulletin=drafts[0]).count() == 2
