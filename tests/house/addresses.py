"""Every address of the house, as Django would resolve it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import URLPattern, get_resolver


class Address(NamedTuple):
    """One pattern: its url name with namespace, its route from the root, and its view."""

    name: str
    route: str
    view: Callable[..., HttpResponse]

    @property
    def face(self) -> str:
        """The door the route promises."""
        first = self.route.split("/")[0]
        return first if first in ("my", "desk") else "public"


def addresses() -> list[Address]:
    """All of them, in the order of their routes."""
    return sorted(_walk(get_resolver().url_patterns), key=lambda address: address.route)


def _walk(patterns: list, route: str = "", namespace: str = "") -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", here, pattern.callback)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
