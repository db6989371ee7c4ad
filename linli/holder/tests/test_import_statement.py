"""Importing: all or nothing, twice is once, sealed, given to the fund a line names."""

import json
import os
import signal
import time

import pytest
from django.db import IntegrityError, connection, transaction

from linli.fund.tests.conftest import Desk
from linli.holder import actions, queries, statements
from linli.holder.actions import statements as importing
from linli.holder.models import Assignment, Statement, StatementLine
from linli.holder.tests.conftest import NOW, TODAY, Holder, csv, row
from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from tests.pages import without_marks
from tests.village import build_village

ROWS = (row("100", other="李善人", balance="100"), row("", "40", balance="60", other="虚甲"))


def test_the_lines_come_in_sealed(holder):
    statement = holder.bring(*ROWS)
    assert (statement.new_count, statement.known_count, statement.rows) == (2, 0, None)
    came = StatementLine.objects.get(direction="in")
    assert "李善人".encode() not in bytes(came.other_name)
    assert holder.card(came).other_name == "李善人"
    details = json.dumps(list(Deed.objects.values_list("details", flat=True)), ensure_ascii=False)
    assert "李善人" not in details
    assert "8888" not in without_marks(details)


def test_the_same_statement_twice_adds_nothing(holder):
    holder.bring(*ROWS)
    again = holder.bring(*ROWS)
    assert (again.new_count, again.known_count) == (0, 2)
    assert StatementLine.objects.count() == 2


def test_an_overlapping_one_adds_only_what_is_new(holder):
    holder.bring(*ROWS)
    longer = holder.bring(*ROWS, row("7", balance="67"))
    assert (longer.new_count, longer.known_count) == (1, 2)


def test_equal_lines_in_one_file_are_two(holder):
    twice = [row("10", other="张三"), row("10", other="张三")]
    assert holder.bring(*twice).new_count == 2
    assert holder.bring(*twice).new_count == 0


def test_another_account_has_lines_of_its_own(holder):
    holder.bring(*ROWS)
    holder.account = actions.open_bank_account(
        holder_id=holder.id, name="专户", number="1", by=holder.by, at=NOW
    )
    assert holder.bring(*ROWS).new_count == 2
    with pytest.raises(actions.AccountNameTaken):
        actions.open_bank_account(
            holder_id=holder.id, name="专户", number="2", by=holder.by, at=NOW
        )


def test_one_bad_row_keeps_all_of_it_out(holder):
    read = holder.read(csv(*ROWS, row("五")))
    assert [fault.row for fault in queries.preview(holder.by, read.pk).faults] == [5]
    with pytest.raises(actions.RowsAreFaulty):
        actions.import_statement(statement_id=read.pk, by=holder.by, at=NOW)
    assert not StatementLine.objects.exists()


def test_columns_that_were_not_recognised_are_told(holder):
    read = holder.read("日期,摘要,数\n2026-11-02,捐款,5".encode())
    assert not queries.preview(holder.by, read.pk).complete
    with pytest.raises(statements.ColumnsMissing):
        actions.import_statement(statement_id=read.pk, by=holder.by, at=NOW)
    told = {"statement_id": read.pk, "by": holder.by, "at": NOW}
    with pytest.raises(statements.ColumnsMissing):
        actions.map_columns(columns=["on", "", ""], **told)
    actions.map_columns(columns=["on", "remark", "amount"], **told)
    assert actions.import_statement(**told).new_count == 1


def test_decided_once(holder):
    read = holder.read(csv(*ROWS))
    told = {"statement_id": read.pk, "by": holder.by, "at": NOW}
    actions.discard_statement(**told)
    for action in (actions.import_statement, actions.discard_statement):
        with pytest.raises(actions.StatementDecided):
            action(**told)
    assert not StatementLine.objects.exists()


def test_a_line_that_names_one_fund_is_given_to_it(holder):
    holder.bring(row("5", remark="捐给金安社区"), row("6", remark="捐款"), row("7", remark="ja 捐"))
    given = {each.line.amount_fen: each.how for each in Assignment.objects.select_related("line")}
    assert given == {500: "remark", 700: "remark"}
    assert queries.counts(holder.by) == {"unclaimed": 1, "given": 2}


def test_a_rule_of_the_holders_gives_a_line(holder):
    rule = actions.keep_rule(
        fund_id=holder.desk.fund.pk, words="厦门某某公司", by=holder.by, at=NOW
    )
    holder.bring(row("5", other="厦门某某公司"))
    assert Assignment.objects.get().how == "rule"
    assert queries.rules(holder.by) == [(rule.pk, "厦门某某公司", holder.desk.fund.name)]
    actions.end_rule(rule_id=rule.pk, by=holder.by, at=NOW)
    holder.bring(row("6", other="厦门某某公司"))
    assert Assignment.objects.count() == 1
    with pytest.raises(actions.WordsNeeded):
        actions.keep_rule(fund_id=holder.desk.fund.pk, words="厦", by=holder.by, at=NOW)


def test_nobody_else_reads_or_brings_a_statement(holder):
    read = holder.read(csv(*ROWS))
    for role in ("cashier", "auditor", "outsider", "committee_member"):
        by = getattr(holder.village, role)
        with pytest.raises((NotAllowed, NotFound)):
            holder.read(csv(*ROWS), by=by)
        with pytest.raises((NotAllowed, NotFound)):
            actions.import_statement(statement_id=read.pk, by=by, at=NOW)
        with pytest.raises((NotAllowed, NotFound)):
            queries.preview(by, read.pk)


def test_a_line_is_never_changed_nor_deleted(holder):
    line = holder.line("100")
    for attack in (
        lambda: StatementLine.objects.filter(pk=line.pk).update(amount_fen=1),
        lambda: StatementLine.objects.filter(pk=line.pk).delete(),
        lambda: StatementLine.objects.filter(pk=line.pk).update(on=TODAY.replace(day=1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attack()


@pytest.mark.slow
def test_killed_in_the_middle_of_importing_nothing_is_half_written(fresh_database, monkeypatch):
    """A real process is killed between its first lines and its commit, several times."""
    holder = Holder(Desk(build_village()))
    read = holder.read(csv(*[row(str(1 + n), reference=str(n)) for n in range(300)]))
    for _ in range(5):
        killed = _importing(holder, read.pk, monkeypatch)
        os.kill(killed, signal.SIGKILL)
        os.waitpid(killed, 0)
        assert not StatementLine.objects.exists()
        assert Statement.objects.get(pk=read.pk).state == "read"
    told = {"statement_id": read.pk, "by": holder.by, "at": NOW}
    assert actions.import_statement(**told).new_count == 300
    assert holder.bring(*[row(str(1 + n), reference=str(n)) for n in range(300)]).new_count == 0


def _importing(holder, statement_id, monkeypatch) -> int:
    """A process that has written its lines, and waits before it commits."""
    there, here = os.pipe()
    connection.close()
    process = os.fork()
    if process == 0:

        def wait(*told):
            os.write(here, b"!")
            time.sleep(60)

        monkeypatch.setattr(importing, "_give", wait)
        actions.import_statement(statement_id=statement_id, by=holder.by, at=NOW)
        os._exit(1)
    assert os.read(there, 1) == b"!"
    os.close(there)
    os.close(here)
    return process
