"""Kinds of fact: the shape of one (``kind``), all of them (``table``), and what papers bring."""

from linli.rules.kinds.expectations import EXPECTATIONS, Expectation
from linli.rules.kinds.kind import Kind, Nature, NotAFact, Purpose, Shape
from linli.rules.kinds.table import KINDS, TAUGHT_BY
from linli.rules.learning import Subject

__all__ = [
    "EXPECTATIONS",
    "KINDS",
    "TAUGHT_BY",
    "Expectation",
    "Kind",
    "Nature",
    "NotAFact",
    "Purpose",
    "Shape",
    "Subject",
]
