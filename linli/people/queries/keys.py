"""A person's own key: what unlocks the before and after of their deeds, while it exists."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.cipher import Key
from linli.kernel.sealed import unseal
from linli.people.models import PersonKey


def unwrapped(kept: PersonKey) -> Key | None:
    """The key itself; None once destroyed."""
    text = unseal(kept, "wrapped")
    if text is None:
        return None
    suite, secret = text.split(":")
    return Key(1, suite, bytes.fromhex(secret))


def key_of(resident_id: UUID) -> Key | None:
    """The person's key; None where there never was one, or it was destroyed."""
    kept = PersonKey.objects.filter(resident=resident_id).first()
    return unwrapped(kept) if kept else None


def context_of(resident_id: UUID) -> str:
    """Where a sealed before and after belongs: one person's never opens as another's."""
    return f"journal_deed.sealed:resident:{resident_id}"


def opened(sealed: bytes | None, key: Key | None, resident_id: UUID) -> Mapping[str, Any]:
    """``{"before": …, "after": …}`` of a deed; both empty where there is nothing to read."""
    if sealed is None or key is None:
        return {"before": {}, "after": {}}
    return json.loads(key.open(bytes(sealed), context_of(resident_id)))
