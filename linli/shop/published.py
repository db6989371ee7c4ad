"""What a till and the street may know of the shop: frozen values, no name of anybody.

A till knows prices and its own slips. The street may follow one piece by the code on its label:
received, sold for so much on a day and into which lot of the fund, or given to a family; that is
told no finer than by quarter, when it is over, and only where five families were given goods.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from linli.fund import published as fund
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound
from linli.rules.words import Words
from linli.shop import terms
from linli.shop.models import (
    Closing,
    GoodsGiven,
    Item,
    Return,
    Sale,
    SaleLine,
    Shift,
    ShopDay,
    Till,
)
from linli.shop.queries.days import slip_of
from linli.shop.queries.standing import standing


@dataclass(frozen=True, slots=True)
class Counter:
    """A till and the day it sells on. ``shift`` is its place in the day's row of shifts."""

    till_id: UUID
    number: int
    on: datetime.date
    place_name: str
    lower_percent: int
    free_most: int
    phone: bool
    closed: bool
    shift: int | None


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A piece that can be sold, as the till keeps it for when the network is gone."""

    code: str
    title: str
    price_fen: int
    least_fen: int

    @property
    def price_yuan(self) -> str:
        """The price as it stands in a field to be written over."""
        return spoken(self.price_fen).removeprefix("¥").replace(",", "")


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A line of a slip."""

    code: str
    title: str
    price_fen: int
    charged_fen: int
    returned: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A sale as its slip says it; ``witness`` is eight characters of the book's newest hash."""

    sale_id: UUID
    slip: str
    place_name: str
    at: datetime.datetime
    way: Words
    total_fen: int
    kept_fen: int
    handed_fen: int
    change_fen: int
    head_seq: int
    witness: str
    undone: bool
    lines: tuple[SlipLine, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a piece. ``state``: here, sold, given, or gone, which is told no finer yet.

    ``lot`` is None until the day was counted; ``year`` and ``quarter`` of what was given, the
    quarter None where it is told by the year alone.
    """

    code: str
    title: str
    category: Words
    received_on: datetime.date
    state: str
    sold_fen: int | None = None
    sold_on: datetime.date | None = None
    lot: fund.Lot | None = None
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Cookie:
    """What a device keeps: signed, out of scripts' reach, sent to the till's pages alone."""

    name: str
    salt: str
    seconds: int
    path: str = "/till/"

    def as_set(self, secure: bool) -> dict[str, object]:
        """The arguments by which it is set."""
        return {
            "key": self.name,
            "salt": self.salt,
            "max_age": self.seconds,
            "path": self.path,
            "httponly": True,
            "samesite": "Strict",
            "secure": secure,
        }


DAY_SECONDS = 24 * 60 * 60
# A till without network sends its sales up to a week after its day.
TILL_COOKIE = Cookie("till", "shop.till", (terms.LATE_DAYS + 1) * DAY_SECONDS)
SHIFT_COOKIE = Cookie("shift", "shop.shift", DAY_SECONDS)


# The till -----------------------------------------------------------------------------------------


def counter(till_id: UUID | None, shift_id: UUID | None = None) -> Counter | None:
    """The till of a device's cookie; None when it is locked, or there is none."""
    till = Till.objects.select_related("day__corner").filter(pk=till_id, locked_at=None).first()
    if till is None:
        return None
    given = Shift.objects.filter(day=till.day).order_by("made_at")
    shifts = list(given.values_list("pk", flat=True))
    day = till.day
    return Counter(
        till_id=till.pk,
        number=till.number,
        on=day.on,
        place_name=day.title or day.corner.name,
        lower_percent=day.lower_percent,
        free_most=day.free_most,
        phone=day.code_is_ours,
        closed=Closing.objects.filter(day=day).exists(),
        shift=shifts.index(shift_id) + 1 if shift_id in shifts else None,
    )


def prices(till_id: UUID) -> list[PriceRow]:
    """All that this till can sell now; expired pieces are left out."""
    day = _day_of(till_id)
    rows = standing().filter(corner=day.corner_id, stand="shelf", price_fen__isnull=False)
    rows = rows.exclude(expires_on__lt=day.on).order_by("code")
    return [
        PriceRow(code, title, price, terms.lowest_fen(price, day.lower_percent))
        for code, title, price in rows.values_list("code", "title", "price_fen")
    ]


def slip(till_id: UUID, sale_id: UUID) -> Slip:
    """A slip of this till's day. Raises ``NotFound``."""
    sales = Sale.objects.select_related("day__corner").filter(day=_day_of(till_id), pk=sale_id)
    sale = sales.first()
    if sale is None:
        raise NotFound
    return slip_card(sale)


def last_slip(till_id: UUID) -> Slip | None:
    """The till's newest sale that still stands: the one that can be undone."""
    sales = Sale.objects.select_related("day__corner").filter(till=till_id)
    sale = sales.exclude(returns__undo=True).order_by("-number").first()
    return slip_card(sale) if sale and not sale.returns.exists() else None


def slip_card(sale: Sale) -> Slip:
    """A sale as it is printed. ``sale`` comes with its day and corner."""
    lines = sale.lines.select_related("item", "returned").order_by("number")
    return Slip(
        sale_id=sale.pk,
        slip=slip_of(sale.day.on, sale.number),
        place_name=sale.day.title or sale.day.corner.name,
        at=sale.made_at,
        way=terms.WAYS[sale.way],
        total_fen=sale.total_fen,
        kept_fen=sale.kept_fen,
        handed_fen=sale.handed_fen,
        change_fen=sale.handed_fen - sale.total_fen - sale.kept_fen,
        head_seq=sale.head_seq,
        witness=sale.head_hash[:8],
        undone=Return.objects.filter(sale=sale, undo=True).exists(),
        lines=tuple(
            SlipLine(
                line.item.code,
                line.item.title,
                line.price_fen,
                line.charged_fen,
                hasattr(line, "returned"),
            )
            for line in lines
        ),
    )


def _day_of(till_id: UUID) -> ShopDay:
    till = Till.objects.select_related("day__corner").filter(pk=till_id).first()
    if till is None:
        raise NotFound
    return till.day


# The street ---------------------------------------------------------------------------------------


def story(code: str, on: datetime.date) -> Story | None:
    """What became of the piece with this code; None where there is none."""
    known = terms.read_code(code) or ""
    item = standing().select_related("intake").filter(code=known).first()
    if item is None:
        return None
    tell = {"buyer": _sold, "family": _given}.get(item.stand)
    state = "here" if item.stand in terms.HERE else "gone"
    return Story(
        code=item.code,
        title=item.title,
        category=terms.CATEGORIES[item.category].words,
        received_on=item.intake.received_on,
        **(tell(item, on) if tell else {"state": state}),
    )


def _sold(item: Item, on: datetime.date) -> dict[str, object]:
    """For how much, on which day, and into which lot of the fund."""
    lines = SaleLine.objects.select_related("sale__day").filter(item=item, contested=False)
    line = lines.filter(returned=None).order_by("-pk").first()
    if line is None:
        return {"state": "gone"}
    day = line.sale.day
    lots = {lot.part: lot for lot in fund.lots_from("shop", "shop_day", day.pk)}
    return {
        "state": "sold",
        "sold_fen": line.charged_fen,
        "sold_on": day.on,
        "lot": lots.get(line.sale.way),
    }


def _given(item: Item, on: datetime.date) -> dict[str, object]:
    """When, as finely as enough families were given goods; until then only that it is gone."""
    given_on = GoodsGiven.objects.get(move__item=item).on
    families: dict[tuple[int, int], set[bytes]] = {}
    rows = GoodsGiven.objects.filter(move__item__corner=item.corner_id, on__year=given_on.year)
    for household, day in rows.values_list("household_blind", "on"):
        for period in (terms.quarter_of(day), (day.year, 0)):
            families.setdefault(period, set()).add(bytes(household))
    counts = {period: len(households) for period, households in families.items()}
    told = terms.told_as(given_on, counts, on)
    if told is None:
        return {"state": "gone"}
    return {"state": "given", "year": told[0], "quarter": told[1] or None}
