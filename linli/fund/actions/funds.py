"""What may be done with a fund as a whole: open it, and take over what its holder keeps for it."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.models import Fund, OpeningBalance, Purpose
from linli.fund.terms import PURPOSES
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger


class SeriesTaken(Refused):
    """Another fund's acknowledgements begin with these letters."""

    words = gettext_lazy("收条字头“%(series)s”已经有基金在用，请换一个。")


class OpeningConfirmedAlready(Refused):
    """A book begins once."""

    words = gettext_lazy("期初余额已经确认过了，不能再确认一次。")
    remedy = gettext_lazy("如果当时记错了，请由慈善会会计冲销后说明更正。")


class NoOpeningYet(Refused):
    """No money moves before the holder has confirmed what there was."""

    words = gettext_lazy("慈善会还没有确认期初余额，账还没有开始。")
    remedy = gettext_lazy("请慈善会会计先确认期初余额。")


class AmountNotPossible(Refused):
    """Zero, less than zero, or far more than this fund has ever seen."""

    words = gettext_lazy("这个金额不对：要大于零，并且看一看有没有多打一个零。")


@transaction.atomic
def open_fund(
    *,
    place: str,
    holder_id: UUID,
    name: str,
    series: str,
    by: Viewer,
    at: datetime.datetime,
    name_en: str = "",
    purposes: tuple[str, ...] = PURPOSES,
) -> Fund:
    """Open a community's fund under its holder, with a book of its own.

    ``series``: the letters before the year in its acknowledgements' numbers (``JA`` in ``JA2026``).
    Raises ``SeriesTaken``.
    """
    by.require(Permission.BOOK_OPEN, place=place, organisation=holder_id)
    if Fund.objects.filter(series=series).exists():
        raise SeriesTaken(series=series)
    code = f"fund.{place}.{series.lower()}"
    book = ledger.open_book(
        code=code, name=name, unit="fen", place=place, owner=holder_id, by=by, at=at
    )
    for account in postings.ACCOUNTS:
        ledger.open_account(book=code, floor=0, by=by, at=at, **account._asdict())
    fund = Fund.objects.create(
        place_id=place,
        holder_id=holder_id,
        book=book,
        name=name,
        name_en=name_en,
        series=series,
        opened_on=timezone.localdate(at),
    )
    Purpose.objects.bulk_create(Purpose(fund=fund, kind=kind) for kind in purposes)
    journal.record(verb="fund.opened", by=by, at=at, subject=("fund", fund.pk), place=place)
    return fund


@transaction.atomic
def confirm_opening_balance(
    *,
    fund_id: UUID,
    amounts_fen: Mapping[str, int],
    on: datetime.date,
    statement: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> OpeningBalance:
    """The holder says what it keeps for the fund on a day: from here on the book proves itself.

    ``amounts_fen``: fen by purpose, ``terms.GENERAL`` for what was given for none;
    ``statement``: which paper of the holder's says so.
    Raises ``OpeningConfirmedAlready``, ``AmountNotPossible``.
    """
    fund = fund_for_update(fund_id, by, Permission.OPENING_CONFIRM)
    if OpeningBalance.objects.filter(fund=fund).exists():
        raise OpeningConfirmedAlready
    if any(amount < 0 for amount in amounts_fen.values()):
        raise AmountNotPossible
    draft = postings.opening_confirmed(fund.book_id, on, amounts_fen, statement)
    posted = ledger.post(draft, key=str(key), by=by, at=at)
    opening = OpeningBalance.objects.create(
        fund=fund,
        amount_fen=sum(amounts_fen.values()),
        on=on,
        statement=statement,
        entry=posted.entry,
    )
    journal.record(
        verb="fund.opening_confirmed",
        by=by,
        at=at,
        subject=("fund", fund.pk),
        place=fund.place_id,
        details={"amount_fen": opening.amount_fen},
    )
    return opening


def fund_for_update(fund_id: UUID, by: Viewer, permission: Permission) -> Fund:
    """The fund, locked until the transaction ends, if ``by`` may do this with it; else refused."""
    fund = Fund.objects.select_for_update().filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(permission, place=fund.place_id, organisation=fund.holder_id)
    return fund
