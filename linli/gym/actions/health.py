"""Shown the machines once; a declaration of health, sealed; the talk about it, by a keeper."""

import datetime
import json
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.gym import terms
from linli.gym.models import Declaration, Induction, Talk
from linli.gym.queries.rooms import TermsRow, kept_room, may_be_open, terms_of
from linli.gym.queries.standing import answers_of, in_force
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.people import queries as people
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard


class NameMissing(Refused):
    """Somebody showed it."""

    words = gettext_lazy("请写是谁带他认的器械。")


class NotYet(Refused):
    """A day to come."""

    words = gettext_lazy("日子写到今天以后了。")


class InductedAlready(Refused):
    """Once is enough."""

    words = gettext_lazy("已经记过认了器械，认一次就行。")


class NoReason(Refused):
    """What is taken back says why."""

    words = gettext_lazy("请写一句为什么撤回。")


class AnswersMissing(Refused):
    """Each question has an answer."""

    words = gettext_lazy("每个问题都请选“有”或“没有”。")


class QuestionsChanged(Refused):
    """Other questions are asked since the page was opened."""

    words = gettext_lazy("您打开这一页以后，问题改过了。")
    remedy = gettext_lazy("请重新打开这一页，看一看现在问什么，再答一次。")


class SheetOutdated(Refused):
    """A paper is keyed under the questions printed on it, or not at all."""

    words = gettext_lazy("请照纸上印的写问题是第几版。现在问的是第 %(number)s 版，别的版录不了。")
    remedy = gettext_lazy("纸是旧版的，请印一张新的，请本人再答一次。")


class GuardianSays(Refused):
    """A child does not declare by itself."""

    words = gettext_lazy("未成年人的健康说明，要由同住的监护人来填。")


class NothingToTalkOf(Refused):
    """There is no declaration, it has lapsed, or it says no to everything."""

    words = gettext_lazy("健康说明里没有要谈的。")


class OutcomeMissing(Refused):
    """One of three."""

    words = gettext_lazy("请选谈下来怎么样。")


@after_the_quicker
@one_transaction
def induct(
    *,
    space_id: UUID,
    resident_id: UUID,
    shown_by: str,
    shown_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Induction:
    """Somebody was shown the machines of a room by ``shown_by``. The same ``key`` is the same.

    Raises ``InductedAlready``, ``NameMissing``, ``NotYet``, ``NotFound``.
    """
    room = _kept(space_id, resident_id, by)
    live = Induction.objects.filter(space=space_id, resident=resident_id, taken_back_at=None)
    if earlier := pressed_before(Induction, key, space_id=space_id, resident_id=resident_id):
        return earlier
    if live.exists():
        raise InductedAlready
    name = " ".join(shown_by.split())[:20]
    if not name:
        raise NameMissing
    if shown_on > terms.day_of(at):
        raise NotYet
    made = Induction.objects.create(
        space_id=space_id, place_id=room.place, resident_id=resident_id, shown_on=shown_on,
        shown_by=name, at=at, by_id=by.user_id, key=key,
    )  # fmt: skip
    _record("gym_induction.given", "gym_induction", made.pk, room.place, by, at)
    return made


@one_transaction
def take_back_induction(
    *, induction_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> Induction:
    """It was somebody else, or they want to be shown anew. Raises ``NoReason``, ``NotFound``."""
    found = Induction.objects.select_for_update().filter(pk=induction_id, taken_back_at=None)
    row = found.first()
    if row is None:
        raise NotFound
    by.require(Permission.ATTENDANCE_KEEP, place=row.place_id)
    words = reason.strip()[:60]
    if not words:
        raise NoReason
    row.taken_back_at, row.taken_back_by_id, row.reason = at, by.user_id, words
    row.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
    _record("gym_induction.taken_back", "gym_induction", row.pk, row.place_id, by, at)
    return row


@after_the_quicker
@one_transaction
def declare(
    *,
    space_id: UUID,
    resident_id: UUID,
    answers: Sequence[bool],
    known: UUID,
    channel: str,
    told_by: UUID | None = None,
    declared_on: datetime.date | None = None,
    printed_number: int | None = None,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Declaration:
    """Somebody answered a room's questions; it is good for as long as the terms now say.

    ``known``: the version of the questions that was shown; no answer is kept under another.
    ``channel``: ``my``, they or their guardian themselves; else a keeper writes it down, and for a
    child ``told_by`` is the guardian who says so. ``printed_number``: the version on the paper it
    is copied from. The one before ends, and its answers are gone. Raises ``AnswersMissing``,
    ``QuestionsChanged``, ``SheetOutdated``, ``GuardianSays``, ``NotYet``,
    ``NotFound``.
    """
    room = spaces.get_space(by, space_id)
    on = terms.day_of(at)
    told = _speaking(room, resident_id, told_by, channel, by, on)
    if earlier := pressed_before(Declaration, key, space_id=space_id, resident_id=resident_id):
        return earlier
    row = _terms(room)
    if row.health_months is not None and row.questions_id != known:
        raise QuestionsChanged
    if row.health_months is None or len(answers) != len(row.questions):
        raise AnswersMissing
    if channel == terms.PAPER and printed_number != row.questions_number:
        raise SheetOutdated(number=row.questions_number)
    day = declared_on or on
    if day > on:
        raise NotYet
    for standing in Declaration.objects.select_for_update().filter(
        space=space_id, resident=resident_id, ended_at=None
    ):
        _forget(standing, by, at)
    made = Declaration(
        space_id=space_id, place_id=room.place, resident_id=resident_id,
        questions_id=row.questions_id, told_by_id=told, declared_on=day,
        good_until=terms.good_until(day, row.health_months), channel=channel, at=at,
        by_id=by.user_id, key=key,
    )  # fmt: skip
    seal(made, "answers", json.dumps([bool(each) for each in answers]))
    made.save(force_insert=True)
    _record("gym_declaration.given", "gym_declaration", made.pk, room.place, by, at)
    return made


@one_transaction
def withdraw(
    *, declaration_id: UUID, channel: str, by: Viewer, at: datetime.datetime
) -> Declaration:
    """A declaration is withdrawn: by whom it is about or a guardian (``my``), or at the desk by a
    keeper they asked. Its answers, and how the talk went, are gone. Raises ``NotFound``."""
    found = Declaration.objects.select_for_update().filter(pk=declaration_id, ended_at=None)
    row = found.first()
    if row is None:
        raise NotFound
    if channel != terms.MY:
        by.require(Permission.ATTENDANCE_KEEP, place=row.place_id)
    elif row.resident_id not in people.with_me(by, terms.day_of(at)):
        raise NotFound
    _forget(row, by, at)
    _record("gym_declaration.withdrawn", "gym_declaration", row.pk, row.place_id, by, at)
    return row


@one_transaction
def talk(
    *,
    space_id: UUID,
    resident_id: UUID,
    outcome: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Talk:
    """A keeper talked with somebody who had answered with a yes; what they agreed on, and no more.

    Raises ``NothingToTalkOf``, ``OutcomeMissing``, ``NotFound``, ``NotAllowed``.
    """
    room = _kept(space_id, resident_id, by)
    by.require(Permission.HEALTH_TALK, place=room.place)
    on = terms.day_of(at)
    row = in_force(space_id, resident_id, on).select_for_update().first()
    if earlier := pressed_before(Talk, key, declaration_id=row and row.pk):
        return earlier
    if row is None or not any(answers_of(row, on)):
        raise NothingToTalkOf
    if outcome not in terms.OUTCOMES:
        raise OutcomeMissing
    made = Talk(declaration=row, at=at, by_id=by.user_id, key=key)
    seal(made, "outcome", outcome)
    made.save(force_insert=True)
    _record("gym_declaration.talked", "gym_declaration", row.pk, room.place, by, at)
    return made


def _kept(space_id: UUID, resident_id: UUID, by: Viewer) -> SpaceCard:
    """A room whose door ``by`` keeps, for a resident of that place."""
    room = kept_room(by, space_id)
    if people.listed_place(by, resident_id) != room.place or not may_be_open(room):
        raise NotFound
    return room


def _terms(room: SpaceCard) -> TermsRow:
    row = terms_of([room.id]).get(room.id)
    if row is None or not may_be_open(room):
        raise NotFound
    return row


def _speaking(
    room: SpaceCard,
    resident_id: UUID,
    told_by: UUID | None,
    channel: str,
    by: Viewer,
    on: datetime.date,
) -> UUID:
    """Who says it: oneself, or a guardian of a child's who may be told of it."""
    guardians = people.guardians_told([resident_id], on)
    if channel == terms.MY:
        me = people.resident_of(by)
        home = people.my_home(by, on)
        if me is None or home is None or home.place != room.place:
            raise NotFound
        if resident_id not in people.with_me(by, on):
            raise NotFound
        told_by = me
    elif channel in terms.CHANNELS:
        _kept(room.id, resident_id, by)
    else:
        raise NotFound
    if resident_id not in guardians:
        return resident_id
    if told_by not in {each.id for each in guardians[resident_id]}:
        raise GuardianSays
    return told_by


def _forget(row: Declaration, by: Viewer, at: datetime.datetime) -> None:
    row.answers, row.ended_at, row.ended_by_id = None, at, by.user_id
    row.save(update_fields=["answers", "ended_at", "ended_by"])
    Talk.objects.filter(declaration=row).update(outcome=None)


def _record(verb: str, noun: str, pk: UUID, place: str, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=(noun, pk), place=place)
