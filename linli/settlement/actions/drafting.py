"""How a session went is said where nobody kept its door; a month's statements are drafted."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.months import first_of, next_month
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import XIAMEN
from linli.operator import queries as operators
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.providers import queries as providers
from linli.settlement import terms
from linli.settlement.models import Line, Said, Statement
from linli.settlement.queries import Delivered, delivered, span
from linli.spaces import queries as spaces


class NotOver(Refused):
    """Of what is to come nobody can say how it went."""

    words = gettext_lazy("这次课还没上完。")


class MonthNotOver(Refused):
    """A statement is of a whole month."""

    words = gettext_lazy("这个月还没过完，下个月再列。")


class NoBook(Refused):
    """There is no book to pay from."""

    words = gettext_lazy("馆里还没有运营账，不知道从哪里付。")
    remedy = gettext_lazy("请运营会计先开账。老师的钱从运营方的账付，不从慈善基金付。")


class NothingToSettle(Refused):
    """Every session is on a statement, or has to be asked about first."""

    words = gettext_lazy("没有可以列的课：都列过了，或者还没弄清上了没有。")


class Drafted(NamedTuple):
    """What came of one provider when a month was drafted: a statement, or why not."""

    provider_id: UUID
    name: str
    statement: Statement | None
    why_not: str


@transaction.atomic
def say(
    *,
    session_id: UUID,
    held: bool,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    heads: int | None = None,
    minutes: int | None = None,
    fees_fen: int | None = None,
) -> Said:
    """Say how a session went whose door nobody kept, and how that is known. The newest word holds.

    Raises ``NotOver``.
    """
    row = programmes.session(session_id)
    by.require(Permission.SETTLEMENT_DRAFT, place=row.place)
    if earlier := pressed_before(Said, key, session_id=session_id):
        return earlier
    if row.end_at > at:
        raise NotOver
    said = Said.objects.create(
        session_id=session_id,
        held=held,
        heads=heads,
        minutes=minutes,
        fees_fen=fees_fen,
        words=words,
        said_by_id=by.user_id,
        said_at=at,
        key=key,
    )
    journal.record(
        verb="settlement.said",
        by=by,
        at=at,
        subject=("class_session", session_id),
        place=row.place,
        details={"held": held},
    )
    return said


@transaction.atomic
def draft(
    *, provider_id: UUID, month: datetime.date, by: Viewer, at: datetime.datetime, key: UUID
) -> Statement:
    """Put a provider's sessions of a month on a statement: those that are known and on none yet.

    Raises ``MonthNotOver``, ``NoBook``, ``NothingToSettle``.
    """
    month = first_of(month)
    card = providers.card(provider_id, timezone.localdate(at))
    by.require(Permission.SETTLEMENT_DRAFT, place=card.place)
    if earlier := pressed_before(Statement, key, provider_id=provider_id):
        return earlier
    if next_month(month) > timezone.localdate(at):
        raise MonthNotOver
    operation = operators.operation_of(card.place)
    if operation is None:
        raise NoBook
    providers.lock(provider_id)
    rows = [row for row in delivered(provider_id, month, at) if not row.asks]
    if not rows:
        raise NothingToSettle
    statement = Statement(
        provider_id=provider_id,
        operation_id=operation.id,
        place_id=card.place,
        month=month,
        number=next_number(provider_id, month),
        room_minutes=spaces.minutes_used_by(card.organisation_id, *span(month)),
        drafted_by_id=by.user_id,
        drafted_at=at,
        key=key,
    )
    write(statement, rows)
    note("settlement.drafted", statement, by, at, lines=len(rows), total_fen=statement.total_fen)
    return statement


def draft_all(
    *, month: datetime.date, by: Viewer, at: datetime.datetime, key: UUID
) -> list[Drafted]:
    """Draft a month for everybody who gave something: each by itself, so that one who cannot be
    settled holds up nobody else; what came of each is told."""
    by.require(Permission.SETTLEMENT_DRAFT)
    month = first_of(month)
    found = []
    for card in providers.providers(by, timezone.localdate(at)):
        if not delivered(card.id, month, at):
            continue
        try:
            made = draft(
                provider_id=card.id, month=month, by=by, at=at, key=uuid5(key, str(card.id))
            )
            found.append(Drafted(card.id, card.name, made, ""))
        except Refused as refusal:
            found.append(Drafted(card.id, card.name, None, str(refusal)))
    return found


def next_number(provider_id: UUID, month: datetime.date) -> int:
    """The next statement of a provider's month."""
    found = Statement.objects.filter(provider=provider_id, month=month)
    return (found.aggregate(last=Max("number"))["last"] or 0) + 1


def write(statement: Statement, rows: Sequence[Delivered]) -> None:
    """Write a statement with a line for each session: the sum of the lines is the total."""
    paid = terms.amounts([row.given for row in rows])
    statement.total_fen = sum(paid)
    statement.save(force_insert=True)
    Line.objects.bulk_create(
        _line(statement, position, row, amount)
        for position, (row, amount) in enumerate(zip(rows, paid, strict=True), start=1)
    )


def note(
    verb: str, statement: Statement, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    """Remember a deed about a statement."""
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("statement", statement.pk),
        place=statement.place_id,
        details=details,
    )


def _line(statement: Statement, position: int, row: Delivered, amount_fen: int) -> Line:
    session: SessionRow = row.row
    return Line(
        statement=statement,
        provider_id=statement.provider_id,
        position=position,
        origin_room="programmes",
        origin_noun="class_session",
        origin_id=session.id,
        origin_title=session.title,
        origin_on=session.start_at.astimezone(XIAMEN).date(),
        starts_at=session.start_at,
        outcome=row.given.outcome,
        minutes=row.given.minutes,
        prepare_minutes=row.prepare_minutes,
        heads=row.given.heads,
        capacity=session.capacity,
        fees_fen=row.given.fees_fen,
        agreement_id=row.teaching.agreement_id,
        model=row.given.model,
        rate=row.given.rate,
        cancelled_permille=row.given.cancelled_permille,
        amount_fen=amount_fen,
        room_fen=terms.room_value(row.given),
    )


def held_statement(statement_id: UUID) -> Statement:
    """A statement, locked until the transaction ends."""
    found = Statement.objects.select_for_update(of=("self",)).select_related("operation")
    statement = found.filter(pk=statement_id).first()
    if statement is None:
        raise NotFound
    return statement
