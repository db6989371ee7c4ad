"""What an auditor may do: draw a sample, take a file away. Both stand in the journal."""

import datetime
import secrets
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.audit import queries, terms
from linli.audit.models import Sample
from linli.fund import queries as fund
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.ledger import queries as ledger


@transaction.atomic
def draw_sample(
    *, fund_id: UUID, kind: str, size: int, by: Viewer, at: datetime.datetime
) -> Sample:
    """Draw at random, by a seed that is kept: so nobody can say that the sample was chosen.

    Fewer than ``size`` where there are not so many. Raises ``NotFound``.
    """
    of = fund.audited(by, fund_id)
    by.require(Permission.AUDIT_SAMPLE, place=of.place)
    seed = secrets.token_hex(16)
    head_seq = ledger.book(of.book).head_seq
    everything = [row.ref for row in queries.population(by, of, kind)]
    drawn = terms.draw(seed, everything, size)
    sample = Sample.objects.create(
        fund_id=of.id,
        place_id=of.place,
        kind=kind,
        seed=seed,
        size=len(drawn),
        population=len(everything),
        head_seq=head_seq,
        drawn=drawn,
        drawn_by_id=by.user_id,
        drawn_at=at,
    )
    _record("audit.sampled", sample.pk, of.place, by, at, kind=kind)
    return sample


@transaction.atomic
def export(*, fund_id: UUID, what: str, by: Viewer, at: datetime.datetime) -> Iterator[list[Any]]:
    """The rows of a file, and a deed that says who took it. Raises ``NotFound``."""
    of = fund.audited(by, fund_id)
    by.require(Permission.AUDIT_SAMPLE, place=of.place)
    rows = list(queries.table(by, fund_id, what))
    _record("audit.exported", fund_id, of.place, by, at, what=what)
    return iter(rows)


@transaction.atomic
def export_slip(*, fund_id: UUID, by: Viewer, at: datetime.datetime) -> dict[str, Any]:
    """Every salt, with which the hidden lines can be added up at home. Raises ``NotFound``."""
    of = fund.audited(by, fund_id)
    by.require(Permission.AUDIT_SAMPLE, place=of.place)
    held = queries.slip(by, fund_id)
    _record("audit.exported", fund_id, of.place, by, at, what="slip")
    return held


def _record(
    verb: str, subject: UUID, place: str, by: Viewer, at: datetime.datetime, **details: str
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("audit", subject), place=place, details=details
    )
