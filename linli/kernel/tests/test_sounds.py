"""Sounds by their own bytes: known, measured, and without their notes."""

import pytest
from hypothesis import given, settings, strategies as st

from linli.kernel import sounds
from linli.kernel.tests.sound_samples import SPY, mp3, mp4, ogg, webm

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("raw", "kind", "seconds"),
    [
        (mp3(3), sounds.MP3, 3),
        (mp4(42), sounds.MP4, 42),
        (ogg(7), sounds.OGG, 7),
        (webm(9), sounds.WEBM, 9),
    ],
)
def test_is_known_and_measured(raw, kind, seconds):
    found = sounds.read(raw)
    assert found.media_type == kind
    assert found.seconds == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize("raw", [mp3(3), mp4(42)])
def test_loses_what_tells_where_it_was_made_and_keeps_what_is_heard(raw):
    found = sounds.read(raw)
    assert SPY in raw
    assert SPY not in found.content
    assert sounds.read(found.content).seconds == found.seconds


def test_a_length_that_is_not_told_is_not_guessed():
    assert sounds.read(mp4(0)).seconds is None
    assert sounds.read(webm(None)).seconds is None


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"just words", b"\xff\xd8\xff\xe0 a photo" * 9, b"%PDF-1.7", mp4(5, handler=b"vide"),
        webm(5, codec=b"V_VP8"), b"\x1aE\xdf\xa3 matroska", b"OggS", ogg(5, head=b"\x80theora"),
        mp4(5)[:60], mp3(1)[:500], b"<html><script>",
    ],
)  # fmt: skip
def test_refuses_what_is_no_sound(raw):
    with pytest.raises(sounds.NotASound):
        sounds.read(raw)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"OggS", b"\x1aE\xdf\xa3webmA_", b"ID3\x04", b"\xff\xfb\x90", mp4(3)[:80]]
    ),
)
def test_no_bytes_make_it_fall_over(tail, head):
    try:
        sounds.read(head + tail)
    except sounds.NotASound:
        return
