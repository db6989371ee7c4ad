"""The demo's bank: one account of the sample federation, one statement, four lines that wait."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.holder import actions as holder


def bring_a_statement(*, holder_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """Enter the holder's account and import what its bank is said to have written this week."""
    by = {"by": workers["holder_accountant"], "at": at}
    account = holder.open_bank_account(
        holder_id=holder_id, name=cast.BANK_ACCOUNT, number=cast.BANK_NUMBER, **by
    )
    titles = "交易日期,收入金额,支出金额,对方户名,摘要,流水号"
    rows = [
        f"{at.date() - datetime.timedelta(days=days)},{income},{spending},{name},{remark},{number}"
        for number, (days, income, spending, name, remark) in enumerate(cast.BANK_LINES, start=1)
    ]
    content = "\n".join([titles, *rows]).encode()
    read = holder.read_statement(bank_account_id=account.pk, content=content, **by)
    holder.import_statement(statement_id=read.pk, **by)
