"""The web server: granian, from whose process the loaded house is forked into its workers.

``python -m linli.site.server OPTIONS linli.site.wsgi:application``, OPTIONS being granian's own.

By itself granian forks first and loads the house in each worker. Loaded before, the modules stand
in memory once, a second worker costs no second start, and one that died is back at once.
"""

import gc

from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils import translation


def main() -> None:
    """Load the house, then serve until told to stop."""
    _load()
    from granian.cli import entrypoint

    entrypoint()


def _load() -> None:
    """What a worker would load for its first page: the rooms, every address, both languages."""
    from linli.site import wsgi

    assert wsgi.application is not None
    for language, _word in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("邻里")
            assert reverse("site:look")  # Django keeps every address once a language
    connections.close_all()  # no two processes may talk on one line
    # What is loaded stays: the collector need not look at it again, nor write into its memory,
    # which would give each worker a copy of its own.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
