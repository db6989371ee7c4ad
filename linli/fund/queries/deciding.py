"""What may be asked about how a request was decided: visit, basis, ratification, return."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from linli.committee import queries as committee
from linli.fund.models import (
    AidLimit,
    AidRequest,
    Grant,
    HomeVisit,
    InterestedPerson,
    Proposal,
    ReturnAsked,
)
from linli.fund.queries.giving import in_scope
from linli.fund.queries.words import BASIS_WORDS, REASON_WORDS, RETURN_WORDS, number_of
from linli.fund.terms import BY_TWO, MERIT
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.sealed import unseal


class Visit(NamedTuple):
    """The home visit before the decision. ``on`` None: nobody could go; who wrote it down."""

    on: datetime.date | None
    by: str
    recorded_at: datetime.datetime


class Basis(NamedTuple):
    """On what a decision rests, or what has been said towards one.

    ``proposed_fen``: what the first of two proposed, 0 for no; ``docketed``: the open sitting it
    waits for; ``passed_fen``: what the committee granted and the fund could not follow yet.
    """

    word: Any
    proposed_fen: int | None
    proposed_words: str
    docketed: committee.SittingRow | None
    passed_fen: int | None
    needs_visit: bool
    ratify_by: datetime.date | None
    ratified: bool | None


class Returning(NamedTuple):
    """A payment that was asked back; ``came_fen`` and ``came_on`` once it came."""

    reason: Any
    asked_fen: int
    asked_on: datetime.date
    asked_by_id: UUID
    came_fen: int | None
    came_on: datetime.date | None


class UnratifiedRow(NamedTuple):
    """What two people decided and the committee has not ratified."""

    id: UUID
    number: str
    reason: Any
    basis: Any
    granted_fen: int
    ratify_by: datetime.date
    overdue: bool
    docketed: bool


class LimitCard(NamedTuple):
    """What two people may decide at a fund."""

    small_fen: int
    emergency_days: int
    from_on: datetime.date


class InterestRow(NamedTuple):
    """An entry of the holder's register. Whom it names, nobody reads back here."""

    id: UUID
    manager: str
    relation: str
    of_household: bool
    from_on: datetime.date
    until_on: datetime.date | None


def limit_of(fund_id: UUID) -> AidLimit | None:
    """The limit in force: the newest."""
    return AidLimit.objects.filter(fund=fund_id).order_by("-at", "-pk").first()


def limit_card(fund_id: UUID) -> LimitCard | None:
    """The limit in force, as a desk shows it; the caller has checked who asks."""
    limit = limit_of(fund_id)
    return limit and LimitCard(limit.small_fen, limit.emergency_days, limit.from_on)


def visit_of(request_id: UUID) -> Visit | None:
    """The visit, without its words: those are for who works with the family."""
    visit = HomeVisit.objects.filter(request=request_id).first()
    return visit and Visit(visit.on, identity.name_of(visit.recorded_by_id), visit.at)


def visit_words(viewer: Viewer, request_id: UUID) -> str:
    """What was found at the family's home; logged, and only for who asks for families there."""
    places = viewer.communities(Permission.AID_ASK)
    visit = HomeVisit.objects.filter(request=request_id, request__place__in=places).first()
    if visit is None:
        return ""
    viewer.looked_at("aid_request", request_id, "visit")
    return unseal(visit, "words") or ""


def basis_of(of: AidRequest) -> Basis:
    """On what it rests, or how far it has come."""
    subject = ("fund", "aid_request", of.pk)
    grant = getattr(of, "grant", None)
    proposal = Proposal.objects.filter(request=of.pk).first()
    made = grant or getattr(of, "refusal", None)
    waiting = committee.decision_on(subject, "decide") if made is None else None
    ratification = getattr(grant, "ratification", None)
    return Basis(
        word=BASIS_WORDS[made.basis] if made else "",
        proposed_fen=proposal.amount_fen if proposal else None,
        proposed_words=(unseal(proposal, "words") or "") if proposal else "",
        docketed=committee.docketed(subject),
        passed_fen=waiting.amount_fen if waiting else None,
        needs_visit=of.household_id is not None
        and not (of.programme_id and of.programme.kind == MERIT),
        ratify_by=grant.ratify_by if grant else None,
        ratified=ratification.ratified if ratification else None,
    )


def returning_of(request_id: UUID) -> Returning | None:
    """The return of a payment, if it was asked for."""
    asked = ReturnAsked.objects.select_related("came").filter(payment=request_id).first()
    if asked is None:
        return None
    came = getattr(asked, "came", None)
    return Returning(
        reason=RETURN_WORDS[asked.reason],
        asked_fen=asked.amount_fen,
        asked_on=timezone.localdate(asked.at),
        asked_by_id=asked.asked_by_id,
        came_fen=came.amount_fen if came else None,
        came_on=came.returned_on if came else None,
    )


def unratified(viewer: Viewer, on: datetime.date) -> list[UnratifiedRow]:
    """What waits for the committee's word, the nearest deadline first; the overdue are marked."""
    rows = Grant.objects.filter(
        in_scope(viewer, "request__fund__"),
        basis__in=BY_TWO,
        ratification=None,
        request__withdrawal=None,
    )
    return [
        UnratifiedRow(
            id=grant.request_id,
            number=number_of(grant.request_id),
            reason=REASON_WORDS[grant.request.reason],
            basis=BASIS_WORDS[grant.basis],
            granted_fen=grant.amount_fen,
            ratify_by=grant.ratify_by,
            overdue=grant.ratify_by < on,
            docketed=committee.docketed(("fund", "aid_request", grant.request_id)) is not None,
        )
        for grant in rows.select_related("request").order_by("ratify_by", "pk")
    ]


def interests(viewer: Viewer, holder_id: UUID, place: str) -> list[InterestRow]:
    """The holder's register for a community, for who keeps it."""
    kept = viewer.organisations(Permission.INTEREST_KEEP)
    rows = InterestedPerson.objects.filter(Q(holder__in=kept), holder=holder_id, place=place)
    return [
        InterestRow(
            one.pk,
            unseal(one, "manager") or "",
            unseal(one, "relation") or "",
            one.household_id is not None,
            one.from_on,
            one.until_on,
        )
        for one in rows.order_by("-from_on", "-pk")
    ]
