"""A provider agrees, or says which line is wrong; the desk answers and corrects."""

import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import NotFound, Refused
from linli.operator import actions as operators
from linli.operator.actions import Origin
from linli.providers import queries as providers
from linli.settlement import terms
from linli.settlement.actions.drafting import held_statement, next_number, note
from linli.settlement.models import Dispute, Line, Statement
from linli.settlement.queries import StatementPage, page_of
from linli.settlement.queries.statements import AGREED, DISPUTED, DRAFTED, SEEN
from linli.settlement.terms import Given

TEACHING = "teaching"
"""The operator's expense that a statement is."""


class StatementClosed(Refused):
    """It was agreed, paid or replaced: nothing is said to it any more."""

    words = gettext_lazy("这张结算单已经定了，不能再改。")


class OwnDraft(Refused):
    """Who drafted it does not agree to it."""

    words = gettext_lazy("列结算单的人不能自己同意。")


class LineDisputed(Refused):
    """Everything is answered first."""

    words = gettext_lazy("还有一行您说不对，等馆里答复了再同意。")


class AlreadyDisputed(Refused):
    """It is being looked at."""

    words = gettext_lazy("这一行您已经说过不对了，馆里在查。")


class WordsMissing(Refused):
    """A word and an answer say something."""

    words = gettext_lazy("请写一句话。")


class NotChanged(Refused):
    """A correction changes something."""

    words = gettext_lazy("改的和原来一样。要是原来就对，选“不改，说明为什么”。")


class PaidToSubstitute(Refused):
    """A session is paid once an agreement, and who stood in has it on a live line."""

    words = gettext_lazy("这一次已经列给代课的老师了，请先更正那一张结算单。")


class Corrected(NamedTuple):
    """How a session went after all."""

    held: bool
    minutes: int
    heads: int
    fees_fen: int


@transaction.atomic
def agree(*, statement_id: UUID, by: Viewer, at: datetime.datetime) -> Statement:
    """One of the provider's own people agrees: it is owed from now on, in the operator's book.

    Raises ``StatementClosed``, ``OwnDraft``, ``LineDisputed``.
    """
    statement, page = _own(statement_id, by, at)
    if statement.agreed_at is not None and statement.agreed_by_id == by.user_id:
        return statement
    if by.user_id == statement.drafted_by_id:
        raise OwnDraft
    if page.row.state == DISPUTED:
        raise LineDisputed
    if page.row.state == AGREED and page.row.standing.by_silence:
        return pin_silence(statement, page, at)
    _insist_open(page)
    statement.shown_at = page.row.standing.shown_at
    statement.agreed_by_id, statement.agreed_at = by.user_id, at
    statement.save(update_fields=["shown_at", "agreed_by", "agreed_at"])
    _owe(statement, by, at)
    note("settlement.agreed", statement, by, at, total_fen=statement.total_fen)
    return statement


def pin_silence(statement: Statement, page: StatementPage, at: datetime.datetime) -> Statement:
    """Silence has agreed: write it down, as of when it did, and owe it. On time's behalf."""
    statement.shown_at = page.row.standing.shown_at
    statement.agreed_at, statement.silent = page.row.standing.silent_at, True
    statement.save(update_fields=["shown_at", "agreed_at", "silent"])
    _owe(statement, clock(), at)
    note("settlement.agreed", statement, clock(), at, total_fen=statement.total_fen, silent=True)
    return statement


@transaction.atomic
def dispute(*, line_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> Dispute:
    """Say that a line is wrong, and what. Raises ``StatementClosed``, ``AlreadyDisputed``."""
    line = Line.objects.filter(pk=line_id).first()
    if line is None:
        raise NotFound
    statement, page = _own(line.statement_id, by, at)
    _insist_open(page)
    if not words.strip():
        raise WordsMissing
    if Dispute.objects.filter(line=line, answered_at=None).exists():
        raise AlreadyDisputed
    made = Dispute.objects.create(
        statement=statement, line=line, words=words.strip(), by_id=by.user_id, at=at
    )
    note("settlement.disputed", statement, by, at, line=str(line.pk))
    return made


@transaction.atomic
def answer(
    *,
    dispute_id: UUID,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    corrected: Corrected | None = None,
) -> Statement:
    """Answer a word against a line. ``corrected``: a new version takes the statement's place, the
    old one is kept. Gives the statement in force. Raises ``StatementClosed``, ``WordsMissing``,
    ``NotChanged``, ``PaidToSubstitute``.
    """
    said = Dispute.objects.select_related("line").filter(pk=dispute_id).first()
    if said is None:
        raise NotFound
    statement = held_statement(said.statement_id)
    by.require(Permission.SETTLEMENT_DRAFT, place=statement.place_id)
    said.refresh_from_db(fields=["answered_at"])
    if said.answered_at is not None or statement.replaced_at is not None:
        raise StatementClosed
    if not words.strip():
        raise WordsMissing
    said.answer, said.answered_by_id, said.answered_at = words.strip(), by.user_id, at
    said.save(update_fields=["answer", "answered_by", "answered_at"])
    note("settlement.answered", statement, by, at, line=str(said.line_id))
    return statement if corrected is None else _correct(statement, said.line, corrected, by, at)


def _correct(
    old: Statement, line: Line, corrected: Corrected, by: Viewer, at: datetime.datetime
) -> Statement:
    """The next version: every line as it was but this one; what pays is worked out anew.

    Other words that wait for an answer go with their lines.
    """
    providers.lock(old.provider_id)
    lines = list(Line.objects.filter(statement=old).order_by("position"))
    went = [_given(each) for each in lines]
    at_fault = next(place for place, each in enumerate(lines) if each.pk == line.pk)
    now = went[at_fault]._replace(
        outcome=terms.HELD if corrected.held else _not_given(line),
        minutes=corrected.minutes if corrected.held else 0,
        heads=corrected.heads if corrected.held else 0,
        fees_fen=corrected.fees_fen if corrected.held else 0,
    )
    if now == went[at_fault]:
        raise NotChanged
    if now.outcome != terms.NOT_HELD and _is_paid_elsewhere(line):
        raise PaidToSubstitute
    went[at_fault] = now
    paid = terms.amounts(went)
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    Line.objects.filter(statement=old).update(live=False)
    new = Statement.objects.create(
        provider_id=old.provider_id,
        operation_id=old.operation_id,
        place_id=old.place_id,
        month=old.month,
        number=next_number(old.provider_id, old.month),
        replaces=old,
        total_fen=sum(paid),
        room_minutes=old.room_minutes,
        drafted_by_id=by.user_id,
        drafted_at=at,
        key=uuid5(old.pk, "corrected"),
    )
    made = [
        _again(each, new, given, amount)
        for each, given, amount in zip(lines, went, paid, strict=True)
    ]
    Line.objects.bulk_create(made)
    _carry_over(old, new, dict(zip((each.pk for each in lines), made, strict=True)))
    note("settlement.drafted", new, by, at, lines=len(made), total_fen=new.total_fen)
    return new


def _carry_over(old: Statement, new: Statement, made: dict[UUID, Line]) -> None:
    """What was said to the old version and is not answered is said to the new one."""
    Dispute.objects.bulk_create(
        Dispute(
            statement=new, line=made[each.line_id], words=each.words, by_id=each.by_id, at=each.at
        )
        for each in Dispute.objects.filter(statement=old, answered_at=None)
    )


def _is_paid_elsewhere(line: Line) -> bool:
    live = Line.objects.filter(agreement=line.agreement_id, origin_id=line.origin_id, live=True)
    return live.exclude(statement=line.statement_id).exclude(outcome=terms.NOT_HELD).exists()


def _not_given(line: Line) -> str:
    return line.outcome if line.outcome != terms.HELD else terms.NOT_HELD


def _given(each: Line) -> Given:
    return Given(
        model=each.model,
        rate=each.rate,
        outcome=each.outcome,
        minutes=each.minutes,
        heads=each.heads,
        fees_fen=each.fees_fen,
        cancelled_permille=each.cancelled_permille,
    )


def _again(each: Line, statement: Statement, given: Given, amount_fen: int) -> Line:
    kept = (
        "provider_id", "position", "origin_room", "origin_noun", "origin_id", "origin_title",
        "origin_on", "starts_at", "prepare_minutes", "capacity", "agreement_id", "model", "rate",
        "cancelled_permille",
    )  # fmt: skip
    return Line(
        statement=statement,
        outcome=given.outcome,
        minutes=given.minutes,
        heads=given.heads,
        fees_fen=given.fees_fen,
        amount_fen=amount_fen,
        room_fen=terms.room_value(given),
        **{name: getattr(each, name) for name in kept},
    )


def origin_of(statement: Statement) -> Origin:
    """What the operator's book calls it: no name, the provider is found by its id."""
    title = terms.code(statement.month, statement.number)
    return Origin("settlement", "statement", statement.pk, title, statement.month)


def _owe(statement: Statement, by: Viewer, at: datetime.datetime) -> None:
    if statement.total_fen:
        operators.owe(
            operation_id=statement.operation_id,
            amount_fen=statement.total_fen,
            kind=TEACHING,
            origin=origin_of(statement),
            by=by,
            at=at,
            key=uuid5(statement.pk, "owed"),
        )


def _own(statement_id: UUID, by: Viewer, at: datetime.datetime) -> tuple[Statement, StatementPage]:
    statement = held_statement(statement_id)
    page = page_of(statement_id, at)
    by.require(Permission.TEACHING_SEE, organisation=page.row.organisation_id)
    return statement, page


def _insist_open(page: StatementPage) -> None:
    if page.row.state not in (DRAFTED, SEEN, DISPUTED):
        raise StatementClosed
