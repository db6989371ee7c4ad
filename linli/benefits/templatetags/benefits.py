"""Says what the rules carry in both languages, in the reader's own.

{{ words|said }}        a ``Words`` in the active language; nothing for None
{{ reasons|nested }}    lines of an explanation, each with the lines beneath it
"""

from dataclasses import dataclass, field

from django import template
from django.utils.translation import get_language

from linli.rules.conditions import Reason
from linli.rules.words import Words

register = template.Library()


@register.filter
def said(words: Words | None) -> str:
    """The sentence in the reader's language."""
    return words.speak(get_language() or "zh-hans") if words else ""


@dataclass
class Line:
    """One line of an explanation and what it is made of."""

    reason: Reason
    beneath: list["Line"] = field(default_factory=list)


@register.filter
def nested(reasons: tuple[Reason, ...]) -> list[Line]:
    """The lines as a tree, by their depth."""
    top: list[Line] = []
    path: list[list[Line]] = [top]
    for reason in reasons:
        line = Line(reason)
        del path[reason.depth + 1 :]
        path[-1].append(line)
        path.append(line.beneath)
    return top
