"""What may be done with a request for aid: ask, decide; or take it back. Paying is paying.py's.

Four people, one after another: whoever asks may not decide, whoever decides may not instruct,
whoever instructs may not say that it was paid. The database keeps this (``identity.SignOff``).
Every action locks the request first and the book last, so two of them never wait for each other.
"""

import datetime
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.claims import queries as claims
from linli.fund import postings
from linli.fund.actions.funds import AmountNotPossible, KeyUsedForOther, NoOpeningYet
from linli.fund.models import (
    AidRequest,
    Fund,
    Grant,
    OpeningBalance,
    Purpose,
    Refusal,
    Withdrawal,
)  # fmt: skip
from linli.fund.queries import Facts, Held, facts_now, hold
from linli.fund.terms import FAMILY_PURPOSES, MOST_ASKED_FEN, OPEN_STATES, most_to_grant_fen
from linli.identity import actions as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger
from linli.notices import actions as notices
from linli.people import queries as people

SUBJECT = "aid_request"

Made = TypeVar("Made", bound=Model)


class PurposeMismatch(Refused):
    """A family purpose needs a household; works have none."""

    words = gettext_lazy("这个用途和这份申请对不上：帮扶要写明是哪一户，修缮和项目不能写。")


class CostNotKnown(Refused):
    """An unknown cost is not a gap of zero: it is asked for first."""

    words = gettext_lazy("还不知道这个家庭每月的费用，算不出政策给完以后还差多少。")
    remedy = gettext_lazy("请先在家庭档案里登记每月费用，再提出申请。")


class MoreThanTheGap(Refused):
    """The fund comes after state aid and fills what a month leaves open, no more."""

    words = gettext_lazy("政策能给的算完以后，每月还差 %(gap)s；申请的 %(asked)s 超过了这个缺口。")
    remedy = gettext_lazy("请把金额改到一个月的缺口以内；家里情况有变化的，先更新情况再算一次。")


class MoreThanAsked(Refused):
    """A grant may be smaller than what was asked, never larger."""

    words = gettext_lazy("批准的 %(granted)s 超过了申请的 %(asked)s。")


class ReasonNeeded(Refused):
    """A no without a why helps nobody."""

    words = gettext_lazy("不通过要写明理由，家里人会看到。")


class AlreadyEnded(Refused):
    """Refused, withdrawn or paid: nothing follows."""

    words = gettext_lazy("这份申请已经办结，不能再改。")


class NotEnoughMoney(Refused):
    """What is left for this purpose, with the money given for none, does not suffice."""

    words = gettext_lazy("能用在这上面的钱不够，还差 %(missing)s。")
    remedy = gettext_lazy("可以少批一些，或等新的捐赠；捐赠人指定了别的用途的钱不能动。")


@dataclass(frozen=True, slots=True)
class Origin:
    """The upper room's record a request comes from, with a title and a day frozen for good.

    The title stands on the committee's page: a number of a case, never a name.
    """

    room: str
    noun: str
    id: UUID
    title: str
    on: datetime.date


@transaction.atomic
def ask(
    *,
    fund_id: UUID,
    purpose: str,
    reason: str,
    amount_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    household_id: UUID | None = None,
    person_id: UUID | None = None,
    origin: Origin | None = None,
) -> AidRequest:
    """Ask the fund. For a family still in hardship, never more than state aid leaves open.

    ``reason`` is a class (``terms.REASONS``): the committee reads no diagnosis.
    Raises ``AmountNotPossible``, ``PurposeMismatch``, ``MoreThanTheGap``, ``NoOpeningYet``,
    ``KeyUsedForOther``; ``NotFound`` for a household elsewhere.
    """
    fund = _fund_to_ask(fund_id, by)
    if earlier := AidRequest.objects.filter(key=key).first():
        same = (earlier.asked_fen, earlier.fund_id) == (amount_fen, fund.pk)
        return _first(AidRequest, key, same)
    if not 0 < amount_fen <= MOST_ASKED_FEN:
        raise AmountNotPossible
    _insist_on_purpose(fund, purpose, household_id)
    request = AidRequest(
        fund=fund,
        place_id=fund.place_id,
        purpose=purpose,
        reason=reason,
        asked_fen=amount_fen,
        asked_by_id=by.user_id,
        asked_at=at,
        key=key,
        **_whom(household_id, person_id, fund, by),
        **origin_fields(origin),
    )
    if purpose == "family_aid":
        request.gap_fen = _gap_fen(household_id, amount_fen, by, at)
    request.save(force_insert=True)
    _sign(request.pk, "ask", by, at)
    _record("aid.asked", request.pk, fund.place_id, by, at, amount_fen=amount_fen)
    _tell_role("aid.asked", "committee_member", request.pk, fund.place_id, at, amount_fen)
    return request


@transaction.atomic
def decide(
    *,
    request_id: UUID,
    grant_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
) -> Grant | Refusal:
    """Grant ``grant_fen``, or refuse with 0 and ``words`` the family may read.

    A grant sets the money aside at once. Raises ``MoreThanAsked``, ``MoreThanTheGap``,
    ``NotEnoughMoney``, ``ReasonNeeded``, ``AlreadyEnded``, ``SamePersonTwice``.
    """
    request, facts = _held(request_id, Permission.AID_DECIDE, by)
    if facts.pressed.get("grant") == key:
        return _first(Grant, key, facts.granted_fen == grant_fen)
    if facts.pressed.get("refusal") == key:
        return _first(Refusal, key, grant_fen == 0)
    _insist_open(facts)
    if grant_fen:
        return _grant(request, grant_fen, key, by, at)
    return _refuse(request, words.strip(), key, by, at)


@transaction.atomic
def withdraw(*, request_id: UUID, key: UUID, by: Viewer, at: datetime.datetime) -> Withdrawal:
    """Take a request back before it is paid; money set aside goes back to where it came from."""
    request, facts = _held(request_id, Permission.AID_ASK, by)
    if facts.pressed.get("withdrawal") == key:
        return _first(Withdrawal, key)
    _insist_open(facts)
    withdrawal = Withdrawal.objects.create(
        request_id=request.id, at=at, key=key, entry=_set_free(request, key, by, at)
    )
    _record("aid.withdrawn", request.id, request.place, by, at)
    _tell_role("aid.withdrawn", "cashier", request.id, request.place, at)
    return withdrawal


# What the actions come to -------------------------------------------------------------------------


def _grant(request: Held, amount_fen: int, key: UUID, by: Viewer, at: datetime.datetime) -> Grant:
    _insist_within(request, amount_fen)
    _sign(request.id, "decide", by, at)
    draft = postings.aid_granted(
        request.book,
        timezone.localdate(at),
        amount_fen,
        request.purpose,
        request=str(request.id),
        shown=not request.helps_a_household,
    )
    try:
        entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    except ledger.NotEnough as short:
        raise NotEnoughMoney(missing=short.facts["missing"]) from short
    grant = Grant.objects.create(
        request_id=request.id, amount_fen=amount_fen, at=at, entry=entry, key=key
    )
    _record("aid.decided", request.id, request.place, by, at, amount_fen=amount_fen)
    _tell_role("aid.decided", "cashier", request.id, request.place, at, amount_fen)
    _tell("aid.decided", [request.asked_by], request.id, at, amount_fen)
    return grant


def _refuse(request: Held, words: str, key: UUID, by: Viewer, at: datetime.datetime) -> Refusal:
    if not words:
        raise ReasonNeeded
    _sign(request.id, "decide", by, at)
    refusal = Refusal(request_id=request.id, at=at, key=key)
    seal(refusal, "words", words)
    refusal.save(force_insert=True)
    _record("aid.refused", request.id, request.place, by, at)
    _tell("aid.refused", [request.asked_by], request.id, at)
    return refusal


def _set_free(request: Held, key: UUID, by: Viewer, at: datetime.datetime) -> Any:
    """The entry that takes the grant's own back, or None when nothing had been set aside."""
    grant = Grant.objects.select_related("entry").filter(pk=request.id).first()
    if grant is None:
        return None
    taken_back = ledger.reverse(
        book=request.book, seq=grant.entry.seq, reason="withdrawn", key=str(key), by=by, at=at
    )
    return taken_back.entry


# What must hold ----------------------------------------------------------------------------------


def _fund_to_ask(fund_id: UUID, by: Viewer) -> Fund:
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(Permission.AID_ASK, place=fund.place_id)
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    return fund


def _held(request_id: UUID, permission: Permission, by: Viewer) -> tuple[Held, Facts]:
    """The request, locked until the end, and what has become of it."""
    request = hold(request_id)
    if request is None:
        raise NotFound
    by.require(permission, place=request.place, organisation=request.holder)
    return request, facts_now(request_id)


def _insist_on_purpose(fund: Fund, purpose: str, household_id: UUID | None) -> None:
    helps_a_family = purpose in FAMILY_PURPOSES
    if helps_a_family != (household_id is not None):
        raise PurposeMismatch
    if not Purpose.objects.filter(fund=fund, kind=purpose).exists():
        raise PurposeMismatch


def _whom(
    household_id: UUID | None, person_id: UUID | None, fund: Fund, by: Viewer
) -> dict[str, Any]:
    """Whom it helps: the one person named, or everybody in the household today."""
    if household_id is None:
        return {"persons": 0}
    if people.place_of_household(by, household_id) != fund.place_id:
        raise NotFound
    members = people.members_of(by, household_id)
    if person_id not in members | {None}:
        raise NotFound
    persons = 1 if person_id else len(members)
    return {"household_id": household_id, "person_id": person_id, "persons": persons}


def origin_fields(origin: Origin | None) -> dict[str, Any]:
    """An origin as a row keeps it."""
    if origin is None:
        return {}
    return {
        "origin_room": origin.room,
        "origin_noun": origin.noun,
        "origin_id": origin.id,
        "origin_title": origin.title,
        "origin_on": origin.on,
    }


def _gap_fen(household_id: UUID, asked_fen: int, by: Viewer, at: datetime.datetime) -> int:
    """What state aid leaves open today. Raises ``MoreThanTheGap`` when more is asked."""
    gap_fen = _residual_gap_fen(household_id, by, timezone.localdate(at))
    if asked_fen > gap_fen:
        raise MoreThanTheGap(gap=spoken(gap_fen), asked=spoken(asked_fen))
    return gap_fen


def _residual_gap_fen(household_id: UUID, by: Viewer, on: datetime.date) -> int:
    gap = claims.residual_gap(viewer=by, household_id=household_id, on=on)
    if gap.residual_fen is None:
        raise CostNotKnown
    return gap.residual_fen


def _insist_open(facts: Facts) -> None:
    if facts.state not in OPEN_STATES:
        raise AlreadyEnded


def _insist_within(request: Held, amount_fen: int) -> None:
    if amount_fen < 0:
        raise AmountNotPossible
    if amount_fen > request.asked_fen:
        raise MoreThanAsked(granted=spoken(amount_fen), asked=spoken(request.asked_fen))
    if amount_fen > most_to_grant_fen(request.asked_fen, request.gap_fen):
        raise MoreThanTheGap(gap=spoken(request.gap_fen), asked=spoken(amount_fen))


def _first(model: type[Made], key: UUID, *same: bool) -> Made:
    """The first result of a press that comes again, unless it comes with other content."""
    if not all(same):
        raise KeyUsedForOther
    return model.objects.get(key=key)


# What is remembered and told ----------------------------------------------------------------------


def _sign(request_id: UUID, step: str, by: Viewer, at: datetime.datetime) -> None:
    identity.sign_off(subject=(SUBJECT, request_id), step=step, by=by, at=at)


def _record(
    verb: str, request_id: UUID, place: str, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=(SUBJECT, request_id), place=place, details=details
    )


def _tell(
    kind: str, to: list[UUID], request_id: UUID, at: datetime.datetime, amount_fen: int = 0
) -> None:
    details = {"amount": spoken(amount_fen)} if amount_fen else {}
    notices.tell(kind=kind, to=to, subject=(SUBJECT, request_id), at=at, details=details)


def _tell_role(
    kind: str,
    role: str,
    request_id: UUID,
    place: str,
    at: datetime.datetime,
    amount_fen: int = 0,
) -> None:
    details = {"amount": spoken(amount_fen)} if amount_fen else {}
    notices.tell_role(
        kind=kind, role=role, place=place, subject=(SUBJECT, request_id), at=at, details=details
    )
