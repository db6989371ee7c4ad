"""What may be done with programmes, courses and sessions."""

from linli.programmes.actions.changes import (
    CancelledAlready,
    HeldAlready,
    NoReason,
    NotAsShown,
    NotCancelled,
    TwiceAtOnce,
    add_session,
    cancel_sessions,
    change_timetable,
    move_session,
    restore_session,
    since,
)
from linli.programmes.actions.courses import (
    BeginsInThePast,
    NoDayLeft,
    NotAMeeting,
    hold,
    open_course,
)
from linli.programmes.actions.programmes import (
    NeutralTitleMissing,
    ProgrammeClosed,
    SessionsAhead,
    change_programme,
    close_programme,
    open_programme,
)
from linli.programmes.terms import Change, Meeting, digest

__all__ = [
    "BeginsInThePast",
    "CancelledAlready",
    "Change",
    "HeldAlready",
    "Meeting",
    "NeutralTitleMissing",
    "NoDayLeft",
    "NoReason",
    "NotAMeeting",
    "NotAsShown",
    "NotCancelled",
    "ProgrammeClosed",
    "SessionsAhead",
    "TwiceAtOnce",
    "add_session",
    "cancel_sessions",
    "change_programme",
    "change_timetable",
    "close_programme",
    "digest",
    "hold",
    "move_session",
    "open_course",
    "open_programme",
    "restore_session",
    "since",
]  # fmt: skip
