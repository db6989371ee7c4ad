"""What may be found out about a line: which fund's it is, or why it is none's; and the rules."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.fund import queries as funds
from linli.holder.models import Assignment, Explanation, FundRule, Reconciliation, StatementLine
from linli.holder.queries import left_of
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal


class NothingLeft(Refused):
    """All of the line is matched, or explained."""

    words = gettext_lazy("这笔流水已经全部对上或说明过了。")


class WordsNeeded(Refused):
    """An explanation, or a rule, says something."""

    words = gettext_lazy("请写出来，不能空着。")


@transaction.atomic
def give_line(*, line_id: UUID, fund_id: UUID, by: Viewer, at: datetime.datetime) -> Assignment:
    """Give a line to a fund by hand; the last word holds. Raises ``NothingLeft``."""
    line = line_for_update(line_id, by)
    if not left_of(line):
        raise NothingLeft
    return assign(line, fund_id, "hand", by, at)


@transaction.atomic
def explain_line(*, line_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> Explanation:
    """Say why what is left of a line matches nothing of ours. Raises ``NothingLeft``."""
    line = line_for_update(line_id, by)
    if not left_of(line) or Explanation.objects.filter(line=line).exists():
        raise NothingLeft
    if not words.strip():
        raise WordsNeeded
    explanation = Explanation(line=line, by_id=by.user_id, at=at)
    seal(explanation, "words", words.strip())
    explanation.save(force_insert=True)
    _record("line.explained", line, by, at)
    return explanation


@transaction.atomic
def keep_rule(*, fund_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> FundRule:
    """From now on lines in which these words stand are this fund's."""
    fund = funds.fund(by, fund_id)
    by.require(Permission.STATEMENT_KEEP, organisation=fund.holder_id)
    if len(words.strip()) < 2:
        raise WordsNeeded
    rule = FundRule(holder_id=fund.holder_id, fund_id=fund_id, made_at=at)
    seal(rule, "words", words.strip())
    rule.save(force_insert=True)
    journal.record(
        verb="fund_rule.kept", by=by, at=at, subject=("fund_rule", rule.pk), place=fund.place
    )
    return rule


@transaction.atomic
def end_rule(*, rule_id: UUID, by: Viewer, at: datetime.datetime) -> FundRule:
    """The rule holds no longer; what it has given stays given."""
    rule = FundRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    by.require(Permission.STATEMENT_KEEP, organisation=rule.holder_id)
    if rule.ended_at is None:
        rule.ended_at = at
        rule.save(update_fields=["ended_at"])
        journal.record(verb="fund_rule.ended", by=by, at=at, subject=("fund_rule", rule.pk))
    return rule


def line_for_update(line_id: UUID, by: Viewer) -> StatementLine:
    """The line, locked until the transaction ends. Raises ``NotFound`` for another holder's."""
    rows = StatementLine.objects.select_for_update(of=("self",)).select_related("bank_account")
    line = rows.filter(pk=line_id).first()
    if line is None:
        raise NotFound
    by.require(Permission.STATEMENT_KEEP, organisation=line.bank_account.holder_id)
    return line


def assign(
    line: StatementLine, fund_id: UUID, how: str, by: Viewer, at: datetime.datetime
) -> Assignment:
    """Add the word that a line is a fund's, unless that word holds already. The line is locked."""
    fund = funds.fund(by, fund_id)
    if fund.holder_id != line.bank_account.holder_id:
        raise NotFound
    last = Assignment.objects.filter(line=line).order_by("-number").first()
    if last and last.fund_id == fund_id:
        return last
    given = Assignment.objects.create(
        line=line,
        number=last.number + 1 if last else 1,
        fund_id=fund_id,
        how=how,
        by_id=by.user_id,
        at=at,
    )
    _record("line.given", line, by, at, place=fund.place)
    return given


def set_free(line: StatementLine, by: Viewer, at: datetime.datetime) -> None:
    """Add the word that a line is no fund's after all. The line is locked."""
    last = Assignment.objects.filter(line=line).order_by("-number").first()
    if last is None or last.fund_id is None:
        return
    Assignment.objects.create(
        line=line, number=last.number + 1, fund_id=None, how="undone", by_id=by.user_id, at=at
    )
    _record("line.set_free", line, by, at)


def closed_through(holder_id: UUID) -> datetime.date | None:
    """The last day of the last month that was closed."""
    closed = Reconciliation.objects.filter(holder=holder_id).order_by("-through")
    return closed.values_list("through", flat=True).first()


def _record(
    verb: str, line: StatementLine, by: Viewer, at: datetime.datetime, place: str = ""
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("statement_line", line.pk), place=place)
