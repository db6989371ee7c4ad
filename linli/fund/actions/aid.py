"""What may be done with a request for aid: ask, or take it back.

How it is decided stands in ``deciding.py``, how it is paid in ``paying.py``.

One person a step, one after another: who asks may not decide, who decides may not instruct,
who instructs may not say that it was paid. The database keeps this (``identity.SignOff``).
Every action locks the request first and the book last, so two of them never wait for each other.
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.claims import queries as claims
from linli.fund.actions.funds import AmountNotPossible, NoOpeningYet
from linli.fund.actions.programmes import insist_on_programme, programme_to_apply
from linli.fund.actions.steps import (
    MoreThanTheGap,
    first,
    held,
    insist_open,
    record,
    set_free,
    sign,
    tell_role,
)
from linli.fund.actions.ties import insist_no_interest
from linli.fund.models import (
    AidRequest,
    Fund,
    OpeningBalance,
    Purpose,
    Withdrawal,
)
from linli.fund.terms import FAMILY_PURPOSES, MOST_ASKED_FEN
from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.people import queries as people


class PurposeMismatch(Refused):
    """A family purpose needs a household; works have none."""

    words = gettext_lazy("这个用途和这份申请对不上：帮扶要写明是哪一户，修缮和项目不能写。")


class CostNotKnown(Refused):
    """An unknown cost is not a gap of zero: it is asked for first."""

    words = gettext_lazy("还不知道这个家庭每月的费用，算不出政策给完以后还差多少。")
    remedy = gettext_lazy("请先在家庭档案里登记每月费用，再提出申请。")


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
    programme_id: UUID | None = None,
) -> AidRequest:
    """Ask the fund. For a family still in hardship, never more than state aid leaves open.

    ``reason`` is a class (``terms.REASONS``): the committee reads no diagnosis.
    Raises ``AmountNotPossible``, ``PurposeMismatch``, ``MoreThanTheGap``, ``NoOpeningYet``,
    ``KeyUsedForOther``, ``InterestedParty``, what ``insist_on_programme`` refuses; ``NotFound``
    for a household elsewhere.
    """
    fund = fund_to_ask(fund_id, Permission.AID_ASK, by)
    if earlier := asked_before(key, amount_fen, fund):
        return earlier
    if not 0 < amount_fen <= MOST_ASKED_FEN:
        raise AmountNotPossible
    _insist_on_household(purpose, household_id)
    insist_on_purpose(fund, purpose)
    whom = _whom(household_id, person_id, fund, by)
    gap_fen = None
    if purpose == "family_aid" and household_id is not None:
        gap_fen = _gap_fen(household_id, amount_fen, by, at)
    return keep_request(
        fund,
        {"purpose": purpose, "reason": reason, "asked_fen": amount_fen, "gap_fen": gap_fen,
         "programme_id": programme_id, "key": key, **whom, **origin_fields(origin)},
        by,
        at,
    )  # fmt: skip


@transaction.atomic
def apply(
    *,
    programme_id: UUID,
    person_id: UUID,
    reason: str,
    amount_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> AidRequest:
    """A resident applies to a programme from his own page, for himself or a child living with him.

    Raises ``NoOpeningYet``, ``InterestedParty``, what ``insist_on_programme`` refuses; ``NotFound``
    for anybody who is not of his home.
    """
    home = people.my_home(by, timezone.localdate(at))
    programme = programme_to_apply(programme_id)
    own = home is not None and person_id in {home.resident_id, *home.children}
    if home is None or not own or home.household_id is None or programme.place != home.place:
        raise NotFound
    fund = Fund.objects.get(pk=programme.fund_id)
    if earlier := asked_before(key, amount_fen, fund):
        return earlier
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    if not 0 < amount_fen <= MOST_ASKED_FEN:
        raise AmountNotPossible
    said = {"purpose": programme.purpose, "reason": reason, "asked_fen": amount_fen,
            "gap_fen": None, "programme_id": programme_id, "key": key, "persons": 1,
            "household_id": home.household_id, "person_id": person_id}  # fmt: skip
    return keep_request(fund, said, by, at)


@transaction.atomic
def withdraw(*, request_id: UUID, key: UUID, by: Viewer, at: datetime.datetime) -> Withdrawal:
    """Take a request back before it is paid; money set aside goes back to where it came from."""
    request, facts = held(request_id, Permission.AID_ASK, by)
    if facts.pressed.get("withdrawal") == key:
        return first(Withdrawal, key)
    insist_open(facts)
    withdrawal = Withdrawal.objects.create(
        request_id=request.id, at=at, key=key, entry=set_free(request, key, by, at)
    )
    record("aid.withdrawn", request.id, request.place, by, at)
    tell_role("aid.withdrawn", "cashier", request.id, request.place, at)
    return withdrawal


# What the actions come to -------------------------------------------------------------------------


def asked_before(key: UUID, amount_fen: int, fund: Fund) -> AidRequest | None:
    """The request a page has sent before. Raises ``KeyUsedForOther``."""
    earlier = AidRequest.objects.filter(key=key).first()
    if earlier is None:
        return None
    return first(AidRequest, key, (earlier.asked_fen, earlier.fund_id) == (amount_fen, fund.pk))


def keep_request(fund: Fund, said: dict[str, Any], by: Viewer, at: datetime.datetime) -> AidRequest:
    """Keep a request whose asker has been checked: whom the fund may help, on whose terms."""
    today = timezone.localdate(at)
    household_id, person_id = said.get("household_id"), said.get("person_id")
    insist_no_interest(fund.holder_id, household_id, person_id, today)
    if said["programme_id"] is not None:
        insist_on_programme(
            said["programme_id"], fund.pk, said["purpose"], said["reason"], said["asked_fen"],
            household_id, person_id, today,
        )  # fmt: skip
    request = AidRequest(
        fund=fund, place_id=fund.place_id, asked_by_id=by.user_id, asked_at=at, **said
    )
    request.save(force_insert=True)
    sign(request.pk, "ask", by, at)
    amount_fen = request.asked_fen
    record("aid.asked", request.pk, fund.place_id, by, at, amount_fen=amount_fen)
    for role in ("committee_member", "committee_secretary"):
        tell_role("aid.asked", role, request.pk, fund.place_id, at, amount_fen)
    return request


# What must hold ----------------------------------------------------------------------------------


def fund_to_ask(fund_id: UUID, permission: Permission, by: Viewer) -> Fund:
    """A fund that has begun, for whoever may ask it. Raises ``NoOpeningYet``."""
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(permission, place=fund.place_id)
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    return fund


def _insist_on_household(purpose: str, household_id: UUID | None) -> None:
    helps_a_family = purpose in FAMILY_PURPOSES
    if helps_a_family != (household_id is not None):
        raise PurposeMismatch


def insist_on_purpose(fund: Fund, purpose: str) -> None:
    """Raises ``PurposeMismatch`` for a use this fund does not have."""
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
