"""How an append-only journal forgets: personal values in it are sealed under the person's own key.

The key lies wrapped in one row. Destroy that row's content and every before and after of this
person, in the journal and in its backups, is noise; the deeds themselves remain.
"""

import datetime
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import fresh_key
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import seal
from linli.people.models import PersonKey, Resident
from linli.people.queries.keys import context_of, unwrapped


def seal_for(resident_id: UUID, values: Mapping[str, Any]) -> bytes | None:
    """Seal values under the person's key, made when first needed; nothing once it is destroyed.

    The caller has locked the resident's row, or has just made it.
    """
    kept = PersonKey.objects.filter(resident=resident_id).first() or _new_key(resident_id)
    key = unwrapped(kept)
    if key is None:
        return None
    return key.seal(json.dumps(values, ensure_ascii=False).encode(), context_of(resident_id))


def change(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What differs: ``{"before": {...}, "after": {...}}``, days in ISO form."""
    differing = [name for name in after if before.get(name) != after[name]]
    return {
        "before": {name: _plain(before.get(name)) for name in differing},
        "after": {name: _plain(after[name]) for name in differing},
    }


@transaction.atomic
def destroy_key(*, resident_id: UUID, by: Viewer, at: datetime.datetime) -> PersonKey:
    """Make every sealed before and after of this person unreadable, for good."""
    resident = Resident.objects.select_for_update().filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_FORGET, place=resident.place_id)
    kept = PersonKey.objects.filter(resident=resident).first() or _new_key(resident.pk)
    kept.wrapped, kept.destroyed_at = None, at
    kept.save(update_fields=["wrapped", "destroyed_at"])
    journal.record(
        verb="resident.forgotten",
        by=by,
        at=at,
        subject=("resident", resident.pk),
        place=resident.place_id,
    )
    return kept


def _new_key(resident_id: UUID) -> PersonKey:
    kept = PersonKey(resident_id=resident_id)
    key = fresh_key(settings.LINLI_CIPHER)
    seal(kept, "wrapped", f"{key.suite}:{key.secret.hex()}")
    kept.save(force_insert=True)
    return kept


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
