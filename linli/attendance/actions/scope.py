"""What every verb at the door begins with: which session, whose door, and the counter held."""

import datetime
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.models import Attendance, Headcount
from linli.attendance.queries.doors import awaiting, insist_on_door
from linli.hall import queries as hall
from linli.hall.queries import ExpectedList
from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.published import AGE_BANDS
from linli.programmes.queries import SessionRow


class NotHeld(Refused):
    """Cancelled, or not yet."""

    words = gettext_lazy("这一次取消了，不能签到。")


class TooEarly(Refused):
    """The door is not open yet."""

    words = gettext_lazy("还没到签到的时候：开始前 %(minutes)s 分钟才开门。")


class NoPlace(Refused):
    """All places are taken or kept."""

    words = gettext_lazy("现在没有空位：还能进 %(free)s 个人。")
    remedy = gettext_lazy("报了名没来的人，位子留到开始后 %(minutes)s 分钟，之后给在门口等的人。")

    def __init__(self, free: int) -> None:
        super().__init__(free=free, minutes=terms.GRACE_MINUTES)


class PlaceGiven(Refused):
    """Late, and the place was given to who stood there."""

    words = gettext_lazy("过了开始后 %(minutes)s 分钟，空位已经给了在门口等的人，现在满了。")
    remedy = gettext_lazy("有人先走，位子就空出来；教室坐得下，可以在活动里加名额。")


class Door:
    """A session whose counter this transaction holds: who else wants in or out waits.

    ``at``: when it was pressed.
    """

    def __init__(self, session_id: UUID, by: Viewer, at: datetime.datetime) -> None:
        self.row, self.by, self.at = kept_session(session_id, by), by, at
        self._hold()

    @classmethod
    def of_a_resident(cls, row: SessionRow, by: Viewer, at: datetime.datetime) -> "Door":
        """The same for somebody who speaks for themselves; the caller has checked that."""
        door = cls.__new__(cls)
        door.row, door.by, door.at = row, by, at
        door._hold()
        return door

    def _hold(self) -> None:
        held = Headcount.objects.select_for_update().filter(pk=self.row.id)
        if not held.exists():
            first = Headcount(session_id=self.row.id, capacity=self.list.capacity)
            Headcount.objects.bulk_create([first], ignore_conflicts=True)
        self.headcount = held.get()

    @property
    def list(self) -> ExpectedList:
        """Who has a place here, asked anew each time: it may have changed while we waited."""
        return hall.expected_at([self.row])[self.row.id]

    def live(self, ids: Collection[UUID] | None = None) -> dict[UUID, Attendance]:
        """What is known of these residents here, or of everybody."""
        found = Attendance.objects.filter(session=self.row.id, taken_back_at=None)
        if ids is not None:
            found = found.filter(resident__in=ids)
        return {each.resident_id: each for each in found}

    def free(self, listed: ExpectedList) -> int:
        """Places for whoever stands here without one, at this moment."""
        return terms.free(
            listed.capacity,
            self.headcount.inside,
            terms.awaited(**awaiting(listed.people, self.live().values(), self.row), at=self.at),
        )

    def admit(self, count: int, most: int, capacity: int) -> bool:
        """Count so many in, unless that makes more than ``most`` inside: one conditional UPDATE."""
        return bool(
            Headcount.objects.filter(pk=self.row.id, inside__lte=most - count).update(
                inside=F("inside") + count, capacity=capacity
            )
        )

    def note(self, count: int, capacity: int) -> None:
        """Count in who has been in already: more than the places, if it was so."""
        if not self.admit(count, capacity, capacity):
            inside = self.headcount.inside + count
            Headcount.objects.filter(pk=self.row.id).update(
                inside=inside, capacity=capacity, over=max(self.headcount.over, inside - capacity)
            )

    def let_out(self, count: int) -> None:
        """So many are not inside any more, or never were."""
        Headcount.objects.filter(pk=self.row.id).update(inside=F("inside") - count)

    def bands(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """The age band of each on the session's day. Raises ``NotFound`` for who is not of here."""
        on = self.row.start_at.astimezone(XIAMEN).date()
        found = {each.id: each for each in people.comers(ids)}
        if found.keys() != set(ids) or any(each.place != self.row.place for each in found.values()):
            raise NotFound
        return {one: terms.band_of(each.born_on, on, AGE_BANDS) for one, each in found.items()}

    def record(self, verb: str, **details: Any) -> None:
        """Remember it, as it was pressed."""
        record(verb, self.row, self.by, self.at, **details)


def kept_session(session_id: UUID, by: Viewer) -> SessionRow:
    """A session whose door ``by`` keeps. Raises ``NotFound``, ``NotAllowed``."""
    row = programmes.session(session_id)
    insist_on_door(by, row)
    return row


def insist_on_time(row: SessionRow, at: datetime.datetime) -> None:
    """Raises ``NotHeld``, ``TooEarly``."""
    if row.cancelled:
        raise NotHeld
    if at < terms.opens_at(row.start_at):
        raise TooEarly(minutes=terms.DOOR_OPENS_MINUTES)


def record(verb: str, row: SessionRow, by: Viewer, at: datetime.datetime, **details: Any) -> None:
    """A deed about a session's door."""
    journal.record(
        verb=verb, by=by, at=at, subject=("class_session", row.id), place=row.place, details=details
    )
