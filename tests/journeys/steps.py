"""Steps that several stories take: a visit, two who decide, the cashier, the bank line, a batch."""

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from linli.papers.tests.paper_samples import photo
from tests.journeys.walk import Walk

XIAMEN = ZoneInfo("Asia/Shanghai")
SECOND_MEMBER, MEMBER, CASHIER, ACCOUNTANT = "柯文彬", "吴国强", "黄丽娟", "何建平"
TITLES = "交易日期,支出金额,收入金额,对方户名,摘要,流水号"


def today() -> str:
    return _today().isoformat()


def spoken_today() -> str:
    return f"{_today().month}月{_today().day}日"


def _today() -> datetime.date:
    return datetime.datetime.now(XIAMEN).date()


# Families -----------------------------------------------------------------------------------------


def visit(walk: Walk, words: str) -> None:
    """Write down the visit on the page that asks for it."""
    walk.answer("去过家里吗", "去过")
    walk.write("看到了什么", words)
    walk.press("记下")
    walk.sees("去过了")


# Aid ----------------------------------------------------------------------------------------------


def two_members_decide(walk: Walk, amount: str, *hidden: str) -> None:
    """Two sign one after the other, and read none of what is ``hidden``."""
    walk.become(SECOND_MEMBER)
    walk.press(amount)
    walk.does_not_see(*hidden)
    walk.answer("审议结果", "通过")
    walk.press("签字")
    walk.become(MEMBER)
    walk.press(amount)
    walk.does_not_see(*hidden)
    walk.press("我也同意，签字")


def cashier_instructs(walk: Walk, amount: str, payee: str, account: str) -> None:
    """The cashier names the payee; the number is not shown again."""
    walk.become(CASHIER)
    walk.press(amount)
    walk.write("收款人户名", payee)
    walk.write("收款账号", account)
    walk.press("已经交给慈善会，签字")
    walk.does_not_see(account)


def holder_accepts(walk: Walk, amount: str, *payee: str) -> None:
    """The holder's accountant reads whom to pay, and accepts."""
    walk.become(ACCOUNTANT)
    walk.press(amount)
    walk.sees(*payee)
    walk.press("接受，我们会付")
    walk.sees("已接受，等流水")


def bank_line_pays(walk: Walk, amount: str, *row: str) -> None:
    """A statement comes, and its line is matched with the best that is offered."""
    bring_a_statement(walk, ",".join(row))
    open_line(walk, f"-{amount}")
    walk.touch(walk.page.locator("form[action$='/match/']").first.get_by_role("button"))


def holder_publishes(walk: Walk) -> None:
    """The next batch goes before the street."""
    walk.become(ACCOUNTANT)
    walk.go("/desk/fund/")
    walk.press("公布")
    walk.unfold("公布新的一期")
    walk.press("确定，公布新的一期")
    walk.sees("公布的结余")


# The bank -----------------------------------------------------------------------------------------


def upload_a_statement(walk: Walk, *rows: str) -> None:
    """Hand in a file of the bank's; nothing is written yet."""
    content = "\n".join([TITLES, *rows]).encode("gb18030")
    walk.go("/desk/holder/statements/")
    file = {"name": "statement.csv", "mimeType": "text/csv", "buffer": content}
    walk.page.locator("input[type=file]").set_input_files(file)
    walk.press("上传，看每一行的结果")


def bring_a_statement(walk: Walk, *rows: str) -> None:
    """Hand in a file of the bank's and write its new lines."""
    upload_a_statement(walk, *rows)
    walk.press("写入")
    walk.sees(f"新 {len(rows)} 笔")


def open_line(walk: Walk, amount: str) -> None:
    """Open the line of this amount that waits for a fund."""
    walk.go("/desk/holder/?state=unclaimed")
    walk.tap(walk.page.get_by_role("row", name=amount).get_by_role("link").first)


# Paper --------------------------------------------------------------------------------------------


def key_votes(walk: Walk, there: Sequence[str], yes: Sequence[str]) -> None:
    """On the keyed sheet a member is a row: who was there, and who said yes to everything."""
    for name in there:
        walk.page.get_by_role("row", name=name).get_by_role("checkbox").check()
    for name in yes:
        for said in walk.page.get_by_role("row", name=name).get_by_role("combobox").all():
            said.select_option(label="同意")


def attach(walk: Walk, label: str) -> None:
    """Put the photo of a signed sheet into the field with this label."""
    file = {"name": "sheet.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    walk.page.get_by_label(label).set_input_files(file)
