"""Lots anybody can draw again: a seed that was committed to before, and a ticket's lot under it.

FROZEN. Drawings that were published are made again from these two lines; ``recount.py`` of each
room that draws says them once more for whoever has nothing but Python.
"""

import hashlib
import hmac


def commitment(seed: str) -> str:
    """What is published before the closing, so that nobody can choose the seed afterwards."""
    return hashlib.sha256(f"linli lottery seed {seed}".encode()).hexdigest()


def lot(seed: str, ticket: str) -> str:
    """A ticket's lot: HMAC-SHA256 of the ticket under the seed, in hexadecimal. Lowest is first."""
    return hmac.new(seed.encode(), ticket.encode(), hashlib.sha256).hexdigest()
