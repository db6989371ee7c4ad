"""Words in both languages of the house: a pack, a kind and a verdict carry them as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, twice. The edge (a template, a print) picks the reader's language."""

    zh: str
    en: str

    def speak(self, language: str) -> str:
        """The sentence in ``language`` ("zh-hans", "en", …); Chinese where it is not English."""
        return self.en if language.lower().startswith("en") else self.zh

    def __mod__(self, parts: dict[str, "Words | str"]) -> "Words":
        """Fill ``{name}`` places in both languages at once; a part may itself be ``Words``."""
        zh = {k: v.zh if isinstance(v, Words) else v for k, v in parts.items()}
        en = {k: v.en if isinstance(v, Words) else v for k, v in parts.items()}
        return Words(self.zh.format(**zh), self.en.format(**en))

    def plain(self) -> dict[str, str]:
        """As JSON knows it."""
        return {"zh": self.zh, "en": self.en}


def joined(sentences: Iterable[Words]) -> Words:
    """Several sentences in one breath."""
    said = tuple(sentences)
    return Words("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def places_in(words: Words) -> set[str]:
    """The ``{name}`` places to be filled, in either language."""
    return {
        name
        for text in (words.zh, words.en)
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }
