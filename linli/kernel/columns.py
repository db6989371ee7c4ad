"""The columns tables have in common: a key of their own, and keys that point at others.

What a row points at cannot go before the row does, and does not see who points at it (HOUSE.md,
law 5). Inside one room ``related_name`` may give it a way back.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models

from linli.kernel.ids import uuid7


def primary_key(made_by: Callable[[], UUID] = uuid7) -> Any:
    """A key that a device can make without asking; ``random_id`` where a moment would tell."""
    return models.UUIDField(primary_key=True, default=made_by)


def foreign_key(to: Any, *, related_name: str = "+", **options: Any) -> Any:
    """Points at one row of ``to``: a model of this room, or "room.Model" of one beneath."""
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related_name, **options)


def one_to_one(to: Any, *, related_name: str = "+", **options: Any) -> Any:
    """Points at a row of ``to`` that no other row here points at."""
    return models.OneToOneField(to, on_delete=models.PROTECT, related_name=related_name, **options)
