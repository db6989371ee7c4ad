"""How large a visitor wants the type: kept in a cookie, read by every layout."""

from django.http import HttpRequest

ELDER_STEPS = ("0", "1", "2", "3")
"""Usual, and three larger ones."""


def elder_step(request: HttpRequest) -> int:
    """The step this visitor chose, 0 (usual) to 3 (largest)."""
    chosen = request.COOKIES.get("elder", "0")
    return int(chosen) if chosen in ELDER_STEPS else 0
