"""On what terms somebody teaches here: models of pay, credentials and their days. Pure."""

import datetime
from typing import NamedTuple

PERSON, BODY = "person", "body"
KINDS = (PERSON, BODY)

FREE = "free"
PER_SESSION = "per_session"
PER_HEAD = "per_head"
SHARE = "share"
ROOM_FOR_SERVICE = "room_for_service"
MODELS = (FREE, PER_SESSION, PER_HEAD, SHARE, ROOM_FOR_SERVICE)

SAFEGUARDING = "safeguarding"
CREDENTIALS = ("qualification", "title", "health", SAFEGUARDING, "other")
"""What is kept of them. 未成年人保护法 第六十二条: who works near minors is checked before they
begin and every year."""

ADULT_YEARS = 18
RUNS_OUT_DAYS = 60
"""So many days before it ends a credential stands on the desk's list."""

WHOLE = 1000
"""Per mille: a share of all."""

MISSING, EXPIRED, VALID = "missing", "expired", "valid"


class Rates(NamedTuple):
    """What an agreement pays. Amounts in fen, shares in per mille, preparation in minutes.

    ``cancelled_permille``: what part of the fee of a session a cancelled one is still paid.
    ``room_hour_fen``: what an hour of room is worth where room is given for service.
    """

    model: str
    per_session_fen: int = 0
    per_head_fen: int = 0
    share_permille: int = 0
    room_hour_fen: int = 0
    cancelled_permille: int = 0
    prepare_minutes: int = 0
    owed_minutes: int = 0

    @property
    def whole(self) -> bool:
        """Whether the one rate that its model needs is there, and no other."""
        rates = {
            PER_SESSION: self.per_session_fen,
            PER_HEAD: self.per_head_fen,
            SHARE: self.share_permille,
            ROOM_FOR_SERVICE: self.room_hour_fen,
        }
        given = {model for model, rate in rates.items() if rate}
        return (
            given == ({self.model} & set(rates))
            and self.share_permille <= WHOLE
            and self.cancelled_permille <= (WHOLE if self.model == PER_SESSION else 0)
        )


def admits_minors(age_from: int | None) -> bool:
    """Whether a course takes people under eighteen; one that says nothing of ages does."""
    return age_from is None or age_from < ADULT_YEARS


def checked_until(checked_on: datetime.date) -> datetime.date:
    """The first day on which a yearly check no longer holds: the same day a year on."""
    try:
        return checked_on.replace(year=checked_on.year + 1)
    except ValueError:  # 29 February
        return datetime.date(checked_on.year + 1, 3, 1)


def standing_of(spans: list[tuple[datetime.date, datetime.date | None]], on: datetime.date) -> str:
    """How credentials of a kind stand on a day: each from a day until the first without it."""
    if any(start <= on and (end is None or on < end) for start, end in spans):
        return VALID
    return EXPIRED if any(start <= on for start, _end in spans) else MISSING


def meet(
    first: tuple[datetime.date, datetime.date | None],
    second: tuple[datetime.date, datetime.date | None],
) -> bool:
    """Whether two spans share a day; each ends before its second day, or never."""
    return (second[1] is None or first[0] < second[1]) and (
        first[1] is None or second[0] < first[1]
    )
