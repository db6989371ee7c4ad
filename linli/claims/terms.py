"""On what terms an application is carried: states, deadlines, and what each month brings. Pure."""

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# What happened, as a person saw it.
SUBMITTED: Final = "submitted"
RECEIVED: Final = "received"
MORE_WANTED: Final = "more_wanted"
SUPPLIED: Final = "supplied"
CHASED: Final = "chased"
GRANTED: Final = "granted"
REFUSED: Final = "refused"
APPEALED: Final = "appealed"
CHANGE_REPORTED: Final = "reported"
RENEWED: Final = "renewed"
STOPPED: Final = "stopped"
WITHDRAWN: Final = "withdrawn"
STEPS: Final = (
    SUBMITTED, RECEIVED, MORE_WANTED, SUPPLIED, CHASED, GRANTED, REFUSED, APPEALED,
    CHANGE_REPORTED, RENEWED, STOPPED, WITHDRAWN,
)  # fmt: skip

# Where it stands: derived from the steps, never set.
PREPARING: Final = "preparing"
WITH_OFFICE: Final = "with_office"
OWES_PAPERS: Final = "owes_papers"
APPROVED: Final = "approved"
PAYING: Final = "paying"
TURNED_DOWN: Final = "turned_down"
IN_APPEAL: Final = "in_appeal"
ENDED: Final = "ended"
STATES: Final = (
    PREPARING, WITH_OFFICE, OWES_PAPERS, APPROVED, PAYING, TURNED_DOWN, IN_APPEAL, ENDED,
)  # fmt: skip

ENDS: Final = frozenset({STOPPED, WITHDRAWN})
LIVING: Final = frozenset(STATES) - {ENDED}
SAYS_NOTHING_NEW: Final = frozenset({CHASED, CHANGE_REPORTED, RENEWED})
"""Steps after which it stands where it stood."""

_AFTER: Final = {
    SUBMITTED: WITH_OFFICE,
    RECEIVED: WITH_OFFICE,
    MORE_WANTED: OWES_PAPERS,
    SUPPLIED: WITH_OFFICE,
    GRANTED: APPROVED,
    REFUSED: TURNED_DOWN,
    APPEALED: IN_APPEAL,
    STOPPED: ENDED,
    WITHDRAWN: ENDED,
}
_ANSWERS: Final = (GRANTED, REFUSED)
_OPEN_TO: Final[Mapping[str, tuple[str, ...]]] = {
    PREPARING: (SUBMITTED, WITHDRAWN),
    WITH_OFFICE: (RECEIVED, MORE_WANTED, *_ANSWERS, CHASED, WITHDRAWN),
    OWES_PAPERS: (SUPPLIED, *_ANSWERS, CHASED, WITHDRAWN),
    APPROVED: (CHASED, CHANGE_REPORTED, RENEWED, STOPPED),
    PAYING: (CHASED, CHANGE_REPORTED, RENEWED, STOPPED),
    TURNED_DOWN: (APPEALED, WITHDRAWN),
    IN_APPEAL: (*_ANSWERS, CHASED, WITHDRAWN),
    ENDED: (),
}

MONTH: Final = "month"
QUARTER: Final = "quarter"
RHYTHMS: Final = (MONTH, QUARTER)
"""How often bills go to the office (``rules.packs.Rhythm``)."""

SEEN_AS: Final = ("bank_message", "passbook", "family_said", "office_said")
"""How somebody knows that money came: we never see the family's account ourselves."""

APPEAL_DAYS: Final = 60
"""行政复议法 (2023) art. 20: within sixty days of learning of the decision."""

PATIENCE_DAYS: Final = 45
"""Ours, no law's: after so many days without money we ask where it is."""

RENEW_AHEAD_DAYS: Final = 30
"""Ours: so long before a grant or a certificate ends it is on the list."""


def state_of(steps: Sequence[str], *, money_came: bool) -> str:
    """Where an application stands after these steps, the oldest first."""
    state = PREPARING
    for step in steps:
        state = _AFTER.get(step, state)
    return PAYING if state == APPROVED and money_came else state


def possible(state: str) -> tuple[str, ...]:
    """What may happen next."""
    return _OPEN_TO[state]


# Days ---------------------------------------------------------------------------------------------


def month_of(day: datetime.date) -> datetime.date:
    """The first day of its month: how a month is written everywhere here."""
    return day.replace(day=1)


def later(month: datetime.date, months: int) -> datetime.date:
    """The month so many months later (or earlier, below zero)."""
    count = month.year * 12 + month.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)


def last_day(month: datetime.date) -> datetime.date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Every month from ``first`` to ``last``, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = later(month, 1)


def period_of(month: datetime.date, rhythm: str) -> tuple[datetime.date, datetime.date]:
    """The first and last month of the settlement that a month belongs to."""
    if rhythm == MONTH:
        return month, month
    first = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    return first, later(first, 2)


def answer_by(since: datetime.date, days: int, *, working: bool) -> datetime.date:
    """When an office that takes so many days should have answered.

    Working days are counted without Saturdays and Sundays; holidays make the true day later, so
    nobody is chased because of them sooner than a weekend's difference.
    """
    day = since
    while days > 0:
        day += datetime.timedelta(days=1)
        if not working or day.weekday() < 5:
            days -= 1
    return day


# Money --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grant:
    """What the office decided.

    ``monthly_fen``  at most so much a month; with bills never more than the bill
    ``yearly_cap_fen``  at most so much in a calendar year; ``None``: none was stated
    ``from_month``  the month from which it counts
    ``until_on``  the last day it was granted for; ``None``: nobody said
    ``rhythm``  how often bills are settled; "" where it is paid without bills
    """

    monthly_fen: int
    yearly_cap_fen: int | None
    from_month: datetime.date
    until_on: datetime.date | None
    rhythm: str

    @property
    def on_bills(self) -> bool:
        """Whether it is paid afterwards, against bills."""
        return bool(self.rhythm)


class Came(NamedTuple):
    """Money that came for the months from ``first`` to ``last``."""

    fen: int
    first: datetime.date
    last: datetime.date


# How a month stands.
RUNNING: Final = "running"
NO_BILL: Final = "no_bill"
TO_HAND_IN: Final = "to_hand_in"
AWAITED: Final = "awaited"
LATE: Final = "late"
SHORT: Final = "short"
ARRIVED: Final = "arrived"
CAP_REACHED: Final = "cap_reached"


class Month(NamedTuple):
    """One month of a claim: what was billed, what is due from the state, what came. Whole fen."""

    month: datetime.date
    bill_fen: int | None
    due_fen: int
    arrived_fen: int
    stands: str


@dataclass(frozen=True, slots=True)
class Account:
    """A claim's months, oldest first, and what is left under the cap this calendar year."""

    grant: Grant
    months: tuple[Month, ...]
    year: int

    @property
    def arrived_fen(self) -> int:
        """All that ever came."""
        return sum(month.arrived_fen for month in self.months)

    @property
    def used_fen(self) -> int:
        """What this calendar year's months have taken of the cap."""
        return sum(month.due_fen for month in self.months if month.month.year == self.year)

    @property
    def left_fen(self) -> int | None:
        """What is left under the cap this year; ``None`` where there is no cap."""
        cap = self.grant.yearly_cap_fen
        return None if cap is None else cap - self.used_fen

    @property
    def funded_months_left(self) -> int | None:
        """How many more months of this year the cap still pays for at the full amount, begun ones
        counted; ``None`` without a cap."""
        if self.left_fen is None or self.grant.monthly_fen == 0:
            return None
        return min(-(-self.left_fen // self.grant.monthly_fen), 12 - self._months_this_year)

    @property
    def _months_this_year(self) -> int:
        return max((m.month.month for m in self.months if m.month.year == self.year), default=0)

    def of(self, month: datetime.date) -> Month | None:
        """One month of it."""
        return next((one for one in self.months if one.month == month), None)

    def standing(self, *stands: str) -> tuple[Month, ...]:
        """The months that stand so."""
        return tuple(month for month in self.months if month.stands in stands)


def account(
    grant: Grant,
    *,
    bills: Mapping[datetime.date, int],
    handed_in: Mapping[datetime.date, datetime.date],
    came: Sequence[Came],
    on: datetime.date,
    stopped_on: datetime.date | None = None,
) -> Account:
    """Every month from the one it counts from until today, or until it ended.

    ``bills``: fen by month; ``handed_in``: the day by month.
    """
    last = min(day for day in (on, grant.until_on, stopped_on) if day is not None)
    due = _due(grant, list(months_between(grant.from_month, last)), bills)
    arrived = _spread(came, due)
    rows = []
    for month in sorted({*due, *arrived}):
        billed, owed, got = bills.get(month), due.get(month, 0), arrived.get(month, 0)
        stands = _stands(grant, month, billed, owed, got, handed_in.get(month), on)
        rows.append(Month(month, billed, owed, got, stands))
    return Account(grant, tuple(rows), on.year)


def _due(
    grant: Grant, months: Sequence[datetime.date], bills: Mapping[datetime.date, int]
) -> dict[datetime.date, int]:
    """What the state owes for each month: the bill up to the limit, all of them up to the cap."""
    due: dict[datetime.date, int] = {}
    taken: dict[int, int] = {}
    for month in months:
        wanted = (
            min(bills.get(month, 0), grant.monthly_fen) if grant.on_bills else grant.monthly_fen
        )
        if grant.yearly_cap_fen is not None:
            wanted = min(wanted, grant.yearly_cap_fen - taken.get(month.year, 0))
        due[month] = wanted
        taken[month.year] = taken.get(month.year, 0) + wanted
    return due


def _spread(came: Sequence[Came], due: Mapping[datetime.date, int]) -> dict[datetime.date, int]:
    """What came, laid on its months: the oldest is filled first, the last takes the rest."""
    laid: dict[datetime.date, int] = {}
    for one in came:
        left = one.fen
        for month in months_between(one.first, one.last):
            room = max(0, due.get(month, 0) - laid.get(month, 0))
            part = left if month == one.last else min(left, room)
            laid[month] = laid.get(month, 0) + part
            left -= part
    return laid


def _stands(
    grant: Grant,
    month: datetime.date,
    bill_fen: int | None,
    due_fen: int,
    arrived_fen: int,
    handed_in_on: datetime.date | None,
    on: datetime.date,
) -> str:
    if arrived_fen:
        return ARRIVED if arrived_fen >= due_fen else SHORT
    if month_of(on) == month:
        return RUNNING
    if grant.on_bills and bill_fen is None:
        return NO_BILL
    if due_fen == 0:
        return CAP_REACHED
    if grant.on_bills and handed_in_on is None:
        return TO_HAND_IN
    since = handed_in_on or last_day(month)
    return LATE if since + datetime.timedelta(days=PATIENCE_DAYS) < on else AWAITED


# Deadlines ----------------------------------------------------------------------------------------

SUPPLY: Final = "supply"
ASK_OFFICE: Final = "ask_office"
APPEAL_BY: Final = "appeal_by"
RENEW: Final = "renew"
HAND_IN_BILLS: Final = "hand_in_bills"
COLLECT_BILLS: Final = "collect_bills"
MONEY_LATE: Final = "money_late"
PAPER_ENDS: Final = "paper_ends"
SUBMIT: Final = "submit"


class Due(NamedTuple):
    """Something that has a day: what, when, and the fen that hang on it where that is known."""

    what: str
    on: datetime.date
    fen: int = 0


def bills_due(account: Account, on: datetime.date) -> Iterator[Due]:
    """Periods that have ended with bills not there or not handed in; money that did not come."""
    unsent: dict[datetime.date, int] = {}
    for month in account.standing(TO_HAND_IN):
        _first, last = period_of(month.month, account.grant.rhythm)
        unsent[last] = unsent.get(last, 0) + month.due_fen
    for last, fen in unsent.items():
        if last_day(last) < on:
            yield Due(HAND_IN_BILLS, last_day(last) + datetime.timedelta(days=1), fen)
    without = (period_of(one.month, account.grant.rhythm)[1] for one in account.standing(NO_BILL))
    ended = [last_day(last) for last in without if last_day(last) < on]
    if ended:
        yield Due(COLLECT_BILLS, min(ended) + datetime.timedelta(days=1))
    late = account.standing(LATE, SHORT)
    if late:
        fen = sum(month.due_fen - month.arrived_fen for month in late)
        yield Due(MONEY_LATE, last_day(late[0].month), fen)
