"""Deposits by what came of the place: lying here, to be given back, missed, kept, back.

Reckoned when read from who came, so nothing is due because a job ran.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.models import Attendance, Reminder
from linli.attendance.queries.absences import OUTCOME_WORDS
from linli.attendance.queries.counts import kept_doors
from linli.attendance.terms import DUE, HELD, MISSED, NO_SHOW_DAYS, PRESENT, Once, Standing
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.operator import queries as operators
from linli.people import queries as people
from linli.pricing import queries as pricing
from linli.pricing.queries import Deposit
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow

OWED, WAIVED, NOTHING, PROPOSED, KEPT, BACK = (
    "owed", "waived", "nothing", "proposed", "kept", "back",
)  # fmt: skip
STATE_WORDS = {
    DUE: gettext_lazy("可以退了"),
    MISSED: gettext_lazy("没来也没说"),
    PROPOSED: gettext_lazy("有人提出不退，等核对"),
    OWED: gettext_lazy("还没交"),
    HELD: gettext_lazy("在这里放着"),
    KEPT: gettext_lazy("不退"),
    BACK: gettext_lazy("退了"),
    WAIVED: gettext_lazy("免了"),
    NOTHING: gettext_lazy("不用交了"),
}
"""In the order of the desk's list."""

LYING = (DUE, MISSED, PROPOSED, HELD)
"""States in which the money lies here."""


@dataclass(frozen=True)
class DepositRow:
    """A deposit and where it stands. ``called_at``: the last call after it was missed."""

    deposit: Deposit
    state: str
    standing: Standing
    called_at: datetime.datetime | None
    name: str = ""

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def missed_at(self) -> datetime.datetime | None:
        """The end of the last session that was missed."""
        return self.standing.missed_at[-1] if self.standing.missed_at else None

    @property
    def is_lying(self) -> bool:
        return self.state in LYING


class Call(NamedTuple):
    """A call about it. ``outcome`` empty: nobody noted what came of it."""

    at: datetime.datetime
    outcome: str
    said: str

    @property
    def outcome_word(self) -> Any:
        return OUTCOME_WORDS[self.outcome]


class DepositPage(NamedTuple):
    """One deposit with its calls, why it was let off, if it was, and what the viewer may do."""

    row: DepositRow
    calls: list[Call]
    why_waived: str
    may_call: bool
    may_waive: bool
    may_keep: bool
    mine: bool


class DepositGroup(NamedTuple):
    """The deposits of one state, and how much they are together."""

    state: str
    rows: list[DepositRow]

    @property
    def word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def sum_fen(self) -> int:
        return sum(row.deposit.amount_fen for row in self.rows)


class DepositList(NamedTuple):
    """Every deposit that lies here, and the others of the last ``NO_SHOW_DAYS`` days, by state.

    ``lying_fen`` is what the book's account of deposits says.
    """

    groups: list[DepositGroup]
    lying_fen: int


def deposit_list(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> DepositList:
    """The desk's list. The same queries, however many."""
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    rows = standings(pricing.deposits(viewer, since), at=at)
    named = _named(viewer, rows, on)
    groups = [
        DepositGroup(state, [row for row in named if row.state == state]) for state in STATE_WORDS
    ]
    return DepositList(
        [group for group in groups if group.rows],
        sum(row.deposit.held_fen for row in rows),
    )


def count_to_confirm(viewer: Viewer, *, at: datetime.datetime) -> int:
    """How many deposits another says are not to be given back, and it is the viewer's to say so
    too. One query where nobody says so of any."""
    if not operators.count_deposits_to_confirm(viewer):
        return 0
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    rows = standings(pricing.deposits(viewer, since), at=at)
    return sum(
        row.state == PROPOSED and row.deposit.kept.proposed_by != viewer.user_id for row in rows
    )


def deposit_page(
    viewer: Viewer, quote_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> DepositPage:
    """One deposit at the desk; what was said, and why it was let off, is remembered as looked at.

    Raises ``NotFound``.
    """
    found = pricing.deposit(viewer, quote_id)
    [row] = _named(viewer, standings([found], at=at), on)
    calls = _calls(row)
    if found.waived or any(call.said for call in calls):
        viewer.looked_at("deposit", quote_id, "words", place=found.place)
    kept = found.kept
    return DepositPage(
        row,
        calls,
        pricing.why_waived(quote_id),
        may_call=viewer.may(Permission.ATTENDANCE_KEEP, place=found.place),
        may_waive=viewer.may(Permission.ENROLLMENT_KEEP, place=found.place),
        may_keep=pricing.may_at(viewer, Permission.DEPOSIT_KEEP, found.place),
        mine=kept is not None and kept.proposed_by == viewer.user_id,
    )


def deposit_phones(
    viewer: Viewer, quote_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> list[people.Phone]:
    """Whom to call about a deposit that was missed. Remembered. Raises ``NotFound`` where it was
    not."""
    found = pricing.deposit(viewer, quote_id)
    viewer.require(Permission.ATTENDANCE_KEEP, place=found.place)
    [row] = standings([found], at=at)
    if row.state not in (MISSED, PROPOSED):
        raise NotFound
    return people.phones_to_call(viewer, found.resident_id, on)


def my_deposits(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[DepositRow]:
    """The signed-in resident's deposits, and their children's, while there is something to say."""
    names = {each.id: each.name for each in people.companions(viewer, on)}
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    found = [
        each for each in pricing.deposits_of(list(names)) if each.held_fen or each.made_at >= since
    ]
    return [
        _with_name(row, names[row.deposit.resident_id])
        for row in standings(found, at=at)
        if row.state != NOTHING
    ]


def to_fetch(*, at: datetime.datetime) -> dict[UUID, tuple[DepositRow, UUID]]:
    """The deposits that lie here and may be fetched, each with whom of the party one talks to: the
    clock's question."""
    rows = [row for row in standings(pricing.deposits_lying(), at=at) if row.state == DUE]
    contacts = hall.contacts_of([row.deposit.party_id for row in rows])
    return {
        row.deposit.id: (row, contacts.get(row.deposit.party_id, row.deposit.resident_id))
        for row in rows
    }


def standings(found: Sequence[Deposit], *, at: datetime.datetime) -> list[DepositRow]:
    """Where these deposits stand now. At most six queries, however many; none for none."""
    if not found:
        return []
    sessions = _sessions(found)
    answered, kept = _answered(sessions.values(), found), kept_doors(list(sessions))
    by_course: dict[UUID, list[SessionRow]] = {}
    for row in sessions.values():
        by_course.setdefault(row.course_id, []).append(row)
    calls = dict(
        Reminder.objects.filter(resident__in={each.resident_id for each in found})
        .exclude(outcome=terms.NO_NUMBER)  # nobody was asked
        .order_by("at")
        .values_list("resident_id", "at")
    )
    rows = []
    for each in found:
        of_it = by_course.get(each.course_id, [])
        meant = [row for row in of_it if _is_meant(row, each)]
        standing = terms.deposit_standing(
            [
                Once(
                    row.start_at,
                    row.end_at,
                    (row.id, each.resident_id) in answered,
                    row.id in kept,
                )
                for row in sorted(meant, key=lambda row: row.start_at)
            ],
            whole=each.session_id is None,
            ended_at=each.ended_at,
            at=at,
        )
        called = calls.get(each.resident_id)
        after = standing.missed_at and called is not None and called >= standing.missed_at[-1]
        rows.append(
            DepositRow(each, _state(each, standing.word), standing, called if after else None)
        )
    return rows


def _state(deposit: Deposit, word: str) -> str:
    taking, kept = deposit.taking, deposit.kept
    if taking is None:
        if deposit.waived:
            return WAIVED
        return OWED if word == HELD and deposit.ended_at is None else NOTHING
    if not taking.left_fen:
        return KEPT if taking.kept_fen else BACK
    if word != MISSED:
        return word
    if kept is None:
        return MISSED
    return PROPOSED if kept.waits else DUE  # a no is a no


def _sessions(found: Iterable[Deposit]) -> dict[UUID, SessionRow]:
    """The sessions these deposits hang on that were not called off."""
    single = {each.session_id for each in found if each.session_id}
    courses = {each.course_id for each in found if each.session_id is None}
    rows = programmes.sessions_named(list(single)) if single else []
    if courses:
        rows = [*rows, *programmes.sessions_of_courses(list(courses))]
    return {row.id: row for row in rows if not row.cancelled}


def _is_meant(row: SessionRow, deposit: Deposit) -> bool:
    """Of a single session that one; of a course those that were still to come."""
    if deposit.session_id is not None:
        return row.id == deposit.session_id
    return row.end_at >= deposit.made_at


def _answered(sessions: Iterable[SessionRow], found: Iterable[Deposit]) -> set[tuple[UUID, UUID]]:
    """Who came to which of these sessions, or was excused in time."""
    starts = {row.id: row.start_at for row in sessions}
    live = Attendance.objects.filter(
        session__in=starts, resident__in={each.resident_id for each in found}, taken_back_at=None
    )
    return {
        (session, resident)
        for session, resident, state, said_at, method in live.values_list(
            "session_id", "resident_id", "state", "at", "method"
        )
        if state == PRESENT or terms.excused_in_time(said_at, method, starts[session])
    }


def _calls(row: DepositRow) -> list[Call]:
    """The calls after it was missed, the newest first."""
    if row.missed_at is None:
        return []
    found = Reminder.objects.filter(
        resident=row.deposit.resident_id, at__gte=row.missed_at
    ).exclude(outcome=terms.NO_NUMBER)
    return [
        Call(each.at, each.outcome, unseal(each, "said") or "") for each in found.order_by("-at")
    ]


def _named(viewer: Viewer, rows: Sequence[DepositRow], on: datetime.date) -> list[DepositRow]:
    names = people.labels(viewer, [row.deposit.resident_id for row in rows], on)
    return [_with_name(row, names.get(row.deposit.resident_id, "")) for row in rows]


def _with_name(row: DepositRow, name: str) -> DepositRow:
    return replace(row, name=name)
