"""What may be done with a month's costs: begin it, save line by line, have another confirm it.

A line stands by itself, so ten minutes of typing are never lost; nothing counts before a second
person has confirmed it. Then it is posted, what it owes stands to be paid, and the month's period
is closed. What comes later is a correction: a line of its own, with words, confirmed likewise.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.ids import random_id
from linli.kernel.money import spoken
from linli.kernel.months import first_of, last_of
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import XIAMEN
from linli.ledger import actions as ledger, queries as books
from linli.operator import postings, terms
from linli.operator.actions.debts import book_debt
from linli.operator.actions.scope import held
from linli.operator.actions.takings import book_bill
from linli.operator.models import CostLine, CostMonth, CostShare, Debt, Operation
from linli.operator.queries.money import EXPENSE_WORDS
from linli.operator.terms import ENERGY, MONTHLY, RENT, STAFF, Origin
from linli.programmes import queries as programmes
from linli.spaces import queries as spaces


class FutureMonth(Refused):
    """What has not begun costs nothing yet."""

    words = gettext_lazy("这个月还没有到，不能填。")


class MonthNotOver(Refused):
    """A month is confirmed when all of it is known."""

    words = gettext_lazy("这个月还没有过完，先存着，下个月初再核对入账。")


class MeterBackwards(Refused):
    """A reading below the one before."""

    words = gettext_lazy("表往回走了：这次的读数比上次还小。")
    remedy = gettext_lazy("请再看一眼表；换了新表，就把旧表和新表分两行写。")


class BelowZero(Refused):
    """Hours, wages, prices and amounts are not below nought; a correction may be."""

    words = gettext_lazy("不能写负数。")
    remedy = gettext_lazy("核对入账以后发现多记了，再写一行更正。")


class WordsMissing(Refused):
    """A correction says what was wrong."""

    words = gettext_lazy("这个月已经核对入账，要改只能写一行更正，写明哪里错了。")


class NothingToCorrect(Refused):
    """What is not posted yet is mended where it stands."""

    words = gettext_lazy("这个月还没有核对入账，直接改那一行就好，不用写更正。")


class LoweredTooFar(Refused):
    """Nothing costs less than nothing: what came back for other months is mended in those."""

    words = gettext_lazy("这个月这一类一共记了 %(left)s，减不了这么多。")


class LineConfirmed(Refused):
    """It is posted; it stands."""

    words = gettext_lazy("这一行已经入账，不能再改。")
    remedy = gettext_lazy("请另写一行更正。")


class NotFinished(Refused):
    """A line has no amount yet."""

    words = gettext_lazy("“%(what)s”还没有填完。")


class NothingEntered(Refused):
    """A month without a line is unknown, not nought."""

    words = gettext_lazy("一行都没有填，不能核对。")


class EnteredBySame(Refused):
    """Who entered a line does not confirm it."""

    words = gettext_lazy("“%(what)s”是您自己填的，要换一个人核对。")


@dataclass(frozen=True, slots=True)
class Cost:
    """A line as it is entered. ``amount_fen`` of rent and consumables; a meter's readings in
    hundredths and its price in ten-thousandths of a yuan; minutes and hourly wage of staff.

    What is None is not known yet. For a space, a programme, or (neither) the whole hall. ``words``:
    what was wrong, of a correction, whose ``amount_fen`` is the difference and may be below zero.
    """

    kind: str
    what: str
    space_id: UUID | None = None
    programme_id: UUID | None = None
    amount_fen: int | None = None
    start_hundredths: int | None = None
    end_hundredths: int | None = None
    price_e4: int | None = None
    minutes: int | None = None
    hourly_fen: int | None = None
    words: str = ""

    def worked_out(self) -> int | None:
        """The amount in fen that follows; None as long as something is missing."""
        if self.words or self.kind not in (ENERGY, STAFF):
            return self.amount_fen
        if self.kind == STAFF:
            if self.minutes is None or self.hourly_fen is None:
                return None
            return terms.wage_fen(self.minutes, self.hourly_fen)
        if self.start_hundredths is None or self.end_hundredths is None or self.price_e4 is None:
            return None
        return terms.metered_fen(self.start_hundredths, self.end_hundredths, self.price_e4)


@transaction.atomic
def begin_month(
    *,
    operation_id: UUID,
    month: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    copied: bool = False,
) -> CostMonth:
    """Begin a month, or find it begun. ``copied``: with the lines of the last month before it that
    has any, meters starting where they ended and not read yet. Raises ``FutureMonth``.
    """
    operation = held(operation_id, by, Permission.OPERATION_KEEP)
    month = first_of(month)
    if month > timezone.localdate(at):
        raise FutureMonth
    found = CostMonth.objects.filter(operation=operation, month=month).first()
    if found is None:
        found = CostMonth.objects.create(
            operation=operation, month=month, begun_by_id=by.user_id, begun_at=at
        )
        _note("month_costs.begun", operation, found, by, at)
    if copied and not found.lines.exists():
        _copy(operation, found, by, at)
    return found


def _copy(operation: Operation, month: CostMonth, by: Viewer, at: datetime.datetime) -> None:
    before = CostMonth.objects.filter(operation=operation, month__lt=month.month)
    last = before.filter(lines__words="").order_by("-month").first()
    if last is None:
        return
    for line in last.lines.filter(words="").order_by("pk"):
        metered = line.kind == ENERGY
        line.pk = line._meta.pk.get_default()
        line._state.adding = True
        line.month, line.key = month, random_id()
        line.entered_by_id, line.entered_at = by.user_id, at
        line.confirmed_by_id, line.confirmed_at, line.entry_id = None, None, None
        if metered:
            line.start_hundredths, line.end_hundredths = line.end_hundredths, None
            line.amount_fen = None
        line.save(force_insert=True)


@transaction.atomic
def save_line(
    *,
    month_id: UUID,
    cost: Cost,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    line_id: UUID | None = None,
) -> CostLine:
    """Save one line, new or again. Raises ``MeterBackwards``, ``BelowZero``, ``WordsMissing``,
    ``NothingToCorrect``, ``LoweredTooFar``, ``LineConfirmed``, ``KeyUsedForOther``, ``NotFound``.
    """
    month, operation = _held_month(month_id, by, Permission.OPERATION_KEEP)
    _insist(cost, operation)
    if month.confirmed_at and not cost.words.strip():
        raise WordsMissing
    if line_id is None:
        earlier = pressed_before(CostLine, key, month_id=month.pk)
        line = earlier or CostLine(month=month, key=key)
    else:
        line = _own_line(month, line_id)
    if line.confirmed_at:
        raise LineConfirmed
    if cost.words.strip():
        _insist_corrects(month, line, cost)
    _fill(line, cost)
    line.entered_by_id, line.entered_at = by.user_id, at
    line.save()
    _note("month_costs.saved", operation, month, by, at, line=str(line.pk))
    return line


@transaction.atomic
def drop_line(*, month_id: UUID, line_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Take a line that nobody confirmed out again. Raises ``LineConfirmed``, ``NotFound``."""
    month, operation = _held_month(month_id, by, Permission.OPERATION_KEEP)
    line = _own_line(month, line_id)
    if line.confirmed_at:
        raise LineConfirmed
    line.delete()
    _note("month_costs.dropped", operation, month, by, at, line=str(line_id))


@transaction.atomic
def confirm_month(*, month_id: UUID, by: Viewer, at: datetime.datetime, key: UUID) -> CostMonth:
    """Confirm what others entered: it is posted, owed, shared out, and the month is closed.

    Pressed once more, it confirms what has come since (corrections), or nothing. Raises
    ``MonthNotOver``, ``NothingEntered``, ``NotFinished``, ``EnteredBySame``.
    """
    month, operation = _held_month(month_id, by, Permission.OPERATION_CONFIRM)
    lines = list(month.lines.filter(confirmed_at=None).order_by("pk"))
    if not lines and month.confirmed_at:
        return month
    _insist_confirmable(month, lines, by, at)
    if month.confirmed_at is None:
        _post_month(operation, month, lines, key, by, at)
        month.confirmed_by_id, month.confirmed_at = by.user_id, at
        month.save(update_fields=["confirmed_by", "confirmed_at"])
        _close(operation, month, by, at)
        verb = "month_costs.confirmed"
    else:
        for line in lines:
            _post_correction(operation, month, line, by, at)
        verb = "month_costs.corrected"
    _share_out(operation, lines)
    total_fen = sum(line.amount_fen for line in lines)
    _note(verb, operation, month, by, at, amount_fen=total_fen)
    return month


# What stands in the way ---------------------------------------------------------------------------


def _insist(cost: Cost, operation: Operation) -> None:
    if cost.kind not in MONTHLY:
        raise ValueError(cost.kind)
    counted = (
        cost.start_hundredths, cost.end_hundredths, cost.price_e4, cost.minutes, cost.hourly_fen,
    )  # fmt: skip
    corrects = bool(cost.words.strip())
    if any(each is not None and each < 0 for each in counted) or (
        not corrects and cost.amount_fen is not None and cost.amount_fen < 0
    ):
        raise BelowZero
    if cost.end_hundredths is not None and cost.end_hundredths < (cost.start_hundredths or 0):
        raise MeterBackwards
    rooms = {one.id for one in spaces.spaces_at(operation.place_id)}
    if cost.space_id is not None and cost.space_id not in rooms:
        raise NotFound
    programme = programmes.programme(cost.programme_id) if cost.programme_id else None
    if programme and programme.place != operation.place_id:
        raise NotFound


def _insist_corrects(month: CostMonth, line: CostLine, cost: Cost) -> None:
    if month.confirmed_at is None:
        raise NothingToCorrect
    others = month.lines.filter(kind=cost.kind).exclude(pk=line.pk)
    left_fen = others.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if left_fen + (cost.amount_fen or 0) < 0:
        raise LoweredTooFar(left=spoken(left_fen))


def _insist_confirmable(
    month: CostMonth, lines: Sequence[CostLine], by: Viewer, at: datetime.datetime
) -> None:
    if last_of(month.month) >= at.astimezone(XIAMEN).date():
        raise MonthNotOver
    if not lines:
        raise NothingEntered
    for line in lines:
        if line.amount_fen is None:
            raise NotFinished(what=line.what)
        if line.entered_by_id == by.user_id:
            raise EnteredBySame(what=line.what)


def _held_month(month_id: UUID, by: Viewer, permission: Permission) -> tuple[CostMonth, Operation]:
    found = CostMonth.objects.filter(pk=month_id).values_list("operation", flat=True).first()
    if found is None:
        raise NotFound
    operation = held(found, by, permission)
    return CostMonth.objects.select_for_update().get(pk=month_id), operation


def _own_line(month: CostMonth, line_id: UUID) -> CostLine:
    line = CostLine.objects.filter(month=month, pk=line_id).first()
    if line is None:
        raise NotFound
    return line


def _fill(line: CostLine, cost: Cost) -> None:
    line.kind, line.what, line.words = cost.kind, cost.what.strip(), cost.words.strip()
    line.space_id, line.programme_id = cost.space_id, cost.programme_id
    line.amount_fen = cost.worked_out()
    line.start_hundredths, line.end_hundredths = cost.start_hundredths, cost.end_hundredths
    line.price_e4, line.minutes, line.hourly_fen = cost.price_e4, cost.minutes, cost.hourly_fen


# How it is posted ---------------------------------------------------------------------------------


def _post_month(
    operation: Operation,
    month: CostMonth,
    lines: Sequence[CostLine],
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """One entry for the month, and a debt for each kind of cost. Who entered last owes it."""
    on = last_of(month.month)
    closed = books.book(operation.book_id).closed_through
    if closed and on <= closed:  # a later month was confirmed before it
        on = timezone.localdate(at)
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.kind] = sums.get(line.kind, 0) + line.amount_fen
    draft = postings.costs_confirmed(operation.book_id, on, sums, _spoken(month), late=False)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry.pk
    _stamp(lines, entry, by, at)
    last = max(lines, key=lambda line: line.entered_at).entered_by_id
    for kind, amount_fen in sums.items():
        if amount_fen:
            origin = _origin(month, kind, "cost_month", month.pk)
            book_debt(operation, amount_fen, kind, origin, entry, random_id(), last, at)


def _post_correction(
    operation: Operation, month: CostMonth, line: CostLine, by: Viewer, at: datetime.datetime
) -> None:
    on, kind = timezone.localdate(at), line.kind
    origin = _origin(month, kind, "cost_line", line.pk)
    if line.amount_fen >= 0:
        draft = postings.costs_confirmed(
            operation.book_id, on, {kind: line.amount_fen}, _spoken(month), late=True
        )
        entry = ledger.post(draft, key=str(line.key), by=by, at=at).entry.pk
        if line.amount_fen:
            book_debt(
                operation, line.amount_fen, kind, origin, entry, random_id(),
                line.entered_by_id, at,
            )  # fmt: skip
    else:
        entry = _lower(operation, month, line, origin, by, at)
    _stamp([line], entry, by, at)


def _lower(
    operation: Operation,
    month: CostMonth,
    line: CostLine,
    origin: Origin,
    by: Viewer,
    at: datetime.datetime,
) -> int:
    """Take a lower cost off what this month still owes of the kind; the rest is owed back to us."""
    things = [month.pk, *month.lines.values_list("pk", flat=True)]
    debts = list(
        Debt.objects.filter(
            operation=operation, kind=line.kind, origin_room="operator", origin_id__in=things
        ).order_by("pk")
    )
    left = [debt.amount_fen - debt.paid_fen - debt.remitted_fen for debt in debts]
    parts, back_fen = terms.remitted(left, -line.amount_fen)
    draft = postings.costs_lowered(
        operation.book_id, timezone.localdate(at), {line.kind: (sum(parts), back_fen)},
        _spoken(month),
    )  # fmt: skip
    entry = ledger.post(draft, key=str(line.key), by=by, at=at).entry.pk
    for debt, part in zip(debts, parts, strict=True):
        Debt.objects.filter(pk=debt.pk).update(remitted_fen=F("remitted_fen") + part)
    if back_fen:
        book_bill(operation, back_fen, line.kind, origin, entry, random_id(), by.user_id, at)
    return entry


def _stamp(lines: Iterable[CostLine], entry_id: int, by: Viewer, at: datetime.datetime) -> None:
    CostLine.objects.filter(pk__in=[line.pk for line in lines]).update(
        confirmed_by=by.user_id, confirmed_at=at, entry=entry_id
    )


def _close(operation: Operation, month: CostMonth, by: Viewer, at: datetime.datetime) -> None:
    through, closed = last_of(month.month), books.book(operation.book_id).closed_through
    if closed is None or closed < through:
        ledger.close(book=operation.book_id, through=through, key=str(random_id()), by=by, at=at)


def _share_out(operation: Operation, lines: Iterable[CostLine]) -> None:
    """Rents by floor area, as the rooms are now: of the whole hall, or of a room with parts."""
    cards = {one.id: one for one in spaces.spaces_at(operation.place_id)}
    for line in lines:
        if line.kind != RENT or line.programme_id is not None or not line.amount_fen:
            continue
        areas = _areas(cards, line.space_id)
        if sum(areas.values()):
            parts = terms.divided(line.amount_fen, areas)
            CostShare.objects.bulk_create(
                CostShare(line=line, space_id=one, area_m2=areas[one], amount_fen=part)
                for one, part in parts.items()
            )


def _areas(cards: Mapping[UUID, spaces.SpaceCard], within: UUID | None) -> dict[UUID, int]:
    """Floor areas of the rooms without parts, of the whole hall or within one; in m²."""
    leaves = cards[within].leaves if within else list(cards)
    return {
        one: cards[one].area_m2 or 0
        for one in leaves
        if one in cards and not cards[one].divisible and cards[one].closed_on is None
    }


def _origin(month: CostMonth, kind: str, noun: str, thing: UUID) -> Origin:
    title = gettext("%(month)s %(kind)s") % {"month": _spoken(month), "kind": EXPENSE_WORDS[kind]}
    return Origin("operator", noun, thing, title, last_of(month.month))


def _spoken(month: CostMonth) -> str:
    return f"{month.month:%Y-%m}"


def _note(
    verb: str,
    operation: Operation,
    month: CostMonth,
    by: Viewer,
    at: datetime.datetime,
    **details: Any,
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("cost_month", month.pk), place=operation.place_id,
        details=details,
    )  # fmt: skip
