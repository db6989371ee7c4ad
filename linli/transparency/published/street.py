"""The street's figures on one sheet, built only from what the rooms have published."""

import datetime
from dataclasses import dataclass
from typing import Any

from linli.cases import published as cases
from linli.cases.published import StepUp
from linli.fund import published as fund
from linli.fund.published import FundFigures, Receipt
from linli.holder import published as holder
from linli.holder.published import Reconciled
from linli.ledger import published as ledger
from linli.transparency import reported
from linli.transparency.reported import Reported


@dataclass(frozen=True, slots=True)
class Street:
    """What the public may know of a community. ``fund`` is None until a first batch is published.

    ``proved`` (the ledger's) and ``reported`` (the press's) are two kinds of figure and stay apart.
    """

    proved: FundFigures | None
    reported: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What changed for the families, by the end of the last whole quarter."""

    until: datetime.date
    steps: tuple[StepUp, ...]


def street(place: str) -> Street:
    """The figures of a community."""
    return Street(fund.figures(place), reported.figures(place))


def outcomes(place: str, on: datetime.date) -> Outcomes:
    """In how many families somebody went up a step, in the twelve months to the last quarter's end.

    A quarter that is still running is left out: figures that move daily can be told apart.
    """
    until = _last_quarters_end(on)
    since = until.replace(year=until.year - 1) + datetime.timedelta(days=1)
    return Outcomes(until, tuple(cases.steps_up(place, since=since, until=until)))


def reconciled(place: str, on: datetime.date) -> Reconciled | None:
    """Up to which statement of the bank's the fund's holder agrees with the books."""
    return holder.reconciled(place, on)


def donation_slip(receipt: Receipt) -> dict[str, Any] | None:
    """What proves that a gift is in the published book; None without the receipt's right code."""
    if receipt.gift_seq is None:
        return None
    line = ledger.shown_line(receipt.book, receipt.gift_seq)
    return line and {
        "kind": "donation",
        "book": receipt.book,
        "seq": receipt.gift_seq,
        "line": line.text,
        "salt": line.salt,
        "receipt": receipt.reference,
        "head_hash": receipt.head_hash,
    }


def _last_quarters_end(on: datetime.date) -> datetime.date:
    first_month = 3 * ((on.month - 1) // 3) + 1
    return datetime.date(on.year, first_month, 1) - datetime.timedelta(days=1)
