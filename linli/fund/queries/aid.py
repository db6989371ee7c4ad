"""What may be asked about requests for aid. The committee reads amounts and a class of reason;
nothing here names a person, and no diagnosis was ever asked for."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from linli.committee import queries as committee
from linli.fund.models import AidLimit, AidRequest, Payment, Turn
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
from linli.fund.queries.words import (
    PURPOSE_WORDS,
    REASON_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    number_of,
)
from linli.fund.terms import GOODWILL, MERIT, OPEN_STATES, most_to_grant_fen
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.rows import uuid_of
from linli.kernel.sealed import unseal
from linli.ledger import queries as ledger
from linli.people import queries as people

ROWS_A_PAGE = 25

NEXT_STEP = {
    "asked": ("decide", Permission.AID_DECIDE),
    "decided": ("instruct", Permission.AID_INSTRUCT),
    "instructed": ("pay", Permission.AID_PAY),
}
"""What follows a state, and who may do it."""


STATE_AFTER = {
    "withdrawal": "withdrawn",
    "refusal": "refused",
    "payment": "paid",
    "instruction": "instructed",
    "grant": "decided",
}
"""The state a fact leads to, the last fact first."""


class NotCounted(Refused):
    """The payment waits until it can be published together with those to enough households."""

    words = gettext_lazy("这笔钱还没有公布：凑满五户才一起公布。")
    remedy = gettext_lazy("公布以后，这里就能下载凭条。")


class Facts(NamedTuple):
    """What has become of a request so far.

    ``pressed``: which facts there are ("grant", "refusal", "instruction", "payment",
    "withdrawal"), and under which key of a page each was added. ``turned``: what passed between
    fund and holder, in order: each turn's kind and key.
    """

    pressed: Mapping[str, UUID]
    granted_fen: int | None = None
    granted_at: datetime.datetime | None = None
    bank_reference: str | None = None
    turned: tuple[tuple[str, UUID], ...] = ()

    @property
    def state(self) -> str:
        """One of ``terms.STATES``: nothing stores it, so nothing can contradict it."""
        state = next((STATE_AFTER[fact] for fact in STATE_AFTER if fact in self.pressed), "asked")
        return "decided" if state == "instructed" and self.turn == "returned" else state

    @property
    def turn(self) -> str:
        """The last turn's kind (``models.Turn.KINDS``), or empty."""
        return self.turned[-1][0] if self.turned else ""

    @property
    def turns(self) -> int:
        """How many turns there were."""
        return len(self.turned)

    def turned_by(self, key: UUID) -> str:
        """What the press under this key did, or empty."""
        return next((kind for kind, pressed in self.turned if pressed == key), "")


class Held(NamedTuple):
    """A request locked by an action: what every later step needs of it, and of its fund."""

    id: UUID
    fund: UUID
    place: str
    book: str
    holder: UUID
    purpose: str
    helps_a_household: bool
    is_round: bool
    asked_fen: int
    gap_fen: int | None
    asked_by: UUID


class RequestRow(NamedTuple):
    """A request in a list: amount, purpose, class of reason, state. No name."""

    id: UUID
    purpose: str
    reason: str
    persons: int
    asked_fen: int
    granted_fen: int | None
    asked_at: datetime.datetime
    state: str
    returned: bool = False

    @property
    def number(self) -> str:
        """What it is called on a docket."""
        return number_of(self.id)

    @property
    def is_visited(self) -> bool:
        """Whether somebody goes there first: works have no home, a round is itself the visit."""
        return self.persons > 0 and self.reason != GOODWILL

    @property
    def asked_on(self) -> datetime.date:
        return timezone.localdate(self.asked_at)

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]

    @property
    def reason_word(self) -> Any:
        return REASON_WORDS[self.reason]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]


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


class HouseholdCard(NamedTuple):
    """The fund's card in a household's dossier."""

    title: str
    requests: tuple[RequestRow, ...]


def facts_of(of: AidRequest) -> Facts:
    """The facts of a request that was read with them (``with_facts``)."""
    grant = getattr(of, "grant", None)
    instruction = getattr(grant, "instruction", None)
    payment = getattr(instruction, "payment", None)
    facts = {
        "grant": grant,
        "refusal": getattr(of, "refusal", None),
        "instruction": instruction,
        "payment": payment,
        "withdrawal": getattr(of, "withdrawal", None),
    }
    return Facts(
        pressed={name: fact.key for name, fact in facts.items() if fact},
        granted_fen=grant.amount_fen if grant else None,
        granted_at=grant.at if grant else None,
        bank_reference=payment.bank_reference if payment else None,
        turned=tuple((each.kind, each.key) for each in _turns(of)),
    )


def _turns(of: AidRequest) -> list[Turn]:
    """What passed over its instruction, in order."""
    grant = getattr(of, "grant", None)
    instruction = getattr(grant, "instruction", None)
    return sorted(instruction.turns.all(), key=lambda turn: turn.number) if instruction else []


HELD = """
SELECT r.id, r.fund_id, r.place_id, f.book_id, f.holder_id, r.purpose,
       r.persons > 0, r.persons > 0 AND r.household_id IS NULL,
       r.asked_fen, r.gap_fen, r.asked_by_id
FROM fund_aidrequest r JOIN fund_fund f ON f.id = r.fund_id WHERE r.id = %s"""
LOCKED = {"sqlite": "", "postgresql": " FOR UPDATE OF r"}
"""SQLite has one writer, and our transactions are it from their first statement on."""

FACTS = """
SELECT 'grant', key, amount_fen, at, NULL FROM fund_grant WHERE request_id = %s
UNION ALL SELECT 'refusal', key, NULL, NULL, NULL FROM fund_refusal WHERE request_id = %s
UNION ALL SELECT 'instruction', key, NULL, NULL, NULL FROM fund_instruction WHERE grant_id = %s
UNION ALL SELECT 'payment', key, NULL, NULL, bank_reference FROM fund_payment
    WHERE instruction_id = %s
UNION ALL SELECT 'withdrawal', key, NULL, NULL, NULL FROM fund_withdrawal WHERE request_id = %s
UNION ALL SELECT kind, key, number, at, NULL FROM fund_turn WHERE instruction_id = %s"""
"""Each fact's key is the request's: six look-ups, which PostgreSQL plans faster than a join."""


def hold(request_id: UUID) -> Held | None:
    """The request, locked until the transaction ends; None where there is none.

    Written out, like ``facts_now``: a payment reads little, and Django's own way of asking for it
    costs as much as all that a payment writes.
    """
    with connection.cursor() as cursor:
        cursor.execute(HELD + LOCKED[connection.vendor], [request_id.hex])
        found = cursor.fetchone()
    if found is None:
        return None
    pk, fund, place, book, holder, purpose, helps, is_round, asked_fen, gap_fen, asked_by = found
    return Held(
        uuid_of(pk), uuid_of(fund), place, book, uuid_of(holder), purpose, bool(helps),
        bool(is_round), asked_fen, gap_fen, uuid_of(asked_by),
    )  # fmt: skip


def facts_now(request_id: UUID) -> Facts:
    """The facts as they are at this moment: what an action reads once it holds the request.

    Another statement than ``hold``'s on purpose: whoever waited for the lock would not see in one
    and the same statement what the other, for whom it waited, has done.
    """
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [request_id.hex] * 6)
        rows = cursor.fetchall()
    granted_fen = granted_at = bank_reference = None
    turns = sorted((number, kind, key) for kind, key, number, *_rest in rows if kind in Turn.KINDS)
    for fact, _key, amount_fen, at, reference in rows:
        if fact == "grant":
            granted_fen, granted_at = amount_fen, at
        elif fact == "payment":
            bank_reference = reference
    if granted_at and timezone.is_naive(granted_at):
        granted_at = timezone.make_aware(granted_at, datetime.UTC)  # SQLite keeps no zone
    pressed = {fact: uuid_of(key) for fact, key, *_rest in rows if fact not in Turn.KINDS}
    turned = tuple((kind, uuid_of(key)) for _number, kind, key in turns)
    return Facts(pressed, granted_fen, granted_at, bank_reference, turned)


def requests(viewer: Viewer, state: str = "", page: int = 1) -> Page:
    """A page of ``RequestRow``, newest first: those of one state, or all."""
    seen = _with_turn(AidRequest.objects.filter(in_scope(viewer, "fund__")))
    rows = with_facts(seen.filter(_in_state(state)))
    found = Paginator(rows.order_by("-asked_at", "-pk"), ROWS_A_PAGE).get_page(page)
    found.object_list = [row_of(each) for each in found.object_list]
    return found


def counts(viewer: Viewer) -> dict[str, int]:
    """How many requests wait in each open state."""
    seen = _with_turn(AidRequest.objects.filter(in_scope(viewer, "fund__")))
    return seen.aggregate(**{state: Count("pk", filter=_in_state(state)) for state in OPEN_STATES})


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
        returned_because=unseal(_turns(found)[-1], "words") if facts.turn == "returned" else None,
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
    rows = AidRequest.objects.filter(_in_state("asked"), place__in=viewer.communities(permission))
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
        _in_state("asked"),
        place__in=viewer.communities(Permission.AID_ASK),
        visit=None,
        household__isnull=False,
    ).exclude(programme__kind=MERIT)
    return [row_of(each) for each in with_facts(rows).order_by("asked_at")[:ROWS_A_PAGE]]


def family_asked_for(
    viewer: Viewer, request_id: UUID, on: datetime.date
) -> tuple[UUID, str] | None:
    """Which family a request is for, household and label, told to who asks for families there.

    None for works. The committee, the cashier and the holder are never told.
    """
    places = viewer.communities(Permission.AID_ASK)
    found = AidRequest.objects.filter(pk=request_id, place__in=places, household__isnull=False)
    household = found.values_list("household_id", flat=True).first()
    labels = people.household_labels(viewer, [household], on) if household else {}
    return (household, labels[household]) if household in labels else None


class PayeeHint(NamedTuple):
    """Whose account it should be, for the clerk who names the payee: masked names."""

    adults: tuple[str, ...]
    agreed: tuple[tuple[str, datetime.date], ...]


def household_of(request_id: UUID) -> UUID | None:
    """Which household a request is for; the house's own question. None for works and rounds."""
    rows = AidRequest.objects.filter(pk=request_id).values_list("household_id", flat=True)
    return rows.first()


def payee_hint(viewer: Viewer, request_id: UUID, on: datetime.date) -> PayeeHint | None:
    """The adults of the family, masked, and who consented, for whoever instructs the payment.

    None for works and rounds, and for anybody else: the committee is never told.
    """
    places = viewer.communities(Permission.AID_INSTRUCT)
    found = AidRequest.objects.filter(pk=request_id, place__in=places, household__isnull=False)
    household = found.values_list("household_id", flat=True).first()
    if household is None:
        return None
    payable = people.payable(household, on)
    return PayeeHint(
        adults=tuple(masked(name) for name in payable.adults),
        agreed=tuple((masked(name), day) for name, day in payable.agreed),
    )


def of_household(viewer: Viewer, household_id: UUID) -> list[RequestRow]:
    """A household's requests, newest first, for whoever asks for families there."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    return _rows_of(household_id, Q(place__in=codes))


def mine(household_id: UUID) -> list[RequestRow]:
    """The requests of the caller's own household, newest first.

    The resident's door has made sure whose household it is; a family's page shows its own only.
    """
    return _rows_of(household_id, Q())


def payment_slip(household_id: UUID, request_id: UUID) -> dict[str, Any]:
    """What a family holds against the downloaded book, to find its own payment inside a sum.

    The resident's door has made sure whose household it is. Raises ``NotFound``, ``NotCounted``.
    """
    payment = Payment.objects.filter(
        instruction__grant__request=request_id,
        instruction__grant__request__household=household_id,
    )
    found = payment.select_related("fund", "entry").first()
    if found is None:
        raise NotFound
    book, seq = found.fund.book_id, found.entry.seq
    batch = ledger.batch_of(book, seq)
    if batch is None:
        raise NotCounted
    proof = ledger.inclusion(book, batch, seq)
    return {"kind": "payment", "book": book, "batch": batch, "seq": seq, **proof._asdict()}


def paid_at(viewer: Viewer, household_ids: Collection[UUID]) -> dict[UUID, list[datetime.datetime]]:
    """When each of these households was paid aid, and no more, for who may see cases there."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    paid = AidRequest.objects.filter(
        _in_state("paid"), place__in=codes, household_id__in=household_ids
    )
    moments: dict[UUID, list[datetime.datetime]] = {}
    for home, at in paid.values_list("household_id", "grant__instruction__payment__at"):
        moments.setdefault(home, []).append(at)
    return moments


def asked_at(viewer: Viewer, since: datetime.datetime) -> dict[UUID, datetime.datetime]:
    """The households for which the fund was asked since a moment, and when first."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    asked = AidRequest.objects.filter(place__in=codes, asked_at__gte=since).exclude(
        household_id=None
    )
    return dict(asked.values_list("household_id").annotate(first=Min("asked_at")))


def cards_for(viewer: Viewer, household_id: UUID) -> list[HouseholdCard]:
    """The fund's card for the dossier; none when there is nothing the viewer may see."""
    rows = of_household(viewer, household_id)
    return [HouseholdCard(_("社区慈善基金"), tuple(rows))] if rows else []


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


def _rows_of(household_id: UUID, which: Q) -> list[RequestRow]:
    rows = AidRequest.objects.filter(which, household_id=household_id)
    return [row_of(each) for each in with_facts(rows).order_by("-asked_at", "-pk")]


def with_facts(rows: QuerySet[AidRequest]) -> QuerySet[AidRequest]:
    """The same requests, each read with its facts in one query."""
    return rows.select_related(
        "fund__holder", "fund__place", "grant__instruction__payment__asked_back__came", "refusal",
        "withdrawal",
    ).prefetch_related("grant__instruction__turns")  # fmt: skip


def _with_turn(rows: QuerySet[AidRequest]) -> QuerySet[AidRequest]:
    """The rows with the kind of their last turn, which ``_in_state`` asks for."""
    turns = Turn.objects.filter(instruction=OuterRef("pk")).order_by("-number")
    return rows.annotate(last_turn=Subquery(turns.values("kind")[:1]))


def _in_state(state: str) -> Q:
    """The rows in one state, by which facts exist; every row where no state is named."""
    running = Q(withdrawal=None, refusal=None)
    return {
        "asked": running & Q(grant=None),
        "decided": running
        & Q(grant__isnull=False, grant__instruction__payment=None)
        & (Q(grant__instruction=None) | Q(last_turn="returned")),
        "instructed": running
        & Q(grant__instruction__isnull=False, grant__instruction__payment=None)
        & (Q(last_turn=None) | ~Q(last_turn="returned")),
        "paid": Q(grant__instruction__payment__isnull=False),
        "refused": Q(refusal__isnull=False),
        "withdrawn": Q(withdrawal__isnull=False),
    }.get(state, Q())


def row_of(of: AidRequest) -> RequestRow:
    """A request as a line of a list; it was read by ``with_facts``."""
    facts = facts_of(of)
    return RequestRow(
        id=of.pk,
        purpose=of.purpose,
        reason=of.reason,
        persons=of.persons,
        asked_fen=of.asked_fen,
        granted_fen=facts.granted_fen,
        asked_at=of.asked_at,
        state=facts.state,
        returned=_came_back(of),
    )


def _came_back(of: AidRequest) -> bool:
    """Whether what was paid came back; read with the request."""
    payment = getattr(getattr(getattr(of, "grant", None), "instruction", None), "payment", None)
    return hasattr(getattr(payment, "asked_back", None), "came")


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
