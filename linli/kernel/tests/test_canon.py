"""Canonical text never changes: these vectors are older than any receipt that hangs on them."""

import datetime
from decimal import Decimal
from enum import IntEnum

import pytest

from linli.kernel.canon import canon, sha256hex

VECTORS = [
    (None, b"null"),
    (True, b"true"),
    (-(10**20), b"-100000000000000000000"),
    ("", b'""'),
    ([], b"[]"),
    ({}, b"{}"),
    ({"b": 1, "a": 2, "B": 3}, b'{"B":3,"a":2,"b":1}'),
    (["厦门", "é", "🧡", "\u2028"], '["厦门","é","🧡","\u2028"]'.encode()),
    ('"\\/\b\f\n\r\t\x00\x1f\x7f', b'"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
    ({"x": [1, {"z": False, "y": None}]}, b'{"x":[1,{"y":null,"z":false}]}'),
]


@pytest.mark.parametrize(("value", "expected"), VECTORS)
def test_spells(value, expected):
    assert canon(value) == expected


def test_hashes_as_everybody_does():
    hashed = sha256hex(canon({"公益": 1}))
    assert hashed == "1f81accfab46e455e076b7870fdb8fb91828e32baee04f8ecd1e588179b5466c"


class Number(IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    "value",
    [
        1.0, float("nan"), Decimal("1"), datetime.date(2026, 1, 1), b"x", {1: "x"},
        {"x": {None: 1}}, [object()], {1, 2}, Number.ONE,
    ],
)  # fmt: skip
def test_refuses_what_has_no_one_spelling(value):
    with pytest.raises(TypeError, match="only text, whole numbers"):
        canon(value)


def test_refuses_half_a_character():
    with pytest.raises(ValueError, match="surrogates"):
        canon("\ud83e")
