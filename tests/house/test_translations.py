"""Every sentence has its English, and what is compiled is what is written."""

import re

from house import messages

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"%\(\w+\)[sd]")


def test_no_sentence_lacks_its_english():
    assert messages.missing() == []


def test_what_is_compiled_is_what_is_written():
    assert messages.MO.read_bytes() == messages.compiled(messages.translated())


def test_the_places_to_fill_are_the_same_in_both_languages():
    for message in messages.translated():
        if message.id:
            chinese, english = _of_many(message.id), _of_many(message.string)
            assert set(PLACES.findall(chinese)) == set(PLACES.findall(english)), message.id


def test_the_english_is_english():
    allowed = re.compile(r"[邻里简体中文长辈模式]|对得上|对不上")
    for message in messages.translated():
        for english in [message.string] if isinstance(message.string, str) else message.string:
            assert not message.id or not HAN.search(allowed.sub("", english)), english


def _of_many(words: str | tuple[str, ...] | list[str]) -> str:
    """A sentence; of one that counts, as it is said of many."""
    return words if isinstance(words, str) else words[-1]
