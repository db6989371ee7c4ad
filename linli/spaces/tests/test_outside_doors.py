"""The page: choose a file, look, confirm."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.spaces.models import Booking
from linli.spaces.tests.test_outside import CALLED, event, file
from tests.village import HERE, NOW, come_in


@pytest.fixture
def keeper(client, village, monkeypatch, settings):
    settings.LINLI_COMMUNITY = HERE
    monkeypatch.setattr("linli.identity.doors.timezone.now", lambda: NOW)
    return come_in(client, village.users["hall_keeper"])


def test_a_file_is_looked_at_and_then_confirmed_unchanged(hall, keeper):
    there = reverse("spaces:desk_outside", args=[hall.meeting.pk])
    assert "哪个日历" in keeper.get(there).content.decode()
    sent = {"name": CALLED, "file": SimpleUploadedFile("a.ics", file(event())), "private": "on"}
    looked = keeper.post(there, sent)
    html = looked.content.decode()
    assert "例会" in html
    assert "可以用" in html
    assert not Booking.objects.exists()
    [signed] = re.findall(r'name="looked_at" value="([^"]+)"', html)
    yes = reverse("spaces:desk_import_outside", args=[hall.meeting.pk])
    assert keeper.post(yes, {"looked_at": signed + "x"}).status_code == 422
    assert "新排上 1 次" in keeper.post(yes, {"looked_at": signed}).content.decode()
    assert Booking.objects.get().title == "例会"
    bad = keeper.post(there, {"name": CALLED, "file": SimpleUploadedFile("a.ics", b"no")})
    assert bad.status_code == 422
    assert "不是日历" in bad.content.decode()
