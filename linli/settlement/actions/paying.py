"""What was agreed is paid, by a third person, from the book of whoever runs the hall."""

import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.operator import actions as operators
from linli.settlement.actions.agreeing import TEACHING, origin_of, pin_silence
from linli.settlement.actions.drafting import held_statement, note
from linli.settlement.models import Statement
from linli.settlement.queries import page_of
from linli.settlement.queries.statements import AGREED


class NotAgreed(Refused):
    """The provider has not agreed, or said that a line is wrong."""

    words = gettext_lazy("老师还没有同意，不能付。")


class NothingToPay(Refused):
    """It comes to nought."""

    words = gettext_lazy("这张结算单不用付钱。")


class OwnStatement(Refused):
    """Who drafted or agreed does not pay."""

    words = gettext_lazy("列结算单的人、同意的人都不能付款，要换一个人。")


@transaction.atomic
def pay(
    *,
    statement_id: UUID,
    bank_reference: str,
    by: Viewer,
    at: datetime.datetime,
    paid_on: datetime.date | None = None,
) -> Statement:
    """The bank has paid it. Pressed twice it is paid once.

    Raises ``NotAgreed``, ``NothingToPay``, ``OwnStatement``, and what ``operator.actions.pay``
    raises.
    """
    statement = held_statement(statement_id)
    operator_id = statement.operation.operator_id
    by.require(Permission.SETTLEMENT_PAY, place=statement.place_id, organisation=operator_id)
    if statement.paid_at is not None:
        return statement
    page = page_of(statement_id, at)
    if page.row.state != AGREED:
        raise NotAgreed
    if not statement.total_fen:
        raise NothingToPay
    if by.user_id in (statement.drafted_by_id, statement.agreed_by_id):
        raise OwnStatement
    if statement.agreed_at is None:
        pin_silence(statement, page, at)
    operators.pay(
        operation_id=statement.operation_id,
        origin=origin_of(statement),
        amount_fen=statement.total_fen,
        bank_reference=bank_reference,
        kind=TEACHING,
        paid_on=paid_on,
        by=by,
        at=at,
        key=uuid5(statement.pk, "paid"),
    )
    statement.paid_by_id, statement.paid_at = by.user_id, at
    statement.bank_reference = bank_reference.strip()
    statement.save(update_fields=["paid_by", "paid_at", "bank_reference"])
    note("settlement.paid", statement, by, at, total_fen=statement.total_fen)
    return statement
