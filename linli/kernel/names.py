"""Chinese names: how they are read aloud, found again and masked. Pure but for the reading.

A person is looked for by whatever the asker knows: 王秀英, 秀英, wangxiuying, xiuying, wxy. Each of
these is the beginning of one of the name's *search keys*, so a plain sorted index finds it on every
engine. Full-text indexes do not: SQLite's trigram index and PostgreSQL's pg_trgm answer nothing, or
read the whole table, for names of two characters.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

MASK = "＊"

# A surname is often read otherwise than the same character elsewhere; the dictionary does not know.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "翟": "zhai", "区": "ou",
    "盖": "ge", "朴": "piao", "缪": "miao", "么": "yao", "员": "yun", "黑": "he", "秘": "bi",
    "召": "shao", "折": "she", "洗": "xian", "乐": "yue", "覃": "qin", "繁": "po", "阚": "kan",
    "种": "chong", "适": "kuo", "薄": "bo", "隗": "wei", "佴": "nai", "祭": "zhai", "牟": "mu",
    "郇": "xun", "卜": "bu", "都": "du", "藏": "zang",
}  # fmt: skip
_DOUBLE_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "单于": "chan yu", "长孙": "zhang sun",
    "欧阳": "ou yang", "上官": "shang guan", "司马": "si ma", "司徒": "si tu", "令狐": "ling hu",
    "诸葛": "zhu ge", "夏侯": "xia hou", "皇甫": "huang fu", "公孙": "gong sun", "宇文": "yu wen",
    "慕容": "mu rong", "东方": "dong fang", "呼延": "hu yan", "南宫": "nan gong",
    "端木": "duan mu",
}  # fmt: skip
_BLANKS = re.compile(r"[\s·•.\-']+")


class Reading(NamedTuple):
    """How a name sounds: one syllable a character, one word a word of a foreign name."""

    syllables: tuple[str, ...]

    @property
    def pinyin(self) -> str:
        """``wang xiu ying``: what a list is sorted by."""
        return " ".join(self.syllables)

    @property
    def initials(self) -> str:
        """``wxy``."""
        return "".join(syllable[0] for syllable in self.syllables)


def tidy(name: str) -> str:
    """A name as it is kept: half-width, without the blanks that lists put into short names."""
    name = unicodedata.normalize("NFKC", name).strip()
    return re.sub(r"\s+", " " if name.isascii() else "", name)


def reading(name: str) -> Reading:
    """How a tidy name is read, the surname as a surname. Loads the dictionary."""
    surname = surname_of(name)
    read = _DOUBLE_SURNAMES.get(surname) or _SURNAMES.get(surname)
    if read is None:
        return Reading(_syllables(name))
    return Reading((*read.split(), *_syllables(name[len(surname) :])))


def search_keys(name: str) -> frozenset[str]:
    """Every text one may begin to type for a tidy name: its tails, as characters, pinyin, initials.

    A surname of two readings is found by both: 曾 by zeng, and by ceng as the keyboard offers it.
    """
    tails = {search_text(name[start:]) for start in range(len(name))}
    for read in (reading(name), Reading(_syllables(name))):
        for start in range(len(read.syllables)):
            tail = Reading(read.syllables[start:])
            tails |= {search_text(tail.pinyin), tail.initials}
    return _without_beginnings(tails)


def search_text(typed: str) -> str:
    """What was typed, as keys are written: half-width, small letters, ü as v, no blanks."""
    text = unicodedata.normalize("NFKC", typed).lower().replace("ü", "v")
    return _BLANKS.sub("", text)


def surname_of(name: str) -> str:
    """The first character; the first two where they are a double surname and a given name follows.

    A foreign name has no surname we could tell, so its first letter stands for it.
    """
    return name[:2] if len(name) > 2 and name[:2] in _DOUBLE_SURNAMES else name[:1]


def masked(name: str) -> str:
    """``王秀英`` → ``王＊＊``: the surname alone, as much as a list may show of a child."""
    surname = surname_of(name)
    return surname + MASK * max(1, len(name) - len(surname))


def _without_beginnings(tails: set[str]) -> frozenset[str]:
    """Drop what another key begins with: it would find nothing that the other does not."""
    kept: list[str] = []
    for tail in sorted(tails, reverse=True):  # what begins with a text sorts right before it here
        if tail and not (kept and kept[-1].startswith(tail)):
            kept.append(tail)
    return frozenset(kept)


def _syllables(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(search_text(word) for word in text.split())
    return tuple(_syllable(character) for character in text if not _BLANKS.fullmatch(character))


@cache
def _syllable(character: str) -> str:
    """The usual reading of one character; what is no Chinese character reads as itself.

    Character by character, not by phrase: a phrase dictionary reads names as words they are not.
    """
    from pypinyin import Style, lazy_pinyin  # 8 MiB of dictionary, wanted only where one writes

    return search_text(lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0])
