"""Programmes and rounds: opened with their own rules, and what those rules refuse."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy

from linli.fund.models import AidProgramme, AidRequest, Application, Fund
from linli.fund.queries import Whom, beside
from linli.fund.terms import CRITERIA, MERIT
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused


class ProgrammeMixed(Refused):
    """Merit does not ask for need, and need is not ranked by merit."""

    words = gettext_lazy("奖和助是两个项目：奖励看成绩，不问收入；资助看困难，不比成绩。")


class ProgrammeClosed(Refused):
    """Not open yet, or over."""

    words = gettext_lazy("“%(name)s”现在不接受申请。")
    remedy = gettext_lazy("请看下一期什么时候开始，或者按困难家庭帮扶申请。")


class ReasonNotServed(Refused):
    """The programme answers other classes of reason."""

    words = gettext_lazy("“%(name)s”不是为这一类困难设的。")


class AboveTheCeiling(Refused):
    """A household gets no more of a programme than its ceiling."""

    words = gettext_lazy("“%(name)s”每户最多 %(ceiling)s，这一户已经申请 %(asked)s。")


class FundedTwice(Refused):
    """The state pays for the same already."""

    words = gettext_lazy("这一户正在申领或领取政府的同一项资助，“%(name)s”不重复资助。")
    remedy = gettext_lazy("和哪几项不重复，写在项目的条件里；已经不领了的，先更新登记的情况。")


@transaction.atomic
def open_programme(
    *,
    fund_id: UUID,
    name: str,
    purpose: str,
    kind: str,
    opens_on: datetime.date,
    ceiling_fen: int,
    reasons: Sequence[str],
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    closes_on: datetime.date | None = None,
    documents: Sequence[str] = (),
    criteria: Mapping[str, int] | None = None,
    not_with: Sequence[str] = (),
) -> AidProgramme:
    """Open a programme, or a round where it closes. ``criteria``: points by code (``CRITERIA``).

    Raises ``ProgrammeMixed``.
    """
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(Permission.PROGRAMME_KEEP, place=fund.place_id)
    if earlier := pressed_before(AidProgramme, key, fund_id=fund.pk):
        return earlier
    counted = criteria or {}
    if any(CRITERIA[code].kind != kind for code in counted):
        raise ProgrammeMixed
    programme = AidProgramme.objects.create(
        fund=fund,
        name=name,
        purpose=purpose,
        kind=kind,
        opens_on=opens_on,
        closes_on=closes_on,
        ceiling_fen=ceiling_fen,
        reasons=list(reasons),
        documents=list(documents),
        criteria=[{"code": code, "points": points} for code, points in counted.items()],
        not_with=list(not_with),
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    journal.record(
        verb="programme.opened",
        by=by,
        at=at,
        subject=("programme", programme.pk),
        place=fund.place_id,
    )
    return programme


class ToApply(NamedTuple):
    """What an application needs of its programme."""

    fund_id: UUID
    place: str
    purpose: str


def programme_to_apply(programme_id: UUID) -> ToApply:
    """The programme a resident applies to: those that fill a gap are asked by a worker, who can
    work the gap out. Raises ``NotFound``."""
    found = AidProgramme.objects.select_related("fund").filter(
        pk=programme_id, purpose="student_aid"
    )
    programme = found.first()
    if programme is None:
        raise NotFound
    return ToApply(programme.fund_id, programme.fund.place_id, programme.purpose)


@transaction.atomic
def hand_in(
    *,
    request_id: UUID,
    documents: Sequence[str],
    by: Viewer,
    at: datetime.datetime,
    gaokao_score: int | None = None,
) -> Application:
    """Which of the programme's papers lie here, and the score of the exam's own paper.

    Only an award asks for a score. Raises ``ProgrammeMixed``.
    """
    request = AidRequest.objects.select_related("programme").filter(pk=request_id).first()
    if request is None or request.programme is None:
        raise NotFound
    by.require(Permission.AID_ASK, place=request.place_id)
    if gaokao_score is not None and request.programme.kind != MERIT:
        raise ProgrammeMixed
    application, _new = Application.objects.update_or_create(
        request=request, defaults={"documents": list(documents), "gaokao_score": gaokao_score}
    )
    journal.record(
        verb="aid.handed_in",
        by=by,
        at=at,
        subject=("aid_request", request.pk),
        place=request.place_id,
    )
    return application


def insist_on_programme(
    programme_id: UUID,
    fund_id: UUID,
    purpose: str,
    reason: str,
    amount_fen: int,
    household_id: UUID | None,
    person_id: UUID | None,
    on: datetime.date,
) -> None:
    """What a programme's own rules refuse. The row is locked: two who ask at once are counted.

    Raises ``NotFound``, ``ProgrammeClosed``, ``ReasonNotServed``, ``AboveTheCeiling``,
    ``FundedTwice``.
    """
    programme = (
        AidProgramme.objects.select_for_update().filter(pk=programme_id, fund=fund_id).first()
    )
    if programme is None or programme.purpose != purpose or household_id is None:
        raise NotFound
    name = programme.name
    over = programme.closes_on is not None and on > programme.closes_on
    if on < programme.opens_on or over:
        raise ProgrammeClosed(name=name)
    if reason not in programme.reasons:
        raise ReasonNotServed(name=name)
    asked_fen = _asked_fen(programme, household_id) + amount_fen
    if asked_fen > programme.ceiling_fen:
        raise AboveTheCeiling(
            name=name, ceiling=spoken(programme.ceiling_fen), asked=spoken(asked_fen)
        )
    whom = Whom(household_id, person_id)
    if any(one.drawn for one in beside(programme, [whom], on)[whom]):
        raise FundedTwice(name=name)


def insist_not_doubled(request_id: UUID, on: datetime.date) -> None:
    """What was fine when it was asked may be the state's by now. Raises ``FundedTwice``."""
    asked = AidRequest.objects.select_related("programme").get(pk=request_id)
    if asked.programme is None or asked.household_id is None:
        return
    whom = Whom(asked.household_id, asked.person_id)
    if any(one.drawn for one in beside(asked.programme, [whom], on)[whom]):
        raise FundedTwice(name=asked.programme.name)


def _asked_fen(programme: AidProgramme, household_id: UUID) -> int:
    """What the household has asked of the programme and was neither refused nor taken back."""
    rows = AidRequest.objects.filter(
        programme=programme, household=household_id, refusal=None, withdrawal=None
    )
    return rows.aggregate(fen=Sum("asked_fen"))["fen"] or 0
