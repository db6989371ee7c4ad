"""The holder's desk of the tests: Jin'an's fund, one bank account, statements written by hand."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.fund import actions as fund
from linli.fund.tests.conftest import PAYEE, YUAN, Desk, wide_gap
from linli.holder import actions, queries
from linli.holder.models import StatementLine
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from tests.village import HERE, NOW, TODAY

TITLES = "交易日期,贷方发生额,借方发生额,余额,对方户名,对方账号,摘要,流水号"
NEXT_MONTH = NOW + datetime.timedelta(days=10)
MONTH_END = datetime.date(2026, 11, 30)


def row(
    income="", spending="", *, on=TODAY, other="", remark="", reference="", balance="", account=""
) -> str:
    """A line of the bank's, in the columns of ``TITLES``."""
    told = (on.isoformat(), income, spending, balance, other, account, remark, reference)
    return ",".join(str(cell) for cell in told)


def csv(*rows: str, encoding: str = "utf-8", titles: str = TITLES) -> bytes:
    return "\n".join(["湖里区慈善会 交易明细", titles, *rows]).encode(encoding)


class Holder:
    """What the tests do at the holder's desk, by the accountant's own hands."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.village = desk, desk.village
        self.by = self.village.holder_accountant
        self.id = self.village.holder.pk
        self.account = actions.open_bank_account(
            holder_id=self.id, name="基本户", number="4100 0000 0000 8888", by=self.by, at=NOW
        )
        self.second = employ_second(self.village)

    def read(self, content: bytes, by=None):
        return actions.read_statement(
            bank_account_id=self.account.pk, content=content, by=by or self.by, at=NOW
        )

    def bring(self, *rows: str, **how):
        """Read and import a statement of these rows."""
        read = self.read(csv(*rows, **how))
        return actions.import_statement(statement_id=read.pk, by=self.by, at=NOW)

    def line(self, *told, **more) -> StatementLine:
        """The one new line of a statement of one row."""
        statement = self.bring(row(*told, **more))
        return StatementLine.objects.get(statement=statement)

    def card(self, line) -> queries.LineCard:
        return queries.line(self.by, line.pk, TODAY)

    def instructed(self, yuan: int, purpose: str = "estate_repair"):
        request = self.desk.ask(yuan, purpose)
        self.desk.decide(request, yuan)
        self.desk.instruct(request)
        return request

    def takings(self, yuan: int):
        """What a selling day brought, as the shop books it."""
        return fund.receive_takings(
            fund_id=self.desk.fund.pk, amount_fen=yuan * YUAN, sold_fen=yuan * YUAN,
            difference_fen=0, part="cash",
            origin=fund.Origin("shop", "day", uuid4(), "周六义卖", TODAY), key=uuid4(),
            by=self.desk.village.cashier, at=NOW,
        )  # fmt: skip

    def do(self, action, **what):
        """One of the matching actions, with a key of its own."""
        what.setdefault("key", uuid4())
        what.setdefault("by", self.by)
        what.setdefault("at", NOW)
        return action(**what)

    def pay(self, line, request, **what):
        return self.do(actions.match_instruction, line_id=line.pk, request_id=request.pk, **what)

    def prepare(self, bank_yuan: int, words: str = "", **how):
        how.setdefault("by", self.by)
        how.setdefault("at", NEXT_MONTH)
        how.setdefault("key", uuid4())
        how.setdefault("through", MONTH_END)
        return actions.prepare_close(
            holder_id=self.id, bank_fen=bank_yuan * YUAN, words=words, **how
        )

    def confirm(self, close, by=None, at=NEXT_MONTH):
        return actions.confirm_close(close_id=close.pk, by=by or self.second, at=at)


def employ_second(village: SimpleNamespace):
    """The holder's second accountant, without whom no month closes."""
    user = identity.invite(username="second", name="慈善会复核", office="", by=clock(), at=NOW)
    identity.appoint(
        user_id=user.pk,
        role="holder_accountant",
        by=clock(),
        at=NOW,
        from_on=TODAY,
        organisation=village.holder.pk,
    )
    village.users["second"] = user
    return who.viewer_for(user, on=TODAY, second_factor=True)


@pytest.fixture
def holder(village) -> Holder:
    return Holder(Desk(village))


__all__ = ["HERE", "PAYEE", "wide_gap"]
