"""What an auditor may ask: the funds, a sample with its papers, what is unusual, rows to export."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.audit import terms
from linli.audit.models import Sample
from linli.fund import queries as fund
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger
from linli.ledger.queries import Lag
from linli.rules.words import Words

KIND_WORDS = {
    "payments": _("付款"),
    "donations": _("捐赠"),
    "receipts": _("收条"),
    "closings": _("结账"),
}
EXPORTS = {
    "entries": _("全部分录"),
    "payments": _("付款"),
    "donations": _("捐赠"),
    "receipts": _("收条"),
    "unusual": _("异常清单"),
    "slip": _("审计凭条（含全部盐值，可逐笔核对）"),
}
PERIOD_CLOSED = "period.closed"


class SampleRow(NamedTuple):
    """A sample in a list."""

    id: UUID
    kind: str
    size: int
    population: int
    seed: str
    drawn_at: datetime.datetime

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A sample with the papers it names; ``is_redrawn``: the seed still draws these very ones."""

    row: SampleRow
    fund_name: str
    place: str
    head_seq: int
    rows: tuple[terms.Row, ...]
    is_redrawn: bool


def funds(viewer: Viewer) -> list[fund.FundCard]:
    """The funds whose books the viewer audits."""
    return [one for one in fund.funds(viewer) if viewer.may(Permission.BOOK_AUDIT, place=one.place)]


def samples(viewer: Viewer) -> list[SampleRow]:
    """The samples of the viewer's places, the newest first."""
    here = viewer.communities(Permission.AUDIT_SAMPLE)
    return [_row(one) for one in Sample.objects.filter(place__in=here).order_by("-drawn_at", "-pk")]


def sample(viewer: Viewer, sample_id: UUID) -> SampleCard:
    """One sample with its papers. Raises ``NotFound``."""
    here = viewer.communities(Permission.AUDIT_SAMPLE)
    found = Sample.objects.filter(pk=sample_id, place__in=here).first()
    if found is None:
        raise NotFound
    of = fund.audited(viewer, found.fund_id)
    everything = {row.ref: row for row in population(viewer, of, found.kind)}
    then = [ref for ref, row in everything.items() if row.seq <= found.head_seq]
    again = terms.draw(found.seed, then, found.size)
    rows = tuple(everything[ref] for ref in found.drawn if ref in everything)
    is_redrawn = again == found.drawn and len(then) == found.population
    return SampleCard(_row(found), of.name, found.place_id, found.head_seq, rows, is_redrawn)


def population(viewer: Viewer, of: fund.AuditedFund, kind: str) -> list[terms.Row]:
    """All that a sample may be drawn from."""
    if kind == "closings":
        closed = [one for one in ledger.audited(viewer, of.book) if one.kind == PERIOD_CLOSED]
        return [terms.Row(f"C{one.seq}", one.occurred_on, None, "", one.seq) for one in closed]
    rows: list[fund.AuditedRow] = getattr(of, kind)
    return [
        terms.Row(row.ref, row.on, row.fen, row.purpose, row.seq, row.bank_reference)
        for row in rows
    ]


def unusual(viewer: Viewer, fund_id: UUID) -> list[terms.Unusual]:
    """What is unusual in a fund's book and papers. Raises ``NotFound``."""
    of = fund.audited(viewer, fund_id)
    steps = [
        terms.Step(one.actor, str(one.household), one.step)
        for one in fund.steps_taken(viewer, fund_id)
    ]
    numbers: dict[str, list[int]] = {}
    for row in of.receipts:
        series, number = row.ref.rsplit("-", 1)
        numbers.setdefault(series, []).append(int(number))
    entries = [
        terms.Posted(
            one.seq, one.kind, one.occurred_on, timezone.localtime(one.posted_at), one.reverses
        )
        for one in ledger.audited(viewer, of.book)
    ]
    return terms.unusual(population(viewer, of, "payments"), steps, entries, numbers)


def unusual_by_pattern(viewer: Viewer, fund_id: UUID) -> list[tuple[Words, list[terms.Unusual]]]:
    """The same, each pattern once with all that belongs to it."""
    return terms.by_pattern(unusual(viewer, fund_id))


def lags(viewer: Viewer) -> list[Lag]:
    """Books that are older than, or other than, what ``heads.log`` has seen."""
    viewer.require(Permission.AUDIT_SAMPLE)
    return ledger.lags()


def table(viewer: Viewer, fund_id: UUID, what: str) -> Iterator[list[Any]]:
    """The rows of an export, its head first. Raises ``NotFound``."""
    of = fund.audited(viewer, fund_id)
    if what == "unusual":
        yield ["pattern", "where", "seen"]
        yield from ([one.words.zh, one.where, one.seen] for one in unusual(viewer, fund_id))
    elif what == "entries":
        yield ["seq", "occurred_on", "posted_at", "kind", "actor", "reverses", "hash"]
        yield from (list(one) for one in ledger.audited(viewer, of.book))
    elif what in ("payments", "donations", "receipts"):
        yield ["ref", "on", "fen", "purpose", "seq", "bank_reference"]
        yield from (list(row) for row in population(viewer, of, what))
    else:
        raise NotFound


def slip(viewer: Viewer, fund_id: UUID) -> dict[str, Any]:
    """All salts of the hidden lines, for ``verify.py DIR --slip``."""
    return ledger.audit_slip(viewer, fund.audited(viewer, fund_id).book)


def _row(one: Sample) -> SampleRow:
    return SampleRow(one.pk, one.kind, one.size, one.population, one.seed, one.drawn_at)
