"""Correcting: what was read stays beside it, with the reason; and taking down hides every word."""

import pytest
from django.db import IntegrityError, transaction

from linli.bulletin import actions, published
from linli.bulletin.models import Bulletin, Wording
from linli.bulletin.tests.conftest import TEXT
from linli.kernel.refusal import NotFound
from linli.voices.models import Recording
from tests.village import HERE, NOW, TODAY


def page(number: int = 1) -> published.NoticePage:
    return published.notice(HERE, number, TODAY)


def test_a_correction_stands_beside_what_was_read_and_the_old_voice_falls_silent(board):
    up = board.put_up()
    board.read_aloud(up)
    assert [voice.spoken_by for voice in page().voices] == ["阿芬"]
    up = board.correct(up, "周六上午检修。")
    told = page()
    assert told.notice.text == "周六上午检修。"
    assert told.notice.corrected_at == NOW
    assert [each.why for each in told.corrections] == ["时间写错了"]
    assert [each.text for each in told.before] == [TEXT]
    assert told.voices == []
    assert Recording.objects.get().withdrawn_at == NOW
    assert "更正于" in published.shared(told.notice, url="x", phone="", on=TODAY).text


def test_pressing_twice_corrects_once_and_nobody_overwrites_unseen(board):
    up = board.put_up()
    board.correct(up, "周六。")
    assert board.correct(up, "周六。").version == 2
    with pytest.raises(actions.ChangedMeanwhile):
        board.correct(up, "周日。")
    with pytest.raises(actions.NoReason):
        board.correct(up, "周日。", seen=2, why=" ")


def test_a_draft_is_written_anew_and_the_street_hears_only_the_last(board):
    draft = board.draft()
    board.correct(draft, "改过的。", why="不必写")
    board.publish(draft)
    told = page()
    assert (told.notice.text, told.notice.corrected_at) == ("改过的。", None)
    assert told.corrections == told.before == []


def test_the_database_keeps_what_was_read(board):
    up = board.put_up()
    words = Wording.objects.get()
    for change in (
        lambda: Wording.objects.update(text="别的"),
        lambda: Wording.objects.all().delete(),
        lambda: Bulletin.objects.update(shown_from=TODAY.replace(day=1)),
        lambda: Wording.objects.create(
            bulletin=up, version=2, title="别的", text="别的", shown_until=words.shown_until,
            written_by=words.written_by, written_at=NOW,
        ),
        lambda: Bulletin.objects.update(withdrawn_at=NOW, withdrawn_by=up.drafted_by),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_is_taken_down_says_only_why(board):
    up = board.put_up()
    board.correct(up, "周六。")
    board.read_aloud(up)
    with pytest.raises(actions.NoReason):
        board.withdraw(up, " ")
    board.withdraw(up)
    assert board.withdraw(up, "再按一次").reason == "不修了"
    told = page()
    assert (told.notice.reason, told.stands) == ("不修了", False)
    assert told.corrections == told.before == told.voices == []
    assert published.standing(HERE, TODAY) == []
    with pytest.raises(NotFound):
        published.readable(HERE, 1, TODAY)
    assert Recording.objects.get().withdrawn_at == NOW
    with pytest.raises(actions.Withdrawn):
        board.correct(up, "又要修。")
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.update(withdrawn_at=None, withdrawn_by=None, reason="")
