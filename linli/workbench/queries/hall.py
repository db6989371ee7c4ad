"""What the hall wants of who keeps it and of who keeps its books: asked room by room."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, ngettext

from linli.allocation import queries as allocation
from linli.attendance import queries as attendance
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.words import spoken_month
from linli.operator import queries as operators
from linli.pricing import queries as pricing
from linli.providers import queries as providers
from linli.settlement import queries as settlement
from linli.spaces import queries as spaces
from linli.workbench.queries.tasks import Task


def of_the_hall(viewer: Viewer, on: datetime.date, at: datetime.datetime) -> Iterator[Task]:
    """Who waits for a word or a call, what waits for a second person, which money is due."""
    yield from _rooms(viewer, at)
    yield from _places(viewer, on, at)
    yield from _seasons(viewer, at)
    yield from _papers(viewer, on)
    yield from _teachers(viewer, at)
    yield from _costs(viewer, on)
    yield from _second_look(viewer, at)


def _rooms(viewer: Viewer, at: datetime.datetime) -> Iterator[Task]:
    if count := spaces.waiting_count(viewer, at):
        sentence = ngettext(
            "有 %(count)s 个房间预约等您答复", "有 %(count)s 个房间预约等您答复", count
        )
        yield _told(sentence, "spaces:desk_requests", "layout-grid", count=count)


def _places(viewer: Viewer, on: datetime.date, at: datetime.datetime) -> Iterator[Task]:
    """Enrolments: a keeper's yes, a call, lots to draw, and who did not come."""
    if not viewer.may(Permission.ENROLLMENT_KEEP):
        return
    if asked := hall.to_answer(viewer, at=at):
        sentence = ngettext(
            "有 %(count)s 份报名等您答应", "有 %(count)s 份报名等您答应", len(asked)
        )
        since = timezone.localdate(asked[0].asked_at)
        yield _told(sentence, "hall:desk_asked", "user-check", since, count=len(asked))
    if calls := len(hall.to_phone(viewer, at=at)) + len(hall.to_tell(viewer)):
        sentence = ngettext(
            "有 %(count)s 个电话要打：给人留了名额，或者课变了",
            "有 %(count)s 个电话要打：给人留了名额，或者课变了",
            calls,
        )
        yield _told(sentence, "hall:desk_calls", "phone", count=calls)
    if missing := attendance.to_call(viewer, on=on, at=at):
        sentence = ngettext(
            "有 %(count)s 个人没来，等您打个电话问问",
            "有 %(count)s 个人没来，等您打个电话问问",
            len(missing),
        )
        since = timezone.localdate(min(row.last_at for row in missing))
        yield _told(sentence, "attendance:desk_calls", "phone", since, count=len(missing))
    for lots in hall.to_draw(viewer, at=at):
        since = timezone.localdate(lots.closes_at)
        yield Task(
            _("“%(title)s”截止了，等您抽签") % {"title": lots.title},
            since,
            reverse("hall:desk_draw", args=[lots.offer_id]),
            "scale",
            "attention",
        )


def _seasons(viewer: Viewer, at: datetime.datetime) -> Iterator[Task]:
    """A season to plan, or one that another has planned."""
    plans = viewer.communities(Permission.ALLOCATION_KEEP)
    confirms = viewer.communities(Permission.ALLOCATION_CONFIRM)
    for row in allocation.to_settle(plans | confirms, at):
        planned = row.planned_by_id is not None
        if planned and (row.place not in confirms or row.planned_by_id == viewer.user_id):
            continue
        if not planned and row.place not in plans:
            continue
        words = {"title": row.title}
        yield Task(
            _("“%(title)s”排好了，等您核对") % words
            if planned
            else _("“%(title)s”收完申请了，等您排") % words,
            timezone.localdate(row.closes_at),
            reverse("allocation:desk_plan" if planned else "allocation:desk_round", args=[row.id]),
            "calendar-days",
            "attention",
        )


def _papers(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    if viewer.may(Permission.PROVIDER_KEEP) and (rows := providers.running_out(viewer, on)):
        sentence = ngettext(
            "%(count)s 份资质快到期或者已经到期", "%(count)s 份资质快到期或者已经到期", len(rows)
        )
        yield _told(sentence, "providers:desk_index", "shield-check", count=len(rows))


def _teachers(viewer: Viewer, at: datetime.datetime) -> Iterator[Task]:
    """What a teacher said against a line, and what is agreed and not paid."""
    drafts, pays = Permission.SETTLEMENT_DRAFT, Permission.SETTLEMENT_PAY
    if not (viewer.may(drafts) or viewer.may(pays)):
        return
    rows = settlement.waiting(viewer, at)
    for row in rows:
        if row.state == settlement.DISPUTED and viewer.may(drafts, place=row.place):
            yield Task(
                _("%(month)s的结算单有一行老师说不对，等您答复") % {"month": _month(row.month)},
                timezone.localdate(row.drafted_at),
                reverse("settlement:desk_statement", args=[row.id]),
                "hand-coins",
                "attention",
            )
    due = [row for row in settlement.payable(rows) if viewer.may(pays, row.place, row.operator_id)]
    if due:
        sentence = ngettext(
            "%(count)s 张结算单老师同意了，等您付 %(amount)s",
            "%(count)s 张结算单老师同意了，等您付 %(amount)s",
            len(due),
        )
        amount = spoken(sum(row.total_fen for row in due))
        agreed = min(row.agreed_at or row.drafted_at for row in due)
        since = timezone.localdate(agreed)
        yield _told(
            sentence, "settlement:desk_to_pay", "hand-coins", since, count=len(due), amount=amount
        )


def _costs(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    """Months that are over: nobody has entered what they cost, or nobody has confirmed it."""
    keeps, confirms = Permission.OPERATION_KEEP, Permission.OPERATION_CONFIRM
    if not (viewer.may(keeps) or viewer.may(confirms)):
        return
    for card in operators.operations(viewer):
        may_confirm = viewer.may(confirms, card.place, card.operator_id)
        for row in operators.months(viewer, card.id, on):
            if not card.opened_on.replace(day=1) <= row.month < on.replace(day=1):
                continue
            words = {"month": _month(row.month)}
            if row.state == "missing":
                sentence = _("%(month)s的成本还没有录") % words
            elif row.state in ("draft", "correcting") and may_confirm:
                sentence = _("%(month)s的成本填了，等您核对入账") % words
            else:
                continue
            where = reverse("operator:desk_month", args=[card.id, f"{row.month:%Y-%m}"])
            yield Task(sentence, None, where, "chart-column", "attention")


def _second_look(viewer: Viewer, at: datetime.datetime) -> Iterator[Task]:
    """What one has written and another puts into force, or confirms."""
    if viewer.may(Permission.PRICE_ACTIVATE):
        prices, passes = pricing.count_to_activate(viewer)
        if prices:
            sentence = ngettext(
                "%(count)s 条价格或补贴等您核对生效", "%(count)s 条价格或补贴等您核对生效", prices
            )
            yield _told(sentence, "pricing:desk_index", "receipt", count=prices)
        if passes:
            sentence = ngettext(
                "%(count)s 种季票等您核对生效", "%(count)s 种季票等您核对生效", passes
            )
            yield _told(sentence, "pricing:desk_passes", "receipt", count=passes)
    may_keep = viewer.may(Permission.DEPOSIT_KEEP)
    if may_keep and (count := attendance.count_to_confirm(viewer, at=at)):
        sentence = ngettext(
            "%(count)s 份押金有人提出不退，等您核对",
            "%(count)s 份押金有人提出不退，等您核对",
            count,
        )
        yield _told(sentence, "attendance:desk_deposits", "receipt", count=count)


def _told(
    sentence: str, where: str, icon: str, since: datetime.date | None = None, **words: Any
) -> Task:
    return Task(sentence % words, since, reverse(where), icon, "attention")


def _month(month: datetime.date) -> str:
    return spoken_month(month, get_language() or "zh-hans")
