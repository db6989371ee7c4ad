"""Somebody says that they will not come this time: at home, by telephone, at the desk."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.actions.presence import back, recorded_before
from linli.attendance.actions.scope import Door, NoPlace, NotHeld, kept_session
from linli.attendance.models import Attendance
from linli.attendance.terms import APP, EXCUSED, PRESENT
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import one_transaction
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow


class OverAlready(Refused):
    """What is over was missed; the desk may still write why."""

    words = gettext_lazy("这一次已经结束了，请打电话告诉我们。")


class CameAlready(Refused):
    """Who is inside does not stay away."""

    words = gettext_lazy("已经来了，不用请假。")


@one_transaction
def excuse(
    *,
    session_id: UUID,
    people_ids: Sequence[UUID],
    method: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> list[Attendance]:
    """These will not come this time. Said before the beginning it frees their places at once; later
    it is an excuse all the same. No reason is asked. Raises ``CameAlready``, ``OverAlready``,
    ``NotHeld``, ``NotFound`` for whom ``by`` may not speak."""
    ids = list(dict.fromkeys(people_ids))
    row = _spoken_for(session_id, ids, method, by, at)
    door = Door.of_a_resident(row, by, at)
    if earlier := recorded_before(key, session_id, ids):
        return earlier
    if row.cancelled:
        raise NotHeld
    if not ids or not set(ids) <= {one.resident_id for one in door.list.people}:
        raise NotFound
    live = door.live(ids)
    if any(each.state == PRESENT for each in live.values()):
        raise CameAlready
    missing = [one for one in ids if one not in live]
    bands = door.bands(missing)
    made = Attendance.objects.bulk_create(
        Attendance(
            session_id=row.id, place_id=row.place, resident_id=one, state=EXCUSED,
            band=bands[one], at=at, method=method, by_id=by.user_id, key=key,
        )
        for one in missing
    )  # fmt: skip
    if made:
        door.record("attendance.excused", people=len(made), method=method)
    return [*live.values(), *made]


@one_transaction
def come_after_all(
    *, session_id: UUID, people_ids: Sequence[UUID], by: Viewer, at: datetime.datetime
) -> None:
    """Who had excused themselves will come. Raises ``OverAlready`` once it has begun (then the door
    decides whether there is still a place), ``NoPlace`` where theirs was given on."""
    ids = list(dict.fromkeys(people_ids))
    row = _spoken_for(session_id, ids, APP, by, at)
    if at >= row.start_at:
        raise OverAlready
    door = Door.of_a_resident(row, by, at)
    excused = [each for each in door.live(ids).values() if each.state == EXCUSED]
    if door.free(door.list) < len(excused):
        raise NoPlace(free=door.free(door.list))
    back(door, excused, terms.CAME_AFTER_ALL)
    if excused:
        door.record("attendance.taken_back", state=EXCUSED)


def _spoken_for(
    session_id: UUID, ids: Sequence[UUID], method: str, by: Viewer, at: datetime.datetime
) -> SessionRow:
    """The session, if ``by`` may speak for these people. Raises ``NotFound``, ``OverAlready``."""
    if method != APP:
        return kept_session(session_id, by)
    row = programmes.session(session_id)
    if not set(ids) <= set(people.with_me(by, at.astimezone(XIAMEN).date())):
        raise NotFound
    if at >= row.end_at:
        raise OverAlready
    return row
