"""What may be asked of a month's costs: for its page, and what it came to, or that nobody knows."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel import money
from linli.kernel.months import first_of, last_of
from linli.kernel.refusal import NotFound
from linli.operator import terms
from linli.operator.models import CostLine, CostMonth, CostShare
from linli.operator.queries.money import EXPENSE_WORDS, OperationCard, operation

MONTHS_SHOWN = 12


@dataclass
class MonthCosts:
    """What a month came to, in fen, of what a second person confirmed, corrections included.

    Each line is in exactly one of ``by_space``, ``by_programme`` and ``whole`` (of the hall as a
    whole: staff and energy that nobody named a room for), so these add up to ``total_fen``; rents
    are shared out to rooms by floor area. ``by_kind`` is the same money by kind. Teaching is owed
    by statements and not in here (``debts_of``).
    """

    month: datetime.date
    confirmed_at: datetime.datetime
    by_kind: dict[str, int] = field(default_factory=dict)
    by_space: dict[UUID, dict[str, int]] = field(default_factory=dict)
    by_programme: dict[UUID, dict[str, int]] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)

    @property
    def total_fen(self) -> int:
        return sum(self.by_kind.values())


class LineRow(NamedTuple):
    """A line of a month's page."""

    id: UUID
    kind: str
    what: str
    space_id: UUID | None
    programme_id: UUID | None
    of: str
    amount_fen: int | None
    start_hundredths: int | None
    end_hundredths: int | None
    price_e4: int | None
    minutes: int | None
    hourly_fen: int | None
    words: str
    entered_by: str
    confirmed_by: str
    shares: list[tuple[str, int, int]]

    @property
    def confirmed(self) -> bool:
        return bool(self.confirmed_by)

    @property
    def kind_word(self) -> Any:
        return EXPENSE_WORDS[self.kind]

    @property
    def working(self) -> str:
        """How the amount came about, where it was worked out."""
        if self.kind == terms.ENERGY and self.price_e4 is not None and not self.words:
            end = "?" if self.end_hundredths is None else _plain(self.end_hundredths, 2)
            start = _plain(self.start_hundredths or 0, 2)
            return f"({end} - {start}) × {_plain(self.price_e4, 4)}"
        if self.kind == terms.STAFF and self.minutes is not None and self.hourly_fen is not None:
            hours = f"{self.minutes / 60:.2f}".rstrip("0").rstrip(".")
            return f"{hours} h × {money.spoken(self.hourly_fen)}"
        return ""


class MonthRow(NamedTuple):
    """A month in the list. ``state``: missing, draft, confirmed, correcting (lines wait)."""

    month: datetime.date
    id: UUID | None
    state: str
    total_fen: int | None


class MonthPage(NamedTuple):
    """A month with its lines, and what may be done with it now."""

    operation: OperationCard
    id: UUID | None
    month: datetime.date
    lines: list[LineRow]
    confirmed_by: str
    confirmed_at: datetime.datetime | None
    may_keep: bool
    may_confirm: bool
    over: bool
    can_copy: bool

    @property
    def waiting(self) -> list[LineRow]:
        """Lines nobody has confirmed yet."""
        return [line for line in self.lines if not line.confirmed]

    @property
    def unfinished(self) -> int:
        """How many lines still want a number."""
        return sum(line.amount_fen is None for line in self.lines)

    @property
    def total_fen(self) -> int:
        """What the finished lines come to, confirmed or not."""
        return sum(line.amount_fen or 0 for line in self.lines)


def costs_of(place: str, month: datetime.date, kind: str = "hall") -> MonthCosts | None:
    """What a community's hall cost in a month; None where nobody has confirmed it (成本未录):
    unknown, never nought. Three queries."""
    found = CostMonth.objects.filter(
        operation__place=place, operation__kind=kind, month=first_of(month),
        confirmed_at__isnull=False,
    ).first()  # fmt: skip
    if found is None:
        return None
    costs = MonthCosts(found.month, found.confirmed_at)
    shares: dict[UUID, list[CostShare]] = {}
    for share in CostShare.objects.filter(line__month=found):
        shares.setdefault(share.line_id, []).append(share)
    for line in found.lines.filter(confirmed_at__isnull=False).order_by("pk"):
        _add(costs.by_kind, line.kind, line.amount_fen)
        if line.pk in shares:
            for share in shares[line.pk]:
                _add(costs.by_space.setdefault(share.space_id, {}), line.kind, share.amount_fen)
        elif line.space_id:
            _add(costs.by_space.setdefault(line.space_id, {}), line.kind, line.amount_fen)
        elif line.programme_id:
            into = costs.by_programme.setdefault(line.programme_id, {})
            _add(into, line.kind, line.amount_fen)
        else:
            _add(costs.whole, line.kind, line.amount_fen)
    return costs


def months(viewer: Viewer, operation_id: UUID, on: datetime.date) -> list[MonthRow]:
    """The last twelve months, newest first, those without a line too, as far as the book goes back:
    to the month before it was opened, or what was entered of earlier ones. Raises ``NotFound``."""
    card = operation(viewer, operation_id)
    found = CostMonth.objects.filter(operation=operation_id).prefetch_related("lines")
    known = {each.month: each for each in found}
    before = first_of(first_of(card.opened_on) - datetime.timedelta(days=1))
    first = min([before, *known])
    rows, month = [], first_of(on)
    while month >= first and len(rows) < MONTHS_SHOWN:
        rows.append(_month_row(month, known.get(month)))
        month = first_of(month - datetime.timedelta(days=1))
    return rows


def month_page(
    viewer: Viewer, operation_id: UUID, month: datetime.date, on: datetime.date
) -> MonthPage:
    """A month's page, begun or not. Raises ``NotFound``."""
    card = operation(viewer, operation_id)
    month = first_of(month)
    found = CostMonth.objects.filter(operation=operation_id, month=month).first()
    where = {"place": card.place, "organisation": card.operator_id}
    earlier = CostLine.objects.filter(
        month__operation=operation_id, month__month__lt=month, words=""
    )
    lines = _lines(found) if found else []
    return MonthPage(
        operation=card,
        id=found.pk if found else None,
        month=month,
        lines=lines,
        confirmed_by=identity.name_of(found.confirmed_by_id)
        if found and found.confirmed_at
        else "",
        confirmed_at=found.confirmed_at if found else None,
        may_keep=viewer.may(Permission.OPERATION_KEEP, **where),
        may_confirm=viewer.may(Permission.OPERATION_CONFIRM, **where),
        over=last_of(month) < on,
        can_copy=not lines and earlier.exists(),
    )


def month_id(viewer: Viewer, operation_id: UUID, month: datetime.date) -> UUID:
    """The begun month. Raises ``NotFound``."""
    operation(viewer, operation_id)
    found = CostMonth.objects.filter(operation=operation_id, month=first_of(month)).first()
    if found is None:
        raise NotFound
    return found.pk


def _lines(of: CostMonth) -> list[LineRow]:
    rows = list(
        of.lines.select_related("space", "programme", "entered_by", "confirmed_by").order_by("pk")
    )
    shares: dict[UUID, list[tuple[str, int, int]]] = {}
    for each in CostShare.objects.filter(line__month=of).select_related("space").order_by("pk"):
        shares.setdefault(each.line_id, []).append((each.space.name, each.area_m2, each.amount_fen))
    return [
        LineRow(
            id=row.pk,
            kind=row.kind,
            what=row.what,
            space_id=row.space_id,
            programme_id=row.programme_id,
            of=row.space.name if row.space else row.programme.title if row.programme else "",
            amount_fen=row.amount_fen,
            start_hundredths=row.start_hundredths,
            end_hundredths=row.end_hundredths,
            price_e4=row.price_e4,
            minutes=row.minutes,
            hourly_fen=row.hourly_fen,
            words=row.words,
            entered_by=row.entered_by.name,
            confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
            shares=shares.get(row.pk, []),
        )
        for row in rows
    ]


def _month_row(month: datetime.date, found: CostMonth | None) -> MonthRow:
    if found is None:
        return MonthRow(month, None, "missing", None)
    lines = list(found.lines.all())
    waiting = any(line.confirmed_at is None for line in lines)
    if found.confirmed_at is None:
        state = "draft" if lines else "missing"
    else:
        state = "correcting" if waiting else "confirmed"
    total = sum(line.amount_fen or 0 for line in lines) if lines else None
    return MonthRow(month, found.pk, state, total)


def _plain(number: int, places: int) -> str:
    return f"{Decimal(number).scaleb(-places):f}".rstrip("0").rstrip(".") or "0"


def _add(into: dict[str, int], kind: str, amount_fen: int) -> None:
    into[kind] = into.get(kind, 0) + amount_fen
