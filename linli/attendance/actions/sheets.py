"""The sheet of paper: printed with a number, keyed once; a wrong keying is taken back whole."""

import datetime
import secrets
from collections.abc import Collection
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy

from linli.attendance import terms
from linli.attendance.actions.presence import TooMany, back, back_guests, put
from linli.attendance.actions.scope import Door, NotHeld, kept_session, record
from linli.attendance.models import Attendance, Guests, Keying, Sheet, SheetLine
from linli.attendance.terms import PAPER, PRESENT
from linli.hall import queries as hall
from linli.identity import queries as identity
from linli.identity.permissions import Viewer
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.kernel.words import spoken_moment


class KeyedAlready(Refused):
    """Somebody was quicker, or it lay on two desks."""

    words = gettext_lazy("这张单子 %(who)s 在 %(when)s 录过了。")
    remedy = gettext_lazy("录错了，请先撤回那一次，再重录。")


class NotBegunYet(Refused):
    """Nobody has come yet."""

    words = gettext_lazy("这一次还没开始，不能录单子。")


class NoSuchLine(Refused):
    """A line that is not on the paper."""

    words = gettext_lazy("单子上没有第 %(line)s 行。")


@after_the_quicker
@one_transaction
def print_sheet(*, session_id: UUID, by: Viewer, at: datetime.datetime, key: UUID) -> Sheet:
    """Freeze who is expected, in one order, under a number of its own. Raises ``NotHeld``."""
    row = kept_session(session_id, by)
    if earlier := pressed_before(Sheet, key, session_id=session_id):
        return earlier
    if row.cancelled:
        raise NotHeld
    sheet = Sheet.objects.create(
        number=_number(), session_id=row.id, place_id=row.place, printed_at=at,
        printed_by_id=by.user_id, key=key,
    )  # fmt: skip
    expected = hall.expected_at([row])[row.id].people
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, line=number, resident_id=one.resident_id)
        for number, one in enumerate(expected, start=1)
    )
    record("door_sheet.printed", row, by, at, lines=len(expected))
    return sheet


@one_transaction
def key_sheet(
    *,
    sheet_id: UUID,
    came: Collection[int],
    guests: int,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Keying:
    """Key which lines are ticked, and how many without a name stand below. They have been there, so
    they are written even if they were more than the places (``Headcount.over``).

    Who is known to have come stays so. The same ``key`` is the same press. Raises ``KeyedAlready``,
    ``NotHeld``, ``NotBegunYet``, ``NoSuchLine``.
    """
    sheet = _sheet(sheet_id)
    door = Door(sheet.session_id, by, at)
    if earlier := pressed_before(Keying, key, sheet_id=sheet.pk):
        return earlier  # even if it was taken back since: the press is an old one
    if standing := Keying.objects.filter(sheet=sheet, taken_back_at=None).first():
        raise keyed_already(standing)
    if door.row.cancelled:
        raise NotHeld
    if at < door.row.start_at:
        raise NotBegunYet
    if not 0 <= guests <= terms.MOST_GUESTS:
        raise TooMany(most=terms.MOST_GUESTS)
    lines = dict(sheet.lines.values_list("line", "resident_id"))
    if unknown := set(came) - lines.keys():
        raise NoSuchLine(line=min(unknown))
    keying = Keying.objects.create(sheet=sheet, keyed_at=at, keyed_by_id=by.user_id, key=key)
    ids = [lines[line] for line in sorted(set(came))]
    live = door.live(ids)
    coming = [one for one in ids if one not in live or live[one].state != PRESENT]
    capacity = door.list.capacity
    door.note(len(coming) + guests, capacity)
    put(door, coming, live, PAPER, key, keying.pk)
    if guests:
        Guests.objects.create(
            session_id=sheet.session_id, count=guests, at=at, by_id=by.user_id, key=key,
            keying=keying,
        )  # fmt: skip
    door.record("door_sheet.keyed", people=len(coming), guests=guests)
    return keying


@one_transaction
def take_back_keying(*, keying_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Keying:
    """A sheet was keyed wrong: all that came of it is taken back, and it may be keyed anew."""
    session_id = (
        Keying.objects.filter(pk=keying_id, taken_back_at=None)
        .values_list("sheet__session_id", flat=True)
        .first()
    )
    if session_id is None:
        raise NotFound
    door = Door(session_id, by, at)
    keying = Keying.objects.filter(pk=keying_id, taken_back_at=None).first()
    if keying is None:
        raise NotFound
    mine = {"keying": keying, "taken_back_at": None}
    back(door, list(Attendance.objects.filter(**mine)), reason)
    back_guests(door, list(Guests.objects.filter(**mine)), reason)
    keying.taken_back_at, keying.taken_back_by_id = at, by.user_id
    keying.reason = reason.strip()[:60]
    keying.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
    door.record("door_sheet.taken_back")
    return keying


def keyed_already(keying: Keying) -> KeyedAlready:
    """The refusal, with who and when."""
    names = identity.names_of({keying.keyed_by_id})
    when = spoken_moment(keying.keyed_at, language=get_language() or "zh-hans")
    return KeyedAlready(who=names[keying.keyed_by_id], when=when)


def _sheet(sheet_id: UUID) -> Sheet:
    sheet = Sheet.objects.filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    return sheet


def _number() -> str:
    """One that nobody has; if somebody does, the whole press is tried again."""
    return "".join(secrets.choice(terms.SHEET_LETTERS) for _ in range(terms.SHEET_LENGTH))
