"""What may be done with the bank's files: read one, say what its columns are, import its lines."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.fund import queries as funds
from linli.holder import statements as files
from linli.holder.models import Assignment, BankAccount, Statement, StatementLine
from linli.holder.queries import naming, packed, preview
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal

AT_ONCE = 500


class AccountNameTaken(Refused):
    """The holder has an account of this name."""

    words = gettext_lazy("已经有一个叫“%(name)s”的账户，请换一个名字。")


class RowsAreFaulty(Refused):
    """A statement with a hole proves nothing: all of it comes in, or none."""

    words = gettext_lazy("有 %(faults)s 行读不出来，一行都没有导入。")
    remedy = gettext_lazy("请照每一行的说明改好原表，再传一次。")


class StatementDecided(Refused):
    """The file was imported or discarded before."""

    words = gettext_lazy("这份对账单已经导入或放弃了。")


@transaction.atomic
def open_bank_account(
    *, holder_id: UUID, name: str, number: str, by: Viewer, at: datetime.datetime
) -> BankAccount:
    """Enter an account of the holder's; its number is sealed, four digits stay to tell it by.

    Raises ``AccountNameTaken``.
    """
    by.require(Permission.STATEMENT_KEEP, organisation=holder_id)
    if BankAccount.objects.filter(holder=holder_id, name=name).exists():
        raise AccountNameTaken(name=name)
    account = BankAccount(
        holder_id=holder_id, name=name, tail="".join(number.split())[-4:], opened_at=at
    )
    seal(account, "number", number)
    account.save(force_insert=True)
    journal.record(verb="bank_account.opened", by=by, at=at, subject=("bank_account", account.pk))
    return account


@transaction.atomic
def read_statement(
    *, bank_account_id: UUID, content: bytes, by: Viewer, at: datetime.datetime
) -> Statement:
    """Read a bank's file and keep its rows, sealed, until somebody confirms. No line is written.

    Raises a ``kernel.sheets.UnreadableSheet``.
    """
    account = BankAccount.objects.filter(pk=bank_account_id).first()
    if account is None:
        raise NotFound
    by.require(Permission.STATEMENT_KEEP, organisation=account.holder_id)
    sheet = files.read(content)
    statement = Statement(
        bank_account=account, read_by_id=by.user_id, read_at=at, columns=list(sheet.columns)
    )
    seal(statement, "rows", packed(sheet))
    statement.save(force_insert=True)
    _record("statement.read", statement, by, at, rows=len(sheet.rows))
    return statement


@transaction.atomic
def map_columns(
    *, statement_id: UUID, columns: Sequence[str], by: Viewer, at: datetime.datetime
) -> Statement:
    """Say what each column of a file holds. Raises ``ColumnsMissing``, ``StatementDecided``."""
    statement = _waiting(statement_id, by)
    if not files.complete(columns):
        raise files.ColumnsMissing
    statement.columns = list(columns)
    statement.save(update_fields=["columns"])
    _record("statement.columns_told", statement, by, at)
    return statement


@transaction.atomic
def import_statement(*, statement_id: UUID, by: Viewer, at: datetime.datetime) -> Statement:
    """Write the lines that are new, all of them or none; known ones are counted and left.

    Each new line that names a fund, by its remark or by a rule of the holder's, is given to it.
    Raises ``RowsAreFaulty``, ``ColumnsMissing``, ``StatementDecided``.
    """
    statement = _waiting(statement_id, by)
    found = preview(by, statement_id)
    if not found.complete:
        raise files.ColumnsMissing
    if found.faults:
        raise RowsAreFaulty(faults=len(found.faults))
    written = [_line(statement, row, identity) for row, identity in found.new]
    StatementLine.objects.bulk_create(written, batch_size=AT_ONCE)
    _give(written, [row for row, _identity in found.new], statement, by, at)
    days = [row.on for row in found.lines]
    _decide(
        statement,
        "imported",
        at,
        new_count=len(found.new),
        known_count=found.known,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )
    _record(
        "statement.imported", statement, by, at, new=len(found.new), known=found.known
    )  # fmt: skip
    return statement


@transaction.atomic
def discard_statement(*, statement_id: UUID, by: Viewer, at: datetime.datetime) -> Statement:
    """Forget a file without importing it. Raises ``StatementDecided``."""
    statement = _waiting(statement_id, by)
    _decide(statement, "discarded", at)
    _record("statement.discarded", statement, by, at)
    return statement


def _waiting(statement_id: UUID, by: Viewer) -> Statement:
    """The statement, and its account locked: two imports at once would both find a line new."""
    rows = Statement.objects.select_related("bank_account")
    statement = rows.filter(pk=statement_id).first()
    if statement is None:
        raise NotFound
    by.require(Permission.STATEMENT_KEEP, organisation=statement.bank_account.holder_id)
    BankAccount.objects.select_for_update().get(pk=statement.bank_account_id)
    statement.refresh_from_db(fields=["state"])
    if statement.state != "read":
        raise StatementDecided
    return statement


def _line(statement: Statement, row: files.Line, identity: str) -> StatementLine:
    line = StatementLine(
        bank_account_id=statement.bank_account_id,
        statement=statement,
        row=row.row,
        on=row.on,
        direction=row.direction,
        amount_fen=row.amount_fen,
        balance_fen=row.balance_fen,
        reference=row.reference,
        identity=identity,
    )
    for name in ("other_name", "other_account", "remark"):
        seal(line, name, getattr(row, name) or None)
    return line


def _give(
    written: list[StatementLine],
    rows: list[files.Line],
    statement: Statement,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Give each line that names exactly one fund to it."""
    holder_id = statement.bank_account.holder_id
    known = naming(holder_id, [fund for fund in funds.funds(by) if fund.holder_id == holder_id])
    given = []
    for line, row in zip(written, rows, strict=True):
        if named := known.fund_of(row):
            fund_id, how = named
            given.append(
                Assignment(line=line, number=1, fund_id=fund_id, how=how, by_id=by.user_id, at=at)
            )
    Assignment.objects.bulk_create(given, batch_size=AT_ONCE)


def _decide(statement: Statement, state: str, at: datetime.datetime, **told: object) -> None:
    statement.state, statement.decided_at, statement.rows = state, at, None
    for name, value in told.items():
        setattr(statement, name, value)
    statement.save()


def _record(
    verb: str, statement: Statement, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("statement", statement.pk), details=details
    )  # fmt: skip
