"""Who did not come, without a word: whom to call, why, and what came of the calls."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.models import Attendance, Reminder
from linli.attendance.queries.counts import kept_doors
from linli.attendance.terms import NO_SHOW_DAYS, ONCE_DAYS, Missed
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.rules.days import age_on

WHY_WORDS = {
    terms.OLD: gettext_lazy("八十岁以上，没说一声就没来"),
    terms.WAITED: gettext_lazy("那一次有人在等位子"),
    terms.OFTEN: gettext_lazy("好几次没来"),
}
SAY_WORDS = {
    terms.OLD: gettext_lazy("“今天没见着您，您都好吧？”打不通的，当天告诉社工。"),
    terms.WAITED: gettext_lazy(
        "“今天没见着您，都好吧？下回来不了，说一声就行，不用说为什么，位子好给等着的人。”"
    ),
    terms.OFTEN: gettext_lazy("“好几次没见着您，是不是时间不合适、来着不方便？这个位子还要留吗？”"),
}
OUTCOME_WORDS = {
    terms.UNREACHED: gettext_lazy("没打通"),
    terms.REACHED: gettext_lazy("都好"),
    terms.FORGOT: gettext_lazy("忘了，或有事"),
    terms.STOPS: gettext_lazy("不来了"),
    terms.TROUBLE: gettext_lazy("有难处，要人去看看"),
}


class NoShowRow(NamedTuple):
    """Somebody to call: why, how often they did not come, which was the last and when."""

    resident_id: UUID
    name: str
    why: tuple[str, ...]
    times: int
    session_id: UUID
    title: str
    last_at: datetime.datetime

    @property
    def why_words(self) -> list[Any]:
        return [WHY_WORDS[each] for each in self.why]

    @property
    def say(self) -> Any:
        """What to say: one sentence, by the first of the reasons."""
        return SAY_WORDS[self.why[0]]


class CallCard(NamedTuple):
    """A call that is due, with the telephones to be called."""

    row: NoShowRow
    phones: list[people.Phone]


class CallRow(NamedTuple):
    """A call that was made. ``hand_on``: a social worker is told of it the same day."""

    name: str
    at: datetime.datetime
    outcome: str

    @property
    def outcome_word(self) -> Any:
        return OUTCOME_WORDS[self.outcome]

    @property
    def hand_on(self) -> bool:
        return self.outcome in (terms.UNREACHED, terms.TROUBLE)


def to_call(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[NoShowRow]:
    """Whom to call, since the last call if there was one; the latest first. Once is enough where
    somebody waited, or of the very old; else ``NO_SHOW_TIMES`` times in ``NO_SHOW_DAYS`` days.
    Reckoned now, in twelve queries however many.

    Closed groups are left out: that somebody is in one is nobody's at this list.
    """
    places = sorted(viewer.communities(Permission.ATTENDANCE_KEEP))
    rows = _kept(places, at)
    missed = _missed(rows, places, at)
    waited = hall.waited_for(rows)
    born = {each.id: each.born_on for each in people.comers(missed)}
    found = {}
    for one in missed.keys() & born.keys():
        told = [Missed(row.start_at, row.id in waited) for row in missed[one]]
        if why := terms.why_called(told, age_on(born[one], on), at):
            found[one] = why
    names = people.labels(viewer, list(found), on)
    calls = []
    for one, name in names.items():
        last = max(missed[one], key=lambda row: row.start_at)
        calls.append(
            NoShowRow(
                one, name, found[one], len(missed[one]), last.id, last.title, last.start_at
            )
        )  # fmt: skip
    return sorted(calls, key=lambda row: row.last_at, reverse=True)


def call_card(
    viewer: Viewer, resident_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> CallCard:
    """One call of the list, with the number. Remembered. Raises ``NotFound`` where none is due."""
    for row in to_call(viewer, on=on, at=at):
        if row.resident_id == resident_id:
            return CallCard(row, people.phones_to_call(viewer, resident_id, on))
    raise NotFound


def calls_made(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[CallRow]:
    """Who was called in the last ``ONCE_DAYS`` days and what came of it, the latest first."""
    places = viewer.communities(Permission.ATTENDANCE_KEEP)
    since = at - datetime.timedelta(days=ONCE_DAYS)
    made = Reminder.objects.filter(place__in=places, at__gt=since).exclude(outcome="")
    rows = list(made.order_by("-at").values_list("resident_id", "at", "outcome"))
    names = people.labels(viewer, [one for one, _at, _outcome in rows], on)
    return [CallRow(names[one], when, what) for one, when, what in rows if one in names]


def _kept(places: Iterable[str], at: datetime.datetime) -> list[SessionRow]:
    """The sessions that are over and at whose door somebody stood."""
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    rows = [
        row
        for place in places
        for row in programmes.sessions_between(place, since, at, with_cancelled=False)
        if row.end_at <= at and not row.closed_group
    ]
    kept = kept_doors([row.id for row in rows])
    return [row for row in rows if row.id in kept]


def _missed(
    rows: list[SessionRow], places: Iterable[str], at: datetime.datetime
) -> dict[UUID, list[SessionRow]]:
    """Who did not come to which of these, after they were called last."""
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    known = set(
        Attendance.objects.filter(
            session__in=[row.id for row in rows], taken_back_at=None
        ).values_list("session_id", "resident_id")
    )
    called = dict(
        Reminder.objects.filter(place__in=places, at__gt=since)
        .order_by("at")
        .values_list("resident_id", "at")
    )
    expected = hall.expected_at(rows)
    missed: dict[UUID, list[SessionRow]] = {}
    for row in rows:
        for one in expected[row.id].people:
            told = called.get(one.resident_id)
            unknown = (row.id, one.resident_id) not in known
            if unknown and (told is None or row.start_at > told):
                missed.setdefault(one.resident_id, []).append(row)
    return missed
