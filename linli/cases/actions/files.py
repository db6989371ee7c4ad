"""The case file itself: getting it with the right to work on it, and giving it to a worker."""

import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.cases.models import CaseFile
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.notices import actions as notices
from linli.people import actions as people

Row = TypeVar("Row", bound=Model)


class CaseIsClosed(Refused):
    """Nothing is written into a closed case."""

    words = gettext_lazy("这个个案已经结案了。")
    remedy = gettext_lazy("如果这家人又需要帮助，请督导重新打开它。")


class NotAssignedYet(Refused):
    """No supervisor has named a worker."""

    words = gettext_lazy("这个个案还没有指定社工，先不能办理。")
    remedy = gettext_lazy("请督导指定一位社工；指定之后，这家人的档案才会对他打开。")


class NotYourCase(Refused):
    """Another worker walks with this family."""

    words = gettext_lazy("这个个案由%(worker)s负责，只有他能往里面记。")
    remedy = gettext_lazy("要换人，请督导重新指定。")
    status = 403


class NotASocialWorker(Refused):
    """The named worker may not work on cases here."""

    words = gettext_lazy("他现在不是本社区的社工，不能把个案交给他。")
    remedy = gettext_lazy("请从名单里选一位，或先请管理员任命。")


class NotYourself(Refused):
    """Assigning is the approval the law asks for, so it takes two people."""

    words = gettext_lazy("不能把个案指定给自己。")
    remedy = gettext_lazy("打开未成年人的档案要有另一个人批准，请另一位督导来指定。")


class WrongDay(Refused):
    """A day in the future, or before the case began."""

    words = gettext_lazy("日期不对：要在开案那天（%(opened)s）和今天之间。")
    remedy = gettext_lazy("请改一下日期再保存，别的内容都还在。")


@transaction.atomic
def assign_worker(
    *, case_id: UUID, worker_id: UUID, until_on: datetime.date, by: Viewer, at: datetime.datetime
) -> CaseFile:
    """A supervisor names the worker; with it the family's records open to that worker until a day.

    This is the approval that Personal Information Protection Law art. 31 and the Minors Protection
    Law art. 72 ask for, so it is never given to oneself. Raises ``NotYourself``,
    ``NotASocialWorker``, ``CaseIsClosed``, and what ``people.actions.assign`` refuses.
    """
    case = locked(case_id)
    by.require(Permission.CASE_SUPERVISE, place=case.place_id)
    if case.closed_at:
        raise CaseIsClosed
    if worker_id == by.user_id:
        raise NotYourself
    _insist_on_social_worker(worker_id, case.place_id, at)
    people.assign(
        household_id=case.household_id,
        worker_id=worker_id,
        scope="case",
        until_on=until_on,
        by=by,
        at=at,
    )
    case.worker_id, case.assigned_at, case.assigned_by_id = worker_id, at, by.user_id
    case.save(update_fields=["worker", "assigned_at", "assigned_by"])
    note(case, "case.assigned", by=by, at=at, worker=str(worker_id), until=until_on.isoformat())
    notices.tell(kind="case.assigned", to=[worker_id], subject=("case", case.pk), at=at)
    return case


def locked(case_id: UUID) -> CaseFile:
    """The case, locked until the transaction ends. Raises ``NotFound``."""
    case = CaseFile.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def in_hand(case_id: UUID, *, by: Viewer) -> CaseFile:
    """The open case, locked, for the worker it was given to.

    Raises ``NotFound``, ``CaseIsClosed``, ``NotAssignedYet``, ``NotYourCase``.
    """
    case = locked(case_id)
    by.require(Permission.CASE_WORK, place=case.place_id)
    if case.closed_at:
        raise CaseIsClosed
    if case.worker_id is None:
        raise NotAssignedYet
    if case.worker_id != by.user_id:
        raise NotYourCase(worker=identity.name_of(case.worker_id))
    return case


def insist_on_day(case: CaseFile, on: datetime.date, at: datetime.datetime) -> None:
    """Raises ``WrongDay`` unless ``on`` lies between the case's opening and today."""
    opened_on = timezone.localdate(case.opened_at)
    if not opened_on <= on <= timezone.localdate(at):
        raise WrongDay(opened=opened_on.isoformat())


def note(
    case: CaseFile, verb: str, *, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    """The deed of a case: ids, days and amounts, never what was said."""
    journal.record(
        verb=verb, by=by, at=at, subject=("case", case.pk), place=case.place_id, details=details
    )


def _insist_on_social_worker(worker_id: UUID, place: str, at: datetime.datetime) -> None:
    colleagues = identity.colleagues("social_worker", place, timezone.localdate(at))
    if worker_id not in {user.pk for user in colleagues}:
        raise NotASocialWorker
