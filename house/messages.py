"""Collects every Chinese sentence of the house into linli/locale/en and compiles the translation.

`make messages`   collect, keep what is translated, list what is missing, compile
Sentences stand in Python (``_``, ``gettext``…) and in templates. gettext's own programs are not on
a fresh machine; Babel reads and writes the same files.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "linli" / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """Every sentence of the house and the files it stands in. No line numbers: they churn."""
    found = Catalog(locale="en", domain="django", project="Linli", fuzzy=False)
    for path in _sources():
        place = path.relative_to(ROOT).as_posix()
        for sentence, context in _sentences(path):
            found.add(sentence, locations=[(place, 0)], context=context)
    return found


def translated() -> Catalog:
    """The English catalogue as it is committed; empty when there is none yet."""
    if not PO.exists():
        return Catalog(locale="en", domain="django", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def missing() -> list[str]:
    """The sentences of the house that have no English yet, or an English nobody compiled."""
    known = translated()
    return [
        str(message.id)
        for message in collect()
        if message.id and not _english(known, message.id, message.context)
    ]


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the machine reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> int:
    """Write both files; say what is still missing, and fail if anything is."""
    known, fresh = translated(), collect()
    for message in fresh:
        if message.id:
            message.string = _english(known, message.id, message.context) or message.string
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, sort_output=True, include_lineno=False, omit_header=False, width=100)
    MO.write_bytes(compiled(fresh))
    untranslated = missing()
    print(f"{len(fresh)} sentences, {len(untranslated)} without English")
    for sentence in untranslated:
        print(f"  {sentence}")
    return 1 if untranslated else 0


def _english(known: Catalog, sentence: object, context: str | None) -> Any:
    key = sentence[0] if isinstance(sentence, tuple | list) else sentence
    message = known.get(str(key), context)
    if message is None or message.fuzzy:
        return None
    whole = all(message.string) if isinstance(message.string, tuple | list) else message.string
    return message.string if whole else None


def _sources() -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted((ROOT / "linli").rglob(pattern)):
            if not {"tests", "migrations", "static"} & set(path.parts):
                yield path


def _sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # What Django leaves of a page keeps the page's indents, which mean nothing in Python.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    source = io.BytesIO(text.encode("utf-8"))
    for _line, sentence, _comments, context in extract("python", source, keywords=KEYWORDS):
        if sentence:
            yield sentence, context


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    sys.exit(main())
