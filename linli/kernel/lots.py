"""Lots anybody can draw again: a seed that was committed to before, and a ticket's lot under it.

FROZEN. Drawings that were published are made again from these two lines; ``recount.py`` of each
room that draws says them once more for whoever has nothing but Python.
"""

import hashlib
import hmac

KEY_LETTERS = 4
"""So much of a ticket is enough for its owner to know it by, and to find it in the published file.
Two in one drawing may begin alike: they have different numbers."""


def commitment(seed: str) -> str:
    """What is published before the closing, so that nobody can choose the seed afterwards."""
    return hashlib.sha256(f"linli lottery seed {seed}".encode()).hexdigest()


def lot(seed: str, ticket: str) -> str:
    """A ticket's lot: HMAC-SHA256 of the ticket under the seed, in hexadecimal. Lowest is first."""
    return hmac.new(seed.encode(), ticket.encode(), hashlib.sha256).hexdigest()


def key_of(ticket: str) -> str:
    """How a ticket begins, as it is written for people: ``3F9A``."""
    return ticket[:KEY_LETTERS].upper()
