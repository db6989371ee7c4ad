"""Who did not come, without a word: whom to call, why, and what came of the calls."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy

from linli.attendance import terms
from linli.attendance.models import Attendance, Reminder
from linli.attendance.queries.counts import kept_doors
from linli.attendance.terms import NO_SHOW_DAYS, ONCE_DAYS, UNREACHED, Call, Calls, Missed
from linli.hall import queries as hall
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN, spoken_moment, spoken_time
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
    terms.OLD: gettext_lazy("“今天没见着您，您都好吧？”"),
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
    terms.NO_NUMBER: gettext_lazy("没有号码，请社工去看看"),
}

NOT_CALLED = Calls()
NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)


class NoShowRow(NamedTuple):
    """Somebody to call: why, how often they did not come, which was the last and when; ``on`` the
    day it is asked. ``tries``: the calls that did not get through, in order."""

    resident_id: UUID
    name: str
    why: tuple[str, ...]
    times: int
    session_id: UUID
    title: str
    last_at: datetime.datetime
    on: datetime.date
    tries: tuple[Call, ...] = ()

    @property
    def attempt(self) -> int:
        """Which attempt the next call is, counted from 1."""
        return len(self.tries) + 1

    @property
    def tried_at(self) -> datetime.datetime | None:
        return self.tries[-1].at if self.tries else None

    @property
    def tried_words(self) -> str:
        """When the last try was, as people say it; of today the time alone."""
        if self.tried_at is None:
            return ""
        language = get_language() or "zh-hans"
        if self.tried_at.astimezone(XIAMEN).date() == self.on:
            return spoken_time(self.tried_at, language)
        return spoken_moment(self.tried_at, self.on, language)

    @property
    def asked_about(self) -> UUID:
        """The session a call is about: that of the first try, however many were missed since."""
        return (self.tries[0].session_id if self.tries else None) or self.session_id

    @property
    def why_words(self) -> list[Any]:
        return [WHY_WORDS[each] for each in self.why]

    @property
    def say(self) -> Any:
        """What to say: one sentence, by the first of the reasons."""
        return SAY_WORDS[self.why[0]]


class TryRow(NamedTuple):
    """A call that did not get through: who made it, and when."""

    by: str
    at: datetime.datetime
    attempt: int


class CallCard(NamedTuple):
    """A call that is due, with the telephones to be called and what was tried before."""

    row: NoShowRow
    phones: list[people.Phone]
    tries: list[TryRow]

    @property
    def numberless(self) -> bool:
        """Whether nobody can be called: no number is known."""
        return not any(phone.number for phone in self.phones)

    @property
    def outcomes(self) -> dict[str, Any]:
        """What can have come of it, and its words: who has no number was not tried in vain, and
        may have come by and said a word all the same."""
        first, never = UNREACHED, terms.NO_NUMBER
        if self.numberless:
            first, never = never, first
        return {first: OUTCOME_WORDS[first]} | {
            each: word for each, word in OUTCOME_WORDS.items() if each != never
        }


class CallRow(NamedTuple):
    """A call that was made, and by whom. ``told``: a social worker is told of it."""

    name: str
    at: datetime.datetime
    outcome: str
    attempt: int | None
    told: bool
    by: str

    @property
    def outcome_word(self) -> Any:
        return OUTCOME_WORDS[self.outcome]

    @property
    def unreached(self) -> bool:
        return self.outcome == UNREACHED


def to_call(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[NoShowRow]:
    """Whom to call, since the last call that was answered: first whom nobody has tried yet, the
    latest no-show first, then whom somebody could not reach, the oldest try first. Once is enough
    where somebody waited, or of the very old; else ``NO_SHOW_TIMES`` times in ``NO_SHOW_DAYS``
    days. Who could not be reached stays, however long ago that was. Reckoned now, in at most twelve
    queries however many.

    Closed groups are left out: that somebody is in one is nobody's at this list.
    """
    places = sorted(viewer.communities(Permission.ATTENDANCE_KEEP))
    rows = _kept(places, at)
    missed, tries = _missed(rows, places, at)
    waited = hall.waited_for(rows)
    born = {each.id: each.born_on for each in people.comers(missed)}
    found = {}
    for one in missed.keys() & born.keys():
        told = [Missed(row.start_at, row.id in waited) for row in missed[one]]
        if why := _why(told, age_on(born[one], on), tries[one], at):
            found[one] = why
    names = people.labels(viewer, list(found), on)
    calls = []
    for one, name in names.items():
        last = max(missed[one], key=lambda row: row.start_at)
        calls.append(
            NoShowRow(
                one, name, found[one], len(missed[one]), last.id, last.title, last.start_at, on,
                tries[one],
            )
        )  # fmt: skip
    calls.sort(key=lambda row: row.last_at, reverse=True)
    return sorted(calls, key=lambda row: row.tried_at or NEVER)


def call_card(
    viewer: Viewer, resident_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> CallCard:
    """One call of the list, with the number. Remembered. Raises ``NotFound`` where none is due."""
    for row in to_call(viewer, on=on, at=at):
        if row.resident_id == resident_id:
            by = identity.names_of({call.by_id for call in row.tries})
            tries = [TryRow(by[call.by_id], call.at, call.attempt) for call in row.tries]
            return CallCard(row, people.phones_to_call(viewer, resident_id, on), tries)
    raise NotFound


def calls_made(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[CallRow]:
    """Who was called in the last ``ONCE_DAYS`` days, by whom, and what came of it, the latest
    first."""
    places = viewer.communities(Permission.ATTENDANCE_KEEP)
    since = at - datetime.timedelta(days=ONCE_DAYS)
    made = Reminder.objects.filter(place__in=places, at__gt=since).exclude(outcome="")
    rows = list(
        made.order_by("-at").values_list(
            "resident_id", "at", "outcome", "attempt", "lead_id", "by_id"
        )
    )
    names = people.labels(viewer, [row[0] for row in rows], on)
    by = identity.names_of({row[-1] for row in rows})
    return [
        CallRow(names[one], when, what, attempt, lead is not None, by[who])
        for one, when, what, attempt, lead, who in rows
        if one in names
    ]


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


def _why(
    missed: Sequence[Missed], years: int, tries: Sequence[Call], at: datetime.datetime
) -> tuple[str, ...]:
    """Why somebody is called now; whom the first try did not reach, still for what it was for."""
    first = tries[0].at if tries else at
    return terms.why_called(missed, years, at) or terms.why_called(missed, years, first)


def _missed(
    rows: list[SessionRow], places: Iterable[str], at: datetime.datetime
) -> tuple[dict[UUID, list[SessionRow]], dict[UUID, tuple[Call, ...]]]:
    """Who did not come to which of these, after a call to them was answered last; and the calls
    that did not get through since."""
    known: set[tuple[UUID, UUID]] = set()
    heard: dict[UUID, datetime.datetime] = {}
    live = Attendance.objects.filter(session__in=[row.id for row in rows], taken_back_at=None)
    for session, one, when in live.order_by("at").values_list("session_id", "resident_id", "at"):
        known.add((session, one))
        heard[one] = when
    calls = {
        one: terms.calls_so_far(made, heard.get(one)) for one, made in _calls(places, at).items()
    }
    expected = hall.expected_at(rows)
    missed: dict[UUID, list[SessionRow]] = {}
    for row in rows:
        for one in expected[row.id].people:
            told = calls.get(one.resident_id, NOT_CALLED).answered_at
            unknown = (row.id, one.resident_id) not in known
            if unknown and (told is None or row.start_at > told):
                missed.setdefault(one.resident_id, []).append(row)
    return missed, {one: calls.get(one, NOT_CALLED).tries for one in missed}


def _calls(places: Iterable[str], at: datetime.datetime) -> dict[UUID, list[Call]]:
    """The calls to each, in order of time. One about a deposit that did not get through is left
    out: it answers nothing, and another list asks for it again."""
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    made = Reminder.objects.filter(place__in=places, at__gt=since).exclude(
        session=None, outcome=UNREACHED
    )
    found: dict[UUID, list[Call]] = {}
    for one, lead, *about in made.order_by("at", "attempt").values_list(
        "resident_id", "lead_id", "at", "outcome", "attempt", "session_id", "by_id"
    ):
        when, outcome, attempt, session, who = about
        call = Call(when, outcome, attempt, session, lead is not None, who)
        found.setdefault(one, []).append(call)
    return found
