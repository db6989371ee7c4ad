"""A payer's month is billed: line by line, once."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.operator import actions as operators, queries as operations
from linli.operator.actions import Origin
from linli.pricing.actions.prices import require
from linli.pricing.actions.quoting import NoOperation
from linli.pricing.models import Payer, PayerBill, PayerBillCredit, PayerBillLine
from linli.pricing.queries.bills import lines_to_bill
from linli.pricing.terms import OPERATOR


class MonthNotOver(Refused):
    """Something may still come."""

    words = gettext_lazy("这个月还没有过完，下个月初再开账单。")


class NothingToBill(Refused):
    """No line, no bill."""

    words = gettext_lazy("这个月没有要这个付款方付的。")


class BearsItself(Refused):
    """What the operator gives away it does not bill itself."""

    words = gettext_lazy("运营方自己让的价，不用开账单。")


@transaction.atomic
def send_bill(
    *, payer_id: UUID, month: datetime.date, by: Viewer, at: datetime.datetime, key: UUID
) -> PayerBill:
    """Bill a payer for every line up to a month's end that was not billed before, those of
    earlier months that came late included, less what was billed and given back since. As long as
    that is more, nothing is billed: both wait for the next month. Owed to the operator from now on.

    Raises ``MonthNotOver``, ``NothingToBill``, ``BearsItself``, ``NoOperation``.
    """
    payer = Payer.objects.select_for_update().filter(pk=payer_id).first()
    if payer is None:
        raise NotFound
    require(payer.place_id, by, Permission.OPERATION_RECEIVE)
    month = month.replace(day=1)
    if earlier := PayerBill.objects.filter(payer=payer, month=month).first():
        return earlier
    if payer.kind == OPERATOR:
        raise BearsItself
    if (month.year, month.month) >= (timezone.localdate(at).year, timezone.localdate(at).month):
        raise MonthNotOver
    lines = lines_to_bill(payer, month)
    total_fen = sum(line.amount_fen for line in lines)
    if total_fen <= 0:
        raise NothingToBill
    operation = operations.operation_of(payer.place_id)
    if operation is None:
        raise NoOperation
    bill = PayerBill.objects.create(
        payer=payer, month=month, amount_fen=total_fen, sent_by_id=by.user_id, sent_at=at, key=key
    )
    PayerBillLine.objects.bulk_create(
        PayerBillLine(line_id=line.id, bill=bill, amount_fen=line.amount_fen)
        for line in lines
        if line.amount_fen > 0
    )
    PayerBillCredit.objects.bulk_create(
        PayerBillCredit(line_id=line.id, bill=bill, amount_fen=-line.amount_fen)
        for line in lines
        if line.amount_fen < 0
    )
    title = gettext("%(payer)s %(month)s") % {"payer": payer.name, "month": f"{month:%Y-%m}"}
    operators.send_bill(
        operation_id=operation.id, amount_fen=total_fen, kind="subsidy",
        origin=Origin("pricing", "payer_bill", bill.pk, title, month), by=by, at=at, key=key,
    )  # fmt: skip
    journal.record(
        verb="payer.billed", by=by, at=at, subject=("payer", payer.pk), place=payer.place_id,
        details={"amount_fen": total_fen},
    )  # fmt: skip
    return bill
