"""Listening: the whole sound, a part of it, and the desk's pages."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.voices.tests.conftest import publish, record
from tests.village import come_in


def test_safari_gets_the_part_it_asks_for(village, client):
    made = publish(village, record(village))
    url = reverse("voices:public_sound", args=[made.pk])
    whole = client.get(url)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert whole["Content-Type"] == "audio/mp4"
    assert whole["Cache-Control"] == "public, max-age=60"
    size = len(whole.content)
    part = client.get(url, headers={"Range": "bytes=0-1"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 0-1/{size}")
    assert part.content == whole.content[:2]
    tail = client.get(url, headers={"Range": f"bytes={size - 5}-"})
    assert tail.content == whole.content[-5:]
    behind = client.get(url, headers={"Range": f"bytes={size}-"})
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{size}")


def test_the_desk_listens_publishes_and_takes_back(village, client):
    made = record(village)
    keeper = come_in(Client(), village.users["hall_keeper"])
    assert client.get(reverse("voices:public_sound", args=[made.pk])).status_code == 404
    page = reverse("voices:desk_recording", args=[made.pk])
    assert "还没公开" in keeper.get(page).content.decode()
    assert keeper.get(reverse("voices:desk_sound", args=[made.pk])).status_code == 200
    assert keeper.post(page, {}).status_code == 422
    assert keeper.post(page, {"agreed": "on"}).status_code == 302
    assert "大家听得到" in keeper.get(reverse("voices:desk_index")).content.decode()
    assert keeper.post(reverse("voices:desk_withdraw", args=[made.pk])).status_code == 302
    assert "收回了" in keeper.get(page).content.decode()
    assert client.get(reverse("voices:public_sound", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("name", ["desk_recording", "desk_sound"])
def test_the_next_community_has_no_such_recording(village, name):
    made = record(village)
    outsider = come_in(Client(), village.users["outsider"])
    assert outsider.get(reverse(f"voices:{name}", args=[made.pk])).status_code == 404
