"""What may be asked about requests for aid. The committee reads amounts and a class of reason;
nothing here names a person, and no diagnosis was ever asked for."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.committee import queries as committee
from linli.fund.models import AidLimit, AidRequest
from linli.fund.queries.deciding import (
    Basis,
    Returning,
    Visit,
    basis_of,
    limit_of,
    returning_of,
    visit_of,
)
from linli.fund.queries.giving import FundCard, card_of, in_scope
from linli.fund.queries.rows import RequestRow, in_state, row_of, with_facts, with_turn
from linli.fund.queries.standing import facts_of, turns_of
from linli.fund.queries.words import STEP_WORDS
from linli.fund.terms import MERIT, OPEN_STATES, most_to_grant_fen
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal

ROWS_A_PAGE = 25

NEXT_STEP = {
    "asked": ("decide", Permission.AID_DECIDE),
    "decided": ("instruct", Permission.AID_INSTRUCT),
    "instructed": ("pay", Permission.AID_PAY),
}
"""What follows a state, and who may do it."""


class SignedStep(NamedTuple):
    """Who took which step, and when."""

    step: Any
    name: str
    at: datetime.datetime


class RequestCard(NamedTuple):
    """A request on its own page: what the committee may read, and who has signed.

    ``may``: the steps this viewer may take now, of "visit", "propose", "decide", "docket",
    "carry_out", "instruct", "pay", "withdraw", "ask_back", "take_back".
    """

    row: RequestRow
    fund: FundCard
    gap_fen: int | None
    origin_title: str
    origin_on: datetime.date | None
    refused_because: str | None
    bank_reference: str | None
    paid_on: datetime.date | None
    accepted: bool
    returned_because: str | None
    signed: tuple[SignedStep, ...]
    may: frozenset[str]
    visit: Visit | None
    basis: Basis
    returning: Returning | None

    @property
    def most_fen(self) -> int:
        """The largest grant that would be accepted, if the money is there."""
        return most_to_grant_fen(self.row.asked_fen, self.gap_fen)

    @property
    def spendable_fen(self) -> int:
        """The most the fund could still grant for this purpose."""
        return self.fund.spendable_fen(self.row.purpose)

    @property
    def signatures_needed(self) -> int:
        """Four, five where two people decide; none are waited for once it has ended early.

        An instruction that came back and was given anew by another hand bears one more.
        """
        if self.ended:
            return len(self.signed)
        return max(5 if self.basis.proposed_fen is not None else 4, len(self.signed))

    @property
    def stages(self) -> list[tuple[str, Any]]:
        """The steps of its way; of one that ended early, the first and how it ended."""
        if self.row.state in ("refused", "withdrawn"):
            return [("ask", STEP_WORDS["ask"]), (self.row.state, self.row.state_word)]
        left_out = {"propose"} if self.row.is_visited else {"propose", "visit"}
        return [(step, word) for step, word in STEP_WORDS.items() if step not in left_out]

    @property
    def stage(self) -> str:
        """The step that is waited for; the last where nothing is."""
        if self.row.state == "asked" and self.row.is_visited and self.visit is None:
            return "visit"
        return NEXT_STEP[self.row.state][0] if self.row.state in NEXT_STEP else self.stages[-1][0]

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return self.row.state not in OPEN_STATES


def requests(viewer: Viewer, state: str = "", page: int = 1) -> Page:
    """A page of ``RequestRow``, newest first: those of one state, or all."""
    seen = with_turn(AidRequest.objects.filter(in_scope(viewer, "fund__")))
    rows = with_facts(seen.filter(in_state(state)))
    found = Paginator(rows.order_by("-asked_at", "-pk"), ROWS_A_PAGE).get_page(page)
    found.object_list = [row_of(each) for each in found.object_list]
    return found


def counts(viewer: Viewer) -> dict[str, int]:
    """How many requests wait in each open state."""
    seen = with_turn(AidRequest.objects.filter(in_scope(viewer, "fund__")))
    return seen.aggregate(**{state: Count("pk", filter=in_state(state)) for state in OPEN_STATES})


def request(viewer: Viewer, request_id: UUID) -> RequestCard:
    """One request with its signatures, and the steps that this viewer may take next."""
    seen = in_scope(viewer, "fund__") | Q(place__in=viewer.communities(Permission.AID_ASK))
    found = with_facts(AidRequest.objects.filter(seen, pk=request_id)).first()
    if found is None:
        raise NotFound
    facts = facts_of(found)
    payment = facts.pressed.get("payment") and found.grant.instruction.payment
    refusal = getattr(found, "refusal", None)
    signed = identity.signatures(("aid_request", found.pk))
    return RequestCard(
        row=row_of(found),
        fund=card_of(found.fund),
        gap_fen=found.gap_fen,
        origin_title=found.origin_title,
        origin_on=found.origin_on,
        refused_because=unseal(refusal, "words") if refusal else None,
        bank_reference=facts.bank_reference,
        paid_on=payment.paid_on if payment else None,
        accepted=facts.turn == "accepted",
        returned_because=unseal(turns_of(found)[-1], "words") if facts.turn == "returned" else None,
        signed=tuple(
            SignedStep(STEP_WORDS[each.step.partition(".")[0]], each.actor.name, each.at)
            for each in signed
        ),
        may=_may(viewer, found, {each.actor_id for each in signed}),
        visit=visit_of(found.pk),
        basis=basis_of(found),
        returning=returning_of(found.pk),
    )


def to_decide(viewer: Viewer) -> list[RequestRow]:
    """The requests two people may decide that wait for this viewer's signature, oldest first."""
    rows = _ready(viewer, Permission.AID_DECIDE).filter(_within_limit())
    mine = Q(asked_by=viewer.user_id) | Q(proposal__proposed_by=viewer.user_id)
    return [row_of(each) for each in with_facts(rows.exclude(mine))[:ROWS_A_PAGE]]


def to_docket(viewer: Viewer) -> list[RequestRow]:
    """The requests that are the committee's and stand on no docket yet, oldest first."""
    rows = _ready(viewer, Permission.COMMITTEE_KEEP).filter(proposal=None)
    return [row_of(each) for each in with_facts(rows.exclude(_within_limit()))[:ROWS_A_PAGE]]


def _ready(viewer: Viewer, permission: Permission) -> QuerySet[AidRequest]:
    """Requests at the viewer's places that could be decided today, and wait on no docket."""
    rows = AidRequest.objects.filter(in_state("asked"), place__in=viewer.communities(permission))
    unvisited = Q(household__isnull=False, visit=None) & ~Q(programme__kind=MERIT)
    waiting = committee.docketed_ids("fund", "aid_request")
    return rows.exclude(unvisited).exclude(pk__in=waiting).order_by("asked_at", "pk")


def _within_limit() -> Q:
    """What is no more than its fund's limit for small sums, or was proposed as an emergency."""
    newest = AidLimit.objects.filter(fund=OuterRef("fund")).order_by("-at", "-pk")
    within = Q(asked_fen__lte=Coalesce(Subquery(newest.values("small_fen")[:1]), 0))
    return within | Q(proposal__isnull=False)


def not_visited(viewer: Viewer) -> list[RequestRow]:
    """Families' requests that wait for a home visit, the oldest first; none for an award."""
    rows = AidRequest.objects.filter(
        in_state("asked"),
        place__in=viewer.communities(Permission.AID_ASK),
        visit=None,
        household__isnull=False,
    ).exclude(programme__kind=MERIT)
    return [row_of(each) for each in with_facts(rows).order_by("asked_at")[:ROWS_A_PAGE]]


def _may_decide(
    viewer: Viewer, of: AidRequest, may: set[str], where: Mapping[str, Any]
) -> set[str]:
    """Of a request that waits to be decided: the steps this viewer may take towards it."""
    basis, visit = basis_of(of), visit_of(of.pk)
    may = set(may)
    if "decide" in may and basis.proposed_fen is None:
        may = may - {"decide"} | {"propose"}
    if basis.docketed is not None or basis.passed_fen is not None:
        may -= {"propose", "decide"}
    if "propose" in may and limit_of(of.fund_id) is None:
        may.discard("propose")
    if basis.docketed is None and viewer.may(Permission.COMMITTEE_KEEP, **where):
        may.add("docket")
    if basis.passed_fen is not None and viewer.may(Permission.SITTING_CONFIRM, **where):
        may.add("carry_out")
    if of.household_id and visit is None:
        may -= {"propose", "docket"} if basis.needs_visit else set()
        if viewer.may(Permission.AID_ASK, place=of.place_id):
            may.add("visit")
    return may


def _may_of_paid(viewer: Viewer, of: AidRequest, where: Mapping[str, Any]) -> set[str]:
    """Of a request that was paid: ask it back, enter its return, have it ratified."""
    returning, may = returning_of(of.pk), set()
    if returning is None and viewer.may(Permission.AID_RETURN, **where):
        may.add("ask_back")
    waits = returning is not None and returning.came_on is None
    if (
        waits
        and viewer.user_id != returning.asked_by_id
        and viewer.may(Permission.AID_PAY, **where)
    ):
        may.add("take_back")
    basis = basis_of(of)
    waits = basis.ratify_by is not None and basis.ratified is None and basis.docketed is None
    if waits and viewer.may(Permission.COMMITTEE_KEEP, **where):
        may.add("docket")
    return may


def _may(viewer: Viewer, of: AidRequest, signed_by: set[UUID]) -> frozenset[str]:
    """The steps this viewer may take now: nobody takes two of one request."""
    state = facts_of(of).state
    where: dict[str, Any] = {"place": of.place_id, "organisation": of.fund.holder_id}
    may = set()
    may_sign = viewer.user_id not in signed_by or facts_of(of).turn == "returned"
    if state in NEXT_STEP and may_sign:
        step, permission = NEXT_STEP[state]
        if viewer.may(permission, **where):
            may.add(step)
    may = _may_decide(viewer, of, may, where) if state == "asked" else may
    if state == "decided" and viewer.may(Permission.COMMITTEE_KEEP, **where):
        may.add("docket")
    if state == "paid":
        may |= _may_of_paid(viewer, of, where)
    if state in OPEN_STATES and viewer.may(Permission.AID_ASK, place=of.place_id):
        may.add("withdraw")
    return frozenset(may)
