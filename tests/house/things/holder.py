"""The holder's bank, months and years."""

import datetime
from typing import Any
from uuid import uuid4

from linli.fund import actions as funds
from linli.holder import actions as holders, queries as banks
from tests.house.things.base import Parameters, Village, once
from tests.house.things.fund import aid_request, begun, fund
from tests.village import NOW, TODAY


def hold(village: Village) -> dict[str, Any]:
    return {"by": village.holder_accountant, "at": NOW}


@once
def bank_account(village: Village) -> Any:
    """The holder's account; its fund has begun."""
    begun(village)
    return holders.open_bank_account(
        holder_id=village.holder.pk, name="基本户", number="41008888", **hold(village)
    ).pk


def statement(village: Village) -> Parameters:
    """A file that waits, of one line that no other file has."""
    content = f"交易日期,金额,流水号\n{TODAY},88,{uuid4().hex}".encode()
    read = holders.read_statement(
        bank_account_id=bank_account(village), content=content, **hold(village)
    )
    return {"statement_id": read.pk}


def statement_to_import(village: Village) -> Parameters:
    return statement(village)


def statement_to_discard(village: Village) -> Parameters:
    return statement(village)


def bank_line(village: Village) -> Parameters:
    holders.import_statement(**statement(village), **hold(village))
    (row, *_rest) = banks.lines(village.holder_accountant, "unclaimed", TODAY).object_list
    return {"line_id": row.id}


def bank_match(village: Village) -> Parameters:
    line = bank_line(village)
    match = holders.receive_from_line(fund_id=begun(village), key=uuid4(), **line, **hold(village))
    return {**line, "match_id": match.pk}


def fund_rule(village: Village) -> Parameters:
    rule = holders.keep_rule(fund_id=begun(village), words="某某公司", **hold(village))
    return {"rule_id": rule.pk}


def instruction(village: Village) -> Parameters:
    asked = aid_request(village)
    told = {"key": uuid4(), "at": NOW, **asked}
    funds.set_limit(
        **fund(village), small_fen=10_000, emergency_days=7, by=village.holder_accountant, at=NOW
    )
    funds.propose(grant_fen=10_000, by=village.second_member, **told)
    funds.decide(grant_fen=10_000, by=village.committee_member, **told)
    payee = funds.Payee("示例康复中心", "41009999")
    funds.instruct(payee=payee, by=village.cashier, **told)
    return asked


def month_close(village: Village) -> Parameters:
    """October, prepared by the accountant, who may not confirm it too."""
    begun(village)
    through = datetime.date(2026, 10, 31)
    prepared = holders.prepare_close(
        holder_id=village.holder.pk, through=through, bank_fen=0, key=uuid4(), **hold(village)
    )
    return {"close_id": prepared.pk}


def year(village: Village) -> Parameters:
    return {"fund_id": begun(village), "year": TODAY.year}


def budget(village: Village) -> Parameters:
    this = year(village)
    entered = holders.enter_budget(
        purpose="student_aid", amount_fen=1000, by=village.cashier, at=NOW, **this
    )
    return {**this, "budget_id": entered.pk}
