"""Who may look: assigning a minor's record, asking to open one, shielding who must not be found.

未成年人网络保护条例 (in force 2024-01-01) art. 36: staff see a minor's data only with the approval
of the person in charge, and every access is recorded. An assignment by a named supervisor is that
approval; whoever has none asks, and another person answers.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.ids import uuid7
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.notices import actions as notices
from linli.people.models import Assignment, Household, OpeningRequest, Resident, Shield
from linli.people.queries.opening import workers
from linli.people.terms import LONGEST_ASSIGNMENT_DAYS, LONGEST_OPENING_DAYS

SHORTEST_REASON = 4


class ToYourself(Refused):
    words = gettext_lazy("不能把未成年人的档案指定给自己：这一步要由另一个人批准。")
    remedy = gettext_lazy("请另一位督导来指定。")


class NotAWorkerHere(Refused):
    words = gettext_lazy("他在本社区没有打开档案的岗位，不能指定给他。")
    remedy = gettext_lazy("请从名单里选一位，或先请管理员任命。")


class WrongEnd(Refused):
    words = gettext_lazy("结束日期要在今天和%(latest)s之间。")
    remedy = gettext_lazy("到期后还需要，可以再指定一次。")


class UnknownScope(Refused):
    words = gettext_lazy("请选择打开的范围。")


class ReasonMissing(Refused):
    words = gettext_lazy("请写明为什么需要打开这份档案，至少几个字，批准的人要看。")


class AlreadyAsked(Refused):
    words = gettext_lazy("您已经申请过打开这份档案，还在等批准，不用再申请。")


class AlreadyDecided(Refused):
    words = gettext_lazy("这份申请已经有人答复过了。")


class OwnRequest(Refused):
    words = gettext_lazy("不能批准自己的申请。")
    remedy = gettext_lazy("请另一位督导来答复。")


class AlreadyShielded(Refused):
    words = gettext_lazy("这位居民已经在保护中。")


@transaction.atomic
def assign(
    *,
    worker_id: UUID,
    scope: str,
    until_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    resident_id: UUID | None = None,
    household_id: UUID | None = None,
    purpose: str = "",
) -> Assignment:
    """A supervisor opens a minor's record, or all minors' of a household, to one worker.

    ``scope``: ``case`` (the whole record) or ``contact``; at most a year. Raises ``ToYourself``,
    ``NotAWorkerHere``, ``WrongEnd``, ``UnknownScope``.
    """
    subject = _subject(resident_id, household_id)
    by.require(Permission.MINOR_ASSIGN, place=subject.place_id)
    on = timezone.localdate(at)
    if scope not in Assignment.Scope.values:
        raise UnknownScope
    if worker_id == by.user_id:
        raise ToYourself
    if worker_id not in workers(subject.place_id, on):
        raise NotAWorkerHere
    _insist_end(until_on, on, LONGEST_ASSIGNMENT_DAYS)
    assignment = Assignment.objects.create(
        place_id=subject.place_id,
        resident=subject if isinstance(subject, Resident) else None,
        household=subject if isinstance(subject, Household) else None,
        worker_id=worker_id,
        supervisor_id=by.user_id,
        scope=scope,
        purpose=purpose,
        since_on=on,
        until_on=until_on,
        assigned_at=at,
    )
    _remember(
        "record.assigned", subject, by, at,
        worker=str(worker_id), scope=scope, until=until_on.isoformat(),
    )  # fmt: skip
    return assignment


@transaction.atomic
def end_assignment(*, assignment_id: UUID, by: Viewer, at: datetime.datetime) -> Assignment:
    """From now on the record is closed to this worker again."""
    assignment = Assignment.objects.select_for_update(of=("self",)).filter(pk=assignment_id).first()
    if assignment is None:
        raise NotFound
    by.require(Permission.MINOR_ASSIGN, place=assignment.place_id)
    assignment.until_on = timezone.localdate(at) - datetime.timedelta(days=1)
    assignment.since_on = min(assignment.since_on, assignment.until_on)
    assignment.save(update_fields=["since_on", "until_on"])
    subject = assignment.resident or assignment.household
    _remember("record.unassigned", subject, by, at, worker=str(assignment.worker_id))
    return assignment


@transaction.atomic
def ask_to_open(
    *,
    resident_id: UUID,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> OpeningRequest:
    """Ask, once and with a reason, to open a minor's record. The supervisors are told.

    Raises ``ReasonMissing``, ``AlreadyAsked``.
    """
    resident = Resident.objects.filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_OPEN, place=resident.place_id)
    if pressed_before := OpeningRequest.objects.filter(pk=key, asked_by=by.user_id).first():
        return pressed_before
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    request = OpeningRequest(
        id=key or uuid7(),
        place_id=resident.place_id,
        resident=resident,
        asked_by_id=by.user_id,
        asked_at=at,
    )
    seal(request, "reason", reason.strip())
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyAsked from twice
    _remember("opening.asked", resident, by, at, request=str(request.pk))
    notices.tell_role(
        kind="opening.asked",
        role="supervisor",
        place=resident.place_id,
        subject=("opening", request.pk),
        at=at,
    )
    return request


@transaction.atomic
def decide_opening(
    *,
    request_id: UUID,
    granted: bool,
    by: Viewer,
    at: datetime.datetime,
    until_on: datetime.date | None = None,
) -> OpeningRequest:
    """Another person answers; a grant holds until a day, a month away at most.

    Raises ``AlreadyDecided``, ``OwnRequest``, ``WrongEnd``.
    """
    request = OpeningRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None:
        raise NotFound
    by.require(Permission.MINOR_ASSIGN, place=request.place_id)
    on = timezone.localdate(at)
    if request.decided_at:
        raise AlreadyDecided
    if request.asked_by_id == by.user_id:
        raise OwnRequest
    if granted:
        until_on = until_on or on
        _insist_end(until_on, on, LONGEST_OPENING_DAYS)
    request.decided_by_id, request.decided_at, request.granted = by.user_id, at, granted
    request.until_on = until_on if granted else None
    request.save()
    _remember(
        "opening.granted" if granted else "opening.refused",
        request.resident, by, at, request=str(request.pk),
    )  # fmt: skip
    notices.tell(
        kind="opening.answered", to=[request.asked_by_id], subject=("opening", request.pk), at=at
    )
    return request


@transaction.atomic
def shield(*, resident_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Shield:
    """Hide from the family where somebody is and who asked. Raises ``AlreadyShielded``."""
    resident = _subject(resident_id, None)
    by.require(Permission.MINOR_ASSIGN, place=resident.place_id)
    if Shield.objects.filter(resident=resident, until_on=None).exists():
        raise AlreadyShielded
    made = Shield(
        place_id=resident.place_id,
        resident=resident,
        since_on=timezone.localdate(at),
        set_by_id=by.user_id,
    )
    seal(made, "reason", reason.strip())
    made.save(force_insert=True)
    _remember("resident.shielded", resident, by, at)
    return made


@transaction.atomic
def lift_shield(*, shield_id: UUID, by: Viewer, at: datetime.datetime) -> Shield:
    """The danger is over."""
    made = Shield.objects.select_related("resident").filter(pk=shield_id, until_on=None).first()
    if made is None:
        raise NotFound
    by.require(Permission.MINOR_ASSIGN, place=made.place_id)
    made.until_on = timezone.localdate(at)
    made.save(update_fields=["until_on"])
    _remember("resident.unshielded", made.resident, by, at)
    return made


def _insist_end(until_on: datetime.date, on: datetime.date, longest_days: int) -> None:
    latest = on + datetime.timedelta(days=longest_days)
    if not on <= until_on <= latest:
        raise WrongEnd(latest=latest.isoformat())


def _subject(resident_id: UUID | None, household_id: UUID | None) -> Resident | Household:
    if resident_id:
        subject = Resident.objects.filter(pk=resident_id).first()
    else:
        subject = Household.objects.filter(pk=household_id).first()
    if subject is None:
        raise NotFound
    return subject


def _remember(
    verb: str,
    subject: Resident | Household,
    by: Viewer,
    at: datetime.datetime,
    **details: str,
) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("resident" if isinstance(subject, Resident) else "household", subject.pk),
        place=subject.place_id,
        details=details,
    )
