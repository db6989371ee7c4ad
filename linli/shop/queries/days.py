"""What may be asked about selling days: by what right, who opened, what was sold and counted."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from linli.fund.queries import PURPOSE_WORDS, permits
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.rules.words import Words
from linli.shop import terms
from linli.shop.models import (
    Basis,
    BillDay,
    Corner,
    Sale,
    SaleLine,
    ShopDay,
    TallySheet,
)
from linli.shop.queries.goods import CornerCard, corner_card, corner_row, in_scope
from linli.shop.queries.standing import Sums, basis_on, sums_of

ROWS_A_PAGE = 20
GENERAL = "general"


class BasisCard(NamedTuple):
    """By what right the corner sells."""

    kind: str
    certificate: str
    plan: str
    account: str
    filed_on: datetime.date | None
    from_on: datetime.date
    until_on: datetime.date | None

    @property
    def words(self) -> Words:
        return terms.RIGHTS[self.kind].words

    @property
    def article(self) -> str:
        return terms.RIGHTS[self.kind].article


class SaleRow(NamedTuple):
    """A sale in the day's list; ``back_fen`` went out again."""

    number: int
    at: datetime.datetime
    way: Words
    total_fen: int
    kept_fen: int
    back_fen: int
    titles: str
    late: bool


class ContestedRow(NamedTuple):
    """A piece that was sold though it was gone: for the two who count."""

    slip: str
    code: str
    title: str
    charged_fen: int


class Counted(NamedTuple):
    """One count: who, when, how much."""

    by: str
    at: datetime.datetime
    fen: int


class DayCard(NamedTuple):
    """A selling day. ``state``: open, counted (once), closed (twice). ``phone_fen`` is shown,
    not confirmed, until ``billed_fen`` (None) is known."""

    id: UUID
    corner: CornerCard
    on: datetime.date
    title: str
    spot: str
    purpose: Any
    basis: BasisCard
    lower_percent: int
    free_most: int
    code_is_ours: bool
    opened_by: str
    opened_at: datetime.datetime
    float_fen: int
    sums: Sums
    billed_fen: int | None
    state: str
    first: Counted | None
    second: Counted | None
    bag: str
    overdue: bool
    difference_fen: int | None
    takings_fen: int | None
    contested: list[ContestedRow]
    tills: list[tuple[UUID, int, bool]]
    shifts: list[tuple[str, datetime.datetime]]
    sheets: list[tuple[UUID, int, bool]]
    may: frozenset[str]

    @property
    def name(self) -> str:
        """The event's title, or the corner's name."""
        return self.title or self.corner.name

    @property
    def expected_fen(self) -> int:
        """What should lie in the box."""
        return self.float_fen + self.sums.cash_fen


class DayRow(NamedTuple):
    """A day in the list."""

    id: UUID
    on: datetime.date
    name: str
    state: str
    sold_fen: int
    overdue: bool


class TallyCard(NamedTuple):
    """A paper sheet: the codes of what is on the shelf, to be ticked."""

    id: UUID
    day_id: UUID
    corner_id: UUID
    number: int
    corner: str
    on: datetime.date
    keyed: bool


def purposes(fund_id: UUID) -> list[str]:
    """What a day's money may be meant for: no purpose first."""
    uses = [kind for kind in PURPOSE_WORDS if kind != GENERAL and permits(fund_id, kind)]
    return [GENERAL, *uses]


def basis_today(viewer: Viewer, corner_id: UUID, on: datetime.date) -> BasisCard | None:
    """By what right the corner would open on a day; None: goods can only be given."""
    row = basis_on(corner_row(viewer, corner_id).pk, on)
    return basis_card(row) if row else None


def bases(viewer: Viewer, corner_id: UUID) -> list[BasisCard]:
    """All that was ever recorded, newest first."""
    rows = Basis.objects.filter(corner=corner_row(viewer, corner_id))
    return [basis_card(row) for row in rows.order_by("-recorded_at", "-pk")]


def days(viewer: Viewer, corner_id: UUID, today: datetime.date, page: Any = 1) -> Page:
    """A page of ``DayRow``, newest first."""
    rows = ShopDay.objects.filter(corner=corner_row(viewer, corner_id))
    found = Paginator(_with_counts(rows).order_by("-on"), ROWS_A_PAGE).get_page(page)
    found.object_list = [
        DayRow(
            day.pk,
            day.on,
            day.title or day.corner.name,
            state_of(day),
            sums_of(day).sold_fen,
            _overdue(day, today),
        )
        for day in found.object_list
    ]
    return found


def day_today(viewer: Viewer, corner_id: UUID, on: datetime.date) -> UUID | None:
    """The day that was opened on this date, if any."""
    rows = ShopDay.objects.filter(corner=corner_row(viewer, corner_id), on=on)
    return rows.values_list("pk", flat=True).first()


def day(viewer: Viewer, day_id: UUID, today: datetime.date) -> DayCard:
    """One day with all that the two who count it must see."""
    row = _day(viewer, day_id)
    closing = getattr(row, "closing", None)
    second = getattr(closing, "second", None)
    billed = BillDay.objects.filter(corner=row.corner, on=row.on)
    return DayCard(
        id=row.pk,
        corner=corner_card(row.corner),
        on=row.on,
        title=row.title,
        spot=row.spot,
        purpose=PURPOSE_WORDS[row.purpose],
        basis=basis_card(row.basis),
        lower_percent=row.lower_percent,
        free_most=row.free_most,
        code_is_ours=row.code_is_ours,
        opened_by=identity.name_of(row.opened_by_id),
        opened_at=row.opened_at,
        float_fen=row.float_fen,
        sums=sums_of(row),
        billed_fen=billed.values_list("amount_fen", flat=True).first(),
        state=state_of(row),
        first=closing and _counted(closing.counted_by_id, closing.counted_at, closing.counted_fen),
        second=second and _counted(second.second_by_id, second.at, second.counted_fen),
        bag=closing.bag if closing else "",
        overdue=_overdue(row, today),
        difference_fen=second.difference_fen if second else None,
        takings_fen=second.takings_fen if second else None,
        contested=_contested(row),
        tills=[(t.pk, t.number, t.locked_at is None) for t in row.tills.order_by("number")],
        shifts=list(row.shifts.order_by("made_at").values_list("volunteer", "made_at")),
        sheets=_sheets(row),
        may=_may(viewer, row),
    )


def sales(viewer: Viewer, day_id: UUID, page: Any = 1) -> Page:
    """A page of ``SaleRow``, newest first."""
    rows = Sale.objects.filter(day=_day(viewer, day_id)).prefetch_related("lines__item", "returns")
    found = Paginator(rows.order_by("-number"), ROWS_A_PAGE).get_page(page)
    found.object_list = [_sale_row(sale) for sale in found.object_list]
    return found


def tally(viewer: Viewer, sheet_id: UUID) -> TallyCard:
    """A paper sheet."""
    sheet = TallySheet.objects.select_related("corner", "day").filter(
        in_scope(viewer, "corner__"), pk=sheet_id
    )
    found = sheet.first()
    if found is None:
        raise NotFound
    return TallyCard(
        found.pk,
        found.day_id,
        found.corner_id,
        found.number,
        found.corner.name,
        found.day.on,
        Sale.objects.filter(tally=found).exists(),
    )


def overdue_counts(viewer: Viewer, today: datetime.date) -> list[DayRow]:
    """Days whose second count is overdue, over all corners the viewer sees."""
    late = ShopDay.objects.filter(in_scope(viewer, "corner__"), closing__second=None)
    rows = _with_counts(late.exclude(closing=None)).order_by("on")
    return [
        DayRow(day.pk, day.on, day.title or day.corner.name, state_of(day), 0, overdue=True)
        for day in rows
        if _overdue(day, today)
    ]


# How rows become cards ---------------------------------------------------------------------------


def basis_card(of: Basis) -> BasisCard:
    """A basis as it is read."""
    return BasisCard(
        of.kind, of.certificate, of.plan, of.account, of.filed_on, of.from_on, of.until_on
    )


def state_of(of: ShopDay) -> str:
    """Read off which counts exist."""
    closing = getattr(of, "closing", None)
    if closing is None:
        return "open"
    return "closed" if getattr(closing, "second", None) else "counted"


def slip_of(on: datetime.date, number: int) -> str:
    """A sale's number as it stands on its slip."""
    return f"{on:%Y%m%d}-{number}"


def _with_counts(rows: QuerySet[ShopDay]) -> QuerySet[ShopDay]:
    return rows.select_related("corner__fund__holder", "basis", "closing__second")


def _day(viewer: Viewer, day_id: UUID) -> ShopDay:
    rows = ShopDay.objects.filter(in_scope(viewer, "corner__"), pk=day_id)
    found = _with_counts(rows).first()
    if found is None:
        raise NotFound
    return found


def _counted(by: UUID, at: datetime.datetime, fen: int) -> Counted:
    return Counted(identity.name_of(by), at, fen)


def _overdue(of: ShopDay, today: datetime.date) -> bool:
    """A bag may wait a week for its second count, a box without one until tomorrow."""
    if state_of(of) != "counted":
        return False
    waited = (today - timezone.localdate(of.closing.counted_at)).days
    return waited > (terms.SECOND_COUNT_DAYS if of.closing.bag else 0)


def _contested(of: ShopDay) -> list[ContestedRow]:
    lines = SaleLine.objects.filter(sale__day=of, contested=True, returned=None)
    return [
        ContestedRow(
            slip_of(of.on, line.sale.number), line.item.code, line.item.title, line.charged_fen
        )
        for line in lines.select_related("sale", "item").order_by("sale__number")
    ]


def _sheets(of: ShopDay) -> list[tuple[UUID, int, bool]]:
    sheets = TallySheet.objects.filter(day=of).select_related("sale").order_by("number")
    return [(sheet.pk, sheet.number, hasattr(sheet, "sale")) for sheet in sheets]


def _sale_row(sale: Sale) -> SaleRow:
    return SaleRow(
        number=sale.number,
        at=sale.made_at,
        way=terms.WAYS[sale.way],
        total_fen=sale.total_fen,
        kept_fen=sale.kept_fen,
        back_fen=sum(taken.amount_fen for taken in sale.returns.all()),
        titles=" · ".join(line.item.title for line in sale.lines.all()),
        late=sale.late,
    )


def _may(viewer: Viewer, of: ShopDay) -> frozenset[str]:
    """What this viewer may do with the day now."""
    corner: Corner = of.corner
    scope = {"place": corner.place_id, "organisation": corner.fund.holder_id}
    if not viewer.may(Permission.SHOP_OPEN, **scope):
        return frozenset()
    state = state_of(of)
    if state == "open":
        return frozenset({"sell", "close"})
    counted_before = {of.opened_by_id, of.closing.counted_by_id}
    again = state == "counted" and viewer.user_id not in counted_before
    return frozenset({"count"}) if again else frozenset()
