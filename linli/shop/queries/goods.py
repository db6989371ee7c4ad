"""What may be asked about goods: the shelf, a piece and its moves, a slip, labels, a stock-take."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers
from linli.rules.words import Words
from linli.shop import terms
from linli.shop.models import Corner, GoodsGiven, Intake, Item, Move, StockTake
from linli.shop.queries.standing import standing

ROWS_A_PAGE = 30
LABELS_A_SHEET = 24
MOVE_WORDS = {kind: way.words for kind, way in terms.MOVES.items()}
STAND_WORDS = terms.STANDS
GIVEN_BLIND = "shop.given.household"


class CornerCard(NamedTuple):
    """A corner as its desk sees it; ``pieces``: how many by where they stand."""

    id: UUID
    place: str
    name: str
    spot: str
    hours: str
    fund_id: UUID
    fund: str
    holder_id: UUID
    holder: str
    pieces: dict[str, int]

    @property
    def tallies(self) -> list[tuple[Words, int]]:
        """Where the pieces stand, in words."""
        return [(terms.STANDS[at], self.pieces[at]) for at in terms.STANDS if at in self.pieces]


class ItemRow(NamedTuple):
    """A piece in a list."""

    id: UUID
    code: str
    title: str
    category: str
    stand: str
    price_fen: int | None
    expires_on: datetime.date | None
    soon: bool

    @property
    def category_word(self) -> Words:
        return terms.CATEGORIES[self.category].words

    @property
    def stand_word(self) -> Words:
        return terms.STANDS[self.stand]


class MoveRow(NamedTuple):
    """One move, for the timeline of a piece."""

    at: datetime.datetime
    title: Words
    text: Words | None
    by: str


class ItemCard(NamedTuple):
    """A piece with all that happened to it."""

    row: ItemRow
    corner: CornerCard
    condition: Words
    estimate_fen: int
    intake_id: UUID
    slip: str
    has_photo: bool
    moves: list[MoveRow]
    may: frozenset[str]


class IntakeCard(NamedTuple):
    """A receiving slip. ``donor`` is empty for who stays unnamed."""

    id: UUID
    corner: CornerCard
    slip: str
    received_on: datetime.date
    received_by: str
    donor: str
    wants_to_know: bool
    items: list[ItemRow]


class StockTakeCard(NamedTuple):
    """A stock-take; ``missing`` and ``found`` would move if it were confirmed now."""

    id: UUID
    corner_id: UUID
    counted_at: datetime.datetime
    counted_by: str
    confirmed_by: str
    seen: int
    missing: list[ItemRow]
    found: list[ItemRow]
    may_confirm: bool


class HouseholdGoods(NamedTuple):
    """What a household was given, for its dossier."""

    household_id: UUID
    rows: list[tuple[str, datetime.date]]
    may_give: bool


def corners(viewer: Viewer) -> list[CornerCard]:
    """The corners the viewer may see: of their communities, or whose fund they hold."""
    return [corner_card(corner) for corner in _corners(viewer).order_by("opened_on", "pk")]


def corner(viewer: Viewer, corner_id: UUID) -> CornerCard:
    """One corner."""
    return corner_card(corner_row(viewer, corner_id))


def corner_row(viewer: Viewer, corner_id: UUID) -> Corner:
    """Its row, for the other queries of this room."""
    found = _corners(viewer).filter(pk=corner_id).first()
    if found is None:
        raise NotFound
    return found


def items(
    viewer: Viewer, corner_id: UUID, on: datetime.date, stand: str = "", q: str = "", page: Any = 1
) -> Page:
    """A page of ``ItemRow``: by where they stand, by code or words; ``soon`` for what expires."""
    rows = standing().filter(corner=corner_row(viewer, corner_id))
    if stand == "soon":
        warned = terms.months_before(on, -terms.EXPIRY_WARNING_MONTHS)
        rows = rows.filter(stand__in=terms.HERE, expires_on__lte=warned)
    elif stand in terms.STANDS:
        rows = rows.filter(stand=stand)
    if q:
        rows = rows.filter(Q(code=terms.read_code(q) or "") | Q(title__icontains=q))
    found = Paginator(rows.order_by("-pk"), ROWS_A_PAGE).get_page(page)
    found.object_list = [item_row(item, on) for item in found.object_list]
    return found


def expiring(viewer: Viewer, corner_id: UUID, on: datetime.date) -> int:
    """How many pieces expire within two months, or have."""
    return items(viewer, corner_id, on, "soon").paginator.count


def item(viewer: Viewer, item_id: UUID, on: datetime.date) -> ItemCard:
    """One piece and every move of it."""
    row = _item(viewer, item_id)
    of = corner_card(row.corner)
    moves = list(row.moves.order_by("number"))
    names = identity.names_of({move.by_id for move in moves if move.by_id})
    may = viewer.may(Permission.GOODS_RECEIVE, place=of.place, organisation=of.holder_id)
    return ItemCard(
        row=item_row(row, on),
        corner=of,
        condition=terms.CONDITIONS[row.condition],
        estimate_fen=row.estimate_fen,
        intake_id=row.intake_id,
        slip=slip_number(row.intake),
        has_photo=row.photo_id is not None,
        moves=[_move_row(move, names) for move in moves],
        may=_steps(row) if may else frozenset(),
    )


def item_photo(viewer: Viewer, item_id: UUID) -> papers.Sheet:
    """The photo of a piece."""
    row = _item(viewer, item_id)
    if row.photo_id is None:
        raise NotFound
    return papers.guarded_paper(viewer, row.photo_id, permission=Permission.SHOP_SEE)


def intake(viewer: Viewer, intake_id: UUID, on: datetime.date) -> IntakeCard:
    """A receiving slip with its pieces."""
    found = Intake.objects.select_related("corner__fund__holder").filter(pk=intake_id).first()
    if found is None:
        raise NotFound
    of = corner(viewer, found.corner_id)
    donor = unseal(found, "donor_name") or ""
    if donor:
        viewer.looked_at("intake", found.pk, "donor", place=of.place)
    rows = standing().filter(intake=found).order_by("pk")
    return IntakeCard(
        id=found.pk,
        corner=of,
        slip=slip_number(found),
        received_on=found.received_on,
        received_by=identity.name_of(found.received_by_id),
        donor=donor,
        wants_to_know=found.wants_to_know,
        items=[item_row(row, on) for row in rows],
    )


def labels(
    viewer: Viewer, corner_id: UUID, codes: Collection[str], on: datetime.date
) -> list[list[ItemRow]]:
    """Price labels by sheet: of these codes, or of everything that stands on the shelf."""
    rows = standing().filter(corner=corner_row(viewer, corner_id), price_fen__isnull=False)
    chosen = rows.filter(code__in=codes) if codes else rows.filter(stand="shelf")
    found = [item_row(row, on) for row in chosen.order_by("pk")]
    return [found[at : at + LABELS_A_SHEET] for at in range(0, len(found), LABELS_A_SHEET)]


def stocktakes(viewer: Viewer, corner_id: UUID) -> list[StockTake]:
    """The last stock-takes, newest first."""
    rows = StockTake.objects.filter(corner=corner_row(viewer, corner_id))
    return list(rows.order_by("-counted_at")[:10])


def stocktake(viewer: Viewer, stocktake_id: UUID, on: datetime.date) -> StockTakeCard:
    """A stock-take and what it would move, or did."""
    taken = StockTake.objects.filter(pk=stocktake_id).first()
    of = corner(viewer, taken.corner_id) if taken else None
    if taken is None or of is None:
        raise NotFound
    missing, found = _of_stocktake(taken)
    may = viewer.may(Permission.SHOP_OPEN, place=of.place, organisation=of.holder_id)
    return StockTakeCard(
        id=taken.pk,
        corner_id=taken.corner_id,
        counted_at=taken.counted_at,
        counted_by=identity.name_of(taken.counted_by_id),
        confirmed_by=identity.name_of(taken.confirmed_by_id) if taken.confirmed_by_id else "",
        seen=len(taken.seen),
        missing=[item_row(row, on) for row in missing],
        found=[item_row(row, on) for row in found],
        may_confirm=may and not taken.confirmed_at and taken.counted_by_id != viewer.user_id,
    )


def cards_for(viewer: Viewer, household_id: UUID) -> list[HouseholdGoods]:
    """What this household was given, for its dossier, whose own query has checked that the viewer
    may open it; none for who may not see the shop there."""
    if not viewer.may(Permission.SHOP_SEE):
        return []
    given = GoodsGiven.objects.filter(
        household_blind=keyring().blind(GIVEN_BLIND, str(household_id)),
        move__item__corner__place__in=viewer.communities(Permission.SHOP_SEE),
    )
    rows = list(given.order_by("-on").values_list("move__item__title", "on"))
    may_give = viewer.may(Permission.GOODS_GIVE)
    return [HouseholdGoods(household_id, rows, may_give)] if rows or may_give else []


# How rows become cards ---------------------------------------------------------------------------


def corner_card(of: Corner) -> CornerCard:
    """``of`` comes with its fund and holder."""
    counted = standing().filter(corner=of).values("stand").annotate(pieces=Count("pk"))
    return CornerCard(
        id=of.pk,
        place=of.place_id,
        name=of.name,
        spot=of.spot,
        hours=of.hours,
        fund_id=of.fund_id,
        fund=of.fund.name,
        holder_id=of.fund.holder_id,
        holder=of.fund.holder.name,
        pieces={row["stand"]: row["pieces"] for row in counted.order_by()},
    )


def item_row(of: Item, on: datetime.date) -> ItemRow:
    """``of`` comes from ``standing``."""
    here = of.stand in terms.HERE
    return ItemRow(
        id=of.pk,
        code=of.code,
        title=of.title,
        category=of.category,
        stand=of.stand,
        price_fen=of.price_fen,
        expires_on=of.expires_on,
        soon=here and terms.expires_soon(of.expires_on, on),
    )


def slip_number(of: Intake) -> str:
    """A receiving slip's number as it is printed."""
    return f"{of.year}-{of.number:04}"


def in_scope(viewer: Viewer, path: str = "") -> Q:
    """Corners (at ``path``) the viewer may see."""
    here = Q(**{f"{path}place__in": viewer.communities(Permission.SHOP_SEE)})
    held = Q(**{f"{path}fund__holder__in": viewer.organisations(Permission.SHOP_SEE)})
    return here | held


def _corners(viewer: Viewer) -> QuerySet[Corner]:
    return Corner.objects.filter(in_scope(viewer)).select_related("fund__holder")


def _item(viewer: Viewer, item_id: UUID) -> Item:
    rows = standing().filter(in_scope(viewer, "corner__"), pk=item_id)
    found = rows.select_related("corner__fund__holder", "intake").first()
    if found is None:
        raise NotFound
    return found


def _move_row(move: Move, names: dict[UUID, str]) -> MoveRow:
    why = terms.WRITE_OFF_REASONS.get(move.reason)
    return MoveRow(move.at, terms.MOVES[move.kind].words, why, names.get(move.by_id, ""))


def _steps(row: Item) -> frozenset[str]:
    """The moves somebody at the desk may make with a piece that stands where it does."""
    steps = {
        kind
        for kind in ("shelved", "stored", "written_off", "handed_back")
        if row.stand in terms.MOVES[kind].sources
    }
    if row.price_fen is None:
        steps.discard("shelved")
    return frozenset(steps | ({"price"} if row.stand in terms.HERE else set()))


def _of_stocktake(taken: StockTake) -> tuple[Iterable[Item], Iterable[Item]]:
    rows = standing().filter(corner=taken.corner_id)
    if taken.confirmed_at:
        return (
            rows.filter(moves__stocktake=taken, moves__kind="missed"),
            rows.filter(moves__stocktake=taken, moves__kind="found"),
        )
    after = Move.objects.filter(item__corner=taken.corner_id, at__gt=taken.counted_at)
    still = rows.exclude(pk__in=after.values("item"))
    return (
        still.filter(stand__in=terms.HERE).exclude(code__in=taken.seen),
        still.filter(stand="missing", code__in=taken.seen),
    )
