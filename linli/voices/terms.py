"""On what terms a voice is recorded: how long, in which tongues. Pure."""

from typing import NamedTuple

MOST_SECONDS = 120
LONGEST_NAME = 40

NAN, ZH, HAKKA, EN = "nan", "zh", "hak", "en"
LANGUAGES = (NAN, ZH, HAKKA, EN)
"""ISO 639-3, or -1 where there is one: Southern Min (闽南话) first, for it is spoken here."""


class Origin(NamedTuple):
    """What is read aloud, as the room that keeps it calls it; ``title`` is frozen with it."""

    room: str
    noun: str
    id: str
    title: str
