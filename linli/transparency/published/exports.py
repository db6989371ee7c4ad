"""Files for others' machines: 360Giving 1.4, and what the holder has to enter at 慈善中国.

Only what a batch has published goes in: a group of five households or more as one grant, works
payment by payment. Nothing leaves before the privacy gate (terms.py) has seen all of it.
"""

from collections.abc import Iterator
from typing import Any

from linli.disclosure import published as disclosures
from linli.fund import published as fund
from linli.fund.published import FundFigures
from linli.kernel.refusal import Refused
from linli.ledger import published as ledger
from linli.transparency import terms
from linli.transparency.published.bundle import NothingPublished, entries_of

PREFIX = "360G-linli"
TITLE_GROUP = "社区基金帮扶 Aid from a community fund"
TITLE_WORKS = "社区公益项目 Community project"
GROUP = "付给 # households 的合计；每一户的金额不公布 The sum paid to a group; no single amount"
WORKS = "不帮助某一户的公开付款 A payment that helps no single household"
RESIDENTS = "社区居民 The community's residents"
AID_PAID = "aid.paid"


class WouldLeak(Refused):
    """The file would have told something about somebody: nothing was written."""

    words = "%(where)s: %(why)s"


def as_360giving(place: str) -> dict[str, Any]:
    """Every published grant of a community's fund. Raises ``NothingPublished``, ``WouldLeak``."""
    figures = _figures(place)
    grants = [*_groups(figures), *_works(figures)]
    insist_on_gate(grants, figures)
    return {"grants": grants}


def insist_on_gate(records: list[dict[str, Any]], figures: FundFigures) -> None:
    """Raises ``WouldLeak`` for the first thing that may not leave the house."""
    known = frozenset(
        {
            TITLE_GROUP, TITLE_WORKS, GROUP, WORKS, RESIDENTS, terms.INDIVIDUAL, figures.name,
            figures.holder,
        }
    )  # fmt: skip
    for leak in terms.leaks(records, known):
        raise WouldLeak(where=leak.where, why=leak.why)


def holder_entries(place: str, on: Any) -> Iterator[list[Any]]:
    """What the holder has to enter elsewhere: a row a duty and a row a figure; its head first."""
    figures = _figures(place)
    yield ["类别", "名称", "依据", "应公开日", "公开日", "金额（元）", "网址"]
    for path, word in SUMS.items():
        fen = getattr(figures, path)
        day = figures.published_on.isoformat()
        yield ["收支", word, f"账本第{figures.head_seq}笔", "", day, f"{fen / 100:.2f}", ""]
    for purpose in figures.income:
        yield ["收入", str(purpose.word), "", "", "", f"{purpose.fen / 100:.2f}", ""]
    for purpose in figures.paid:
        yield ["支出", str(purpose.word), "", "", "", f"{purpose.fen / 100:.2f}", ""]
    found = disclosures.disclosure(place, on)
    for one in (*found.overdue, *found.told):
        told_on = one.published_on.isoformat() if one.published_on else ""
        yield [
            "信息公开", f"{one.title}：{one.rule.words.zh}", one.rule.article.zh,
            one.due_on.isoformat(), told_on, "", one.link,
        ]  # fmt: skip


SUMS = {
    "opening_fen": "期初",
    "income_fen": "收入",
    "paid_fen": "支出",
    "balance_fen": "结余",
}


def _figures(place: str) -> FundFigures:
    figures = fund.figures(place)
    if figures is None:
        raise NothingPublished
    return figures


def _groups(figures: FundFigures) -> Iterator[dict[str, Any]]:
    for batch in ledger.batches(figures.book):
        if batch.seq > figures.head_seq:
            continue
        paid = sum(credits - debits for code, debits, credits in batch.sums if code == "holder")
        yield {
            **_grant(figures, batch.seq, batch.on.isoformat(), paid),
            "title": TITLE_GROUP,
            "description": GROUP.replace("# households", f"{batch.households} households"),
            "recipientIndividual": [{"id": f"{PREFIX}-IND-{batch.seq}", "name": terms.INDIVIDUAL}],
        }


def _works(figures: FundFigures) -> Iterator[dict[str, Any]]:
    for entry in entries_of(figures):
        if entry.kind != AID_PAID or not entry.lines:
            continue
        paid = sum(line.text["amount"] for line in entry.lines)
        yield {
            **_grant(figures, entry.seq, entry.occurred_on, paid),
            "title": TITLE_WORKS,
            "description": WORKS,
            "recipientOrganization": [{"id": f"XX-{figures.book}-residents", "name": RESIDENTS}],
        }


def _grant(figures: FundFigures, seq: int, on: str, fen: int) -> dict[str, Any]:
    return {
        "id": f"{PREFIX}-{figures.book}-{seq}",
        "currency": "CNY",
        "amountAwarded": fen / 100,
        "awardDate": on,
        "fundingOrganization": [{"id": f"XX-{figures.book}-holder", "name": figures.holder}],
    }
