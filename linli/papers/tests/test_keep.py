"""Keeping a paper: checked, made harmless, sealed, and nothing half-written."""

import io
from contextlib import suppress

import pypdf
import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image
from pypdf.actions import JavaScript

from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.cipher import CannotOpen, keyring
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions, queries, scans
from linli.papers.models import Paper, folder
from linli.papers.tests.paper_samples import CAMERA, pdf, photo


def keep(village, content, by=None, **more):
    return actions.keep(
        content=content,
        kind="consent",
        retention="consent",
        place=village.here,
        by=by or village.social_worker,
        at=village.now,
        **more,
    )


def test_a_photo_loses_its_camera_and_its_place(village):
    assert CAMERA in photo()
    shown = queries.paper(village.social_worker, keep(village, photo()).pk)
    picture = Image.open(io.BytesIO(shown.content))
    assert shown.media_type == "image/jpeg"
    assert not picture.getexif()
    assert CAMERA not in shown.content
    assert picture.size == (200, 300), "turned upright before its notes were thrown away"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(village, kind):
    assert keep(village, photo(kind=kind)).media_type == "image/jpeg"


def test_a_large_photo_is_brought_to_reading_size(village):
    shown = queries.paper(village.social_worker, keep(village, photo(6000, 4000)).pk)
    assert max(Image.open(io.BytesIO(shown.content)).size) == scans.LONGEST_SIDE_PIXELS


def test_a_pdf_keeps_its_pages_and_nothing_else(village):
    raw = pdf(pages=3)
    assert CAMERA in raw
    paper = keep(village, raw)
    shown = queries.paper(village.social_worker, paper.pk).content
    read = pypdf.PdfReader(io.BytesIO(shown))
    assert (paper.pages, len(read.pages)) == (3, 3)
    assert "page 2" in read.pages[1].extract_text()
    assert len(read.pages[0].images) == 1
    for hidden in (CAMERA, b"example.org", b"somebody"):
        assert hidden not in shown


def test_a_script_in_a_pdf_does_not_come_along(village):
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    writer.add_open_action(JavaScript("app.alert('hello')"))
    writer.add_attachment("virus.exe", b"MZ-not-really")
    trapped = io.BytesIO()
    writer.write(trapped)
    assert b"/JavaScript" in trapped.getvalue()
    shown = queries.paper(village.social_worker, keep(village, trapped.getvalue()).pk).content
    for hidden in (
        b"app.alert",
        b"/JS",
        b"virus",
        b"MZ-not-really",
        b"/JavaScript",
        b"/OpenAction",
    ):
        assert hidden not in shown


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", scans.NotAPaper),
        (b"just some words", scans.NotAPaper),
        (b"PK\x03\x04 a workbook", scans.NotAPaper),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99, scans.HeicPhoto),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", scans.NotAPaper),
        (photo()[:300], scans.BrokenPaper),
        (b"%PDF-1.7 and then nothing", scans.BrokenPaper),
        (pdf()[:700], scans.BrokenPaper),
        (pdf(password="1234"), scans.LockedPdf),
        (pdf(pages=21), scans.TooManyPages),
        (b"x" * (12 * 2**20 + 1), scans.TooLarge),
    ],
)
def test_refuses_what_is_no_paper_and_writes_nothing(village, content, refusal):
    files = set(folder().rglob("*"))
    with pytest.raises(refusal) as refused:
        keep(village, content)
    assert str(refused.value)
    assert refused.value.next_step
    assert not Paper.objects.exists()
    assert set(folder().rglob("*")) == files


def test_refuses_a_picture_that_would_fill_the_machine(village, monkeypatch):
    monkeypatch.setattr(scans, "MOST_PIXELS", 1000)
    with pytest.raises(scans.TooManyPixels) as refused:
        keep(village, photo(100, 50))
    assert "100×50" in str(refused.value)


def test_lies_sealed_and_bound_to_its_own_name(village):
    one, two = keep(village, photo()), keep(village, photo())
    sealed = one.file.read_bytes()
    assert b"JFIF" not in sealed
    assert one.file.stat().st_mode & 0o077 == 0
    with pytest.raises(CannotOpen):
        keyring().open(sealed, two.context)


def test_is_remembered_and_its_reading_logged(village):
    paper = keep(village, photo())
    assert [deed.verb for deed in journal.history(("paper", paper.pk))] == ["paper.kept"]
    queries.paper(village.social_worker, paper.pk)
    assert [(look.kind, look.subject_id) for look in village.social_worker.looks] == [
        ("paper", str(paper.pk))
    ]


def test_is_kept_and_seen_only_by_those_of_this_place(village):
    with pytest.raises(NotFound):
        keep(village, photo(), by=village.outsider)
    with pytest.raises(NotAllowed):
        keep(village, photo(), by=village.committee_member)
    paper = keep(village, photo())
    with pytest.raises(NotFound):
        queries.paper(village.outsider, paper.pk)


def test_a_guarded_paper_opens_only_through_the_room_that_guards_it(village):
    paper = keep(village, photo(), guarded=True)
    with pytest.raises(NotFound):
        queries.paper(village.social_worker, paper.pk)
    assert queries.guarded_paper(village.social_worker, paper.pk).id == paper.pk
    with pytest.raises(NotFound):
        queries.guarded_paper(village.outsider, paper.pk)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"RIFF"]))
def test_no_bytes_make_it_fall_over(tail, head):
    with suppress(Refused):
        scans.cleaned(head + tail)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 6000), st.integers(0, 255))
def test_no_damaged_pdf_makes_it_fall_over(place, byte):
    raw = bytearray(pdf())
    raw[place % len(raw)] = byte
    with suppress(Refused):
        scans.cleaned(bytes(raw))
