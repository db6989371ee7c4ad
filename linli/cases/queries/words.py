"""The terms' words in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from linli.cases import terms
from linli.rules.words import Words


def say(words: Words) -> str:
    """One sentence of the terms in the language of this request."""
    return words.speak(get_language() or "zh-hans")


def say_all(several: Iterable[Words]) -> str:
    """Several, joined as the language joins a list."""
    return gettext("、").join(say(words) for words in several)


def choices(known: Mapping[Any, Words]) -> list[tuple[Any, str]]:
    """The keys and words of a mapping of the terms, as a form's choices."""
    return [(key, say(words)) for key, words in known.items()]


def harm_choices() -> list[tuple[str, str]]:
    """Whether somebody is in danger, as a form's choices, for the rooms that raise leads."""
    return choices(terms.HARM)
