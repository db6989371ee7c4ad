"""A neighbour is recorded, heard when it is published, and may take it back."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.kernel.tests.sound_samples import SPY, mp3, mp4, webm
from linli.papers import actions as papers, published as heard_papers
from linli.papers.models import Paper
from linli.papers.scans import NotAVoice, VoiceTooLarge
from linli.papers.tests.paper_samples import photo
from linli.voices import actions, published, queries
from linli.voices.models import Recording
from linli.voices.tests.conftest import COURSE, publish, record
from tests.hands import HANDS, at_once
from tests.village import NOW, build_village


def heard(village) -> dict[str, list[published.Voice]]:
    return published.voices_of(village.here, COURSE.room, COURSE.noun, [COURSE.id])


def test_is_kept_sealed_without_its_notes_and_heard_by_nobody_yet(village):
    made = record(village, mp4(42))
    assert (made.seconds, made.paper.media_type) == (42, "audio/mp4")
    assert heard(village) == {}
    with pytest.raises(NotFound):
        published.sound(made.pk)
    assert SPY not in queries.sound(village.hall_keeper, made.pk).content
    assert b"ftyp" not in made.paper.file.read_bytes()
    assert village.hall_keeper.looks


def test_is_heard_when_who_spoke_has_agreed(village):
    made = record(village)
    with pytest.raises(actions.NotAgreed):
        publish(village, made, agreed=False)
    publish(village, made)
    [voice] = heard(village)[COURSE.id]
    assert (voice.id, voice.seconds, voice.spoken_by) == (made.pk, 30, "三号楼的阿芬")
    assert str(voice.language_word) == "闽南话"
    assert published.sound(made.pk).media_type == "audio/mp4"


def test_a_new_one_takes_the_place_of_the_old_in_its_own_tongue(village):
    first, second, other = record(village), record(village), record(village, language="zh")
    for each in (first, other, second):
        publish(village, each)
    assert [voice.id for voice in heard(village)[COURSE.id]] == [second.pk, other.pk]
    first.refresh_from_db()
    assert first.withdrawn_at == NOW


def test_taken_back_it_is_gone_and_its_file_destroyed(village):
    made = publish(village, record(village))
    file = made.paper.file
    for _ in range(2):
        actions.withdraw(recording_id=made.pk, by=village.hall_keeper, at=NOW)
    assert heard(village) == {}
    with pytest.raises(NotFound):
        published.sound(made.pk)
    with pytest.raises(actions.Withdrawn):
        publish(village, made)
    with transaction.atomic():
        papers.destroy_due(by=clock(), at=NOW, on=NOW.date() + datetime.timedelta(days=1))
    assert Paper.objects.get(pk=made.paper_id).destroyed_at
    assert file.exists(), "after the commit alone, which a test never reaches"


def test_the_same_press_is_the_same_recording(village):
    key = uuid4()
    assert record(village, key=key).pk == record(village, key=key).pk
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "told", "refusal"),
    [
        (b"words", None, NotAVoice),
        (photo(), None, NotAVoice),
        (mp4(30, handler=b"vide"), None, NotAVoice),
        (mp3(1) + bytes(6 * 2**20), None, VoiceTooLarge),
        (mp4(121), 30, actions.TooLong),
        (webm(None), None, actions.LengthUnknown),
        (webm(None), 200, actions.TooLong),
    ],
)
def test_refuses_what_nobody_would_listen_to(village, content, told, refusal):
    with pytest.raises(refusal) as refused:
        record(village, content, told_seconds=told)
    assert refused.value.next_step
    assert not Paper.objects.exists()


def test_what_the_recorder_says_is_believed_where_the_file_is_silent(village):
    assert record(village, webm(None), told_seconds=44).seconds == 44


def test_is_kept_by_those_of_this_place(village):
    made = record(village)
    with pytest.raises(NotFound):
        queries.recording(village.outsider, made.pk)
    with pytest.raises(NotFound):
        record(village, by=village.outsider)
    with pytest.raises(NotAllowed):
        record(village, by=village.cashier)
    assert queries.recordings(village.outsider) == []


def test_no_other_paper_is_heard_on_the_street(village):
    bill = papers.keep(
        content=photo(), kind="bill", retention="evidence", place=village.here,
        by=village.social_worker, at=NOW,
    )  # fmt: skip
    with pytest.raises(NotFound):
        heard_papers.voice(bill.pk)


def test_the_database_keeps_one_live_and_short_enough(village):
    live, other = publish(village, record(village)), record(village)
    user = live.recorded_by
    for wrong in (
        {"published_at": NOW, "published_by": user}, {"seconds": 121}, {"seconds": 0},
        {"language": "xx"}, {"published_at": NOW}, {"withdrawn_at": NOW},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Recording.objects.filter(pk=other.pk).update(**wrong)


def test_eight_publish_at_once_and_one_is_heard(fresh_database):
    village = build_village()
    made = [record(village) for _ in range(HANDS)]

    def work(hand: int, meet: Any) -> str:
        meet()
        publish(village, made[hand])
        return "heard"

    assert "heard" in at_once(work)
    assert len(heard(village)[COURSE.id]) == 1
