"""Every address of the house. A room lists its own; here they get their face and their namespace.

Street addresses stand at the root, a resident's under ``/my/``, the desk's under ``/desk/``. What
``identity.urls.library`` lists are the sign-in library's views, each in a door.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from linli.identity.urls import library
from linli.site import public as pages

ROOMS = [
    "transparency", "home", "workbench", "people", "papers", "cases", "giving", "goodwill",
    "holder", "shop", "fund", "committee", "claims", "benefits", "rulebook", "disclosure",
    "audit", "spaces", "operator", "programmes", "providers", "pricing", "hall", "attendance",
    "groupchat", "settlement", "economy",
    "gym",
    "allocation",
    "bulletin",
    "voices", "identity", "notices", "journal", "demo", "parts", "site",
]  # fmt: skip
FACES = {"public": "", "my": "my/", "desk": "desk/"}

public = [
    path("look/", pages.look, name="look"),
    path("after-sign-in/", pages.after_sign_in, name="after_sign_in"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("metrics", pages.metrics, name="metrics"),
]

handler500 = "linli.site.public.broken"
handler429 = "linli.identity.sign_in.lockout.too_often"  # the sign-in library looks for it here


class Room(URLResolver):
    """A room's addresses, looked through only if one of them begins as what is asked for: there are
    some thirty rooms, and every request passes those before its own."""

    def __init__(self, faces: list[URLResolver], name: str) -> None:
        super().__init__(RoutePattern("", is_endpoint=False), faces, {}, name, name)
        self.beginnings = tuple({_beginning(route) for route in _routes(faces)})

    def resolve(self, path: str) -> ResolverMatch:
        """As ``URLResolver`` does."""
        if path.startswith(self.beginnings):
            return super().resolve(path)
        raise Resolver404({"tried": [[self]], "path": path})


def _routes(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from (f"{each.pattern}{route}" for route in _routes(each.url_patterns))
        else:
            yield str(each.pattern)


def _beginning(route: str) -> str:
    return route.partition("<")[0]


def _room(name: str) -> Room:
    """One room under one namespace: two of the same name would hide each other's addresses."""
    urls = import_module(f"linli.{name}.urls")
    faces = [
        path(prefix, include(getattr(urls, face)))
        for face, prefix in FACES.items()
        if getattr(urls, face, None)
    ]
    return Room(faces, name)


urlpatterns = [
    *(_room(name) for name in ROOMS if find_spec(f"linli.{name}.urls")),
    path("", include(library)),
]
