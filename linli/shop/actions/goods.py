"""What may be done with goods: take them in, price, put out, give, write off, count."""

import datetime
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from linli.fund import queries as funds
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.papers import actions as papers
from linli.people import queries as people
from linli.rules.words import Words
from linli.shop import terms
from linli.shop.actions.scope import corner_for, held_item, permitted
from linli.shop.models import Corner, GoodsGiven, Intake, Item, Move, Price, StockTake
from linli.shop.queries.goods import GIVEN_BLIND
from linli.shop.queries.standing import NOWHERE, Stand, stands_of


class NoFundHere(Refused):
    """What the corner takes must go somewhere."""

    words = gettext_lazy("这个社区还没有基金，义卖的钱没有去处。")
    remedy = gettext_lazy("请慈善会先立基金，再开义卖角。")


class CornerThere(Refused):
    """The community has a corner of this name."""

    words = gettext_lazy("这个社区已经有同名的义卖角。")


class NotTaken(Refused):
    """Goods that may not be passed on to anybody."""

    words = gettext_lazy("这件不能收：%(why)s")
    remedy = gettext_lazy("请当面谢谢他，请他带回去或按垃圾分类处理。")


class PriceNotPossible(Refused):
    """Below nought, in fen nobody has coins for, or a slip of the hand."""

    words = gettext_lazy("这个价不对：要是整角，最多五位数。")


class NoPriceYet(Refused):
    """Nothing goes on the shelf without a price label."""

    words = gettext_lazy("还没有定价，不能上架。")
    remedy = gettext_lazy("请先定价，打印价签。")


class NotWhereItWas(Refused):
    """Somebody moved it in the meantime, or it was never there."""

    words = gettext_lazy("这件现在%(where)s，不能再做这一步。")


class UnknownCode(Refused):
    """No piece of this corner bears this code."""

    words = gettext_lazy("没有编号是“%(code)s”的东西。")
    remedy = gettext_lazy("请看看价签上的五个字，有没有抄错一个。")


class CountedBySame(Refused):
    """A stock-take wants two people."""

    words = gettext_lazy("盘点要两个人：点的人不能自己确认。")


class CountedAlready(Refused):
    """A stock-take is confirmed once."""

    words = gettext_lazy("这次盘点已经确认过了。")


# The corner and what is handed in ----------------------------------------------------------------


@transaction.atomic
def open_corner(
    *,
    place: str,
    name: str,
    spot: str,
    hours: str,
    by: Viewer,
    at: datetime.datetime,
    name_en: str = "",
) -> Corner:
    """Open a charity-sale corner; what it takes goes to the community's fund.

    Raises ``NoFundHere``, ``CornerThere``.
    """
    fund_id = funds.fund_of(place)
    if fund_id is None:
        raise NoFundHere
    fund = funds.fund(by, fund_id)
    by.require(Permission.SHOP_BASIS, place=place, organisation=fund.holder_id)
    if Corner.objects.filter(place=place, name=name).exists():
        raise CornerThere
    corner = Corner.objects.create(
        place_id=place,
        fund_id=fund_id,
        name=name,
        name_en=name_en,
        spot=spot,
        hours=hours,
        opened_on=timezone.localdate(at),
    )
    _note("corner.opened", corner, ("corner", corner.pk), by, at)
    return corner


@transaction.atomic
def take_in(
    *,
    corner_id: UUID,
    received_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    donor_name: str = "",
    wants_to_know: bool = False,
) -> Intake:
    """Begin a receiving slip: somebody hands things in, and may stay unnamed."""
    corner = corner_for(corner_id, by, Permission.GOODS_RECEIVE)
    Corner.objects.select_for_update().get(pk=corner.pk)  # its numbers have no gap
    if earlier := pressed_before(Intake, key, corner_id=corner.pk):
        return earlier
    slips = Intake.objects.filter(corner=corner, year=received_on.year)
    last = slips.aggregate(Max("number"))["number__max"]
    intake = Intake(
        corner=corner,
        year=received_on.year,
        number=(last or 0) + 1,
        wants_to_know=wants_to_know,
        received_on=received_on,
        received_by_id=by.user_id,
        at=at,
        key=key,
    )
    seal(intake, "donor_name", donor_name or None)
    intake.save(force_insert=True)
    _note("goods.taken_in", corner, ("intake", intake.pk), by, at, number=intake.number)
    return intake


@transaction.atomic
def add_item(
    *,
    intake_id: UUID,
    category: str,
    condition: str,
    title: str,
    estimate_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    price_fen: int | None = None,
    expires_on: datetime.date | None = None,
    photo: bytes | None = None,
) -> Item:
    """Put a piece on a slip; with a price it goes to the shelf at once.

    The photo is drawn anew without place and telephone. Raises ``NotTaken`` (with the reason to
    read aloud), ``PriceNotPossible``, and what ``papers.keep`` raises.
    """
    intake = Intake.objects.select_related("corner__fund").filter(pk=intake_id).first()
    corner = permitted(intake.corner if intake else None, by, Permission.GOODS_RECEIVE)
    if earlier := pressed_before(
        Item, key, intake_id=intake_id, category=category, estimate_fen=estimate_fen
    ):
        return earlier
    on = timezone.localdate(at)
    if why := terms.refused_because(category, condition, expires_on, on):
        raise NotTaken(why=_said(why))
    if not all(terms.is_price(fen) for fen in (estimate_fen, price_fen or 0)):
        raise PriceNotPossible
    item = Item.objects.create(
        corner=corner,
        intake=intake,
        code=_new_code(),
        category=category,
        condition=condition,
        title=title,
        expires_on=expires_on,
        photo=_keep_photo(photo, corner, by, at),
        estimate_fen=estimate_fen,
        key=key,
    )
    move_all([item], "received", by=by, at=at)
    if price_fen is not None:
        _set_price(item, price_fen, by, at)
        move_all([item], "shelved", by=by, at=at)
    _note("goods.added", corner, ("item", item.pk), by, at, category=category)
    return item


@transaction.atomic
def set_price(*, item_id: UUID, price_fen: int, by: Viewer, at: datetime.datetime) -> Item:
    """Price a piece, or price it anew. Raises ``PriceNotPossible``."""
    item = held_item(item_id, by, Permission.GOODS_RECEIVE)
    if not terms.is_price(price_fen):
        raise PriceNotPossible
    _set_price(item, price_fen, by, at)
    _note("goods.priced", item.corner, ("item", item.pk), by, at, price_fen=price_fen)
    return item


# Moves -------------------------------------------------------------------------------------------


@transaction.atomic
def put_out(*, item_id: UUID, by: Viewer, at: datetime.datetime) -> Item:
    """Put a priced piece on the shelf. Raises ``NoPriceYet``, ``NotTaken``, ``NotWhereItWas``."""
    item = held_item(item_id, by, Permission.GOODS_RECEIVE)
    if not item.prices.exists():
        raise NoPriceYet
    if terms.has_expired(item.expires_on, timezone.localdate(at)):
        raise NotTaken(why=_said(terms.EXPIRED))
    return _moved(item, "shelved", by, at)


@transaction.atomic
def put_away(*, item_id: UUID, by: Viewer, at: datetime.datetime) -> Item:
    """Take a piece off the shelf again."""
    return _moved(held_item(item_id, by, Permission.GOODS_RECEIVE), "stored", by, at)


@transaction.atomic
def hand_back(*, item_id: UUID, by: Viewer, at: datetime.datetime) -> Item:
    """Give a piece back to who brought it."""
    return _moved(held_item(item_id, by, Permission.GOODS_RECEIVE), "handed_back", by, at)


@transaction.atomic
def write_off(*, item_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Item:
    """Write a piece off, for one of ``terms.WRITE_OFF_REASONS``."""
    item = held_item(item_id, by, Permission.GOODS_RECEIVE)
    return _moved(item, "written_off", by, at, reason=reason)


@transaction.atomic
def give(*, household_id: UUID, code: str, by: Viewer, at: datetime.datetime) -> Item:
    """Give a piece to a family, in kind. Needs no right to sell.

    Raises ``UnknownCode``, ``NotWhereItWas``; ``NotFound`` for a household elsewhere.
    """
    place = people.place_of_household(by, household_id)
    found = Item.objects.filter(code=terms.read_code(code) or "", corner__place=place).first()
    if found is None:
        raise UnknownCode(code=code)
    item = held_item(found.pk, by, Permission.GOODS_GIVE)
    if terms.has_expired(item.expires_on, timezone.localdate(at)):
        raise NotTaken(why=_said(terms.EXPIRED))
    _moved(item, "given", by, at)
    given = GoodsGiven(
        move=item.moves.order_by("-number")[0],
        household_blind=keyring().blind(GIVEN_BLIND, str(household_id)),
        on=timezone.localdate(at),
    )
    seal(given, "household", str(household_id))
    given.save(force_insert=True)
    return item


def move_all(
    items: Sequence[Item],
    kind: str,
    *,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
    stocktake: StockTake | None = None,
    stands: Mapping[UUID, Stand] | None = None,
) -> None:
    """Move pieces that the caller holds locked (``stands``, if it has read them since).

    Raises ``NotWhereItWas`` if one cannot.
    """
    way = terms.MOVES[kind]
    if stands is None:
        stands = stands_of(item.pk for item in items)
    moves = []
    for item in items:
        stand = stands.get(item.pk, NOWHERE)
        if stand.at not in way.sources:
            raise NotWhereItWas(where=_said(terms.STANDS[stand.at]))
        moves.append(
            Move(
                item=item,
                number=stand.number + 1,
                kind=kind,
                came_from=stand.at,
                goes_to=way.to,
                reason=reason,
                stocktake=stocktake,
                at=at,
                by_id=by.user_id,
            )
        )
    Move.objects.bulk_create(moves)


# Stock-take ---------------------------------------------------------------------------------------


@transaction.atomic
def count_stock(
    *, corner_id: UUID, codes: Iterable[str], key: UUID, by: Viewer, at: datetime.datetime
) -> StockTake:
    """The first person scans what is there. Nothing moves yet. Raises ``UnknownCode``."""
    corner = corner_for(corner_id, by, Permission.GOODS_RECEIVE)
    if earlier := pressed_before(StockTake, key, corner_id=corner.pk):
        return earlier
    seen = sorted({terms.read_code(code) or code for code in codes})
    known = set(Item.objects.filter(corner=corner, code__in=seen).values_list("code", flat=True))
    if unknown := [code for code in seen if code not in known]:
        raise UnknownCode(code=", ".join(unknown[:5]))
    taken = StockTake.objects.create(
        corner=corner, seen=seen, counted_by_id=by.user_id, counted_at=at, key=key
    )
    _note("stock.counted", corner, ("stocktake", taken.pk), by, at, pieces=len(seen))
    return taken


@transaction.atomic
def confirm_stock(*, stocktake_id: UUID, by: Viewer, at: datetime.datetime) -> StockTake:
    """A second person confirms: what was not seen is missing, what is seen again is found.

    Judged by where things stand now, so that what was sold since the counting is not missing.
    Raises ``CountedBySame``, ``CountedAlready``.
    """
    takes = StockTake.objects.select_for_update(of=("self",)).select_related("corner__fund")
    taken = takes.filter(pk=stocktake_id).first()
    corner = permitted(taken.corner if taken else None, by, Permission.SHOP_OPEN)
    if taken.confirmed_at:
        raise CountedAlready
    if taken.counted_by_id == by.user_id:
        raise CountedBySame
    items = list(Item.objects.select_for_update().filter(corner=corner).order_by("pk"))
    stands = stands_of(item.pk for item in items)
    came_after = set(
        Move.objects.filter(item__corner=corner, at__gt=taken.counted_at).values_list(
            "item", flat=True
        )
    )
    still = [item for item in items if item.pk not in came_after]
    missing = [i for i in still if stands[i.pk].at in terms.HERE and i.code not in taken.seen]
    found = [i for i in still if stands[i.pk].at == "missing" and i.code in taken.seen]
    move_all(missing, "missed", by=by, at=at, stocktake=taken)
    move_all(found, "found", by=by, at=at, stocktake=taken)
    taken.confirmed_by_id, taken.confirmed_at = by.user_id, at
    taken.save(update_fields=["confirmed_by", "confirmed_at"])
    _note(
        "stock.confirmed", corner, ("stocktake", taken.pk), by, at,
        missing=len(missing), found=len(found),
    )  # fmt: skip
    return taken


# Small words --------------------------------------------------------------------------------------


def _said(words: Words) -> str:
    return words.speak(get_language() or "zh-hans")


def _moved(item: Item, kind: str, by: Viewer, at: datetime.datetime, reason: str = "") -> Item:
    move_all([item], kind, by=by, at=at, reason=reason)
    _note(
        f"goods.{kind}",
        item.corner,
        ("item", item.pk),
        by,
        at,
        **({"why": reason} if reason else {}),
    )
    return item


def _set_price(item: Item, price_fen: int, by: Viewer, at: datetime.datetime) -> None:
    Price.objects.create(item=item, price_fen=price_fen, at=at, by_id=by.user_id)


def _new_code() -> str:
    """A code no piece bears yet; drawn, so that a label does not tell how many pieces there are."""
    while True:
        code = terms.code_from([secrets.randbelow(len(terms.ALPHABET)) for _ in range(4)])
        if not Item.objects.filter(code=code).exists():
            return code


def _keep_photo(photo: bytes | None, corner: Corner, by: Viewer, at: datetime.datetime) -> Any:
    if photo is None:
        return None
    return papers.keep(
        content=photo, kind="other", retention="source", place=corner.place_id, guarded=True,
        by=by, at=at,
    )  # fmt: skip


def _note(
    verb: str,
    corner: Corner,
    subject: tuple[str, object],
    by: Viewer,
    at: datetime.datetime,
    **details: object,
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=subject, place=corner.place_id, details=details)
