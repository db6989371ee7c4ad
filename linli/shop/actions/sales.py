"""What may be done at a till: sell, undo the last, take back against the slip; and key a sheet.

No account stands behind a till: the cookie of a device that was unlocked for the day is its
permission, and the door has checked it. The till makes the ids, so what is sent twice is done once.
"""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.canon import canon
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import queries as books
from linli.shop import terms
from linli.shop.actions.days import DayClosed, till_and_day
from linli.shop.actions.goods import UnknownCode, move_all
from linli.shop.actions.scope import held_day
from linli.shop.models import (
    Closing,
    Item,
    Price,
    Return,
    ReturnLine,
    Sale,
    SaleLine,
    Shift,
    ShopDay,
    TallySheet,
    Till,
)
from linli.shop.queries.standing import stands_of, sums_of


class EmptyCart(Refused):
    """Nothing was scanned."""

    words = gettext_lazy("还没有扫东西。")


class SentOtherwise(Refused):
    """The id of a sale came twice, with other content: the first stands."""

    words = gettext_lazy("这一单已经记过了，内容和这次不一样（%(what)s）。记下的是第一次的。")
    remedy = gettext_lazy("请把两次的单子都给收摊点钱的人看。")


class PriceChanged(Refused):
    """The label's price is not one this piece ever had."""

    words = gettext_lazy("“%(title)s”的价不是 %(price)s，请再扫一次。")


class TooLow(Refused):
    """Below what the day lets a volunteer take."""

    words = gettext_lazy("“%(title)s”今天最低可以收 %(least)s。")


class TooManyFree(Refused):
    """More free pieces than the day allows."""

    words = gettext_lazy("今天最多白送 %(most)s 件，已经送完了。")


class NotThere(Refused):
    """The piece is not on the shelf: sold at another till, given, written off."""

    words = gettext_lazy("“%(title)s”%(where)s。")
    remedy = gettext_lazy("如果东西就在您手里，请按“照样卖”，收摊的人会核对。")


class GoneBad(Refused):
    """Its date is over: it is not sold, whatever the label says."""

    words = gettext_lazy("“%(title)s”已经过期，不能卖。")


class NoPhoneToday(Refused):
    """Nobody checked the printed code this morning, or it was not ours."""

    words = gettext_lazy("今天开门时没有确认收款码是慈善会的，只收现金。")


class TooLittleCash(Refused):
    """What was handed over does not pay for it."""

    words = gettext_lazy("收到的钱不够，还差 %(missing)s。")


class ChangeNotPossible(Refused):
    """More change kept for the fund than there is."""

    words = gettext_lazy("零钱捐不能比该找的钱多。")


class NotTheLast(Refused):
    """Only a till's newest sale is undone; older ones come back against their slip."""

    words = gettext_lazy("只能撤销这台平板的最后一单。")
    remedy = gettext_lazy("更早的请按“凭小票退货”。")


class NoSuchSlip(Refused):
    """No sale of this corner bears this number."""

    words = gettext_lazy("没有找到“%(slip)s”这张小票。")


class BackAlready(Refused):
    """A piece comes back once."""

    words = gettext_lazy("小票上的这件已经退过了，或者不在这张小票上。")


class TooLittleInTheBox(Refused):
    """The money of earlier days is the fund's; only today's can be paid out."""

    words = gettext_lazy("今天的钱箱里不够退 %(amount)s。")
    remedy = gettext_lazy("请晚一点再退，或者找开门的人。")


class KeyedAlready(Refused):
    """A sheet is keyed once."""

    words = gettext_lazy("%(number)s 号单子已经录过了。")


class Sold(NamedTuple):
    """A line as the till sends it: the code, the label's price, and what was taken for it."""

    code: str
    price_fen: int
    charged_fen: int


@transaction.atomic
def sell(
    *,
    sale_id: UUID,
    till_id: UUID,
    lines: Sequence[Sold],
    way: str,
    by: Viewer,
    at: datetime.datetime,
    handed_fen: int | None = None,
    kept_fen: int = 0,
    shift_id: UUID | None = None,
    made_at: datetime.datetime | None = None,
    queued: bool = False,
    insist: bool = False,
) -> Sale:
    """Sell at a till; the same id again gives the first sale.

    ``handed_fen``  cash handed over, the exact sum when None; ``kept_fen``: change left to the fund
    ``queued``      sold without network: the money is in the box, so a piece that is gone by now is
                    kept as contested rather than refused, also after the day was counted
    ``insist``      the same for a piece that the volunteer holds in the hand

    Raises ``TillLocked``, ``DayClosed``, ``SentOtherwise`` and what is wrong with a line.
    """
    till, day = till_and_day(till_id)
    total = sum(line.charged_fen for line in lines)
    handed = total if handed_fen is None or way == "phone" else handed_fen
    digest = _digest(lines, way, handed, kept_fen)
    if earlier := Sale.objects.filter(pk=sale_id).first():
        return _first(earlier, digest, lines, way)
    late = _late(day, queued, at)
    if way == "phone" and not day.code_is_ours:
        raise NoPhoneToday
    if handed < total:
        raise TooLittleCash(missing=spoken(total - handed))
    if not 0 <= kept_fen <= handed - total:
        raise ChangeNotPossible
    sale = _sale(
        day, sale_id, way, total, handed, kept_fen, digest, late=late, at=at,
        till=till, shift_id=_shift(day, shift_id), made_at=made_at or at,
    )  # fmt: skip
    _write(sale, lines, by, at, tolerant=queued or insist)
    return sale


@transaction.atomic
def undo(
    *,
    return_id: UUID,
    sale_id: UUID,
    till_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    shift_id: UUID | None = None,
) -> Return:
    """Undo a till's last sale: the pieces go back to the shelf, all the money back to the buyer.

    Raises ``TillLocked``, ``DayClosed``, ``NotTheLast``, ``TooLittleInTheBox``.
    """
    till, day = till_and_day(till_id)
    if earlier := Return.objects.filter(pk=return_id).first():
        return earlier
    if Closing.objects.filter(day=day).exists():
        raise DayClosed
    standing = Sale.objects.filter(till=till).exclude(returns__undo=True)
    last = standing.order_by("-number").first()
    if last is None or last.pk != sale_id or last.returns.exists():
        raise NotTheLast
    lines = list(last.lines.select_related("item"))
    amount = last.total_fen + last.kept_fen
    _insist_on_money(last, day, amount)
    return _take(return_id, last, lines, amount, day, till, shift_id, by, at, undone=True)


@transaction.atomic
def take_back(
    *,
    return_id: UUID,
    slip: str,
    code: str,
    till_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    shift_id: UUID | None = None,
) -> Return:
    """Take one piece back against its slip (``20261126-7``), and pay out what was paid for it.

    Raises ``NoSuchSlip``, ``BackAlready``, ``TooLittleInTheBox``, ``TillLocked``, ``DayClosed``.
    """
    till, day = till_and_day(till_id)
    if earlier := Return.objects.filter(pk=return_id).first():
        return earlier
    if Closing.objects.filter(day=day).exists():
        raise DayClosed
    sale = _sale_of(day, slip)
    lines = list(
        sale.lines.select_related("item").filter(
            item__code=terms.read_code(code) or "", returned__isnull=True
        )
    )
    if not lines:
        raise BackAlready
    amount = sum(line.charged_fen for line in lines)
    _insist_on_money(sale, day, amount)
    return _take(return_id, sale, lines, amount, day, till, shift_id, by, at, undone=False)


@transaction.atomic
def key_tally(
    *,
    sheet_id: UUID,
    codes: Mapping[str, int | None],
    by: Viewer,
    at: datetime.datetime,
) -> Sale:
    """Key a paper sheet, once: its codes, each with what was taken (None: the label's price).

    One sale a sheet, paid in cash, under the sheet's own number. Raises ``KeyedAlready``,
    ``DayClosed``, ``EmptyCart``, and what is wrong with a line.
    """
    sheet = TallySheet.objects.select_related("day").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    day = held_day(sheet.day_id, by, Permission.SHOP_OPEN)
    if Sale.objects.filter(tally=sheet).exists():
        raise KeyedAlready(number=sheet.number)
    if Closing.objects.filter(day=day).exists():
        raise DayClosed
    lines = _priced(day, codes)
    total = sum(line.charged_fen for line in lines)
    sale = _sale(
        day, sheet.pk, "cash", total, total, 0, _digest(lines, "cash", total, 0),
        late=False, at=at, tally=sheet, made_at=sheet.printed_at,
    )  # fmt: skip
    _write(sale, lines, by, at, tolerant=True)
    return sale


# How a sale is written ----------------------------------------------------------------------------


def _first(earlier: Sale, digest: str, lines: Sequence[Sold], way: str) -> Sale:
    """The sale of this id, if it is the same; else it is said what differs."""
    if earlier.digest == digest:
        return earlier
    kept = earlier.lines.order_by("number").values_list("item__code", "price_fen", "charged_fen")
    if [tuple(line) for line in lines] != list(kept):
        raise SentOtherwise(what=_("东西或价钱"))
    raise SentOtherwise(what=_("付款方式") if earlier.way != way else _("收到的钱"))


def _late(day: ShopDay, queued: bool, at: datetime.datetime) -> bool:
    """Whether the day is counted already; a till without network may still send, for a week."""
    if not Closing.objects.filter(day=day).exists():
        return False
    if not queued or (timezone.localdate(at) - day.on).days > terms.LATE_DAYS:
        raise DayClosed
    return True


def _shift(day: ShopDay, shift_id: UUID | None) -> UUID | None:
    if shift_id is None:
        return None
    return Shift.objects.filter(pk=shift_id, day=day).values_list("pk", flat=True).first()


def _sale(
    day: ShopDay,
    sale_id: UUID,
    way: str,
    total: int,
    handed: int,
    kept: int,
    digest: str,
    **more: object,
) -> Sale:
    """The row, not yet written, with the day's next number and the head of the fund's book."""
    last = Sale.objects.filter(day=day).aggregate(Max("number"))["number__max"]
    book = books.book(day.corner.fund.book_id)
    return Sale(
        id=sale_id, day=day, number=(last or 0) + 1, way=way, total_fen=total, kept_fen=kept,
        handed_fen=handed, head_seq=book.head_seq, head_hash=book.head_hash, digest=digest, **more,
    )  # fmt: skip


def _write(
    sale: Sale, lines: Sequence[Sold], by: Viewer, at: datetime.datetime, *, tolerant: bool
) -> None:
    """Check every line against its piece, then write the sale, its lines and the moves."""
    if not lines:
        raise EmptyCart
    items = _held(sale.day, lines)
    stands = stands_of(item.pk for item in items.values())
    sources = terms.MOVES["sold"].sources
    gone = {code for code, item in items.items() if stands[item.pk].at not in sources}
    prices = _prices(items.values())
    for line in lines:
        item = items[line.code]
        _insist_on_line(sale, line, item, prices[item.pk], tolerant)
        if line.code in gone and not tolerant:
            where = terms.STANDS[stands[item.pk].at].speak(get_language() or "zh-hans")
            raise NotThere(title=item.title, where=where)
    _insist_on_free(sale, lines, tolerant)
    sale.save(force_insert=True)
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale,
            number=number,
            item=items[line.code],
            price_fen=line.price_fen,
            charged_fen=line.charged_fen,
            contested=line.code in gone,
        )
        for number, line in enumerate(lines, start=1)
    )
    there = [item for code, item in items.items() if code not in gone]
    move_all(there, "sold", by=by, at=at, stands=stands)
    _note("sale.made", sale.day, ("sale", sale.pk), by, at, total_fen=sale.total_fen, way=sale.way)


def _held(day: ShopDay, lines: Sequence[Sold]) -> dict[str, Item]:
    """The pieces, locked in one order so that two tills never wait for each other."""
    codes = [line.code for line in lines]
    found = Item.objects.select_for_update().filter(corner=day.corner_id, code__in=codes)
    items = {item.code: item for item in found.order_by("pk")}
    if unknown := [code for code in codes if code not in items]:
        raise UnknownCode(code=unknown[0])
    if len(set(codes)) < len(codes):
        raise UnknownCode(code=next(code for code in codes if codes.count(code) > 1))
    return items


def _prices(items: object) -> dict[UUID, set[int]]:
    """Every price each piece ever had: a till without network sells at the one it knows."""
    prices: dict[UUID, set[int]] = {item.pk: set() for item in items}
    for item, price in Price.objects.filter(item__in=prices).values_list("item", "price_fen"):
        prices[item].add(price)
    return prices


def _insist_on_line(sale: Sale, line: Sold, item: Item, prices: set[int], tolerant: bool) -> None:
    if terms.has_expired(item.expires_on, sale.day.on) and not tolerant:
        raise GoneBad(title=item.title)
    if line.price_fen not in prices:
        raise PriceChanged(title=item.title, price=spoken(line.price_fen))
    least = terms.lowest_fen(line.price_fen, sale.day.lower_percent)
    fits = terms.is_price(line.charged_fen) and line.charged_fen <= line.price_fen
    if not fits or 0 < line.charged_fen < least:
        raise TooLow(title=item.title, least=spoken(least))


def _insist_on_free(sale: Sale, lines: Sequence[Sold], tolerant: bool) -> None:
    """Pieces given away at the till: as many as the day allows, counted over all tills."""
    free = sum(1 for line in lines if line.price_fen and not line.charged_fen)
    if not free or tolerant:
        return
    given = SaleLine.objects.filter(sale__day=sale.day, charged_fen=0, price_fen__gt=0)
    if given.exclude(returned__isnull=False).count() + free > sale.day.free_most:
        raise TooManyFree(most=sale.day.free_most)


def _priced(day: ShopDay, codes: Mapping[str, int | None]) -> list[Sold]:
    lines = []
    for typed, charged in codes.items():
        code = terms.read_code(typed) or ""
        prices = Price.objects.filter(item__corner=day.corner_id, item__code=code)
        price = prices.order_by("-at", "-pk").values_list("price_fen", flat=True).first()
        if price is None:
            raise UnknownCode(code=typed)
        lines.append(Sold(code, price, price if charged is None else charged))
    return lines


def _sale_of(day: ShopDay, slip: str) -> Sale:
    """The sale a slip names: the day it was sold on, and its number."""
    on, _dash, number = slip.strip().partition("-")
    sold_on = terms.day_in(on)
    if sold_on is None or not number.isdecimal():
        raise NoSuchSlip(slip=slip)
    sale = Sale.objects.filter(
        day__corner=day.corner_id, day__on=sold_on, number=int(number)
    ).first()
    if sale is None:
        raise NoSuchSlip(slip=slip)
    return sale


def _insist_on_money(sale: Sale, day: ShopDay, amount: int) -> None:
    if sale.way == "cash" and amount > sums_of(day).cash_fen:
        raise TooLittleInTheBox(amount=spoken(amount))


def _take(
    return_id: UUID,
    sale: Sale,
    lines: Sequence[SaleLine],
    amount: int,
    day: ShopDay,
    till: Till,
    shift_id: UUID | None,
    by: Viewer,
    at: datetime.datetime,
    *,
    undone: bool,
) -> Return:
    """Write what came back; a contested piece never left by this sale, so it does not move."""
    taken = Return.objects.create(
        id=return_id,
        sale=sale,
        day=day,
        till=till,
        shift_id=_shift(day, shift_id),
        way=sale.way,
        amount_fen=amount,
        undo=undone,
        at=at,
    )
    ReturnLine.objects.bulk_create(
        ReturnLine(line=line, taken_by=taken, amount_fen=line.charged_fen) for line in lines
    )
    held = Item.objects.select_for_update().filter(
        pk__in=[line.item_id for line in lines if not line.contested]
    )
    move_all(list(held.order_by("pk")), "brought_back", by=by, at=at)
    _note("sale.returned", day, ("sale", sale.pk), by, at, amount_fen=amount, undo=undone)
    return taken


def _digest(lines: Sequence[Sold], way: str, handed: int, kept: int) -> str:
    sent = {"lines": [list(line) for line in lines], "way": way, "handed": handed, "kept": kept}
    return hashlib.sha256(canon(sent)).hexdigest()


def _note(
    verb: str,
    day: ShopDay,
    subject: tuple[str, object],
    by: Viewer,
    at: datetime.datetime,
    **details: object,
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=subject, place=day.corner.place_id, details=details
    )
