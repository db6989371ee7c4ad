"""The programme of a week and the page of a course, with the places left of each session."""

import datetime
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _, gettext_lazy

from linli.hall import queries, terms
from linli.hall.published import events
from linli.hall.published.standing import NOBODY, Standing, pool_words, rounds_told, standing
from linli.hall.queries import Asked, Lots, OfferRow, ages_word
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN, spoken_time
from linli.pricing import published as pricing
from linli.pricing.published import PriceFace
from linli.programmes import published as programmes
from linli.programmes.published import AGE_BANDS, WEEKDAY_WORDS, SessionRow
from linli.providers import published as providers
from linli.providers.published import Face
from linli.rules.days import age_on

BAND_WORDS: Mapping[str, Any] = {
    "toddler": gettext_lazy("0–2 岁"),
    "preschool": gettext_lazy("3–5 岁"),
    "school": gettext_lazy("6–11 岁"),
    "teen": gettext_lazy("12–17 岁"),
    "adult": gettext_lazy("18–59 岁"),
    "elder": gettext_lazy("60–79 岁"),
    "eldest": gettext_lazy("80 岁以上"),
}
PART_WORDS: Mapping[str, Any] = {
    terms.MORNING: gettext_lazy("上午"),
    terms.AFTERNOON: gettext_lazy("下午"),
    terms.EVENING: gettext_lazy("晚上"),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS: Mapping[str, Any] = dict(zip(DAYS, WEEKDAY_WORDS, strict=True))
SCRIPT_SAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
PER = {terms.TERM: "term", terms.EACH: "session"}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: an age or a band of ages, a scene, a room, a day of the week, a part
    of the day; empty: everything."""

    age: int | None = None
    band: str = ""
    scene: str = ""
    room: str = ""
    day: str = ""
    part: str = ""

    def fits(self, row: SessionRow) -> bool:
        low, high = AGE_BANDS.get(self.band, (self.age, self.age))
        return (
            (not self.scene or row.scene == self.scene)
            and (not self.room or row.room == self.room)
            and (not self.day or DAYS[row.start_at.astimezone(XIAMEN).weekday()] == self.day)
            and (not self.part or queries.part_of(row) == self.part)
            and (high is None or row.age_from is None or row.age_from <= high)
            and (low is None or row.age_to is None or row.age_to >= low)
        )


@dataclass(frozen=True)
class Line:
    """A session as a notice board says it. ``offer_id`` where one may ask for a place of it now,
    ``of_course`` if that place is for the whole course."""

    id: UUID
    course_id: UUID
    title: str
    scene: str
    ages: str
    start_at: datetime.datetime
    end_at: datetime.datetime
    room: str
    cancelled: bool
    over: bool
    standing: Standing
    offer_id: UUID | None
    of_course: bool

    @property
    def said(self) -> str:
        """A sentence to be read aloud: ``上午9:00，书法入门，在悦享教室。60 岁以上。…``"""
        about = {
            "time": spoken_time(self.start_at, get_language() or "zh-hans"),
            "title": self.title,
            "room": self.room,
            "ages": self.ages,
            "how": self.standing.words,
        }
        if self.cancelled:
            return _("%(time)s，%(title)s。%(how)s。") % about
        if not self.room:
            return _("%(time)s，%(title)s。%(ages)s。%(how)s。") % about
        return _("%(time)s，%(title)s，在%(room)s。%(ages)s。%(how)s。") % about

    @property
    def what(self) -> str:
        """Its title, and what became of it if it was cancelled."""
        return f"{self.title} · {self.standing.words}" if self.cancelled else self.title

    @property
    def whom(self) -> str:
        """Of which ages one must be; empty where everybody may come."""
        return "" if self.ages == ages_word(None, None) else self.ages

    @property
    def hours(self) -> str:
        start, end = (each.astimezone(XIAMEN) for each in (self.start_at, self.end_at))
        return f"{start:%H:%M}–{end:%H:%M}"


@dataclass(frozen=True)
class Day:
    day: datetime.date
    lines: list[Line]


@dataclass(frozen=True)
class Week:
    """Monday to Sunday. ``rooms`` and ``scenes``: all there are that week, to choose from."""

    first: datetime.date
    days: list[Day]
    rooms: list[str]
    total: int

    @property
    def shown(self) -> int:
        """How many sessions there are of what was looked for."""
        return sum(len(each.lines) for each in self.days)

    def around(self, today: datetime.date) -> tuple[list[Day], list[Day]]:
        """The days a reader of today looks for, and those of this same week that are behind them.
        Of a week that is over nothing is behind: it is what was asked for."""
        behind = [each for each in self.days if each.day < today <= self.last]
        return [each for each in self.days if each not in behind], behind

    @property
    def last(self) -> datetime.date:
        return self.first + datetime.timedelta(days=6)

    @property
    def earlier(self) -> datetime.date:
        return self.first - datetime.timedelta(days=7)

    @property
    def later(self) -> datetime.date:
        return self.first + datetime.timedelta(days=7)


@dataclass(frozen=True)
class Places:
    """An offer of a course in plain words. ``standing``: of a place for the whole course;
    ``rounds``: who may ask from when, while not everybody may; ``price``: what a place costs today,
    None where it is free."""

    id: UUID
    of_course: bool
    lottery: bool
    approval: bool
    rounds: list[str]
    words: list[str]
    standing: Standing | None
    lots: Lots | None
    price: PriceFace | None


@dataclass(frozen=True)
class CourseView:
    """A course's page. ``lines``: its sessions that are not over; ``past``: how many were held;
    ``teachers``: who gives it and is on the street."""

    course: programmes.CourseFace
    title: str
    ages: str
    lines: list[Line]
    past: int
    places: list[Places]
    events: SafeString
    teachers: list[Face]

    @property
    def ahead(self) -> list[Line]:
        """The sessions still to be held."""
        return [line for line in self.lines if not line.cancelled]


@dataclass(frozen=True)
class Thing:
    """What somebody is about to sign up for: one session (``line``), or the whole course.

    ``on``: the day on which ages count, None where nothing is held. ``in_rounds``: not everybody
    may yet, and some may sooner. ``by_approval``: a keeper says yes.
    """

    course: programmes.CourseFace
    title: str
    ages: str
    line: Line | None
    standing: Standing | None
    on: datetime.date | None
    in_rounds: bool
    by_approval: bool

    def misfit(self, born_on: datetime.date) -> str:
        """Why whoever was born then is of another age, in words; empty for who fits."""
        if self.on is None:
            return ""
        years = age_on(born_on, self.on)
        low, high = self.course.age_from, self.course.age_to
        if years >= (low or 0) and (high is None or years <= high):
            return ""
        return _("到那天 %(years)d 岁，这是给%(ages)s的") % {"years": years, "ages": self.ages}


def edition(place: str, at: datetime.datetime) -> tuple[object, ...]:
    """What the programme's pages hang on: anything done at the place; and the minute, since places
    flow, offers lapse and sessions begin by the clock. One query."""
    return queries.edition(place), at.replace(second=0, microsecond=0).isoformat()


def week(place: str, day: datetime.date, wanted: Wanted, *, at: datetime.datetime) -> Week:
    """The week in which a day lies. Six queries, however much goes on."""
    first = week_of(day)
    start = datetime.datetime.combine(first, datetime.time(), tzinfo=XIAMEN)
    rows = programmes.sessions_between(place, start, start + datetime.timedelta(days=7))
    lines = _lines([row for row in rows if wanted.fits(row)], at)
    by_day: dict[datetime.date, list[Line]] = {}
    for line in lines:
        by_day.setdefault(line.start_at.astimezone(XIAMEN).date(), []).append(line)
    days = [first + datetime.timedelta(days=number) for number in range(7)]
    return Week(
        first=first,
        days=[Day(each, by_day[each]) for each in days if each in by_day],
        rooms=sorted({row.room for row in rows if row.room}),
        total=len(rows),
    )


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - datetime.timedelta(days=day.weekday())


def course(course_id: UUID, *, url: str, at: datetime.datetime) -> CourseView:
    """A course with its dates and places. ``url``: its address. Raises ``NotFound``."""
    face = programmes.course(course_id)
    rows = programmes.sessions_of(course_id)
    offers, asked, lots = _places_of([course_id], at)
    held = [row for row in rows if not row.cancelled]
    firsts = {course_id: held[0].start_at} if held else {}
    lines = [_line(row, offers.get(course_id, []), asked, lots, firsts, at) for row in rows]
    coming = [line for line in lines if not line.over]
    places = [
        _places(offer, rows, asked, lots.get(offer.id), at)
        for offer in offers.get(course_id, [])
        if not face.closed_group
    ]
    return CourseView(
        course=face,
        title=face.said_title,
        ages=ages_word(face.age_from, face.age_to),
        lines=coming,
        past=sum(line.over and not line.cancelled for line in lines),
        places=places,
        events=as_block(
            events.events(
                face,
                [row for row in rows if row.end_at > at],
                _free(offers, at),
                url,
                costs_nothing=not any(each.price and each.price.amount_fen for each in places),
            )
        ),
        teachers=providers.of_courses([course_id], at.astimezone(XIAMEN).date()).get(course_id, []),
    )


def thing(
    course_id: UUID, offer_id: UUID, session_id: UUID | None, *, at: datetime.datetime
) -> Thing:
    """What a place of an offer is for. Raises ``NotFound``: a place of each session names one that
    is not over, of a term none."""
    face = programmes.course(course_id)
    rows = programmes.sessions_of(course_id)
    offers, asked, lots = _places_of([course_id], at)
    offer = next((each for each in offers.get(course_id, []) if each.id == offer_id), None)
    row = next((each for each in rows if each.id == session_id and each.end_at > at), None)
    if offer is None or face.closed_group or (offer.kind == terms.TERM) != (session_id is None):
        raise NotFound
    if session_id is None:
        line, how = None, _of_course(offer, rows, asked, lots.get(offer.id), at)
    elif row is None:
        raise NotFound
    else:
        line = _line(row, [offer], asked, lots, {}, at)
        how = line.standing
    ages = ages_word(face.age_from, face.age_to)
    title, in_rounds = face.said_title, bool(offer.rounds)
    first = row or next((each for each in rows if not each.cancelled), None)
    on = first.start_at.astimezone(XIAMEN).date() if first else None
    return Thing(face, title, ages, line, how, on, in_rounds, offer.by_approval)


def _free(offers: Mapping[UUID, list[OfferRow]], at: datetime.datetime) -> dict[UUID, int]:
    """Places left of each session by its own pools, or of the whole course by its id."""
    free: dict[UUID, int] = {}
    for rows in offers.values():
        for offer in rows:
            if offer.ended:
                continue
            for session_id, pools in offer.pools.items():
                what = session_id or offer.course_id
                free[what] = free.get(what, 0) + sum(pool.free for pool in pools)
    return free


def _places(
    offer: OfferRow,
    rows: Sequence[SessionRow],
    asked: Mapping[tuple[UUID, UUID | None], Asked],
    lots: Lots | None,
    at: datetime.datetime,
) -> Places:
    of_course = offer.kind == terms.TERM
    held = [row for row in rows if not row.cancelled]
    ahead = [row for row in held if row.start_at > at]
    first = None if of_course else next(iter(ahead or held), None)
    pools = offer.pools.get(first.id if first else None, [])
    return Places(
        id=offer.id,
        of_course=of_course,
        lottery=offer.mode == terms.LOTTERY,
        approval=offer.by_approval,
        rounds=rounds_told(offer, at),
        words=[pool_words(pool, at) for pool in pools],
        standing=_of_course(offer, rows, asked, lots, at) if of_course else None,
        lots=lots if offer.closes_at is not None and offer.closes_at <= at else _sealed(lots),
        price=pricing.price_of(offer.course_id, PER[offer.kind], at.astimezone(XIAMEN).date()),
    )


def _of_course(
    offer: OfferRow,
    rows: Sequence[SessionRow],
    asked: Mapping[tuple[UUID, UUID | None], Asked],
    lots: Lots | None,
    at: datetime.datetime,
) -> Standing | None:
    """How the places of a whole course stand; None where no session of it is held."""
    held = [row for row in rows if not row.cancelled]
    if not held:
        return None
    mine = asked.get((offer.id, None), NOBODY)
    goes_on = held[-1].start_at > at
    return standing(held[0], offer, mine, lots, at, held[0].start_at, goes_on=goes_on)


def _sealed(lots: Lots | None) -> Lots | None:
    """Before the closing the commitment alone is told: who entered so far is nobody's matter."""
    return lots._replace(tickets={}) if lots else None


def _lines(rows: Sequence[SessionRow], at: datetime.datetime) -> list[Line]:
    courses = {row.course_id for row in rows}
    offers, asked, lots = _places_of(courses, at, [row.id for row in rows])
    firsts = _firsts(offers)
    return [_line(row, offers.get(row.course_id, []), asked, lots, firsts, at) for row in rows]


def _firsts(offers: Mapping[UUID, list[OfferRow]]) -> dict[UUID, datetime.datetime]:
    """When the courses begin whose places are for the whole: from then on nobody joins."""
    whole = {
        course_id
        for course_id, rows in offers.items()
        if any(each.kind == terms.TERM for each in rows)
    }
    return programmes.first_starts(whole) if whole else {}


def _places_of(
    courses: Iterable[UUID], at: datetime.datetime, sessions: Collection[UUID] | None = None
) -> tuple[dict[UUID, list[OfferRow]], dict[tuple[UUID, UUID | None], Asked], dict[UUID, Lots]]:
    wanted = list(courses)
    offers = queries.offers_of(wanted, at=at, session_ids=sessions)
    drawn = [each.id for rows in offers.values() for each in rows if each.mode == terms.LOTTERY]
    asked = queries.asked_of(wanted, sessions)
    return offers, asked, queries.lots_of(drawn) if drawn else {}


def _line(
    row: SessionRow,
    offers: Sequence[OfferRow],
    asked: Mapping[tuple[UUID, UUID | None], Asked],
    lots: Mapping[UUID, Lots],
    firsts: Mapping[UUID, datetime.datetime],
    at: datetime.datetime,
) -> Line:
    each = next((offer for offer in offers if row.id in offer.pools), None)
    whole = next((offer for offer in offers if offer.kind == terms.TERM), None)
    offer = each or whole
    begins_at, of_what = row.start_at, row.id
    if offer is not None and offer is whole:
        of_what = None
        begins_at = firsts.get(row.course_id, row.start_at)
    how = standing(
        row,
        offer,
        asked.get((offer.id, of_what), NOBODY) if offer else NOBODY,
        lots.get(offer.id) if offer else None,
        at,
        begins_at if row.start_at > at else row.start_at,
    )
    return Line(
        id=row.id,
        course_id=row.course_id,
        title=row.said_title,
        scene=str(programmes.SCENE_WORDS[row.scene]),
        ages=ages_word(row.age_from, row.age_to),
        start_at=row.start_at,
        end_at=row.end_at,
        room=row.said_room,
        cancelled=bool(row.cancelled),
        over=row.end_at <= at,
        standing=how,
        offer_id=offer.id if offer and how.open else None,
        of_course=of_what is None,
    )


def as_block(told: Any) -> SafeString:
    """JSON ready for a data block of a page: no title can end the block, for ``<``, ``>`` and
    ``&`` are written as escapes."""
    written = json.dumps(told, ensure_ascii=False)
    for sign, escape in SCRIPT_SAFE:
        written = written.replace(sign, escape)
    return mark_safe(written)  # noqa: S308 (escaped above for a data block)
