"""Every address of the house. A room lists its own; here they get their face and their namespace.

Street addresses stand at the root, a resident's under ``/my/``, the desk's under ``/desk/``. What
``identity.urls.library`` lists are the sign-in library's views, each in a door.
"""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLResolver, include, path

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


def _room(name: str) -> URLResolver:
    """One room under one namespace: two of the same name would hide each other's addresses."""
    urls = import_module(f"linli.{name}.urls")
    faces = [
        path(prefix, include(getattr(urls, face)))
        for face, prefix in FACES.items()
        if getattr(urls, face, None)
    ]
    return path("", include((faces, name)))


urlpatterns = [
    *(_room(name) for name in ROOMS if find_spec(f"linli.{name}.urls")),
    path("", include(library)),
]
