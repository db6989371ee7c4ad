"""The demo's teacher: an agreement, a month of calligraphy, a statement that waits for a word."""

import datetime

from linli.attendance import actions as door
from linli.demo import cast, terms
from linli.demo.actions.staff import Workers
from linli.identity.permissions import Permission
from linli.kernel.ids import random_id
from linli.kernel.recurrence import WEEKDAYS, WEEKLY, Recurrence
from linli.kernel.words import XIAMEN
from linli.programmes import actions as programmes, queries as courses
from linli.providers import actions as providers
from linli.settlement import actions as settlement
from linli.spaces import queries as spaces

YUAN = 100
SATURDAY, SUNDAY = 5, 6


def settle(*, workers: Workers, began: datetime.datetime, at: datetime.datetime) -> None:
    """Let the teacher agree and show herself, teach last month, draft it.

    One session's door was not kept: the keeper is asked about it first.
    """
    keeper, teacher = workers["hall_keeper"], workers["teacher"]
    [teaching_id] = teacher.organisations(Permission.TEACHING_SEE)
    provider = providers.enter_provider(
        organisation_id=teaching_id, place=cast.PLACE, kind="person",
        shown_name=cast.TEACHER_SHOWN, shown_name_en=cast.TEACHER_SHOWN_EN,
        story=cast.TEACHER_STORY, skills=cast.TEACHER_SKILLS, key=random_id(), by=keeper, at=began,
    )  # fmt: skip
    providers.release(provider_id=provider.pk, by=teacher, at=began)
    now = next(
        each for each in courses.courses_at(cast.PLACE) if each.title == cast.COURSES[0].title
    )
    last = terms.month_before(at.astimezone(XIAMEN).date())
    meeting = programmes.Meeting(
        Recurrence(WEEKLY, count=cast.TAUGHT_TIMES, by_day=(WEEKDAYS[SATURDAY],)),
        last,
        datetime.time(9),
        90,
        where=cast.TAUGHT_WHERE,
        on_days_off="keep",
    )
    course = programmes.open_course(
        programme_id=now.programme.id, title=cast.TAUGHT_TITLE, capacity=12, meeting=meeting,
        key=random_id(), by=keeper, at=began,
    )  # fmt: skip
    fee = cast.TAUGHT_YUAN * YUAN
    agreement = providers.propose(
        provider_id=provider.pk, courses=[course.pk, now.id],
        rates=providers.Rates("per_session", per_session_fen=fee, prepare_minutes=30),
        from_on=began.date(), key=random_id(), by=keeper, at=began,
    )  # fmt: skip
    providers.answer(agreement_id=agreement.pk, yes=True, by=teacher, at=began)
    *kept, unkept = courses.sessions_of(course.pk)
    for row, heads in zip(kept, cast.TAUGHT_HEADS, strict=True):
        door.bring_guests(
            session_id=row.id, count=heads, by=keeper, at=row.start_at, key=random_id()
        )
    settlement.say(
        session_id=unkept.id, held=False, words=cast.TAUGHT_DOUBT, key=random_id(), by=keeper, at=at
    )
    settlement.draft(provider_id=provider.pk, month=last, by=keeper, at=at, key=random_id())


def read_aloud(*, workers: Workers, began: datetime.datetime, at: datetime.datetime) -> None:
    """Neighbours read picture books in the art room last month, for nothing; heads were counted."""
    keeper, told = workers["hall_keeper"], cast.READ
    [room] = [each for each in spaces.spaces_at(cast.PLACE) if str(each) == told.where]
    programme = programmes.open_programme(
        place=cast.PLACE, title=told.title, title_en=told.title_en, summary=told.summary,
        scene="i_family", goals=("resident_benefit",), key=random_id(), by=keeper, at=began,
    )  # fmt: skip
    meeting = programmes.Meeting(
        Recurrence(WEEKLY, count=told.times, by_day=(WEEKDAYS[SUNDAY],)),
        terms.month_before(at.astimezone(XIAMEN).date()),
        told.starts_at,
        told.minutes,
        space_id=room.id,
    )
    course = programmes.open_course(
        programme_id=programme.pk, title=told.title, capacity=told.places, meeting=meeting,
        key=random_id(), by=keeper, at=began,
    )  # fmt: skip
    for row, heads in zip(courses.sessions_of(course.pk), cast.READ_HEADS, strict=False):
        door.bring_guests(
            session_id=row.id, count=heads, by=keeper, at=row.start_at, key=random_id()
        )
