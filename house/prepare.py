"""What Django has to do before the doors open: tables, static files, the demo or the first link.

One process for all of it, because starting Django costs a second and a second start of `./run`
should cost few. Runs inside the environment: `python -m house.prepare`. What it prints on its
standard output is the link for the first administrator, if there is one to print.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m house.prepare", description=__doc__)
    parser.add_argument("--residents", type=int, help="load a demo community of so many people")
    parser.add_argument("--origin", help="print the first administrator's link below this address")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()
    if asked.residents is not None:
        call_command("load_demo", residents=asked.residents, verbosity=0)
    if asked.origin:
        call_command("first_administrator", origin=asked.origin)


def _collect_static() -> None:
    """Hash and compress the static files, when any of them is another than last time."""
    stamp = Path(settings.LINLI_DATA) / "static.stamp"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def _static_fingerprint() -> str:
    """Name, size and moment of every file the finders would give: cheaper than reading them."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
