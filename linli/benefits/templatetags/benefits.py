"""Lays out what the rules explain.

{{ reasons|nested }}    lines of an explanation, each with the lines beneath it
"""

from dataclasses import dataclass, field

from django import template

from linli.rules.conditions import Reason

register = template.Library()


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
