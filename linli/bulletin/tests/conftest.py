"""A keeper of the board, and what is put up on it."""

import datetime
from uuid import uuid4

import pytest

from linli.bulletin import actions, published
from linli.bulletin.models import Bulletin
from linli.kernel.tests.sound_samples import mp4
from linli.voices import actions as voices
from tests.village import NOW, TODAY

DAY = datetime.timedelta(days=1)
TEXT = "周五上午三号楼电梯检修，请走楼梯。"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.LINLI_DATA = tmp_path


class Board:
    """What the keeper of the hall does with the board, now."""

    def __init__(self, village) -> None:
        self.village, self.keeper = village, village.hall_keeper

    def draft(self, title: str = "电梯检修", text: str = TEXT, **about) -> Bulletin:
        about.setdefault("place", self.village.here)
        about.setdefault("kind", "news")
        about.setdefault("shown_until", TODAY + 7 * DAY)
        about.setdefault("key", uuid4())
        return actions.draft(title=title, text=text, **self._by(about))

    def publish(self, draft: Bulletin, **about) -> Bulletin:
        about.setdefault("shown_from", TODAY)
        about.setdefault("sure", False)
        return actions.publish(bulletin_id=draft.pk, **self._by(about))

    def put_up(self, title: str = "电梯检修", text: str = TEXT, **about) -> Bulletin:
        return self.publish(self.draft(title, text), **about)

    def correct(self, of: Bulletin, text: str, **about) -> Bulletin:
        about = {
            "title": "电梯检修", "shown_until": TODAY + 7 * DAY, "why": "时间写错了",
            "sure": False, "seen": of.version,
        } | about  # fmt: skip
        return actions.correct(bulletin_id=of.pk, text=text, **self._by(about))

    def withdraw(self, of: Bulletin, reason: str = "不修了", **about) -> Bulletin:
        return actions.withdraw(bulletin_id=of.pk, reason=reason, **self._by(about))

    def read_aloud(self, of: Bulletin) -> None:
        by = self._by({})
        words = published.readable(of.place_id, of.number, TODAY)
        origin = voices.Origin(*actions.ORIGIN, str(words.wording_id), words.title)
        made = voices.record(
            origin=origin, place=self.village.here, language="nan", content=mp4(30),
            spoken_by="阿芬", key=uuid4(), **by,
        )  # fmt: skip
        voices.publish(recording_id=made.pk, agreed=True, **by)

    def _by(self, about: dict) -> dict:
        return {"by": self.keeper, "at": NOW} | about


@pytest.fixture
def board(village) -> Board:
    return Board(village)
