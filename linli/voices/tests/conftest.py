"""Each test keeps its sounds in a folder of its own."""

from uuid import uuid4

import pytest

from linli.kernel.tests.sound_samples import mp4
from linli.voices import actions
from linli.voices.models import Recording
from tests.village import NOW

COURSE = actions.Origin("programmes", "course", "0191-course", "老年书法")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.LINLI_DATA = tmp_path


def record(village, content: bytes | None = None, **about) -> Recording:
    about.setdefault("origin", COURSE)
    about.setdefault("place", village.here)
    about.setdefault("language", "nan")
    about.setdefault("spoken_by", "三号楼的阿芬")
    about.setdefault("by", village.hall_keeper)
    about.setdefault("key", uuid4())
    return actions.record(content=mp4(30) if content is None else content, at=NOW, **about)


def publish(village, recording: Recording, **about) -> Recording:
    about.setdefault("agreed", True)
    about.setdefault("by", village.hall_keeper)
    return actions.publish(recording_id=recording.pk, at=NOW, **about)
