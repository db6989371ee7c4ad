"""What the desk's roof may do: hand the journal to an auditor."""

import datetime
from collections.abc import Iterator

from django.db import transaction

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal, queries as deeds
from linli.kernel.ids import random_id
from linli.kernel.refusal import NotFound


@transaction.atomic
def export_journal(*, by: Viewer, at: datetime.datetime) -> Iterator[deeds.Deed]:
    """Every deed of the places the viewer audits, in order; that it was exported is a deed too.

    The iterator reads a chunk at a time after this returns, so the file may be any length.
    Raises ``NotFound`` for an auditor of nowhere.
    """
    by.require(Permission.JOURNAL_EXPORT)
    places = by.communities(Permission.JOURNAL_EXPORT)
    if not places:
        raise NotFound
    journal.record(
        verb="journal.exported",
        by=by,
        at=at,
        subject=("export", random_id()),
        place=min(places),
        details={"places": sorted(places)},
    )
    return deeds.export(places)
