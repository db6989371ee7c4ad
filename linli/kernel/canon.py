"""Canonical text: one spelling for one value, so that a hash made today can be remade in 2050.

FROZEN. Chains, receipts and printed notices hang on these bytes; the vectors in
``tests/test_canon.py`` never change. It is JSON (RFC 8259) as RFC 8785 writes it, narrowed to what
cannot be spelled two ways: keys sorted by code point, no blanks, UTF-8 without escapes a reader
would not need, whole numbers only. Any language's JSON library reads it back.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

ONE_SPELLING = "only text, whole numbers, true, false, null, lists and text-keyed mappings"

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def canon(value: Json) -> bytes:
    """The canonical bytes of ``value``.

    Raises ``TypeError`` for a fraction, a date or anything else without one spelling, and
    ``ValueError`` for half a surrogate pair, which is no text.
    """
    _insist_on_one_spelling(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256hex(content: bytes) -> str:
    """SHA-256 (FIPS 180-4) as 64 small hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _insist_on_one_spelling(value: object) -> None:
    # Exact types: an IntEnum or a str subclass might spell itself differently one day.
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if type(key) is not str:
                raise TypeError(ONE_SPELLING)
            _insist_on_one_spelling(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _insist_on_one_spelling(inner)
    else:
        raise TypeError(ONE_SPELLING)
