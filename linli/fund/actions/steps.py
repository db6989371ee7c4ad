"""What every step of a request for aid has in common: the lock, the signature, deed and notice."""

import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy

from linli.fund.actions.funds import AmountNotPossible
from linli.fund.models import (
    Grant,
)
from linli.fund.queries import Facts, Held, facts_now, hold
from linli.fund.terms import OPEN_STATES, most_to_grant_fen
from linli.identity import actions as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.notices import actions as notices

SUBJECT = "aid_request"

Made = TypeVar("Made", bound=Model)


class MoreThanTheGap(Refused):
    """The fund comes after state aid and fills what a month leaves open, no more."""

    words = gettext_lazy("政策能给的算完以后，每月还差 %(gap)s；申请的 %(asked)s 超过了这个缺口。")
    remedy = gettext_lazy("请把金额改到一个月的缺口以内；家里情况有变化的，先更新情况再算一次。")


class MoreThanAsked(Refused):
    """A grant may be smaller than what was asked, never larger."""

    words = gettext_lazy("批准的 %(granted)s 超过了申请的 %(asked)s。")


class RoundIsWhole(Refused):
    """Every family of a round gets the same, so a part of it could not be handed out."""

    words = gettext_lazy("一轮慰问每户一样多，要么整轮通过，要么不通过，不能只批 %(granted)s。")
    remedy = gettext_lazy("金额或名单要改的，请撤回这份申请，另开一轮慰问。")


class AlreadyEnded(Refused):
    """Refused, withdrawn or paid: nothing follows."""

    words = gettext_lazy("这份申请已经办结，不能再改。")


def held(request_id: UUID, permission: Permission, by: Viewer) -> tuple[Held, Facts]:
    """The request, locked until the end, and what has become of it."""
    request = hold(request_id)
    if request is None:
        raise NotFound
    by.require(permission, place=request.place, organisation=request.holder)
    return request, facts_now(request_id)


def insist_open(facts: Facts) -> None:
    if facts.state not in OPEN_STATES:
        raise AlreadyEnded


def insist_within(request: Held, amount_fen: int) -> None:
    if amount_fen < 0:
        raise AmountNotPossible
    if amount_fen > request.asked_fen:
        raise MoreThanAsked(granted=spoken(amount_fen), asked=spoken(request.asked_fen))
    if request.is_round and amount_fen not in (0, request.asked_fen):
        raise RoundIsWhole(granted=spoken(amount_fen))
    if amount_fen > most_to_grant_fen(request.asked_fen, request.gap_fen):
        raise MoreThanTheGap(gap=spoken(request.gap_fen), asked=spoken(amount_fen))


def first(model: type[Made], key: UUID, *same: bool) -> Made:
    """The first result of a press that comes again, unless it comes with other content."""
    if not all(same):
        raise KeyUsedForOther
    return model._default_manager.get(key=key)


def set_free(request: Held, key: UUID, by: Viewer, at: datetime.datetime) -> Any:
    """The entry that takes the grant's own back, or None when nothing had been set aside."""
    grant = Grant.objects.select_related("entry").filter(pk=request.id).first()
    if grant is None:
        return None
    taken_back = ledger.reverse(
        book=request.book, seq=grant.entry.seq, reason="withdrawn", key=str(key), by=by, at=at
    )
    return taken_back.entry


def sign(request_id: UUID, step: str, by: Viewer, at: datetime.datetime) -> None:
    identity.sign_off(subject=(SUBJECT, request_id), step=step, by=by, at=at)


def record(
    verb: str, request_id: UUID, place: str, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=(SUBJECT, request_id), place=place, details=details
    )


def tell(
    kind: str, to: list[UUID], request_id: UUID, at: datetime.datetime, amount_fen: int = 0
) -> None:
    details = {"amount": spoken(amount_fen)} if amount_fen else {}
    notices.tell(kind=kind, to=to, subject=(SUBJECT, request_id), at=at, details=details)


def tell_role(
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
