"""Answering hints. A machine suggests, a person decides, and the answer teaches what to suggest."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.benefits.models import Hint, Workload
from linli.benefits.terms import (
    ANSWERS,
    LONGEST_NOT_NOW_DAYS,
    MOST_FAMILIES_A_WEEK,
    NOT_NOW,
    RIGHT,
    WRONG,
)
from linli.identity import queries as identity
from linli.identity.permissions import ROLES, Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal


class AlreadyAnswered(Refused):
    """Somebody has answered this hint."""

    words = gettext_lazy("这条提示已经有人答复过了。")
    mendable = False


class NotGivenToYou(Refused):
    """It is another worker's family."""

    words = gettext_lazy("这一家交给了另一位同事。")
    remedy = gettext_lazy("请他来答复，或请督导来处理。")
    status = 403
    mendable = False


class ReasonMissing(Refused):
    """Without the reason nobody learns why the machine was wrong."""

    words = gettext_lazy("判断错了，请写一句错在哪里，好让它改。")


class WrongDay(Refused):
    """Not now means later, and not never."""

    words = gettext_lazy("请写一个从明天起、一年以内的日子，到那天再提醒您。")


@transaction.atomic
def answer(
    *,
    hint_id: UUID,
    said: str,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
    again_on: datetime.date | None = None,
) -> Hint:
    """Say what became of a hint; ``said`` is one of ``terms.ANSWERS``.

    ``words`` say what was wrong; ``again_on``, for "not now", when to be reminded.
    Raises ``AlreadyAnswered``, ``NotGivenToYou``, ``ReasonMissing``, ``WrongDay``.
    """
    hint = Hint.objects.select_for_update().filter(pk=hint_id).first()
    if hint is None:
        raise NotFound
    by.require(Permission.HINT_ANSWER, place=hint.place_id)
    if by.user_id != hint.given_to_id and not by.may(Permission.HINT_OVERSEE, place=hint.place_id):
        raise NotGivenToYou
    if hint.answer == said and hint.answered_by_id == by.user_id:
        return hint  # pressed twice
    if hint.answer:
        raise AlreadyAnswered
    _insist_on_sense(said, words.strip(), again_on, timezone.localdate(at))
    hint.again_on = again_on if said == NOT_NOW else None
    seal(hint, "words", words.strip() or None)
    return _answered(hint, said, by, at)


@transaction.atomic
def claim_begun(
    *, household_id: UUID, benefit: str, person_id: UUID | None, by: Viewer, at: datetime.datetime
) -> None:
    """Somebody applies for it with them: whatever hint waits about it was right.

    Whoever it was given to need not answer it besides.
    """
    about = Hint.objects.filter(household=household_id, benefit=benefit, person=person_id)
    for hint in about.filter(answer="").select_for_update():
        by.require(Permission.HINT_ANSWER, place=hint.place_id)
        _answered(hint, RIGHT, by, at)


def _answered(hint: Hint, said: str, by: Viewer, at: datetime.datetime) -> Hint:
    hint.answer, hint.answered_by_id, hint.answered_at = said, by.user_id, at
    hint.save(update_fields=["answer", "answered_by", "answered_at", "again_on", "words"])
    journal.record(
        verb="hint.answered",
        by=by,
        at=at,
        subject=("household", hint.household_id),
        place=hint.place_id,
        details={"hint": str(hint.pk), "answer": said},
    )
    return hint


@transaction.atomic
def set_workload(
    *, user_id: UUID, families_a_week: int, place: str, by: Viewer, at: datetime.datetime
) -> Workload:
    """How many new families a worker takes on in a week: her own word, or the supervisor's.

    Raises ``NotFound`` for somebody who answers no hints at ``place``.
    """
    if by.user_id != user_id:
        by.require(Permission.HINT_OVERSEE, place=place)
    by.require(Permission.HINT_ANSWER, place=place)
    if user_id not in _who_answers(place, timezone.localdate(at)):
        raise NotFound
    made, _created = Workload.objects.update_or_create(
        user_id=user_id,
        defaults={"families_a_week": min(max(families_a_week, 0), MOST_FAMILIES_A_WEEK)},
    )
    journal.record(
        verb="workload.set",
        by=by,
        at=at,
        subject=("user", user_id),
        place=place,
        details={"families_a_week": made.families_a_week},
    )
    return made


def _who_answers(place: str, on: datetime.date) -> set[UUID]:
    roles = [key for key, role in ROLES.items() if Permission.HINT_ANSWER in role.permissions]
    return {user.pk for role in roles for user in identity.colleagues(role, place, on)}


def _insist_on_sense(
    said: str, words: str, again_on: datetime.date | None, on: datetime.date
) -> None:
    if said not in ANSWERS:
        raise NotFound
    if said == WRONG and not words:
        raise ReasonMissing
    if said == NOT_NOW:
        latest = on + datetime.timedelta(days=LONGEST_NOT_NOW_DAYS)
        if again_on is None or not on < again_on <= latest:
            raise WrongDay
