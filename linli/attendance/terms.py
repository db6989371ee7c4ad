"""On what terms one comes in: who is awaited, whose place is given on, who is called. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from linli.kernel.words import XIAMEN
from linli.rules.days import age_on

PRESENT, EXCUSED = "present", "excused"
STATES = (PRESENT, EXCUSED)
"""Absence is no row: it is that the door was kept, and there is none."""

QR, CARD, LIST, NAME, PAPER, WALK_IN = "qr", "card", "list", "name", "paper", "walk_in"
APP, PHONE, DESK = "app", "phone", "desk"
AT_THE_DOOR = (QR, CARD, LIST, NAME)
METHODS = (*AT_THE_DOOR, PAPER, WALK_IN, APP, PHONE, DESK)
"""How somebody came in, or how they said that they would not come."""

DOOR_OPENS_MINUTES = 60
"""So long before the beginning the first may be ticked."""

GRACE_MINUTES = 10
"""So long after the beginning the places of who has not come are kept; then they are given on."""

OFFLINE_HOURS = 24
"""A press that waited longer for the network counts from when it arrived."""

NO_SHOW_TIMES, NO_SHOW_DAYS = 3, 90
"""Who did not come so often in so many days is called. Nothing else follows from it."""

KEEP_DAYS = 30
"""A deposit that was missed and that nobody has kept so many days later goes back."""

ONCE_DAYS, ONCE_YEARS = 7, 80
"""Once is enough where somebody waited for the place, or of who is so old: called the same day, and
no longer than so many days after, when a call would be a reproach."""

OFTEN, WAITED, OLD = "often", "waited", "old"
UNREACHED, REACHED, FORGOT, STOPS, TROUBLE = "unreached", "reached", "forgot", "stops", "trouble"
NO_NUMBER = "no_number"
OUTCOMES = (UNREACHED, REACHED, FORGOT, STOPS, TROUBLE, NO_NUMBER)
"""What came of a call, or that there was none to make: no number is known. A closed list: what
somebody tells of their health is not written down."""

TRIES = 2
"""Who was called so often without getting through is told to a social worker, in the same press; as
are, at once, who has trouble and who has no number: a second try would reach them no better."""

FEW = 5
"""Fewer than these are not told: a number must not point at a person."""

GOOD, SO_SO, BAD = 3, 2, 1
FACES = (GOOD, SO_SO, BAD)

CAME_AFTER_ALL = "came"
"""Why an excuse is taken back by itself."""

LATE_MINUTES = 15
"""So long after the end a child who is still here is late to be fetched: somebody is called."""

ALLERGY, PHOTO = "allergy", "photo"
SIGN_KINDS = (ALLERGY, PHOTO)
PHOTO_YES, PHOTO_NO = "yes", "no"
"""What a guardian tells the door of a child."""

SIGN_WORDING = TEACHERS_TOO = 2
"""The words a guardian agrees to now, by number: from the second on they name who teaches the
session beside who is at the door. Nobody else is shown what was agreed to before."""

LIST_DAYS_BEFORE = 1
"""So many days before a session who teaches it may read its list, from midnight on, until the end
of the session."""

PERMIT_DAYS = 366
"""A permit to fetch names a day, at most so many days away."""

MOST_PERMITS = 10

MOST_GUESTS = 20
MOST_PRESSED = 30
SHEET_LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
SHEET_LENGTH = 6
CARD_PREFIX = "LK"
GUEST_LINES = 6
"""Empty lines at the foot of a printed list."""


def pressed(pressed_at: datetime.datetime | None, at: datetime.datetime) -> datetime.datetime:
    """When somebody came in: when it was pressed, if a device without network says so and can be
    right; else when it arrived."""
    oldest = at - datetime.timedelta(hours=OFFLINE_HOURS)
    return pressed_at if pressed_at is not None and oldest <= pressed_at <= at else at


def opens_at(start_at: datetime.datetime) -> datetime.datetime:
    """From when on people are let in."""
    return start_at - datetime.timedelta(minutes=DOOR_OPENS_MINUTES)


def given_at(start_at: datetime.datetime) -> datetime.datetime:
    """From when on the places of those who have not come are for whoever stands there."""
    return start_at + datetime.timedelta(minutes=GRACE_MINUTES)


def class_list_open(
    start_at: datetime.datetime, end_at: datetime.datetime, at: datetime.datetime
) -> bool:
    """Whether who teaches a session may read now who comes to it."""
    first = start_at.astimezone(XIAMEN).date() - datetime.timedelta(days=LIST_DAYS_BEFORE)
    return datetime.datetime.combine(first, datetime.time(), tzinfo=XIAMEN) <= at < end_at


def late_at(end_at: datetime.datetime) -> datetime.datetime:
    """From when on a child who was not fetched is late."""
    return end_at + datetime.timedelta(minutes=LATE_MINUTES)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however they were typed."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


class Missed(NamedTuple):
    """Somebody did not come and had not said so; ``waited``: others waited for a place there."""

    start_at: datetime.datetime
    waited: bool


def why_called(missed: Sequence[Missed], years: int, at: datetime.datetime) -> tuple[str, ...]:
    """Why somebody of this age is called who missed these in ``NO_SHOW_DAYS`` days; none: let be.

    That somebody lives alone was told for other purposes, and is not asked here.
    """
    since = at - datetime.timedelta(days=ONCE_DAYS)
    fresh = [each for each in missed if each.start_at > since]
    holds = {
        OLD: bool(fresh) and years >= ONCE_YEARS,
        WAITED: any(each.waited for each in fresh),
        OFTEN: len(missed) >= NO_SHOW_TIMES,
    }
    return tuple(why for why, so in holds.items() if so)


class Call(NamedTuple):
    """Somebody was called. ``attempt``: which call about one no-show, counted from 1; None of
    a call about a deposit, and of one before attempts were counted. ``told``: a social worker is
    told of it."""

    at: datetime.datetime
    outcome: str
    attempt: int | None = None
    session_id: UUID | None = None
    told: bool = False
    by_id: UUID | None = None

    @property
    def to_repeat(self) -> bool:
        """Whether it did not get through, and nobody else was asked to look after it."""
        return self.outcome == UNREACHED and self.attempt is not None and not self.told


class Calls(NamedTuple):
    """The calls to one person. What was missed before ``answered_at`` counts no more; ``tries`` are
    those that did not get through since."""

    answered_at: datetime.datetime | None = None
    tries: tuple[Call, ...] = ()


def calls_so_far(calls: Sequence[Call], heard_at: datetime.datetime | None) -> Calls:
    """How the calls to one person stand, in order of time. A call that reached them answers; so
    does one that was handed on, and that they came, or said a word, after who called gave up."""
    answered_at, tries = None, list[Call]()
    for call in calls:
        if not call.to_repeat:
            answered_at, tries = call.at, []
        elif call.attempt == 1 and tries:
            answered_at, tries = tries[-1].at, [call]
        else:
            tries.append(call)
    if tries and heard_at is not None and heard_at > tries[-1].at:
        answered_at, tries = tries[-1].at, []
    return Calls(answered_at, tuple(tries))


def is_handed_on(outcome: str, attempt: int | None) -> bool:
    """Whether a social worker must be told of a call."""
    tried = outcome == UNREACHED and attempt is not None and attempt >= TRIES
    return tried or outcome in {TROUBLE, NO_NUMBER}


def awaited(
    expected: int,
    came: int,
    excused_before: int,
    start_at: datetime.datetime,
    at: datetime.datetime,
) -> int:
    """How many places are still kept for those who signed up.

    ``excused_before``: who said before the beginning that they would not come; their place is free
    at once. An excuse that comes later frees nothing: the place is kept as long as anybody's.
    """
    return 0 if at >= given_at(start_at) else max(0, expected - came - excused_before)


def free(capacity: int, inside: int, kept: int) -> int:
    """Places for whoever stands at the door."""
    return max(0, capacity - inside - kept)


def band_of(born_on: datetime.date, on: datetime.date, bands: Mapping[str, tuple[int, int]]) -> str:
    """The age band of a person on a day; the last one for whoever is older than all."""
    years = age_on(born_on, max(on, born_on))  # a session of before they were born, keyed later
    for band, (_, last) in bands.items():
        if years <= last:
            return band
    return list(bands)[-1]


def told(faces: Sequence[int]) -> tuple[int, int, int] | None:
    """What may be told of what people felt: good, so-so, bad; None of too few."""
    if sum(faces) < FEW:
        return None
    good, so_so, bad = faces
    return good, so_so, bad


def sheet_number(typed: str) -> str:
    """A sheet's number as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:SHEET_LENGTH]


def card_token(typed: str) -> str:
    """A card's token as it was read by a scanner, or nothing where it is none."""
    token = "".join(letter for letter in typed.upper() if letter.isalnum())
    return token if token.startswith(CARD_PREFIX) and len(token) > 20 else ""


# Deposits -----------------------------------------------------------------------------------------

HELD, DUE, MISSED = "held", "due", "missed"
"""Where a deposit stands: not yet, to be given back, or missed without a word."""


class Once(NamedTuple):
    """One session as a deposit sees it. ``answered``: came, or was excused in time. ``kept``:
    somebody stood at its door, or nobody can be called absent."""

    start_at: datetime.datetime
    end_at: datetime.datetime
    answered: bool
    kept: bool


class Standing(NamedTuple):
    """``missed_at``: the ends of the sessions that were missed without a word."""

    word: str
    missed_at: tuple[datetime.datetime, ...] = ()


def deposit_standing(
    sessions: Sequence[Once],
    *,
    whole: bool,
    ended_at: datetime.datetime | None,
    at: datetime.datetime,
) -> Standing:
    """Whether a deposit goes back, by the published rule; ``sessions`` that were not called off, in
    order. ``ended_at``: when the place was given back, if it was.

    Of one session: as soon as one came or is excused. Of a ``whole`` course: when it is over,
    unless ``NO_SHOW_TIMES`` were missed without a word. A place given back before the beginning, a
    session called off, a door nobody stood at: back. What nobody has kept in ``KEEP_DAYS``: back.
    """
    if not sessions or (ended_at is not None and ended_at <= sessions[0].start_at):
        return Standing(DUE)
    meant = [each for each in sessions if ended_at is None or each.start_at < ended_at]
    if not whole and meant[0].answered:
        return Standing(DUE)
    over_at = meant[-1].end_at
    if at < over_at:
        return Standing(HELD)
    missed = tuple(each.end_at for each in meant if each.kept and not each.answered)
    enough = len(missed) >= (NO_SHOW_TIMES if whole else 1)
    if not enough or at >= over_at + datetime.timedelta(days=KEEP_DAYS):
        return Standing(DUE, missed)
    return Standing(MISSED, missed)


def excused_in_time(
    excused_at: datetime.datetime, method: str, start_at: datetime.datetime
) -> bool:
    """Whether an excuse counts for a deposit: said before the beginning, or, later, to a person."""
    return excused_at < start_at or method != APP
